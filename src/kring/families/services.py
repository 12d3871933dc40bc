"""Everything that changes a family's circle."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.families.models import Family, Seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

TERM: Final = {
    Seat.Role.VOLUNTEER: timedelta(days=182),
    Seat.Role.WORKER: timedelta(days=365),
    Seat.Role.COORDINATOR: timedelta(days=365),
    Seat.Role.FAMILY: timedelta(days=365),
}


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
) -> Seat:
    """A place in the circle, until a day that is always said.

    Raises:
        NotAllowed: this person runs the site or writes policy, and so never reads a family; or
            nobody said which member of the family this is.
    """
    if user.system_role:
        raise NotAllowed(_("Met een rol op de site is een plaats in een kring niet mogelijk."))
    if role == Seat.Role.FAMILY and member is None:
        raise NotAllowed(_("Kies eerst welk gezinslid dit is."))
    seat = Seat.objects.create(
        family=family, user=user, role=role, purpose=purpose, actor=actor, member=member,
        ends_at=ends_at or now() + TERM[role],
    )  # fmt: skip
    record(
        Entry.Verb.ADDED, by=by, part="seat", family=family.pk, item=seat.pk, detail=role.value
    )
    return seat
