"""The lines of the map: from the family to each actor, and between actors.

Quality and conflict are dynamite: without `difficult` every tie of the family is one plain line
and a conflict shows no more than that two actors know each other.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kring.core.codes import Direction, LinkType, Quality
from kring.core.drawing import geometry
from kring.core.drawing.palette import Palette, paint
from kring.core.drawing.standing import Standing
from kring.core.family import Link, Relation
from kring.core.layout.scene import Layout, Node, Point

APART: Final = 4.5  # points between two ties of one actor
BULGE: Final = 0.07  # how far a line between actors bends, as a share of its length


@dataclass(frozen=True, slots=True)
class Tie:
    """One line from the family to an actor."""

    quality: Quality
    to_family: bool
    from_family: bool
    wanted: bool = False


def ties_of(
    standing: Standing, *, difficult: bool, member: str | None = None
) -> tuple[Tie, ...]:
    """The lines of one actor: one for each quality, the arrows of its relations together."""
    if standing.is_ended:
        return ()
    if standing.is_wanted:
        return (Tie(Quality.NORMAL, to_family=False, from_family=False, wanted=True),)
    found: dict[Quality, set[Direction | None]] = {}
    for relation in standing.relations:
        if member and not concerns(relation, member):
            continue
        quality = (relation.quality if difficult else None) or Quality.NORMAL
        found.setdefault(quality, set()).add(relation.dir)
    return tuple(
        Tie(
            quality,
            to_family=bool(ways & {Direction.TO_FAMILY, Direction.MUTUAL}),
            from_family=bool(ways & {Direction.FROM_FAMILY, Direction.MUTUAL}),
        )
        for quality, ways in sorted(found.items())
    )


def concerns(relation: Relation, member: str) -> bool:
    return relation.members == "all" or member in relation.members


def tie_type(link: Link, *, difficult: bool) -> LinkType:
    if link.type is LinkType.CONFLICT and not difficult:
        return LinkType.KNOWS
    return link.type


def draw_ties(
    node: Node, ties: tuple[Tie, ...], layout: Layout, palette: Palette
) -> Iterator[str]:
    """The lines between the family's disc and one symbol, side by side when there are more."""
    for index, tie in enumerate(ties):
        offset = (index - (len(ties) - 1) / 2) * APART
        middle, end = geometry.aside(layout.center, (node.x, node.y), offset)
        start = _edge_of_disc(layout, middle, end)
        way = math.dist(start, end)
        if math.dist(middle, end) <= math.dist(middle, start) or way <= node.r:
            continue  # no room for a line between the disc and the symbol
        yield from _draw_tie(tie, start, geometry.toward(end, start, node.r), palette)


def _edge_of_disc(layout: Layout, middle: Point, end: Point) -> Point:
    rx, ry = layout.disc
    dx, dy = end[0] - middle[0], end[1] - middle[1]
    reach = math.hypot(dx / rx, dy / ry)
    share = 1 / reach if reach else 1.0
    return middle[0] + dx * share, middle[1] + dy * share


_THICK: Final = {Quality.STRONG: 3.2, Quality.WEAK: 1.3}


def _draw_tie(tie: Tie, start: Point, end: Point, palette: Palette) -> Iterator[str]:
    """`start` lies at the family, `end` at the actor."""
    hard = tie.quality in (Quality.STRESSFUL, Quality.BROKEN)
    colour = "hard" if hard else "tie"
    line = paint(palette, f"tie {'wanted' if tie.wanted else tie.quality}", "none", colour)
    thick = _THICK.get(tie.quality, 1.5)
    more = f'{line} stroke-width="{thick}"'
    size = min(5.0 + thick, 0.45 * math.dist(start, end))  # two heads fit on a short line
    first = geometry.toward(start, end, size * 0.8) if tie.to_family else start
    last = geometry.toward(end, start, size * 0.8) if tie.from_family else end
    if tie.wanted:
        yield f'<path d="{geometry.straight(first, last)}"{more} stroke-dasharray="6 4"/>'
    elif tie.quality is Quality.WEAK:
        path = geometry.straight(first, last)
        yield f'<path d="{path}"{more} stroke-dasharray="0.1 4" stroke-linecap="round"/>'
    elif tie.quality is Quality.STRESSFUL:
        yield f'<path d="{geometry.wavy((first, last), high=5, long=7)}"{more}/>'
    elif tie.quality is Quality.BROKEN:
        path, strokes = geometry.broken(first, last, gap=9)
        yield f'<path d="{path}{strokes}"{more}/>'
    else:
        yield f'<path d="{geometry.straight(first, last)}"{more}/>'
    for tip, behind, drawn in ((start, end, tie.to_family), (end, start, tie.from_family)):
        if drawn:
            yield _head(geometry.arrow(tip, behind, size=size), palette, colour)


