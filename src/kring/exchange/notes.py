"""What was understood of a file, on its way through the check page: sealed, for an hour."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError
from kring.base.sealed_note import NoteRefused, NoteTooOld, open_note, seal_note
from kring.core.family import Family, Theme
from kring.core.plain import plain, typed
from kring.people.models import User

PURPOSE: Final = "import"
MOST: Final = 4 * 1024**2  # characters of a note; a form holds no more than 5 MB


class Closed(KringError):
    """This note opens no more, and the sentence says what to do."""

    status = 422


@dataclass(frozen=True, slots=True)
class Waiting:
    """Families that wait for the word to come in."""

    note: UUID
    families: tuple[Family, ...]
    themes: tuple[Theme, ...]
    fictional: bool
    remarks: tuple[str, ...]  # what was not understood, as sentences


def sealed(
    families: Sequence[Family],
    themes: Sequence[Theme],
    *,
    fictional: bool,
    person: User,
    remarks: Sequence[str] = (),
) -> str:
    """These families as one word for a form.

    Raises:
        Closed: it is too much for one form.
    """
    held = {
        "families": plain(tuple(families)),
        "themes": plain(tuple(themes)),
        "fictional": fictional,
        "remarks": list(remarks),
    }
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    word = seal_note(text, purpose=PURPOSE, person=person.pk, now=now())
    if len(word) > MOST:
        raise Closed(_("Dit is te veel in één keer. Breng minder gezinnen tegelijk binnen."))
    return word


def opened(word: str, *, person: User) -> Waiting:
    """Raises Closed: too old, altered, or somebody else's."""
    try:
        note = open_note(word, purpose=PURPOSE, person=person.pk, now=now())
    except NoteTooOld:
        raise Closed(
            _("Deze pagina stond langer dan een uur open. Kies het bestand opnieuw.")
        ) from None
    except NoteRefused:
        raise Closed(
            _("Deze pagina is veranderd of is niet van jou. Kies het bestand opnieuw.")
        ) from None
    held = json.loads(note.text)
    return Waiting(
        note.id,
        typed(tuple[Family, ...], held["families"]),
        typed(tuple[Theme, ...], held["themes"]),
        held["fictional"],
        tuple(held["remarks"]),
    )
