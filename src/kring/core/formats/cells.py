"""A value of a record as the text of one cell, and back.

A cell holds a value the way people write it: `nl; ar`, `wonen: draagt; school: helpt`. What
could not be read back from that is written as JSON, so that nothing gets lost.
"""

import json
import re
from math import inf, isfinite
from typing import Final

from kring.core.codes import Part
from kring.core.formats.cell_words import (
    NEARNESS,
    YES_NO,
    Vocabulary,
    choice,
    choices_of,
    language,
    role,
)
from kring.core.formats.faults import FileRefused, shown
from kring.core.formats.findings import unknown
from kring.core.formats.records import (
    Calendar,
    Choice,
    Kind,
    Line,
    Many,
    Number,
    Table,
    Words,
    YesNo,
)
from kring.core.formats.source import json_of
from kring.core.formats.tree import UNREADABLE
from kring.core.plain import Plain
from kring.core.words import Sentence, gettext_noop, sentence

NUMBER: Final = re.compile(r"-?[0-9]{1,15}([.,][0-9]{1,30})?([eE][-+]?[0-9]{1,3})?")
DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
# Lost or changed on the way: `_x0041_` is the letter A in a workbook.
NOT_IN_A_CELL: Final = re.compile(rf"\r|_x[0-9A-Fa-f]{{4}}_|{UNREADABLE.pattern}")

NO_NUMBER: Final = gettext_noop('Hier hoort een getal, geen "{value}".')
NO_YES: Final = gettext_noop('Hier hoort ja of nee, geen "{value}".')
NO_JSON: Final = gettext_noop('Dit kunnen we niet lezen: "{value}".')


class Misread(Exception):
    """What stands in a cell cannot be what belongs there; `what` says why."""

    def __init__(self, what: Sentence) -> None:
        self.what = what
        super().__init__(str(what))


def cell_of(value: Plain, kind: Kind, words: Vocabulary, column: str = "") -> str:
    """The text for a plain value (see `core.plain`) of this kind, in the column so called."""
    text = _plain_text(value, kind)
    fits = text and not NOT_IN_A_CELL.search(text)
    if fits and _alike(value_in(text, kind, words, column), value):
        return text
    bare = json.dumps(value, ensure_ascii=False)
    if NOT_IN_A_CELL.search(bare):
        return json.dumps(value).replace("_x", "\\u005fx")
    return bare


def value_in(text: str, kind: Kind, words: Vocabulary, column: str = "") -> Plain:
    """The plain value in a cell that is not empty; not yet checked by the record it is for.

    Raises Misread when the text cannot be of this kind at all.
    """
    text = text.strip()
    written = _json_in(text)
    match kind:
        case Words():
            return written if isinstance(written, str | dict) else text
        case Line():
            return written if isinstance(written, str) else _line(text, kind, words, column)
        case Choice():
            return _choice(text, kind)
        case Number():
            return _number(text, kind, column)
        case YesNo():
            return _yes_or_no(text)
        case Calendar():
            return _day(text)
        case Many():
            return written if isinstance(written, list) else _many(text, kind, words, column)
        case Table():
            return written if isinstance(written, dict) else _table(text, kind, words)
    if not isinstance(written, dict):
        raise Misread(sentence(NO_JSON, value=shown(text)))
    return written


def _plain_text(value: Plain, kind: Kind) -> str:
    """As people would write it; empty when only JSON can say it."""
    match kind, value:
        case YesNo(), _:
            return "true" if value else "false"
        case Number(), _:
            return repr(value)
        case Many(item), list():
            return "; ".join(_plain_text(each, item) for each in value)
        case Table(of, to), dict():
            return "; ".join(
                f"{_plain_text(key, of)}: {_plain_text(held, to)}"
                for key, held in value.items()
            )
    return value if isinstance(value, str) else ""


def _alike(one: Plain, other: Plain) -> bool:
    """Equal, in the same order: the first language of a text is the one it was said in."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one.items()) == list(other.items())
    return type(one) is type(other) and bool(one == other)


def _json_in(text: str) -> Plain:
    """The JSON that begins here; None when it is none, such as `[grapje]` or `"Ja", zei ze`."""
    if text[:1] not in ('"', "[", "{"):
        return None
    try:
        return json_of(text, name="")
    except FileRefused:
        return None


def _line(text: str, kind: Line, words: Vocabulary, column: str) -> str:
    if kind.name == "ThemeId":
        return words.theme(text)
    if kind.name == "Language":
        return language(text)
    return role(text) if column == "role" else text


def _choice(text: str, kind: Choice) -> str:
    code = choice(text, kind.codes)
    if code is None:
        raise Misread(unknown(text, choices_of(kind.codes)))
    return code.value


def _number(text: str, kind: Number, column: str) -> int | float:
    if column == "closeness" and text.casefold() in NEARNESS:
        return NEARNESS[text.casefold()]
    number = float(text.replace(",", ".")) if NUMBER.fullmatch(text) else inf
    if not isfinite(number):
        raise Misread(sentence(NO_NUMBER, value=shown(text)))
    return int(number) if kind.whole and number.is_integer() else number


def _yes_or_no(text: str) -> bool:
    if text.casefold() not in YES_NO:
        raise Misread(sentence(NO_YES, value=shown(text)))
    return YES_NO[text.casefold()]


def _day(text: str) -> str:
    """`1/3/2026` is the first of March; what is no day at all is told by the record."""
    found = DAY_FIRST.fullmatch(text)
    if not found:
        return text
    day, month, year = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _many(text: str, kind: Many, words: Vocabulary, column: str) -> list[Plain]:
    parts = _parts(text, commas=not isinstance(kind.item, Words))
    return [value_in(part, kind.item, words, column) for part in parts]


def _table(text: str, kind: Table, words: Vocabulary) -> dict[str, Plain]:
    """A theme without a word behind it is one that the actor helps with."""
    table = {}
    for part in _parts(text, commas=True):
        key, colon, held = part.rpartition(":")
        if not colon or not key.strip() or not held.strip():
            key, held = part.strip(" :"), Part.HELPS.value
        table[value_in(key, kind.key, words)] = value_in(held, kind.value, words)
    return table


def _parts(text: str, *, commas: bool) -> list[str]:
    mark = "," if commas and ";" not in text else ";"
    return [part.strip() for part in text.split(mark) if part.strip()]
