"""One written value as one value of a record, or the sentence that says why it is none."""

import re
from datetime import date
from typing import Any, Final

from kring.core.formats.faults import shown
from kring.core.formats.findings import unknown
from kring.core.formats.records import (
    DAY,
    PATTERNS,
    Calendar,
    Choice,
    Line,
    Number,
    Simple,
)
from kring.core.formats.tree import Scalar
from kring.core.words import Sentence, gettext_noop, sentence

ALLOWED: Final = {
    "Id": gettext_noop('"{value}" kan geen id zijn. Kies hoogstens 64 tekens zonder spatie.'),
    "ThemeId": gettext_noop(
        '"{value}" kan geen id zijn. Kies hoogstens 64 tekens zonder spatie.'
    ),
    "Code": gettext_noop("Hier horen 1 tot 64 tekens op één regel."),
    "Language": gettext_noop(
        '"{value}" is geen taalcode. Schrijf er een zoals nl, ar of fa-AF.'
    ),
    "Month": gettext_noop(
        '"{value}" is geen maand. Schrijf het jaar, of jaar-maand, van 1900 tot 2100: 2023-05.'
    ),
}
NO_DAY: Final = gettext_noop(
    '"{value}" is geen datum. Schrijf jaar-maand-dag, van 1900 tot 2100: 2026-03-01.'
)
_FULL: Final = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}


def value_of(kind: Simple, written: Scalar) -> Any:
    """The value, of the type that `kind` stands for, or a Sentence when it cannot be."""
    if written.value is None:
        return sentence(gettext_noop("Hier hoort een waarde, maar er staat niets."))
    match kind:
        case Line():
            return _line(kind, written)
        case Choice():
            return _choice(kind, written)
        case Number():
            return _number(kind, written)
        case Calendar():
            return _day(written)
        case _:
            return _yes_or_no(written)


def text_in(written: Scalar) -> str | Sentence:
    """Text as it stands; a number or true is not made into text, because it may change."""
    if isinstance(written.value, str):
        return written.value
    return sentence(
        gettext_noop("Zet aanhalingstekens rond {value}: hier hoort een tekst."),
        value=shown(written.text),
    )


def _line(kind: Line, written: Scalar) -> str | Sentence:
    is_year = kind.name == "Month" and type(written.value) is int
    text = written.text if is_year else text_in(written)
    if isinstance(text, Sentence):
        return text
    if not _FULL[kind.name].fullmatch(text) or (kind.name == "Month" and not _exists(text)):
        return sentence(ALLOWED[kind.name], value=shown(text))
    return text


def _choice(kind: Choice, written: Scalar) -> Any:
    try:
        return kind.codes(written.text)
    except ValueError:
        return unknown(written.text, [code.value for code in kind.codes])


def _number(kind: Number, written: Scalar) -> int | float | Sentence:
    value = written.value
    if isinstance(value, bool | str | None):
        what = gettext_noop('Hier hoort een getal zonder aanhalingstekens, geen "{value}".')
        return sentence(what, value=shown(written.text))
    if kind.whole and value != int(value):
        what = gettext_noop("Hier hoort een heel getal, geen {value}.")
        return sentence(what, value=shown(written.text))
    if kind.bounds and not kind.bounds.least <= value <= kind.bounds.most:
        what = gettext_noop("{value} kan hier niet. Kies een getal van {least} tot {most}.")
        least, most = kind.bounds.least, kind.bounds.most
        return sentence(what, value=shown(written.text), least=least, most=most)
    return int(value) if kind.whole else float(value)


def _day(written: Scalar) -> date | Sentence:
    if re.fullmatch(DAY, written.text) and _exists(written.text):
        return date.fromisoformat(written.text)
    return sentence(NO_DAY, value=shown(written.text))


def _exists(text: str) -> bool:
    """Whether a day that is written well is in the calendar; a month or year always is."""
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _yes_or_no(written: Scalar) -> bool | Sentence:
    if isinstance(written.value, bool):
        return written.value
    what = gettext_noop('Hier hoort true of false, geen "{value}".')
    return sentence(what, value=shown(written.text))
