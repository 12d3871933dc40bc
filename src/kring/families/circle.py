"""Who sits in the circle of a family, for those who may know."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from kring.core.sharing import Reader
from kring.families.models import Hidden, Seat
from kring.people.models import User

WEIGHT: Final = (Seat.Role.COORDINATOR, Seat.Role.WORKER, Seat.Role.FAMILY, Seat.Role.VOLUNTEER)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in the circle of a family, as the others there may know them."""

    name: str
    role: Reader
    organisation: str
    tie: str  # to silence, in words; "" when nobody wrote it down
    until: date


def circle_of(family_id: UUID, *, by: User) -> list[Sitting]:
    """Who sits in the circle now: coordinators, workers, the family, volunteers; by name.

    For the family and the professionals; for a volunteer and a stranger nobody.
    """
    found = [
        Sitting(
            name=str(seat.user),
            role=Reader(seat.role),
            organisation=_organisation_of(seat),
            tie=str(seat.get_tie_display()),
            until=localdate(seat.ends_at),
        )
        for seat in _known_seats(family_id, by)
    ]
    order = [Reader(role) for role in WEIGHT]
    return sorted(found, key=lambda each: (order.index(each.role), each.name.casefold()))


def names_in_circle(family_id: UUID, *, by: User) -> dict[UUID, str]:
    """By account: who sits in the circle now, as far as `circle_of` tells it."""
    return {
        seat.user_id: str(seat.user) for seat in _known_seats(family_id, by) if seat.user_id
    }


def people_known(*, by: User) -> QuerySet[User]:
    """Whom this person knows of already: their own organisation, and who helps in one of their
    circles. Of anybody else even having an account is not told.
    """
    circles = Seat.of(by).values("family")
    beside_me = (
        Seat.now()
        .filter(family__in=circles, user__isnull=False)
        .exclude(hidden_seats(by))
        .exclude(role=Seat.Role.FAMILY)
    )
    known = Q(pk__in=beside_me.values("user"))
    if by.organisation_id:
        known |= Q(organisation=by.organisation_id)
    return User.objects.filter(known, is_active=True)


def _known_seats(family_id: UUID, by: User) -> QuerySet[Seat]:
    may_know = Seat.of(by).exclude(role=Seat.Role.VOLUNTEER)
    return (
        Seat.now()
        .filter(family=family_id, family__in=may_know.values("family"), user__isnull=False)
        .exclude(hidden_seats(by))
        # One adult of a family never learns here whether the other one signs in.
        .exclude(
            Q(role=Seat.Role.FAMILY)
            & ~Q(user=by)
            & ~Q(family__in=may_know.exclude(role=Seat.Role.FAMILY).values("family"))
        )
        .select_related("user__organisation")
    )


def hidden_seats(user: User) -> Q:
    """Seats of whom this person must not know: by account, as a member, or as a helper."""
    hidden = Hidden.items_for(user).values("item")
    return (
        Q(pk__in=hidden)
        | Q(user__in=hidden)
        | Q(member__isnull=False, member__in=hidden)
        | Q(actor__isnull=False, actor__in=hidden)
    )


def _organisation_of(seat: Seat) -> str:
    """For whom somebody comes; a family comes for nobody."""
    organisation = seat.user.organisation if seat.user else None
    return organisation.name if organisation and seat.role != Seat.Role.FAMILY else ""
