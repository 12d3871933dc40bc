"""Seats in the circle: given until a day that is always said, lengthened, taken back."""

from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Family, Seat
from kring.families.services.writing import DECIDES, LEADS, check_may_write, locked
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

TERM: Final = {
    Seat.Role.VOLUNTEER: timedelta(days=182),
    Seat.Role.WORKER: timedelta(days=365),
    Seat.Role.COORDINATOR: timedelta(days=365),
    Seat.Role.FAMILY: timedelta(days=365),
}
LONGEST: Final = timedelta(days=366)  # nobody sits in a circle for ever


@transaction.atomic
def give_seat(
    *,
    family: Family,
    user: User,
    role: Seat.Role,
    purpose: str,
    by: User | None,
    ends_at: datetime | None = None,
    actor: UUID | None = None,
    member: UUID | None = None,
    tie: str = "",
    told_on: date | None = None,
    agreed_on: date | None = None,
    agreed_how: str | None = None,
    starts_at: datetime | None = None,
) -> Seat:
    """A place in the circle, until a day that is always said. It opens no part by itself.

    The first seat of a family nobody has one in yet is for whoever brought it in.

    Raises:
        NotFoundHere: `by` has no seat in this circle; or the member or the actor is not one of
            this family.
        NotAllowed: `by` is not of the family nor its coordinator; this person runs the site,
            writes policy or no longer works here, and so never reads a family; nobody said
            which member of the family this is; or the last day is over or too far away.
    """
    if Seat.objects.filter(family=family).exists():
        check_may_write(family.pk, by=by, roles=DECIDES)
    if user.system_role:
        raise NotAllowed(_("Met een rol op de site is een plaats in een kring niet mogelijk."))
    if not user.is_active:
        raise NotAllowed(_("Deze persoon werkt niet meer met Kring."))
    if role == Seat.Role.FAMILY and member is None:
        raise NotAllowed(_("Kies eerst welk gezinslid dit is."))
    _check_is_of(family, "Member", member)
    _check_is_of(family, "Actor", actor)
    begins = starts_at or now()
    seat = Seat.objects.create(
        family=family, user=user, role=role, purpose=purpose, actor=actor, member=member,
        tie=tie, told_on=told_on, agreed_on=agreed_on, agreed_how=agreed_how,
        starts_at=begins,
        ends_at=_ends(family, ends_at or begins + TERM[role], begins=begins),
    )  # fmt: skip
    record(
        Entry.Verb.ADDED, by=by, part="seat", family=family.pk, item=seat.pk,
        detail=Seat.Role(role).value,
    )  # fmt: skip
    return seat


@transaction.atomic
def extend_seat(seat_id: UUID, *, until: datetime, by: User | None) -> Seat:
    """Let somebody sit there longer, or shorter: until this moment.

    Raises:
        NotFoundHere: there is no such seat, it was taken back, or `by` has none here.
        NotAllowed: `by` does not coordinate this family, or see `give_seat`.
    """
    seat = _seat(seat_id)
    check_may_write(seat.family_id, by=by, roles=LEADS)
    seat.ends_at = _ends(seat.family, until, begins=seat.starts_at)
    seat.save(update_fields=["ends_at"])
    record(
        Entry.Verb.CHANGED, by=by, part="seat", family=seat.family_id, item=seat.pk,
        detail="ends_at",
    )  # fmt: skip
    return seat


@transaction.atomic
def withdraw_seat(seat_id: UUID, *, by: User | None) -> Seat:
    """Take somebody's seat back, or leave it oneself. It acts at once.

    Only the family itself may send its last coordinator away; `queries.has_lead` tells the page
    that nobody coordinates any more.

    Raises:
        NotFoundHere: there is no such seat, it was taken back, or `by` has none here.
        NotAllowed: it is not theirs to take back, or the family would have no coordinator left.
    """
    seat = _seat(seat_id)
    locked(seat.family_id)
    is_theirs = by is not None and seat.user_id == by.pk
    # One adult never ends the way in of another.
    others = LEADS if seat.role == Seat.Role.FAMILY else DECIDES
    roles = tuple(Seat.Role) if is_theirs else others
    held = check_may_write(seat.family_id, by=by, roles=roles, even_restricted=True)
    if (
        seat.role == Seat.Role.COORDINATOR
        and Seat.Role.FAMILY not in held
        and not _other_leads(seat)
    ):
        raise NotAllowed(
            _("Dit is de enige coördinator van het gezin. Kies eerst een nieuwe coördinator.")
        )
    seat.withdrawn_at, seat.ended_by = now(), by
    seat.save(update_fields=["withdrawn_at", "ended_by"])
    record(
        Entry.Verb.CHANGED, by=by, part="seat", family=seat.family_id, item=seat.pk,
        detail="withdrawn",
    )  # fmt: skip
    return seat


def _check_is_of(family: Family, kind: str, item: UUID | None) -> None:
    """Raises NotFoundHere: nobody is in this circle who they are in another family."""
    if item is None:
        return
    rows: Any = apps.get_model("kring", kind).objects  # actors live on a higher floor
    if (
        not rows.for_system("who sits where they belong")
        .filter(family=family.pk, pk=item)
        .exists()
    ):
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


def _other_leads(seat: Seat) -> bool:
    others = Seat.now().filter(
        family=seat.family_id, role=Seat.Role.COORDINATOR,
        user__is_active=True, user__system_role="",
    )  # fmt: skip
    return others.exclude(pk=seat.pk).exists()


def _seat(seat_id: UUID) -> Seat:
    found = Seat.objects.filter(pk=seat_id, withdrawn_at=None).first()
    if found is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return found


def _ends(family: Family, ends_at: datetime, *, begins: datetime) -> datetime:
    """This last moment, when it is one. An example does not grow old."""
    if ends_at <= max(begins, now()):
        raise NotAllowed(_("Kies een einddatum na vandaag en na de begindatum."))
    if ends_at - max(begins, now()) > LONGEST and not family.is_example:
        raise NotAllowed(_("Een plaats in de kring duurt hoogstens een jaar. Kies vroeger."))
    return ends_at
