"""The rim: one piece for each theme, with its icon, its name and marks of who supports it."""

from collections.abc import Iterator, Sequence
from typing import Final

from kring.core.drawing import geometry
from kring.core.drawing.along import Along, lettering, name_along
from kring.core.drawing.band import Band
from kring.core.drawing.marks import draw_marks
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.parts import HrefFor, nowhere, part
from kring.core.drawing.said import Words
from kring.core.drawing.shapes import Icons
from kring.core.drawing.themes import RimTheme, State
from kring.core.labels import theme_icon
from kring.core.layout.scene import Layout, Widths

BETWEEN: Final = 0.2  # room between two pieces, as a share of the band's width

# What fills and outlines a piece, and what stands on it.
COLOURS: Final = {
    State.MANY: ("brand", "brand", "on_brand"),
    State.OURSELVES: ("brand", "brand", "on_brand"),
    State.ONE: ("brand_soft", "brand_edge", "ink"),
    State.GAP: ("paper", "quiet", "ink"),
    State.NOT_NEEDED: ("none", "brand", "ink_soft"),
    State.NOT_ASKED: ("none", "quiet", "ink_soft"),
}


def draw_rim(
    rim: Sequence[RimTheme],
    words: Sequence[Words],
    layout: Layout,
    palette: Palette,
    *,
    icons: Icons,
    widths: Widths,
    prefix: str,
    chosen: str | None = None,
    href_for: HrefFor = nowhere,
) -> Iterator[str]:
    """The pieces, clockwise from the top, each as long as the others.

    Args:
        words: what each piece says, in the same order.
        prefix: before every id in the drawing, so that two drawings can share a page.
        chosen: the theme that is looked at.
        href_for: where a theme's piece leads, if anywhere.
    """
    band = Band(layout)
    middle = band.at(0.5)
    length = geometry.length_round(middle) / max(len(rim), 1)
    ends = band.thick * (0.5 + BETWEEN / 2)
    size = lettering([said.label for said in words], band, length, widths)
    for index, (piece, said) in enumerate(zip(rim, words, strict=True)):
        first, last = length * index + ends, length * (index + 1) - ends
        if last <= first:  # more pieces than round ends: they keep a little of the middle
            first = last = length * (index + 0.5)
        start, end = (geometry.angle_after(middle, way) for way in (first, last))
        body = _piece(piece.state, band, start, end, palette)
        if piece.theme.id == chosen:
            body = _chosen(band, start, end, palette) + body
        body += name_along(
            said.label,
            Along(band, length * (index + 0.5), length, f"{prefix}-rim-{index}"),
            icon=icons.get(theme_icon(piece.theme), ""),
            size=size,
            colour=COLOURS[piece.state][2],
            palette=palette,
            widths=widths,
        )
        body += "".join(draw_marks(piece, band, length * (index + 0.5), length, palette))
        role = f"theme {piece.state.replace('_', '-')}"
        yield part(body, role=role, name=said.name, href=href_for(piece.theme.id))


def _piece(state: State, band: Band, start: float, end: float, palette: Palette) -> str:
    center = band.layout.center
    fill, outline, _ = COLOURS[state]
    colours = paint(palette, "piece", fill, outline)
    if state in (State.NOT_NEEDED, State.NOT_ASKED):  # a thin line, closed or in dots
        line = geometry.arc(center, band.at(0.95), start, end)
        thick, dots = band.thick * 0.06, ""
        if state is State.NOT_ASKED:
            thick, dots = band.thick * 0.1, f' stroke-dasharray="0.1 {band.thick * 0.26:.1f}"'
        look = f'stroke-width="{thick:.1f}" stroke-linecap="round"{dots}'
        return f'<path d="{line}"{colours} {look}/>'
    path = geometry.pill(center, band.at(0.0), band.at(1.0), start, end)
    dash = ""
    if state is State.GAP:
        dash = f' stroke-dasharray="{band.thick * 0.2:.1f} {band.thick * 0.15:.1f}"'
    return f'<path d="{path}"{colours} stroke-width="1.4"{dash}/>'


def _chosen(band: Band, start: float, end: float, palette: Palette) -> str:
    path = geometry.pill(band.layout.center, band.at(-0.1), band.at(1.1), start, end)
    wide = band.thick * 0.16
    under, over = paint(palette, "", "none", "on_sun"), paint(palette, "", "none", "sun")
    return (
        f'<path d="{path}"{under} stroke-width="{wide + 1.6:.1f}"/>'
        f'<path d="{path}"{over} stroke-width="{wide:.1f}"/>'
    )
