"""The words on the blank map: what stands beside it, in one or two languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kring.core.codes import Quality
from kring.core.drawing.lettering import line_of_text, wrapped
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.shapes import Look, symbol
from kring.core.drawing.standing import Symbol
from kring.core.drawing.ties import Tie, draw_tie_sample
from kring.core.languages import direction
from kring.core.layout.scene import Point, Widths, baseline
from kring.core.words import Translate, gettext_noop

MM: Final = 72 / 25.4
PAGE: Final = (400 * MM, 277 * MM)  # A3 on its side, within margins of 10 mm
_COLUMN: Final = 168.0  # width of the words beside the map

TITLE: Final = gettext_noop("Onze kaart")
_NAME, _DATE = gettext_noop("Naam"), gettext_noop("Datum")
_HOW: Final = gettext_noop("Zo doen jullie het")
_STEPS: Final = (
    gettext_noop("Schrijf jullie namen in het midden."),
    gettext_noop("Wie helpt jullie? Teken die mensen en diensten rond jullie."),
    gettext_noop("Wie belangrijk is voor jullie, teken je dichtbij."),
    gettext_noop("Helpt iemand bij een thema? Kleur dat thema op de rand."),
    gettext_noop("Blijft een thema leeg? Praat er samen over."),
)
_OURS: Final = gettext_noop("Deze kaart is van het gezin. Neem ze niet mee zonder te vragen.")

_SIGNS: Final = (
    ("person", gettext_noop("mens")),
    ("volunteer", gettext_noop("vrijwilliger")),
    ("service", gettext_noop("dienst")),
    ("strong", gettext_noop("sterke band")),
    ("normal", gettext_noop("band")),
    ("stressful", gettext_noop("moeilijke band")),
    ("wanted", gettext_noop("nog te zoeken")),
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of the blank map, with its translation of our Dutch words."""

    language: str
    translate: Translate = gettext_noop

    @property
    def is_backwards(self) -> bool:
        return direction(self.language) == "rtl"


@dataclass(frozen=True, slots=True)
class Sheet:
    tongues: tuple[Tongue, ...]
    palette: Palette
    widths: Widths


def left_column(sheet: Sheet) -> Iterator[str]:
    """Title, lines for name and day, the signs to draw with."""
    y = 34.0
    for index, tongue in enumerate(_distinct(sheet, TITLE)):
        size = 30 if index == 0 else 20
        yield _line(tongue.translate(TITLE), (0, y), sheet, tongue, size=size, bold=True)
        y += 30
    line = paint(sheet.palette, "", "none", "ink_soft")
    for word in (_NAME, _DATE):
        y += 8
        words = " · ".join(t.translate(word) for t in _distinct(sheet, word))
        yield _line(words, (0, y), sheet, sheet.tongues[0], size=13)
        y += 30
        yield f'<path d="M0 {y:.1f}h{_COLUMN}"{line} stroke-width="1"/>'
        y += 18
    y += 20
    for key, word in _SIGNS:
        sample = _samples(sheet.palette)[key]
        yield f'<g transform="translate(20 {y:.1f}) scale(1.5)">{sample}</g>'
        tongues = _distinct(sheet, word)
        for index, tongue in enumerate(tongues):
            at = (52.0, y + 4 + (index - (len(tongues) - 1) / 2) * 17)
            yield _line(tongue.translate(word), at, sheet, tongue, size=13, soft=index > 0)
        y += 46


def right_column(sheet: Sheet) -> Iterator[str]:
    """Five steps, numbered."""
    x = PAGE[0] - _COLUMN
    y = 30.0
    for index, tongue in enumerate(_distinct(sheet, _HOW)):
        size = 17 if index == 0 else 14
        yield _line(tongue.translate(_HOW), (x, y), sheet, tongue, size=size, bold=True)
        y += 24
    ring = paint(sheet.palette, "", "none", "ink")
    for number, step in enumerate(_STEPS, 1):
        y += 16
        yield f'<circle cx="{x + 11:.1f}" cy="{y - 4:.1f}" r="11"{ring} stroke-width="1.2"/>'
        yield line_of_text(
            str(number),
            x + 11,
            y + 0.6,
            size=13,
            paint=f'{paint(sheet.palette, "", "ink")} font-weight="bold"',
        )
        for index, tongue in enumerate(_distinct(sheet, step)):
            for words in wrapped(tongue.translate(step), (_COLUMN - 32) / 13, sheet.widths):
                yield _line(words, (x + 30, y), sheet, tongue, size=13, soft=index > 0)
                y += 18 if not tongue.is_backwards else 21
    y = PAGE[1] - 30
    for words in wrapped(sheet.tongues[0].translate(_OURS), _COLUMN / 9.5, sheet.widths):
        yield _line(words, (x, y), sheet, sheet.tongues[0], size=9.5, soft=True)
        y += 13


def _distinct(sheet: Sheet, word: str) -> list[Tongue]:
    """The languages in which this word is said differently: a missing translation is Dutch."""
    said = [tongue.translate(word) for tongue in sheet.tongues]
    return [t for index, t in enumerate(sheet.tongues) if said[index] not in said[:index]]


def stacked(word: str, at: Point, sheet: Sheet, *, size: float) -> Iterator[str]:
    """A word in each language, one under the other."""
    for index, tongue in enumerate(_distinct(sheet, word)):
        x, y = at[0], at[1] + index * size * 1.4
        box = (x, y - size / 2, x, y + size / 2)
        yield line_of_text(
            tongue.translate(word),
            x,
            baseline(box, size),
            size=size,
            paint=f'{paint(sheet.palette, "", "ink")} font-weight="bold"',
        )


def _line(
    words: str,
    at: Point,
    sheet: Sheet,
    tongue: Tongue,
    *,
    size: float,
    bold: bool = False,
    soft: bool = False,
) -> str:
    """A line in a column: at its left, or at its right for a language that runs so."""
    x, y = at
    column = _COLUMN if x < _COLUMN else PAGE[0]
    weight = ' font-weight="bold"' if bold else ""
    return line_of_text(
        words,
        column if tongue.is_backwards else x,
        y,
        size=size,
        paint=paint(sheet.palette, "", "ink_soft" if soft else "ink") + weight,
        anchor="end" if tongue.is_backwards else "start",
    )


def _samples(palette: Palette) -> dict[str, str]:
    def shape(kind: Symbol) -> str:
        return symbol(kind, Look.PLAIN, 10, "", palette, warm=kind is not Symbol.SERVICE)

    def tie(quality: Quality, *, wanted: bool = False) -> str:
        line = Tie(quality, to_family=False, from_family=False, wanted=wanted)
        return draw_tie_sample(line, 26, palette)

    return {
        "person": shape(Symbol.PERSON),
        "volunteer": shape(Symbol.VOLUNTEER),
        "service": shape(Symbol.SERVICE),
        "strong": tie(Quality.STRONG),
        "normal": tie(Quality.NORMAL),
        "stressful": tie(Quality.STRESSFUL),
        "wanted": tie(Quality.NORMAL, wanted=True),
    }
