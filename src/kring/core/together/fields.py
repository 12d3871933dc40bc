"""What may be put where on a map: the fields of each kind of record, and the values they take.

The kinds and bounds are those of the records themselves (`core/family.py`), so a map that was
drawn by hand holds nothing that a family file could not.
"""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any, Final

from kring.core.codes import Part, Round
from kring.core.family import Actor, Link, MapRecord, Relation, ThemeState
from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.records import Choice, Kind, Line, Many, YesNo, columns_of
from kring.core.formats.shape import Shaping, Spot
from kring.core.formats.tree import (
    UNREADABLE,
    Listed,
    Mapped,
    Node,
    Scalar,
    no_letter,
    no_number,
)
from kring.core.plain import plain
from kring.core.together.operations import GONE, Cell, Value
from kring.core.words import Sentence, gettext_noop, sentence

THEME: Final = Line("ThemeId")
LONGEST: Final = 4000  # letters of one text: a story at a table, not a book
MOST_CHOSEN: Final = 6  # themes that matter now
DEEPEST: Final = 4  # lists and groups inside one another

RECORDS: Final[Mapping[str, type]] = {
    "actor": Actor,
    "relation": Relation,
    "link": Link,
    "theme": ThemeState,
    "map": MapRecord,
}
# Who may see what, what another tool left, and what a volunteer tells alone are not drawn.
DRAWN: Final[Mapping[str, frozenset[str]]] = {
    "actor": frozenset(
        [
            "label",
            "sphere",
            "role",
            "kind",
            "organisation",
            "languages",
            "abroad",
            "bridge",
            "coordination",
            "status",
            "until",
            "possible_themes",
            "informed_on",
            "place",
            "note",
        ]
    ),
    "relation": frozenset(
        [
            "actor",
            "members",
            "closeness",
            "freq",
            "channel",
            "quality",
            "dir",
            "support",
            "pressure",
            "interpreter",
            "since",
            "family_view",
            "told_by",
            "confirmed",
            "note",
        ]
    ),
    "link": frozenset(["a", "b", "type", "freq", "agreement", "may_share"]),
    "theme": frozenset(["need", "self", "words"]),
    "map": frozenset(["date", "title", "made_with", "language", "interpreter"]),
}
# Fields of one theme or one round: two hands that tick different ones never meet. The kind of
# what comes after the dot, and of the value.
EACH: Final[Mapping[tuple[str, str], tuple[Kind, Kind]]] = {
    ("relation", "themes"): (THEME, Choice(Part)),
    ("map", "asked"): (Choice(Round), YesNo()),
}
THEMES_NOW: Final = ("map", "chosen")  # which themes matter now, of all those on the rim
LASTS: Final = frozenset({"theme"})  # a theme is on the rim: nobody takes it away


class ValueRefused(Exception):
    """This cell does not take this value. `what` says what it does take."""

    def __init__(self, what: Sentence) -> None:
        self.what = what
        super().__init__(str(what))


def checked(cell: Cell, value: Value) -> Value:
    """The value as it is kept, a plain one; None empties the field.

    Raises:
        ValueRefused: there is no such field, or it does not take this value.
    """
    kind = kind_of_cell(cell)
    if value is None and not _must_be_there(cell):
        return None
    read = _read(cell, kind, value)
    if (cell.kind, cell.field) == THEMES_NOW and len(read) > MOST_CHOSEN:
        what = gettext_noop("Kies hoogstens {most} thema's. De andere vragen komen later.")
        raise ValueRefused(sentence(what, most=MOST_CHOSEN))
    return plain(read)


def kind_of_cell(cell: Cell) -> Kind:
    """What kind of value the cell takes. Raises ValueRefused: nothing like it can be drawn."""
    name, _, key = cell.field.partition(".")
    if cell.field == GONE and cell.kind in RECORDS and cell.kind not in LASTS:
        return YesNo()
    if (cell.kind, cell.field) == THEMES_NOW:
        return Many(THEME)
    if key and (cell.kind, name) in EACH:
        of_key, of_value = EACH[cell.kind, name]
        _read(cell, of_key, key)
        return of_value
    if cell.field in DRAWN.get(cell.kind, ()):
        return columns_of(RECORDS[cell.kind])[cell.field].kind
    what = gettext_noop("Dit kan je op de kaart niet veranderen. Laad de pagina opnieuw.")
    raise ValueRefused(sentence(what))


def _must_be_there(cell: Cell) -> bool:
    if cell.field == GONE:
        return True
    column = columns_of(RECORDS[cell.kind]).get(cell.field)
    return column is not None and column.required


def _read(cell: Cell, kind: Kind, value: Value) -> Any:
    findings = Findings("")
    read = Shaping(findings).value(kind, _node(value), Spot(RECORDS[cell.kind], cell.field, ()))
    try:
        findings.settle()
    except FileRefused as refused:
        raise ValueRefused(refused.faults[0].what) from None
    return read


def _node(value: Value, depth: int = 0) -> Node:
    """The tree that the readers of files walk; a text is looked at on the way."""
    if depth > DEEPEST:
        raise ValueRefused(
            sentence(gettext_noop("Hier hoort één waarde, geen lijst of groep."))
        )
    match value:
        case dict():
            entries = {_readable(key): (0, _node(value[key], depth + 1)) for key in value}
            return Mapped(entries, 0)
        case list():
            return Listed([_node(held, depth + 1) for held in value], 0)
        case str():
            return Scalar(_readable(value), value, 0)
        case float() if not isfinite(value):
            raise ValueRefused(no_number(str(value)))
        case _:
            return Scalar(value, _written(value), 0)


def _written(value: bool | int | float | None) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _readable(text: Any) -> str:
    if len(text) > LONGEST:
        what = gettext_noop("Deze tekst is te lang. Schrijf hoogstens {most} letters.")
        raise ValueRefused(sentence(what, most=LONGEST))
    if found := UNREADABLE.search(text):
        raise ValueRefused(no_letter(found[0]))
    return str(text)


def cells_of(kind: str, record: Any) -> Iterator[tuple[str, Value]]:
    """The fields of one record that a map shows, with their plain values."""
    for name in sorted(DRAWN[kind]):
        yield name, plain(getattr(record, columns_of(RECORDS[kind])[name].attribute))
    for of, name in EACH:
        if of == kind:
            held = getattr(record, name) or ()
            for key in held:
                yield (
                    f"{name}.{plain(key)}",
                    plain(held[key]) if isinstance(held, Mapping) else True,
                )
