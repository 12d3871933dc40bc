"""Who knocked at the door of a family and was not let in, written down once in ten minutes."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate, now

from kring.base.keystore import DataKey, ErasedFamily
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User
from kring.rights.services.erasing import sat_there

ONE_KNOCK: Final = timedelta(minutes=10)
PART: Final = "door"


def note_refusal(family_id: UUID, *, by: User, door: str) -> None:
    """A line, when there is such a family. `door`: the name of the address.

    Whether it exists is asked of the keys: no reader may learn it from its rows.

    Raises:
        NotWritten: see `record`.
    """
    knocks = Entry.objects.filter(
        verb=Entry.Verb.REFUSED, actor_id=by.pk, family_id=family_id, at__gt=now() - ONE_KNOCK
    )
    if DataKey.objects.filter(family=family_id).exists() and not knocks.exists():
        record(Entry.Verb.REFUSED, by=by, part=PART, family=family_id, detail=door)


def gone_since(family_id: UUID, *, user: User) -> date | None:
    """On which day this family was wiped, for who sat in its circle then; else nothing."""
    erased = ErasedFamily.objects.filter(pk=family_id).first()
    return localdate(erased.at) if erased and sat_there(family_id, user=user) else None
