"""The page of each format: its field, its rim, and where title and legend stand."""

import math
from dataclasses import dataclass
from typing import Final

from kring.core.layout.scene import Box, Format, Point

MM: Final = 72 / 25.4
SCREEN_SIDE: Final = 820.0  # points; a map of many actors gets a larger page
OFF_RIM: Final = 6.0  # points between the title and the rim
EDGE: Final = 1.0  # room for the rim's own outline


@dataclass(frozen=True, slots=True)
class Page:
    format: Format
    size: Point
    center: Point
    inner: Point  # radii of the field
    rim: tuple[Point, Point]
    title: Box | None
    legend: Box
    title_font: float
    half_font: float  # the words of the two halves


@dataclass(frozen=True, slots=True)
class _Look:
    """Sizes that belong to a format, in points."""

    band: float  # the rim of themes
    gap: float  # between the rim and the field, for small marks
    legend: float  # height of the legend, under the rim
    title: float  # height of its box, in the corner that the rim leaves free
    title_font: float
    half_font: float


_LOOKS: Final = {
    Format.SCREEN: _Look(40, 14, 56, 0, 0, 15),
    Format.A4: _Look(22, 8, 30, 22, 15, 11),
    Format.A3: _Look(30, 11, 40, 30, 20, 14),
}
_PAPER: Final = {
    Format.A4: ((297 - 20) * MM, (210 - 20) * MM),
    Format.A3: ((420 - 20) * MM, (297 - 20) * MM),
}


def page_of(page_format: Format, *, circle: bool, side: float = SCREEN_SIDE) -> Page:
    """The page of a format; `circle` keeps the rim round, `side` is the width of a screen."""
    look = _LOOKS[page_format]
    width, height = _PAPER.get(page_format, (side, side + look.legend))
    outer_x, outer_y = width / 2 - EDGE, (height - look.legend) / 2 - EDGE
    if circle:
        outer_x = outer_y = min(outer_x, outer_y)
    middle = (height - look.legend) / 2
    inside = look.band + look.gap
    at_title = math.sqrt(1 - ((middle - look.title) / outer_y) ** 2) if look.title else 0.0
    corner = width / 2 - outer_x * at_title - OFF_RIM
    return Page(
        format=page_format,
        size=_exact(width, height),
        center=_exact(width / 2, middle),
        inner=_exact(outer_x - inside, outer_y - inside),
        rim=(_exact(outer_x - look.band, outer_y - look.band), _exact(outer_x, outer_y)),
        title=(0.0, 0.0, round(corner, 2), look.title) if look.title_font else None,
        legend=(0.0, *_exact(height - look.legend + 4, width), _exact(height, 0)[0]),
        title_font=look.title_font,
        half_font=look.half_font,
    )


def _exact(x: float, y: float) -> Point:
    """As it is written down, so that a layout that was kept has the very same page."""
    return round(x, 2), round(y, 2)
