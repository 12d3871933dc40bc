"""What stands on the page besides actors: title, legend, names of halves and rings."""

import math
from collections.abc import Sequence
from typing import Final

from kring.core.layout.page import Page
from kring.core.layout.scene import Box, Format, Furniture, Point, Ring, Widths
from kring.core.layout.spans import Division
from kring.core.layout.text import em, shortened

LINE: Final = 1.25  # height of a box, in em
RING_FONT: Final = {Format.SCREEN: 11.0, Format.A4: 8.0, Format.A3: 10.0}
SMALLEST: Final = 5.5
LONGEST_NAME: Final = 24  # characters of a ring's name
OFF_AXIS: Final = 6.0  # points between the halves' words and the line between them
OFF_RIM: Final = 2.0
LEAST_TITLE: Final = 10.0


def title_and_legend(page: Page, name: str, widths: Widths) -> tuple[Furniture, ...]:
    """The title as large as its corner lets it be; a screen has none."""
    legend = Furniture("legend", "", page.legend, page.half_font)
    if page.title is None:
        return (legend,)
    room = page.title[2] - page.title[0]
    text, size = shortened(name), page.title_font
    size = max(LEAST_TITLE, min(size, room / max(em(text, widths, bold=True), 1.0)))
    while em(text, widths, bold=True) * size > room:
        text = shortened(text, len(text) - 1)
    return Furniture("title", text, page.title, size), legend


def words_inside(
    *,
    page: Page,
    division: Division,
    rings: Sequence[Ring],
    halves: tuple[str, str],
    widths: Widths,
) -> tuple[Furniture, ...]:
    """The halves' words beside the line at the top, and each ring's name upon that line.

    A name stands inside its ring, at the outer edge. In the outermost ring it stands under the
    halves' words, or between them when the ring is thin. A name that fits in no way is left
    out. Boxes are in points on the page.
    """
    words = _halves(page, halves, 0.0, widths)
    found = []
    for number in reversed(range(len(rings))):
        text = shortened(rings[number].label, LONGEST_NAME)
        low, high = division.radii[number : number + 2].tolist()
        name = _in_ring(page, text, (low, high), words, widths)
        if name is None and number == len(rings) - 1:
            name = _in_ring(page, text, (low, high), (), widths)
            if name is not None:
                words = _halves(page, halves, (name.box[2] - name.box[0]) / 2, widths)
        if name is not None:
            found.append(name)
    return (*words, *found)


def _halves(
    page: Page, halves: tuple[str, str], beside: float, widths: Widths
) -> tuple[Furniture, ...]:
    size = page.half_font
    wide = [em(word, widths, bold=True) * size for word in halves]
    top = OFF_RIM - _height(page.inner, 1.0, beside + OFF_AXIS + max(wide))
    found = []
    for word, width, side in zip(halves, wide, (-1, 1), strict=True):
        left, right = sorted((side * (beside + OFF_AXIS), side * (beside + OFF_AXIS + width)))
        if word:
            box = _on_page(page, (left, top, right, top + LINE * size))
            found.append(Furniture("half", word, box, size))
    return tuple(found)


def _in_ring(
    page: Page,
    text: str,
    edge: tuple[float, float],
    above: tuple[Furniture, ...],
    widths: Widths,
) -> Furniture | None:
    """A ring's name in its ring (`edge`: its borders) and under what stands above it."""
    least = max((each.box[3] - page.center[1] + 1 for each in above), default=-math.inf)
    size = RING_FONT[page.format]
    while text and size >= SMALLEST:
        half = em(text, widths) * size / 2
        top = max(1.0 - _height(page.inner, edge[1], half), least)
        bottom = top + LINE * size
        if bottom <= -edge[0] * page.inner[1] - 0.5:
            return Furniture("ring", text, _on_page(page, (-half, top, half, bottom)), size)
        size -= 0.5
    return None


def _height(inner: Point, share: float, x: float) -> float:
    """How high an ellipse is at x from its middle, which is 0 beside it."""
    return inner[1] * math.sqrt(max(0.0, share**2 - (x / inner[0]) ** 2))


def _on_page(page: Page, box: Box) -> Box:
    x, y = page.center
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
