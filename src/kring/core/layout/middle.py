"""The family in the middle: its name and its members in a disc that is just large enough."""

import math
from dataclasses import dataclass, replace
from typing import Final

from kring.core.layout.measures import Measures
from kring.core.layout.page import Page
from kring.core.layout.scene import UNDER_SHARE, Box, Node, Widths
from kring.core.layout.text import LONGEST, em, line_height, shortened

LEADING: Final = 0.12  # em between two lines
MARGIN: Final = 3.0  # points around the text
LEAST: Final = 1.9  # em: the smaller radius of a disc
BEYOND_SYMBOL: Final = 1.5  # and it is so much larger than a symbol
LARGEST: Final = 0.34  # of the field; a longer name is written smaller
SIZES: Final = (1.0, 0.9, 0.8, 0.7)
MOST_LINES: Final = 4
BETWEEN: Final = "·"  # between names; not at the end of a line nor at its beginning
LONGEST_WORD: Final = 18  # characters; a longer one is cut
MOST_UNDER: Final = 2


@dataclass(frozen=True, slots=True)
class Middle:
    share: float  # radius of the disc as a share of the field
    font: float
    lines: tuple[str, ...]
    widths: tuple[float, ...]  # points
    heights: tuple[float, ...]  # points, without leading
    small: int

    def node(self, page: Page, name: str) -> Node:
        x, y = page.center
        leading = LEADING * self.font
        top = y - (sum(self.heights) + leading * (len(self.lines) - 1)) / 2
        boxes: list[Box] = []
        for width, height in zip(self.widths, self.heights, strict=True):
            boxes.append((x - width / 2, top, x + width / 2, top + height))
            top += height + leading
        return Node(
            id=name,
            x=x,
            y=y,
            r=self.share * min(page.inner),
            font=self.font,
            lines=self.lines,
            boxes=tuple(boxes),
            side="",
            has_under=self.small > 0,
            small=self.small,
        )


def middle_of(
    name: str, under: str, *, page: Page, measures: Measures, widths: Widths
) -> Middle:
    """The disc with the least radius, in the labels' lettering or somewhat smaller."""
    found = []
    for size in SIZES:
        found = [
            _written(
                lines, small, page=page, font=round(measures.font * size, 2), widths=widths
            )
            for lines in _broken(name, MOST_LINES, widths, bold=True)
            for small in _broken(under, MOST_UNDER, widths, bold=False)
        ]
        if min(each.share for each in found) <= LARGEST:
            break
    best = min(found, key=lambda each: each.share)
    least = max(LEAST * measures.font, BEYOND_SYMBOL * measures.r) / page.inner[1]
    return best if best.share >= least else replace(best, share=least)


def _written(
    lines: tuple[str, ...], small: tuple[str, ...], *, page: Page, font: float, widths: Widths
) -> Middle:
    little = font * UNDER_SHARE
    wide = [em(line, widths, bold=True) * font for line in lines]
    wide += [em(line, widths) * little for line in small]
    high = [line_height(line) * font for line in lines]
    high += [line_height(line) * little for line in small]
    rx, ry = page.inner
    share, y = 0.0, -(sum(high) + LEADING * font * (len(high) - 1)) / 2
    for width, height in zip(wide, high, strict=True):
        corner = max(abs(y), abs(y + height))
        share = max(share, math.hypot(width / 2 / rx, corner / ry))
        y += height + LEADING * font
    return Middle(
        share + MARGIN / ry, font, (*lines, *small), tuple(wide), tuple(high), len(small)
    )


def _broken(text: str, most: int, widths: Widths, *, bold: bool) -> list[tuple[str, ...]]:
    """The text on one line, on two, … each time with lines as even as they come."""
    words: list[str] = []
    for word in shortened(text, LONGEST).split():
        if word == BETWEEN and words:
            words[-1] += f" {BETWEEN}"
        else:
            words += _parts(word)
    if not words:
        return [()]
    sizes = [em(word, widths, bold=bold) for word in words]
    blank = em(" ", widths, bold=bold)
    broken = []
    for number in range(1, min(most, len(words)) + 1):
        limit = max(*sizes, sum(sizes) / number)
        while len(lines := _filled(words, sizes, blank, limit)) > number:
            limit *= 1.05
        broken.append(lines)
    return broken


def _parts(word: str) -> list[str]:
    """A word too long for a disc, cut with hyphens."""
    if len(word) <= LONGEST_WORD:
        return [word]
    return [word[: LONGEST_WORD - 1] + "-", *_parts(word[LONGEST_WORD - 1 :])]


def _filled(
    words: list[str], sizes: list[float], blank: float, limit: float
) -> tuple[str, ...]:
    lines, room = [words[0]], limit - sizes[0]
    for word, size in zip(words[1:], sizes[1:], strict=True):
        if blank + size <= room:
            lines[-1] += " " + word
            room -= blank + size
        else:
            lines[-1] = lines[-1].removesuffix(f" {BETWEEN}")
            lines.append(word)
            room = limit - size
    return tuple(lines)
