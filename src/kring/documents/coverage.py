"""Which characters the shipped fonts can draw, read from the fonts themselves."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

FONTS: Final = files("kring") / "static" / "fonts"
_WINDOWS_UNICODE: Final = [3, 1]
REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"  # a marked box; the shipped fonts have it

# Drawn as nothing: controls, joiners and direction marks; Unicode calls them ignorable.
_IGNORABLE_CATEGORIES: Final = frozenset({"Cf", "Cc", "Zl", "Zp", "Zs"})
_JOINS_NOTHING: Final = re.compile(
    "\ufeff|(?<![\u0600-\u08ff])\u200d|\u200d(?![\u0600-\u08ff])"
)
_IGNORABLE_MARKS: Final = (
    (0xFE00, 0xFE0F),
    (0xE0100, 0xE01EF),
    (0x180B, 0x180F),
    (0x34F, 0x34F),
)


def unprintable(text: str) -> frozenset[str]:
    """The characters in a text that leave a trace on paper but are in no shipped font."""
    return frozenset(c for c in set(text) if c not in covered() and not _is_ignorable(c))


def marked(text: str) -> str:
    """The text with a marked box for every character that no shipped font has.

    Left out is what says nothing on paper: invisible characters that no font has, and joiners
    that join nothing, as between the parts of an emoji.
    """
    gone: dict[int, str | None] = dict.fromkeys(map(ord, unprintable(text)), REPLACEMENT)
    unseen = set(text) - covered() - set("\n\r\t")
    gone |= {ord(c): None for c in unseen if _is_ignorable(c)}
    return _JOINS_NOTHING.sub("", text.translate(gone))


def _is_ignorable(character: str) -> bool:
    if unicodedata.category(character) in _IGNORABLE_CATEGORIES:
        return True
    return any(first <= ord(character) <= last for first, last in _IGNORABLE_MARKS)


@cache
def covered() -> frozenset[str]:
    """Every character that one of the shipped fonts has."""
    return frozenset(
        chr(code)
        for font in FONTS.iterdir()
        if font.name.endswith("-Regular.ttf")
        for code in _codes(font.read_bytes())
    )


def _codes(font: bytes) -> Iterator[int]:
    """The code points of a TrueType font, from its `cmap` table (OpenType 1.9)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    for index in range(tables):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == b"cmap":
            (parts,) = struct.unpack_from(">H", font, start + 2)
            for part in range(parts):
                *platform, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * part)
                if platform == _WINDOWS_UNICODE:
                    yield from _ranges(font, start + offset)


def _ranges(font: bytes, at: int) -> Iterator[int]:
    """Format 4: the last and then the first code of each range, the last range is empty."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    for first, last in zip(starts[:-1], ends[:-1], strict=True):
        yield from range(first, last + 1)
