"""What a layout is asked for and what it answers: plain values, lengths in points.

Every drawing is made on a page whose origin is at the top left, y downwards. Angles are in
degrees, counter-clockwise from three o'clock, as drawn. The rings and the rim are ellipses
around `Layout.center`; a circle is an ellipse with equal radii.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Box = tuple[float, float, float, float]  # x0, y0, x1, y1
Point = tuple[float, float]

UNDER_SHARE: Final = 0.82  # size of an under line, as a share of the label's lettering


@dataclass(frozen=True, slots=True, eq=False)
class Widths:
    """How far each letter of the shipped fonts moves the pen, in em. `text.em` adds them up."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]


class Format(StrEnum):
    """`SCREEN` keeps the rim a circle and grows; `A4` and `A3` are landscape.

    A page of paper is what lies inside the sheet's margins of 10 mm: 785.2 by 538.6 points on
    A4. Its title stands in the corner at the top left; a screen shows its title beside the map.
    """

    SCREEN = "screen"
    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Sector:
    """A slice of the map; sectors stand counter-clockwise from the top, people's half first."""

    id: str
    label: str
    people: bool = True  # in the left half


@dataclass(frozen=True, slots=True)
class Ring:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an actor stands inside its sector and ring, as shares from 0 to 1.

    `along` runs counter-clockwise through the sector, `across` outwards through the ring.
    `fixed`: a hand placed it, so nothing may move it.
    """

    along: float
    across: float
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """An actor that wants a place."""

    id: str
    label: str
    sector: int  # index in Scene.sectors
    ring: int  # index in Scene.rings; beyond the last one is outside of them, and is drawn too
    under: str = ""  # a second, smaller line, such as the role; dropped when the map is full
    badges: int = 0  # how many small badges stand on the symbol (at most two are drawn)
    kept: Kept | None = None

    @property
    def is_fixed(self) -> bool:
        return self.kept is not None and self.kept.fixed


@dataclass(frozen=True, slots=True)
class Scene:
    name: str
    family: str  # what stands in the middle
    sectors: tuple[Sector, ...]
    rings: tuple[Ring, ...]
    spots: tuple[Spot, ...]
    ties: tuple[tuple[str, str], ...] = ()  # between actors; the family's own are implied
    halves: tuple[str, str] = ("", "")  # words for the people's half and the services' half
    under: str = ""  # smaller words in the middle, such as the members' names
    family_id: str = "family"  # the id of the middle's node


@dataclass(frozen=True, slots=True)
class Node:
    """A placed symbol with its label. `boxes` has one box per line of `lines`.

    The square with sides `2 r` around the symbol is its own: badges stand inside it. A line is
    written with `baseline(box, size)`; scripts with tall letters have taller boxes. For the
    family `r` is the disc's smaller radius, see `Layout.disc`.
    """

    id: str
    x: float
    y: float
    r: float
    font: float  # size of the label in points
    lines: tuple[str, ...]
    boxes: tuple[Box, ...]
    side: str  # R, L, A or B: right, left, above, below the symbol
    sector: int = -1
    ring: int = -1
    along: float = 0.5
    across: float = 0.5
    has_under: bool = False  # the last line is the smaller one; the family may have more
    small: int = 0  # how many of the last lines are smaller: `font * UNDER_SHARE`, not bold


@dataclass(frozen=True, slots=True)
class Furniture:
    """Something that is not an actor and that no label or symbol enters."""

    kind: str  # title, legend, ring, half; a ring's and a half's words are centred in the box
    text: str
    box: Box
    font: float


@dataclass(frozen=True, slots=True)
class Layout:
    page: Point  # width, height
    format: Format
    center: Point
    inner: Point  # radii of the field in which actors stand
    rim: tuple[Point, Point]  # radii of the inside and the outside of the band of themes
    # between `inner` and `rim` lies a gap, wide enough for small marks
    family: Node
    nodes: tuple[Node, ...]
    ring_radii: tuple[tuple[float, float], ...]  # shares of `inner`, one pair per ring
    sector_spans: tuple[tuple[float, float], ...]  # degrees, one pair per sector
    bends: Mapping[tuple[str, str], tuple[Point, ...]] = field(default_factory=dict)
    furniture: tuple[Furniture, ...] = ()
    font: float = 12.0
    ties_on_demand: bool = False  # so many actors that ties show only for what is chosen
    refit_offered: bool = False  # kept places fit no more without moving more than three others
    moved: tuple[str, ...] = ()  # kept actors that had to move
    bold: bool = False  # the actors' labels are bold; the family's name always is

    @property
    def disc(self) -> Point:
        """Radii of the family's disc, which has the proportions of the field."""
        rx, ry = self.inner
        least = min(rx, ry)
        return self.family.r * rx / least, self.family.r * ry / least


def baseline(box: Box, size: float) -> float:
    """Where the pen goes in the box of a line, for lettering of `size` points."""
    return (box[1] + box[3]) / 2 + 0.26 * size
