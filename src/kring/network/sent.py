"""Operations as a device sends them: read with distrust, and what each is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kring.core.together.fields import ValueRefused, checked
from kring.core.together.operations import Cell, Operation
from kring.core.words import Sentence, gettext_noop, sentence

MOST_SEEN: Final = 500  # operations that one of them replaces
LONGEST_NAME: Final = 100  # letters of an id, a kind or a field
BY_HOUSE: Final = 5  # the version of numbers that the house makes itself

BROKEN: Final = sentence(
    gettext_noop("Deze wijziging is niet te lezen. Laad de pagina opnieuw en doe ze nog eens.")
)
NOT_THERE: Final = sentence(
    gettext_noop(
        "Dit staat niet op de kaart, of je mag het niet veranderen. "
        "Jullie woorden staan nog op dit toestel."
    )
)


class Refused(Exception):
    """This operation is not done. `say` tells whoever sent it."""

    def __init__(self, say: Sentence) -> None:
        self.say = say
        super().__init__(str(say))


@dataclass(frozen=True, slots=True)
class Answer:
    """done, known, open or refused; with a sentence for the last two."""

    id: str
    answer: str
    say: Sentence | None = None


def id_of(raw: Any) -> str:
    """The id to answer with, whatever was sent."""
    given = raw.get("id") if isinstance(raw, Mapping) else None
    return given[:LONGEST_NAME] if isinstance(given, str) else ""


def read(raw: Any) -> Operation:
    """One operation, with a plain value that its field takes.

    Raises:
        Refused: it is no operation, or its value is none for that field.
    """
    if not isinstance(raw, Mapping):
        raise Refused(BROKEN)
    cell = _cell(raw.get("cell"))
    seen = raw.get("seen", [])
    if not isinstance(seen, list) or len(seen) > MOST_SEEN:
        raise Refused(BROKEN)
    number = _number(raw.get("id"))
    if UUID(number).version == BY_HOUSE:
        raise Refused(BROKEN)
    try:
        value = checked(cell, raw.get("value"))
    except ValueRefused as refused:
        raise Refused(refused.what) from None
    return Operation(
        id=number, cell=cell, value=value,
        seen=frozenset(map(_number, seen)) - {number},
        tap=_name(raw.get("tap", ""), least=0),
    )  # fmt: skip


def _cell(raw: Any) -> Cell:
    if not isinstance(raw, Mapping):
        raise Refused(BROKEN)
    kind, record, field = (_name(raw.get(each)) for each in ("kind", "record", "field"))
    return Cell(kind, record if kind == "theme" else _number(record), field)


def _name(raw: Any, least: int = 1) -> str:
    if not isinstance(raw, str) or not least <= len(raw) <= LONGEST_NAME or "\n" in raw:
        raise Refused(BROKEN)
    return raw


def _number(raw: Any) -> str:
    """A UUID in the one way of writing that is compared."""
    try:
        if isinstance(raw, str) and str(UUID(raw)) == raw:
            return raw
    except ValueError:
        pass
    raise Refused(BROKEN)
