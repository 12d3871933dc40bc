"""Ending Kring for a family, and beginning again: from its last day the clock runs."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.families.models import Seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User
from kring.rights.models import Closing
from kring.rights.queries import sits_as

PART: Final = "closing"


@transaction.atomic
def close(family_id: UUID, *, by: User) -> Closing:
    """Kring is no longer used for this family. Twice is the same as once.

    Raises:
        NotAllowed: only the coordinator does this.
    """
    _only_the_lead(family_id, by)
    closing, is_new = Closing.objects.get_or_create(
        family_id=family_id, defaults={"closed_on": localdate(), "closed_by": by}
    )
    if is_new:
        record(Entry.Verb.ADDED, by=by, part=PART, family=family_id)
    return closing


@transaction.atomic
def reopen(family_id: UUID, *, by: User) -> None:
    """It begins again: the clock stops.

    Raises:
        NotAllowed: only the coordinator does this.
    """
    _only_the_lead(family_id, by)
    if Closing.objects.filter(family=family_id).delete()[0]:
        record(Entry.Verb.CHANGED, by=by, part=PART, family=family_id, detail="reopened")


def _only_the_lead(family_id: UUID, by: User) -> None:
    if not sits_as(family_id, (Seat.Role.COORDINATOR,), user=by):
        raise NotAllowed(_("Dit is voor de coördinator van de kring."))
