"""Who may see which part of a family, as one table: receivers and their switches."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import localdate, now
from django.utils.translation import gettext

from kring.core.codes import ActorStatus
from kring.core.roles import as_written, role_label
from kring.core.words import Text, gettext_noop
from kring.families.models import Consent, Hidden, Seat
from kring.network.models import Actor
from kring.people.models import User
from kring.rights.queries import PROFESSIONALS, sits_as

PARTS: Final = ("story", "map", "plan")
PART_NAMES: Final = {
    "story": gettext_noop("het verhaal"),
    "map": gettext_noop("de kaart"),
    "plan": gettext_noop("het plan"),
}
ON_SCREEN: Final = "on_screen"  # the family turned the switch itself
HOW: Final = {
    "oral_with_interpreter": gettext_noop("gesproken, met een tolk"),
    "oral": gettext_noop("gesproken, zonder tolk"),
    "oral_with_pictograms": gettext_noop("met tekeningen"),
    "written": gettext_noop("getekend op papier"),
    "recorded": gettext_noop("opgenomen"),
    ON_SCREEN: gettext_noop("zelf gekozen op het scherm"),
}
HELPERS: Final = (Seat.Role.COORDINATOR, Seat.Role.WORKER, Seat.Role.VOLUNTEER)
ORDER: Final = (*HELPERS, Seat.Role.FAMILY)


@dataclass(frozen=True, slots=True)
class Switch:
    """One part for one receiver. What stands behind a yes is that of the newest one."""

    part: str
    is_on: bool
    closed_by_house: bool = False  # off for everybody of the organisation, so not to turn here
    said: Consent | None = None
    until: date | None = None  # the last day of this yes, or of the seat when that ends first

    @property
    def name(self) -> str:
        return PART_NAMES[self.part]

    @property
    def how(self) -> str:
        """How the yes was said, in words; as written when it is a way that we do not know."""
        form = self.said.form if self.said else ""
        return gettext(HOW[form]) if form in HOW else as_written(form)


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody, or an organisation, with the switches of each part."""

    id: UUID
    name: str | Text
    switches: tuple[Switch, ...]
    role: str = ""  # of the seat, or of the actor on the map
    organisation: str = ""
    until: date | None = None  # the last day in the circle

    @property
    def said(self) -> tuple[Switch, ...]:
        """The switches with a yes behind them."""
        return tuple(switch for switch in self.switches if switch.is_on and switch.said)


@dataclass(frozen=True, slots=True)
class Table:
    """Receivers in three kinds: who signs in, for whom they come, and who has no sign-in."""

    people: tuple[Receiver, ...]
    houses: tuple[Receiver, ...]
    others: tuple[Receiver, ...]

    @property
    def everybody(self) -> tuple[Receiver, ...]:
        return (*self.people, *self.houses, *self.others)

    def find(self, receiver: UUID) -> Receiver | None:
        return next((each for each in self.everybody if each.id == receiver), None)


def table_of(family_id: UUID, *, by: User) -> Table:
    """Everybody who may get to see something, as far as this reader may know of them."""
    consents: Any = Consent.objects.visible_to(by)
    said: list[Consent] = list(consents.filter(family=family_id))
    seats = _best_seats(seats_seen(family_id, by=by))
    houses: dict[UUID, str] = {
        seat.user.organisation.pk: seat.user.organisation.name
        for seat in seats
        if seat.user and seat.user.organisation
    }
    seated = {seat.actor for seat in seats if seat.actor}
    every: Any = Actor.objects.visible_to(by)
    actors = every.filter(family=family_id, status=ActorStatus.ACTIVE)
    return Table(
        people=tuple(_person(seat, seat.user, said) for seat in seats if seat.user),
        houses=tuple(
            Receiver(house, name, _switches(said, {house}))
            for house, name in sorted(houses.items(), key=lambda each: each[1].casefold())
        ),
        others=tuple(
            Receiver(
                actor.pk,
                actor.label,
                _switches(said, {actor.pk}),
                role=role_label(actor.role, gettext),
            )
            for actor in actors
            if actor.pk not in seated
        ),
    )


def seats_seen(
    family_id: UUID, *, by: User, roles: Iterable[Seat.Role] = HELPERS
) -> list[Seat]:
    """The seats that have not ended, as far as this reader may know of who sits there.

    One adult of a family never learns here whether the other one signs in.
    """
    hidden = set(Hidden.items_for(by).filter(family=family_id).values_list("item", flat=True))
    seats = (
        Seat.objects.filter(ends_at__gt=now(), withdrawn_at=None)
        .filter(family=family_id, role__in=list(roles), user__isnull=False)
        .select_related("user__organisation")
    )
    knows_family = sits_as(family_id, PROFESSIONALS, user=by)
    return sorted(
        (
            seat
            for seat in seats
            if not hidden & {seat.pk, seat.user_id, seat.actor, seat.member}
            and (knows_family or seat.role != Seat.Role.FAMILY or seat.user_id == by.pk)
        ),
        key=lambda seat: (ORDER.index(seat.role), str(seat.user).casefold(), seat.starts_at),
    )


def last_day_of(seat: Seat) -> date:
    """The last day of which this seat still has a moment."""
    return localdate(seat.ends_at - timedelta(microseconds=1))


def _best_seats(seats: Iterable[Seat]) -> list[Seat]:
    """Each person once, with the seat that shows most: the first in order."""
    found: dict[UUID, Seat] = {}
    for seat in seats:
        if seat.user_id:
            found.setdefault(seat.user_id, seat)
    return list(found.values())


def _person(seat: Seat, user: User, said: Sequence[Consent]) -> Receiver:
    last = last_day_of(seat)
    names = {user.pk, *([seat.actor] if seat.actor else [])}
    return Receiver(
        id=user.pk,
        name=str(user),
        role=str(seat.get_role_display()),
        organisation=user.organisation.name if user.organisation else "",
        until=last,
        switches=_switches(said, names, house=user.organisation_id, last=last),
    )


def _switches(
    said: Sequence[Consent],
    names: Collection[UUID],
    *,
    house: UUID | None = None,
    last: date | None = None,
) -> tuple[Switch, ...]:
    return tuple(_switch(part, said, names, house, last) for part in PARTS)


def _switch(
    part: str,
    said: Sequence[Consent],
    names: Collection[UUID],
    house: UUID | None,
    last: date | None,
) -> Switch:
    """The same rule as `families.models.rule`, for one receiver instead of one reader.

    A switch turned off for somebody, or for their house, beats every yes.
    """
    about = [each for each in said if each.part in ("", part)]
    mine = {*names, *([house] if house else [])}
    off = {each.receiver for each in about if each.withdrawn_on and each.receiver in mine}
    live = [
        each
        for each in about
        if _is_live(each, localdate()) and (each.receiver is None or each.receiver in mine)
    ]
    yes = max(live, key=lambda each: (each.receiver in mine, each.given_on), default=None)
    ends = [day for day in (last, yes.ends_on if yes else None) if day]
    return Switch(
        part=part,
        is_on=bool(live) and not off,
        closed_by_house=house in off,
        said=yes if not off else None,
        until=min(ends, default=None),
    )


def _is_live(said: Consent, on: date) -> bool:
    return (
        said.given_on <= on
        and said.withdrawn_on is None
        and (said.ends_on is None or said.ends_on >= on)
    )
