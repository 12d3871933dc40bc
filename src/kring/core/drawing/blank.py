"""The blank A3 map in two languages: empty rings to draw in, the themes, five steps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kring.core.drawing import geometry
from kring.core.drawing.along import SMALLEST, Along, lettering, name_along
from kring.core.drawing.band import Band
from kring.core.drawing.blank_words import (
    PAGE,
    TITLE,
    Sheet,
    Tongue,
    left_column,
    right_column,
    stacked,
)
from kring.core.drawing.lettering import FONTS, escape, line_of_text
from kring.core.drawing.palette import BLACK_AND_WHITE, Palette, paint
from kring.core.drawing.shapes import Icons
from kring.core.family import Theme
from kring.core.labels import HALVES, RINGS, theme_icon, theme_short
from kring.core.layout.scene import Format, Layout, Node, Widths
from kring.core.words import gettext_noop

_CENTER: Final = (PAGE[0] / 2, PAGE[1] / 2)
_OUTSIDE, _BAND, _GAP, _DISC = PAGE[1] / 2 - 2, 42.0, 6.0, 78.0


_OUR_FAMILY: Final = gettext_noop("Ons gezin")


def blank_map(
    themes: Sequence[Theme],
    *,
    tongues: Sequence[Tongue],
    icons: Icons,
    widths: Widths,
    palette: Palette = BLACK_AND_WHITE,
    prefix: str = "blank",
) -> str:
    """An empty map to print on A3 and to draw on with pens.

    Args:
        tongues: one or two languages, the larger letters first.
    """
    sheet = Sheet(tuple(tongues[:2]), palette, widths)
    first = sheet.tongues[0]
    layout = _layout()
    title = first.translate(TITLE)
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kring-map blank" role="img"'
        f' aria-labelledby="{prefix}-title" lang="{escape(first.language)}" direction="ltr"'
        f' font-family="{FONTS}" viewBox="0 0 {PAGE[0]:.1f} {PAGE[1]:.1f}"'
        f' width="{PAGE[0]:.1f}pt" height="{PAGE[1]:.1f}pt">',
        f'<title id="{prefix}-title">{escape(title)}</title>',
        f'<rect width="100%" height="100%"{paint(palette, "paper", "paper")}/>',
        *_rings(layout, sheet),
        *_rim(themes, Band(layout), sheet, icons, prefix),
        *left_column(sheet),
        *right_column(sheet),
        "</svg>",
    ]
    return "".join(pieces)


def _layout() -> Layout:
    outside = (_OUTSIDE, _OUTSIDE)
    inside = (_OUTSIDE - _BAND, _OUTSIDE - _BAND)
    field = _OUTSIDE - _BAND - _GAP
    first = _DISC / field
    step = (1 - first) / 3
    return Layout(
        page=PAGE,
        format=Format.A3,
        center=_CENTER,
        inner=(field, field),
        rim=(inside, outside),
        family=Node("family", *_CENTER, _DISC, 15, (), (), ""),
        nodes=(),
        ring_radii=tuple((first + ring * step, first + (ring + 1) * step) for ring in range(3)),
        sector_spans=(),
    )


def _rings(layout: Layout, sheet: Sheet) -> Iterator[str]:
    (cx, cy), (field, _) = layout.center, layout.inner
    line = paint(sheet.palette, "ring", "none", "ring")
    for _, outside in layout.ring_radii:
        dots = "" if outside == 1 else ' stroke-dasharray="0.1 5" stroke-linecap="round"'
        yield (
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{field * outside:.1f}"{line}'
            f' stroke-width="1.2"{dots}/>'
        )
    yield (
        f'<path d="M{cx:.1f} {cy - field:.1f}V{cy + field:.1f}"{line} stroke-width="1.2"'
        ' stroke-dasharray="1 5" stroke-linecap="round"/>'
    )
    heavy = paint(sheet.palette, "disc", "paper", "ink")
    yield (
        f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{_DISC}"{heavy} stroke-width="3"/>'
        f'<path d="M{cx - 52:.1f} {cy + 8:.1f}h104m-104 28h104"{line} stroke-width="1.2"'
        ' stroke-dasharray="1 4"/>'
    )
    yield from stacked(_OUR_FAMILY, (cx, cy - 34), sheet, size=15)
    for side, half in ((-1, HALVES[0]), (1, HALVES[1])):
        yield from stacked(half, (cx + side * 52, cy - field + 22), sheet, size=14)
    for (_, outside), name in zip(layout.ring_radii, RINGS, strict=False):
        words = " · ".join(dict.fromkeys(t.translate(name) for t in sheet.tongues))
        yield line_of_text(
            words,
            cx + 6,
            cy + field * outside - 7,
            size=11,
            paint=paint(sheet.palette, "name", "ink_soft"),
            anchor="start",
        )


def _rim(
    themes: Sequence[Theme], band: Band, sheet: Sheet, icons: Icons, prefix: str
) -> Iterator[str]:
    """Empty pieces to colour, each with the theme's name in both languages."""
    middle = band.at(0.5)
    length = geometry.length_round(middle) / max(len(themes), 1)
    ends = band.thick * 0.55
    edge = paint(sheet.palette, "piece", "paper", "ink")
    names = [[theme_short(t, o.language, o.translate) for t in themes] for o in sheet.tongues]
    lines = len(set(map(tuple, names)))
    sizes = [lettering(found, band, length, sheet.widths) for found in names]
    for index, theme in enumerate(themes):
        first, last = length * index + ends, length * (index + 1) - ends
        if last <= first:
            first = last = length * (index + 0.5)
        start, end = (geometry.angle_after(middle, way) for way in (first, last))
        path = geometry.pill(band.layout.center, band.at(0), band.at(1), start, end)
        yield f'<path d="{path}"{edge} stroke-width="1.6"/>'
        for line, found in enumerate(names[:lines]):
            along = Along(band, (first + last) / 2, length, f"{prefix}-{index}-{line}")
            if lines > 1:  # the first language on top, also where letters run the other way
                share = 0.71 if (line == 0) != along.is_under else 0.27
                along = replace(along, share=share)
            yield name_along(
                found[index],
                along,
                icon=icons.get(theme_icon(theme), "") if line == 0 else "",
                size=max(SMALLEST, min(sizes[line], 13.5 - 1.5 * line)),
                colour="ink" if line == 0 else "ink_soft",
                palette=sheet.palette,
                widths=sheet.widths,
            )
