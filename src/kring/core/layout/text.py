"""How wide a text is in the shipped fonts, and how a label breaks into lines."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kring.core.layout.scene import UNDER_SHARE, Widths

LONGEST_LINE: Final = 28  # characters of a label on one line; a longer label takes two
LONGEST: Final = 60  # characters of a label; the full name is in the accessible name
KERNING: Final = 1.005  # some pairs of letters stand further apart than their widths say
UNKNOWN: Final = 1.0  # em: on paper a letter that no font has is a square box
DRAWS_NOTHING: Final = frozenset({"Cc", "Cf", "Me", "Mn"})
BREAKING: Final = " -"  # a line ends after these
TOO_LONG: Final = 36  # characters of a line; rather than that, a word is cut
WORTH_BREAKING: Final = 4.5  # em; a shorter label gains nothing by a second line

# First and last letter of the scripts that need more than one em from line to line.
TALL: Final = (
    ("\u0590", "\u05ff", 1.2),  # Hebrew
    ("\u0600", "\u08ff", 1.5),  # Arabic
    ("\u0900", "\u11ff", 1.4),
    ("\u1200", "\u139f", 1.2),  # Ethiopic
    ("\u13a0", "\u1dff", 1.4),
    ("\u2c00", "\u2dff", 1.2),
    ("\u2e80", "\ufaff", 1.2),
    ("\ufb50", "\ufeff", 1.5),  # Arabic
    ("\U00010000", "\U0010ffff", 1.3),  # emoji
)


def em(text: str, widths: Widths, *, bold: bool = False) -> float:
    """The width of one line in em: never less than what a browser makes of it.

    Arabic is measured by its isolated letters, which are the widest.
    """
    table = widths.bold if bold else widths.regular
    try:
        width = sum(map(table.__getitem__, text))
    except KeyError:
        width = sum(_advance(letter, table) for letter in text)
    return width * KERNING


def line_height(text: str) -> float:
    """How high the box of a line must be, in em: 1.0, and more where letters are tall."""
    if not text or max(text) < TALL[0][0]:
        return 1.0
    return max(
        (high for first, last, high in TALL for letter in text if first <= letter <= last),
        default=1.0,
    )


def shortened(text: str, most: int = LONGEST) -> str:
    """At most so many characters, without runs of blanks; what is left out is an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Lettering:
    """A label broken into lines; widths and heights of the lines are in em of the label."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    small: int = 0  # how many of the last lines are under lines

    @property
    def width(self) -> float:
        return max(self.widths)


def letterings(
    label: str, under: str, widths: Widths, *, bold: bool = False
) -> tuple[Lettering, ...]:
    """The ways to write a label: on one line, on two, or both; an under line comes below.

    More than 28 characters always take two lines, more than 60 are shortened.
    """
    label, small = shortened(label), shortened(under, LONGEST_LINE)
    whole = em(label, widths, bold=bold)
    ways = []
    if len(label) <= LONGEST_LINE:
        ways.append(_written((label,), (whole,), small, widths))
    if not ways or whole > WORTH_BREAKING:
        measured = [
            ((one, two), (em(one, widths, bold=bold), em(two, widths, bold=bold)))
            for one, two in _breaks(label)
        ]
        ways += [
            _written(lines, wide, small, widths)
            for lines, wide in sorted(measured, key=lambda way: max(way[1]))[:1]
        ]
    return tuple(ways)


def _breaks(label: str) -> list[tuple[str, str]]:
    """Two lines, broken at a blank or after a hyphen.

    A long label without a break near its middle is cut there, with a hyphen of its own.
    """
    breaks = [
        (label[:at].rstrip(), label[at:])
        for at, letter in enumerate(label[:-1], 1)
        if letter in BREAKING
    ]
    if len(label) > LONGEST_LINE and all(max(map(len, two)) > TOO_LONG for two in breaks):
        middle = len(label) // 2
        while middle > 1 and unicodedata.category(label[middle]) in DRAWS_NOTHING:
            middle -= 1
        breaks.append((label[:middle] + "-", label[middle:]))
    return breaks


def _written(
    lines: tuple[str, ...], wide: tuple[float, ...], under: str, widths: Widths
) -> Lettering:
    high = tuple(map(line_height, lines))
    if not under:
        return Lettering(lines, wide, high)
    return Lettering(
        (*lines, under),
        (*wide, em(under, widths) * UNDER_SHARE),
        (*high, line_height(under) * UNDER_SHARE),
        small=1,
    )


def _advance(letter: str, table: Mapping[str, float]) -> float:
    nothing = unicodedata.category(letter) in DRAWS_NOTHING
    return table.get(letter, 0.0 if nothing else UNKNOWN)
