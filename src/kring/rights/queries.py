"""Questions about what a family decides itself. Every function says who is asking."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kring.core.codes import Location
from kring.core.words import Text
from kring.families.models import Consent, Hidden, Member, Protocol, Seat
from kring.people.models import Organisation, User
from kring.rights.models import Decision

ADULT: Final = 18  # years
PROFESSIONALS: Final = (Seat.Role.WORKER, Seat.Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Adult:
    """Somebody who has a say: a member who is here, and of age as far as anybody knows."""

    member: UUID
    name: Text
    user: User | None  # with whom they sign in themselves

    @property
    def signs_in(self) -> bool:
        return self.user is not None


def adults_of(family_id: UUID) -> list[Adult]:
    """Everybody whose yes counts, in the order of the family; for the rule, not for a page.

    Only the year of birth is known, so somebody counts from the year in which they turn
    eighteen: asking one too many does less harm than one too few. Without a year they count.
    """
    every: Any = Member.objects.for_system("whose yes counts")
    members = every.filter(family=family_id, location=Location.HERE)
    seats = Seat.now().filter(family=family_id, role=Seat.Role.FAMILY, user__is_active=True)
    users = {seat.member: seat.user for seat in seats.select_related("user")}
    year = localdate().year
    return [
        Adult(each.pk, each.name, users.get(each.pk))
        for each in members
        if is_adult(each.birth_year, year=year)
    ]


def adults_known(family_id: UUID, *, by: User) -> list[Adult]:
    """The same, without those of whom this reader may not know."""
    hidden = Hidden.items_for(by).filter(family=family_id)
    kept_back = set(hidden.values_list("item", flat=True))
    return [adult for adult in adults_of(family_id) if adult.member not in kept_back]


def is_adult(birth_year: int | None, *, year: int) -> bool:
    return birth_year is None or year - birth_year >= ADULT


def needed_for(decision: Decision, adults: Iterable[Adult]) -> set[UUID]:
    """Whose yes this decision takes.

    Hiding can be undone, so it takes the adults of whom the asker may know: else a decision
    that never comes would tell the asker that there is somebody more. Wiping takes everybody.
    """
    everybody = {adult.member for adult in adults}
    if decision.kind == Decision.Kind.ERASE or decision.asked_by is None:
        return everybody
    hidden = Hidden.items_for(decision.asked_by).filter(family=decision.family_id)
    return everybody - set(hidden.values_list("item", flat=True))


def decided(family_id: UUID, kind: Decision.Kind) -> Decision | None:
    """The decision of this family that every needed voice stands behind, if there is one.

    For wiping: not before its `final_at`, which leaves time to think again.
    """
    return _decisions(family_id).filter(kind=kind, agreed_at__isnull=False).last()


def decisions_seen(family_id: UUID, *, by: User) -> QuerySet[Decision]:
    """What was asked and not withdrawn, as far as this reader may know."""
    hidden = Hidden.items_for(by).filter(family=family_id)
    return _decisions(family_id).exclude(pk__in=hidden.values("item"))


def _decisions(family_id: UUID) -> QuerySet[Decision]:
    return Decision.objects.filter(family=family_id, withdrawn_at=None)


def was_hidden(family_id: UUID, *, by: User) -> bool:
    """Whether everything was hidden at once, so that it can be shown again at once."""
    consents: Any = Consent.objects.visible_to(by)
    found: bool = consents.filter(family=family_id, with_all=True).exists()
    return found


def member_of(family_id: UUID, *, user: User) -> UUID | None:
    """Which member of this family somebody is, by their seat at this moment."""
    seats = Seat.of(user).filter(family=family_id, role=Seat.Role.FAMILY)
    return seats.values_list("member", flat=True).first()


def sits_as(family_id: UUID, roles: Iterable[Seat.Role], *, user: User) -> bool:
    """Whether somebody has a seat in this circle now, in one of these roles."""
    return Seat.of(user).filter(family=family_id, role__in=list(roles)).exists()


def organisations_named(family_id: UUID) -> list[Organisation]:
    """The organisations that this family agreed may read it in need."""
    protocols = Protocol.objects.filter(family=family_id)
    return list(Organisation.objects.filter(pk__in=protocols.values("organisation")))


def organisations_allowed() -> list[Organisation]:
    """The organisations that let their people read in need; at first none does."""
    return list(Organisation.objects.filter(break_glass_allowed=True))
