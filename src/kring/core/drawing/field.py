"""The ground that actors stand on: two halves, the rings and their names, the family's disc."""

from collections.abc import Iterator, Sequence

from kring.core.drawing import geometry
from kring.core.drawing.lettering import halo, line_of_text
from kring.core.drawing.palette import Palette, paint
from kring.core.layout.scene import UNDER_SHARE, Furniture, Layout, Sector, baseline


def draw_field(layout: Layout, sectors: Sequence[Sector], palette: Palette) -> Iterator[str]:
    """The halves, a thin line between sectors and rings, a clearer one between the halves."""
    (cx, cy), (rx, ry) = layout.center, layout.inner
    borders = [geometry.clockwise(span[0]) for span in layout.sector_spans]
    people = [index for index, sector in enumerate(sectors) if sector.people]
    services = [index for index, sector in enumerate(sectors) if not sector.people]
    for half, colour in ((people, "people"), (services, "services")):
        if not half:
            continue
        start = geometry.clockwise(layout.sector_spans[half[0]][0])
        end = geometry.clockwise(layout.sector_spans[half[-1]][1])
        area = paint(palette, f"half {colour}", colour)
        if len(half) == len(sectors):
            yield f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx:.1f}" ry="{ry:.1f}"{area}/>'
        else:
            edge = geometry.arc(layout.center, layout.inner, start, end)
            yield f'<path d="{edge}L{cx:.1f} {cy:.1f}Z"{area}/>'
    thin = paint(palette, "ring", "none", "ring")
    for _, outside in layout.ring_radii[:-1]:
        yield (
            f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx * outside:.1f}"'
            f' ry="{ry * outside:.1f}"{thin} stroke-width="1" stroke-dasharray="0.1 4"'
            ' stroke-linecap="round"/>'
        )
    sides = {people[0], services[0]} if people and services else set()
    for index, angle in enumerate(borders):
        x, y = geometry.at(layout.center, layout.inner, angle)
        look = (
            '0.9" stroke-dasharray="1 4"' if index in sides else '0.5" stroke-dasharray="0.1 6"'
        )
        yield (
            f'<path d="M{cx:.1f} {cy:.1f}L{x:.1f} {y:.1f}"{thin} stroke-width="{look}'
            ' stroke-linecap="round"/>'
        )


def draw_furniture(layout: Layout, palette: Palette) -> Iterator[str]:
    """Title, names of the halves and of the rings; the legend is drawn by `legend`."""
    halves = iter(("warm", "cool"))
    for piece in layout.furniture:
        if piece.kind == "half":
            yield _words(piece, next(halves, "ink"), palette)
        elif piece.kind == "ring":
            yield _words(piece, "ink_soft", palette, bold=False)
        elif piece.kind == "title":
            yield line_of_text(
                piece.text,
                piece.box[0],
                baseline(piece.box, piece.font),
                size=piece.font,
                paint=f'{paint(palette, "title", "ink")} font-weight="bold"',
                anchor="start",
            )


def _words(piece: Furniture, colour: str, palette: Palette, *, bold: bool = True) -> str:
    x0, _, x1, _ = piece.box
    weight = ' font-weight="bold"' if bold else ""
    return line_of_text(
        piece.text,
        (x0 + x1) / 2,
        baseline(piece.box, piece.font),
        size=piece.font,
        paint=halo(palette, piece.font, colour) + weight,
    )


def draw_family(layout: Layout, palette: Palette) -> Iterator[str]:
    """The family: the only filled disc on the map, with a soft ring round it."""
    (cx, cy), (rx, ry) = layout.center, layout.disc
    soft = min(4.0, ry * 0.08)
    ring = paint(palette, "", "none", "brand_edge")
    yield (
        f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx - 0.6:.1f}" ry="{ry - 0.6:.1f}"'
        f"{paint(palette, '', 'brand_soft')}/>"
        f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx - 0.6:.1f}" ry="{ry - 0.6:.1f}"'
        f'{ring} stroke-width="1"/>'
        f'<ellipse cx="{cx:.1f}" cy="{cy:.1f}" rx="{rx - soft:.1f}" ry="{ry - soft:.1f}"'
        f"{paint(palette, 'disc', 'brand')}/>"
    )
    node = layout.family
    for index, (line, box) in enumerate(zip(node.lines, node.boxes, strict=True)):
        small = index >= len(node.lines) - node.small
        size = node.font * (UNDER_SHARE if small else 1)
        yield line_of_text(
            line,
            (box[0] + box[2]) / 2,
            baseline(box, size),
            size=size,
            paint=paint(palette, "", "on_brand") + ("" if small else ' font-weight="bold"'),
        )