def _head(points: Iterable[Point], palette: Palette, colour: str) -> str:
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}"{paint(palette, "head", colour)}/>'


def draw_links(
    links: Iterable[Link],
    nodes: Mapping[str, Node],
    layout: Layout,
    palette: Palette,
    *,
    difficult: bool,
) -> Iterator[str]:
    """The thin curves between actors; a second kind between one pair bends the other way."""
    seen: dict[frozenset[str], int] = {}
    drawn = set()
    for link in links:
        kind = tie_type(link, difficult=difficult)
        pair = frozenset((link.a, link.b))
        if len(pair) < 2 or not pair <= nodes.keys() or (pair, kind) in drawn:
            continue
        drawn.add((pair, kind))
        turn = seen.get(pair, 0)
        seen[pair] = turn + 1
        yield from _draw_link(kind, _course(link, nodes, layout, turn), palette)


def _course(
    link: Link, nodes: Mapping[str, Node], layout: Layout, turn: int
) -> tuple[Point, ...]:
    """Points from the edge of one symbol to the edge of the other.

    Three points are the ends and the handle of a bend; more are followed one by one.
    """
    a, b = nodes[link.a], nodes[link.b]
    start, end = (a.x, a.y), (b.x, b.y)
    bend = layout.bends.get((link.a, link.b))
    if bend is None and (link.b, link.a) in layout.bends:
        bend = tuple(reversed(layout.bends[link.b, link.a]))
    if bend is None or turn:
        bulge = BULGE * (turn + 1) * (-1) ** turn
        course: tuple[Point, ...] = geometry.curve(start, end, layout.center, bulge=bulge)
    else:
        inside = (p for p in bend if math.dist(p, start) > a.r and math.dist(p, end) > b.r)
        course = (start, *inside, end)
    return (
        geometry.toward(start, course[1], a.r + 0.5),
        *course[1:-1],
        geometry.toward(end, course[-2], b.r + 0.5),
    )


_STROKES: Final = {
    LinkType.KNOWS: ' stroke-dasharray="0.1 3.2" stroke-linecap="round"',
    LinkType.COOPERATES: "",
    LinkType.REFERS: "",
    LinkType.CONFLICT: "",
}


def _draw_link(kind: LinkType, course: tuple[Point, ...], palette: Palette) -> Iterator[str]:
    line = paint(
        palette, f"link {kind}", "none", "hard" if kind is LinkType.CONFLICT else "link"
    )
    more = f'{line} stroke-width="1.1"{_STROKES[kind]}'
    if kind is LinkType.CONFLICT:
        path = geometry.wavy(geometry.sampled(course), high=3.2, long=4.5)
    elif len(course) == 3:
        (x0, y0), (xc, yc), (x1, y1) = course
        path = f"M{x0:.1f} {y0:.1f}Q{xc:.1f} {yc:.1f} {x1:.1f} {y1:.1f}"
    else:
        path = geometry.through(course)
    yield f'<path d="{path}"{more}/>'
    if kind is LinkType.REFERS:
        head = geometry.through(geometry.arrow(course[-1], course[-2], size=6))
        yield f'<path d="{head}"{more}/>'


def draw_tie_sample(tie: Tie, wide: float, palette: Palette) -> str:
    """A tie for the legend, the family at its left end."""
    half = wide / 2 - 1
    return "".join(_draw_tie(tie, (-half, 0), (half, 0), palette))


def draw_link_sample(kind: LinkType, wide: float, palette: Palette) -> str:
    half = wide / 2 - 1
    return "".join(_draw_link(kind, ((-half, 2), (0, -4), (half, 2)), palette))
