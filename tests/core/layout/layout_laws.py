"""The laws of a layout, checked one by one, and made-up networks to check them on."""

import importlib.util
import math
from functools import cache
from itertools import combinations
from pathlib import Path

from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format, Ring, Scene, Sector, Spot
from kring.core.layout.text import em
from kring.documents.assets import font_widths

ROOT = Path(__file__).parents[3]
WIDTHS = font_widths()
HAIR = 0.011  # points; layouts are written down with two decimals
FLOORS = {
    Format.A4: {5: 12, 10: 12, 20: 12, 40: 10, 80: 9, 150: 8},
    Format.A3: {5: 12, 10: 12, 20: 12, 40: 12, 80: 12, 150: 11},
    Format.SCREEN: {5: 13, 10: 13, 20: 13, 40: 13, 80: 13, 150: 13},
}


@cache
def benchmark(name):
    """A module of the benchmarks, which are no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scene_of(made, under=""):
    return scene(
        [(each["label"], each["sector"], each["ring"], each["id"]) for each in made["actors"]],
        ties=[(tie["source"], tie["target"]) for tie in made["ties"]],
        family=made["ego"]["label"],
        under=under,
    )


def made_up(size, index, seed=20260801, under=""):
    return scene_of(benchmark("generate").network(size, index, seed), under)


def scene(
    actors,
    *,
    ties=(),
    family="Gezin Maes",
    sectors=8,
    rings=4,
    under="",
    under_middle="",
    halves=("Mensen", "Diensten"),
):
    """Actors as (label, sector, ring[, id]); without an id they are a0, a1, …"""
    return Scene(
        name=f"Netwerkkaart van {family}",
        family=family,
        sectors=tuple(
            Sector(str(n), f"Sector {n}", people=n < (sectors + 1) // 2) for n in range(sectors)
        ),
        rings=tuple(
            Ring(str(n), ("heel dicht", "dicht", "verder", "nog te zoeken")[n % 4])
            for n in range(rings)
        ),
        spots=tuple(
            Spot(name[0] if name else f"a{n}", label, sector, ring, under=under)
            for n, (label, sector, ring, *name) in enumerate(actors)
        ),
        ties=tuple(ties),
        halves=halves,
        under=under_middle,
    )


def laid_out(asked, page=Format.A4, keep=None):
    return lay_out(asked, format=page, widths=WIDTHS, keep=keep)


def square(node):
    return node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r


def overlap(a, b):
    return min(a[2], b[2]) - max(a[0], b[0]) > HAIR and min(a[3], b[3]) - max(a[1], b[1]) > HAIR


def share_of(layout, x, y, radii):
    (cx, cy), (rx, ry) = layout.center, radii
    return math.hypot((x - cx) / rx, (y - cy) / ry)


def corners(box):
    return [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]


def broken_laws(asked, layout):
    """Every law that does not hold, in words; none for a layout that is right."""
    return [
        *_missing(asked, layout),
        *_on_each_other(layout),
        *_off_the_field(layout),
        *_outside_their_cell(layout),
        *_too_small(layout),
    ]


def _missing(asked, layout):
    if [node.id for node in layout.nodes] != [spot.id for spot in asked.spots]:
        yield "somebody is missing"
    if len(layout.sector_spans) != len(asked.sectors):
        yield "a sector is missing"
    if len(layout.ring_radii) < len(asked.rings):
        yield "a ring is missing"


def _on_each_other(layout):
    for one, other in combinations(layout.nodes, 2):
        if overlap(square(one), square(other)):
            yield f"{one.id} stands on {other.id}"
        for box in one.boxes:
            if any(overlap(box, theirs) for theirs in other.boxes):
                yield f"the label of {one.id} lies on that of {other.id}"
            if overlap(box, square(other)):
                yield f"the label of {one.id} lies on {other.id}"
        if any(overlap(box, square(one)) for box in other.boxes):
            yield f"the label of {other.id} lies on {one.id}"
    pieces = [(piece.kind, piece.box) for piece in layout.furniture]
    for node in layout.nodes:
        for box in (square(node), *node.boxes):
            yield from (f"{node.id} on the {kind}" for kind, b in pieces if overlap(box, b))
            away = [
                max(box[k] - c, c - box[k + 2], 0) / r
                for k, (c, r) in enumerate(zip(layout.center, layout.disc, strict=True))
            ]
            if math.hypot(*away) < 1 - HAIR:
                yield f"{node.id} on the family"
    for (kind, one), (other_kind, other) in combinations(pieces, 2):
        if overlap(one, other):
            yield f"{kind} on {other_kind}"


def _off_the_field(layout):
    (_, band), (width, height) = layout.rim, layout.page
    slack = 1 + HAIR / min(layout.inner)
    for node in layout.nodes:
        for box in (square(node), *node.boxes):
            if any(share_of(layout, x, y, layout.rim[0]) > slack for x, y in corners(box)):
                yield f"{node.id} in the rim"
    for piece in layout.furniture:
        inside = [share_of(layout, x, y, band) < 1 for x, y in corners(piece.box)]
        if any(inside) and piece.kind in ("title", "legend"):
            yield f"{piece.kind} in the rim"
        if not all(inside) and piece.kind in ("ring", "half"):
            yield f"{piece.text} in the rim"
        x0, y0, x1, y1 = piece.box
        if min(x0, y0) < -HAIR or x1 > width + HAIR or y1 > height + HAIR:
            yield f"{piece.kind} off the page"
    for x, y in (point for box in layout.family.boxes for point in corners(box)):
        if share_of(layout, x, y, layout.disc) > 1:
            yield "the family's name over its disc"
    cx, cy = layout.center
    if cx + band[0] > width or cy + band[1] > height or min(cx - band[0], cy - band[1]) < 0:
        yield "the rim off the page"


def _outside_their_cell(layout):
    for node in layout.nodes:
        low, high = layout.ring_radii[node.ring]
        start, end = layout.sector_spans[node.sector]
        (cx, cy), (rx, ry) = layout.center, layout.inner
        x, y = (node.x - cx) / rx, (cy - node.y) / ry
        if not low < math.hypot(x, y) < high:
            yield f"{node.id} outside its ring"
        turned = (math.degrees(math.atan2(y, x)) - start) % 360
        if not 0 < turned < end - start:
            yield f"{node.id} outside its sector"
        along = turned / (end - start)
        across = (math.hypot(x, y) - low) / (high - low)
        if abs(along - node.along) > 0.001 or abs(across - node.across) > 0.001:
            yield f"{node.id} says wrongly where in its cell it stands"


def _too_small(layout):
    for node in (layout.family, *layout.nodes):
        bold = layout.bold or node is layout.family
        for number, (line, box) in enumerate(zip(node.lines, node.boxes, strict=True)):
            small = number >= len(node.lines) - node.small
            size = node.font * (0.82 if small else 1)
            if box[2] - box[0] < em(line, WIDTHS, bold=bold and not small) * size - HAIR:
                yield f"{line} does not fit its box"
            if box[3] - box[1] < size - HAIR:
                yield f"{line} is higher than its box"
    for node in layout.nodes:
        if node.r < 0.4 * node.font:
            yield f"the symbol of {node.id} is too small"
