"""The small signs beside each theme: who supports it, and whether they carry it or help."""

import math
from collections.abc import Iterator

from kring.core.drawing import geometry
from kring.core.drawing.band import Band
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.themes import MarkShape, RimTheme, State


def draw_marks(
    piece: RimTheme, band: Band, way: float, length: float, palette: Palette
) -> Iterator[str]:
    """Small signs of who supports the theme, on the edge of the field."""
    radii = band.marks
    middle = band.at(0.5)
    count = len(piece.marks) + (piece.state is State.OURSELVES)
    step = min(band.mark * 2.9, length * 0.9 / max(count, 1))
    r = min(band.mark, step * 0.44)
    places = (way + (index - (count - 1) / 2) * step for index in range(count))
    if piece.state is State.OURSELVES:
        x, y = geometry.at(
            band.layout.center, radii, geometry.angle_after(middle, next(places))
        )
        yield f'<g transform="translate({x:.1f} {y:.1f})">{own_mark(r, palette)}</g>'
    for mark, place in zip(piece.marks, places, strict=True):
        angle = geometry.angle_after(middle, place)
        x, y = geometry.at(band.layout.center, radii, angle)
        yield (
            f'<g transform="translate({x:.1f} {y:.1f}) rotate({math.degrees(angle):.0f})">'
            f"{drawn_mark(mark.shape, r, palette, filled=mark.is_filled)}</g>"
        )


def own_mark(r: float, palette: Palette) -> str:
    """The family's own mark: its disc, small."""
    ring = paint(palette, "mark", "paper", "brand")
    return (
        f'<circle r="{r:.2f}"{ring} stroke-width="{r * 0.3:.2f}"/>'
        f'<circle r="{r * 0.55:.2f}"{paint(palette, "", "brand")}/>'
    )


def drawn_mark(shape: MarkShape, r: float, palette: Palette, *, filled: bool) -> str:
    """A dot, a ring or a square; filled for who carries, open for who helps."""
    hue = "cool" if shape is MarkShape.SQUARE else "warm"
    line = r * 0.36
    edge = paint(palette, "mark", hue if filled else "paper", hue)
    inner = r - line / 2
    if shape is MarkShape.SQUARE:
        half = inner * 0.9
        return (
            f'<rect x="{-half:.2f}" y="{-half:.2f}" width="{2 * half:.2f}"'
            f' height="{2 * half:.2f}"{edge} stroke-width="{line:.2f}"/>'
        )
    if shape is MarkShape.DOT:
        return f'<circle r="{inner:.2f}"{edge} stroke-width="{line:.2f}"/>'
    open_edge = paint(palette, "mark", "paper", hue)
    core = paint(palette, "", hue if filled else "paper", hue)
    return (
        f'<circle r="{r:.2f}"{open_edge} stroke-width="{r * 0.22:.2f}"/>'
        f'<circle r="{r * 0.52:.2f}"{core} stroke-width="{r * 0.22:.2f}"/>'
    )
