"""What leaves a trace when somebody looks at a family: a paper that was made of it."""

from uuid import UUID

from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User


def note_print(family: UUID, *, kind: str, by: User) -> None:
    """One line in the journal: who made which paper of which family."""
    record(Entry.Verb.PRINTED, by=by, part="map", family=family, detail=kind)
