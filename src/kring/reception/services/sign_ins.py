"""What happens around signing in is written in the journal, and never what was typed."""

from typing import Any, Final

from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.events import Event, happened
from kring.people.models import User

VERBS: Final = {
    Event.SIGNED_IN: Entry.Verb.SIGNED_IN,
    Event.SIGNED_OUT: Entry.Verb.SIGNED_OUT,
    Event.REFUSED: Entry.Verb.REFUSED,
    Event.CHANGED: Entry.Verb.CHANGED,
}


def write_down(*, user: User | None, event: str, detail: str, **more: Any) -> None:
    """One line in the journal. A wrong try is nobody's act: it names the account it was on.

    Raises:
        NotWritten: then nobody comes in either.
    """
    record(
        VERBS[event],
        by=None if event == Event.REFUSED else user,
        part="account",
        item=user.pk if user else None,
        detail=detail,
    )


happened.connect(write_down, dispatch_uid="kring.journal")
