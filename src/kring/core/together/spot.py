"""The free spot for a new token, by a rule so small that the browser follows it as well.

Without the server nobody lays out the whole map. Then a new token stands on the first of a
fixed row of places in its own cell where it and its label are free, until the layout settles
it. The same rule is in `static/kring/together/spot.js`; the table `tests/together/spot.json`
holds both to the same answers. To that end every point is rounded before anything is compared,
and nothing is used after that but what IEEE 754 says to the last bit (no hypot, no tangents).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from kring.core.layout.scene import Box, Layout, Point

# Shares of a cell: its middle first, then halfway, and so on. An arc in the middle of the ring
# fills before the next one begins, so that the first few stand apart and in one line.
_HALVING: Final = tuple(
    tuple((2 * i + 1) / 2**level for i in range(2 ** (level - 1))) for level in range(1, 6)
)
ALONG: Final = tuple(chain.from_iterable(_HALVING))
ACROSS: Final = tuple(chain.from_iterable(_HALVING[:3]))
SIDES: Final = ("B", "R", "L", "A")  # a name stands below its symbol when it can
HAIR: Final = 0.005  # points; what overlaps less only touches


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One cell of a map: a piece of a ring, at least a point wide and long."""

    center: Point
    inner: Point  # radii of the field
    span: tuple[float, float]  # degrees, counter-clockwise from three o'clock
    ring: tuple[float, float]  # shares of the field
    field: tuple[float, float]  # between the family's disc and the edge, as shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A symbol of `2 r` wide and high, with a label of this size at `gap` points from it."""

    r: float
    gap: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSpot:
    """Where the token goes, and how many square points of other things it covers there."""

    x: float
    y: float
    side: str  # of the label: B, R, L or A, as in a layout
    box: Box  # of the label
    along: float
    across: float
    covers: float

    @property
    def is_free(self) -> bool:
        return self.covers == 0


def slice_of(layout: Layout, sector: int, ring: int) -> Slice:
    return Slice(
        center=layout.center,
        inner=layout.inner,
        span=layout.sector_spans[sector],
        ring=layout.ring_radii[ring],
        field=(layout.ring_radii[0][0], layout.ring_radii[-1][1]),
    )


def taken_in(layout: Layout) -> Iterator[Box]:
    """Every symbol, label and word that stands on the map."""
    for node in layout.nodes:
        yield _around(node.x, node.y, node.r, node.r)
        yield from node.boxes
    for piece in layout.furniture:
        yield piece.box


def free_spot(cell: Slice, token: Token, taken: Iterable[Box]) -> FreeSpot:
    """The first free place of the cell; when there is none, the one that covers least.

    Places where the symbol keeps off the borders of its cell go first. The middle of the
    symbol is always inside the cell; the label may reach into another, not out of the field.
    """
    return min(_tries(cell, token, tuple(taken)), key=lambda spot: spot.covers)


def _tries(cell: Slice, token: Token, taken: Sequence[Box]) -> Iterator[FreeSpot]:
    """Every place with every side of the label in turn, up to the first that is free."""
    for x, y, along, across in _places(cell, token.r):
        under = _covered(_around(x, y, token.r, token.r), taken)
        for side in SIDES:
            box = label_box(x, y, side, token)
            outside = 0.0 if _in_field(box, cell) else token.width * token.height
            covers = _rounded(under + _covered(box, taken) + outside)
            spot = FreeSpot(
                x=x, y=y, side=side, box=box, along=along, across=across, covers=covers
            )
            yield spot
            if spot.is_free:
                return


def label_box(x: float, y: float, side: str, token: Token) -> Box:
    """The box of a label beside a symbol, rounded as layouts are written down."""
    reach, half_wide, half_high = token.r + token.gap, token.width / 2, token.height / 2
    if side == "R":
        x += reach + half_wide
    elif side == "L":
        x -= reach + half_wide
    elif side == "B":
        y += reach + half_high
    else:
        y -= reach + half_high
    return _around(x, y, half_wide, half_high)


def _places(cell: Slice, r: float) -> Iterator[tuple[float, float, float, float]]:
    """Point and shares of every place, in their order; those too near a border come last."""
    tight = []
    for across in ACROSS:
        for along in ALONG:
            x, y = _point(cell, along, across)
            if _room(cell, x, y) >= r:
                yield x, y, along, across
            else:
                tight.append((x, y, along, across))
    yield from tight


def _point(cell: Slice, along: float, across: float) -> Point:
    (start, end), (low, high) = cell.span, cell.ring
    cosine, sine = _direction(start + along * (end - start))
    share = low + across * (high - low)
    return (
        _rounded(cell.center[0] + share * cell.inner[0] * cosine),
        _rounded(cell.center[1] - share * cell.inner[1] * sine),
    )


def _room(cell: Slice, x: float, y: float) -> float:
    """Points between this place and the nearest border of the cell, well enough."""
    (rx, ry), (low, high) = cell.inner, cell.ring
    x, y = x - cell.center[0], y - cell.center[1]
    share = _length(x / rx, y / ry)
    slope = _length(x / rx / rx, y / ry / ry) / share
    room = min(share - low, high - share) / slope
    for degrees in cell.span:
        cosine, sine = _direction(degrees)
        bx, by = rx * cosine, -ry * sine
        if x * bx + y * by > 0:
            room = min(room, abs(x * by - y * bx) / _length(bx, by))
    return room


def _direction(degrees: float) -> Point:
    """Cosine and sine, rounded: the last bit is not the same in every language."""
    angle = degrees * math.pi / 180
    return _rounded(math.cos(angle), 1e9), _rounded(math.sin(angle), 1e9)


def _in_field(box: Box, cell: Slice) -> bool:
    (cx, cy), (rx, ry) = cell.center, cell.inner
    x0, x1 = (box[0] - cx) / rx, (box[2] - cx) / rx
    y0, y1 = (box[1] - cy) / ry, (box[3] - cy) / ry
    far = _length(max(-x0, x1), max(-y0, y1))
    near = _length(max(0.0, x0, -x1), max(0.0, y0, -y1))
    return cell.field[0] <= near and far <= cell.field[1]


def _covered(box: Box, taken: Sequence[Box]) -> float:
    """How many square points of what is taken lie under a box."""
    area = 0.0
    for other in taken:
        wide = min(box[2], other[2]) - max(box[0], other[0])
        high = min(box[3], other[3]) - max(box[1], other[1])
        if wide > HAIR and high > HAIR:
            area += wide * high
    return area


def _around(x: float, y: float, wide: float, high: float) -> Box:
    return _rounded(x - wide), _rounded(y - high), _rounded(x + wide), _rounded(y + high)


def _length(x: float, y: float) -> float:
    return math.sqrt(x * x + y * y)


def _rounded(value: float, parts: float = 100) -> float:
    """Half up, as `Math.round` does; Python's own `round` goes to the even one."""
    return math.floor(value * parts + 0.5) / parts
