"""Text in a drawing: the one place where words become XML, each in its own direction.

Whatever a person wrote comes out as text: markup is escaped, characters that XML forbids are
left out, and a name in another script or with bidi marks in it turns nothing round it (Unicode
Standard Annex 9: isolates).
"""

import re
import unicodedata
from typing import Final, Literal

from kring.core.drawing.palette import Palette, paint
from kring.core.layout.scene import Widths
from kring.core.layout.text import em

FONTS: Final = "Noto Sans, 'Noto Naskh Arabic', 'Noto Sans Ethiopic', sans-serif"

# No characters of XML 1.0: controls but tab and line ends, lone surrogates, two others.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_TO_ESCAPE = str.maketrans({**_MARKUP, "\t": " ", "\n": " ", "\r": " "})

_RIGHT_TO_LEFT_ISOLATE, _FIRST_STRONG_ISOLATE, _POP = "\u2067", "\u2068", "\u2069"
_OPENS = frozenset("\u2066\u2067\u2068")

Anchor = Literal["start", "middle", "end"]


def clean(text: str) -> str:
    """The text without what may stand in no XML and on no paper: controls, lone surrogates."""
    return _NOT_XML.sub("", text)


def escape(text: str) -> str:
    """Words as XML, safe between tags and between quotes; always valid XML 1.0."""
    return clean(text).translate(_TO_ESCAPE)


def runs_right_to_left(text: str) -> bool:
    """By the first letter that has a direction; a text without any runs left to right."""
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def is_joined(text: str) -> bool:
    """Whether letters change shape with their neighbours, so that text may not be bent."""
    return any(unicodedata.bidirectional(character) == "AL" for character in text)


def isolated(text: str) -> str:
    """A name for in a sentence: it cannot turn the words round it, whatever it holds."""
    return f"{_FIRST_STRONG_ISOLATE}{_balanced(text)}{_POP}"


def _balanced(text: str) -> str:
    """Without closing marks that close nothing, with closing marks for what stays open."""
    kept = []
    depth = 0
    for character in text:
        closes = character == _POP
        if depth or not closes:
            depth += (character in _OPENS) - closes
            kept.append(character)
    return "".join(kept) + _POP * depth


def line_of_text(
    text: str, x: float, y: float, *, size: float, paint: str, anchor: Anchor = "middle"
) -> str:
    """One line of text with its baseline at `y`. `paint` holds more attributes.

    `start` is the left end and `end` the right one, whatever the text: viewers differ in what
    the start of right-to-left text is. So such text has its `direction` only in the middle, and
    elsewhere, as for viewers that know no `direction`, an isolate mark of its own.
    """
    words = escape(text)
    direction = ' unicode-bidi="isolate"'
    if runs_right_to_left(text):
        if anchor == "middle":
            direction = ' direction="rtl" unicode-bidi="isolate"'
        if anchor != "middle" or is_mixed(text):
            words = f"{_RIGHT_TO_LEFT_ISOLATE}{escape(_balanced(text))}{_POP}"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}"'
        f"{direction}{paint}>{words}</text>"
    )


def is_mixed(text: str) -> bool:
    """Whether there is more in it than right-to-left letters, their marks and blanks."""
    return any(unicodedata.bidirectional(c) not in ("R", "AL", "NSM", "WS") for c in text)


def halo(palette: Palette, size: float, colour: str = "ink") -> str:
    """Attributes for letters with a clear edge round them, where they stand on lines."""
    return (
        f'{paint(palette, "", colour, "halo")} stroke-width="{size * 0.26:.1f}"'
        ' stroke-linejoin="round" paint-order="stroke"'
    )


def wrapped(text: str, room: float, widths: Widths, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most `room` em, broken at blanks; a longer word stays whole."""
    lines: list[str] = []
    for word in text.split():
        if lines and em(f"{lines[-1]} {word}", widths, bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines)
