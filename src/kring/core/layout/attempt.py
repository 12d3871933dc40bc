"""One attempt to lay the whole map out, on one page and in one size of lettering."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from kring.core.layout.arrays import Flags, Floats
from kring.core.layout.board import Board
from kring.core.layout.cast import FEW, Cast
from kring.core.layout.cells import places_of
from kring.core.layout.furniture import RING_FONT, words_inside
from kring.core.layout.labels import Labels, labels_of
from kring.core.layout.measures import Measures
from kring.core.layout.middle import Middle, middle_of
from kring.core.layout.page import Page
from kring.core.layout.paper import Paper
from kring.core.layout.placing import order_of, place_all
from kring.core.layout.scene import Furniture, Point, Widths
from kring.core.layout.spans import Division, divide
from kring.core.layout.wishes import untangle, wishes_of

TIES_SHOWN: Final = 60  # actors; beyond, ties are drawn on demand
BOOST: Final = 1.3  # more room for a cell in which somebody found none
FREE, KEPT = 2.0, 40.0  # how much a wish matters, and a kept place
WORST_FILL: Final = 0.49  # share of the field that labels may take; more never fits
PASSES: Final = (
    (12, 8, 24),
    (24, 5, 14),
    (60, 1, 14),
    (90, 2, 6),
)  # up to so many actors: untangling
MANY_PASSES: Final = (1, 6)
STARTS: Final = 2  # of untangling a small map, the best of which counts
EASY: Final = 2  # crossings; the bends undo those


@dataclass(frozen=True, slots=True)
class Ground:
    """What does not depend on where rings and sectors lie."""

    page: Page
    measures: Measures
    middle: Middle
    labels: Labels

    @property
    def areas(self) -> Floats:
        """The paper each actor takes, in square points, in the shape that takes least."""
        m, width, height = self.measures, self.labels.width, self.labels.height
        beside = (width + 2 * m.r + m.gap + m.pad) * np.maximum(height, 2 * m.r + 1)
        below = (np.maximum(width, 2 * m.r) + m.pad) * (height + 2 * m.r + 2)
        areas: Floats = np.minimum(beside, below)
        return areas

    @property
    def width(self) -> float:
        """A usual width of a label."""
        return float(self.labels.width.mean())

    @property
    def fill(self) -> float:
        rx, ry = self.page.inner
        return float(self.areas.sum()) / (math.pi * rx * ry)


@dataclass(frozen=True, slots=True)
class Placed:
    """Everybody on the board, before it becomes the answer."""

    ground: Ground
    division: Division
    words: tuple[Furniture, ...]
    board: Board
    loose: Flags  # whose labels may still be turned


def ground_of(
    cast: Cast, *, page: Page, measures: Measures, under: bool, widths: Widths
) -> Ground:
    scene = cast.scene
    middle = middle_of(scene.family, scene.under, page=page, measures=measures, widths=widths)
    return Ground(
        page, measures, middle, labels_of(cast.full if under else cast.plain, measures)
    )


def attempt(cast: Cast, ground: Ground, widths: Widths, *, turns: int) -> Placed | None:
    """Place everybody, or None when somebody finds no place.

    Then, up to so many turns, the cells that were too small get more room.
    """
    mass = np.zeros((len(cast.people), len(cast.scene.rings)))
    np.add.at(mass, (cast.sector, cast.ring), ground.areas)
    for _ in range(turns):
        division = division_of(cast, ground, mass)
        placed = _placed(cast, ground, division, widths)
        order = _order(cast, placed)
        for actor in order:
            if cast.spots[actor].kept is not None:
                placed.board.hold(actor)
        left = place_all(placed.board, order)
        if not left:
            return placed
        for cell in {(cast.sector[actor], cast.ring[actor]) for actor in left}:
            mass[cell] *= BOOST
    return None


def division_of(cast: Cast, ground: Ground, mass: Floats) -> Division:
    symbol = 2 * ground.measures.r + 3
    name = 1.25 * RING_FONT[ground.page.format] + 3
    return divide(
        inner=ground.page.inner,
        mass=mass,
        people=cast.people,
        disc=ground.middle.share,
        thinnest=max(symbol, name),
    )


def board_of(
    cast: Cast, ground: Ground, division: Division, words: tuple[Furniture, ...]
) -> Board:
    """An empty board; everybody wishes for the place that is kept for them, if any."""
    page, measures, labels = ground.page, ground.measures, ground.labels
    x, y = page.center
    paper = Paper(
        inner=page.inner,
        measures=measures,
        reach=reach_of(labels, measures),
        disc=ground.middle.share,
        furniture=[
            (w.box[0] - x - 1, w.box[1] - y, w.box[2] - x + 1, w.box[3] - y) for w in words
        ],
    )
    kept = np.array([spot.kept is not None for spot in cast.spots], bool)
    wish = np.zeros((len(cast), 2), np.float32)
    for number, spot in enumerate(cast.spots):
        if spot.kept is not None:
            k = spot.kept
            wish[number] = division.point(spot.sector, spot.ring, k.along, k.across)
    return Board(
        cell=cast.cell,
        places=places_of(division, paper, measures),
        labels=labels,
        paper=paper,
        wish=wish,
        heed=np.where(kept, KEPT, FREE).astype(np.float32),
        fixed=np.array([spot.is_fixed for spot in cast.spots], bool),
    )


def reach_of(labels: Labels, measures: Measures) -> Point:
    """How far a label or symbol stretches from its place, in points."""
    far = np.abs(labels.boxes).max((0, 1), initial=measures.r)
    wide, high = max(far[0], far[2]), max(far[1], far[3])
    return float(wide) + measures.pad + measures.qx, float(high) + 2 * measures.qy


def words_of(
    cast: Cast, page: Page, division: Division, widths: Widths
) -> tuple[Furniture, ...]:
    """The halves' words and the rings' names; a half without sectors is not named."""
    people, services = cast.scene.halves
    return words_inside(
        page=page,
        division=division,
        rings=cast.scene.rings,
        halves=(
            people if cast.people.any() else "",
            services if not cast.people.all() else "",
        ),
        widths=widths,
    )


def _placed(cast: Cast, ground: Ground, division: Division, widths: Widths) -> Placed:
    words = words_of(cast, ground.page, division, widths)
    board = board_of(cast, ground, division, words)
    if len(cast):
        _wish(cast, ground, division, board)
    return Placed(ground, division, words, board, np.ones(len(cast), bool))


def _wish(cast: Cast, ground: Ground, division: Division, board: Board) -> None:
    loose = np.array([spot.kept is None for spot in cast.spots], bool)
    free = wishes_of(
        division=division,
        sector=cast.sector,
        ring=cast.ring,
        ties=cast.ties,
        width=ground.width,
        line=ground.measures.line,
    )
    board.wish[loose] = free[loose]
    passes, samples = next((p[1:] for p in PASSES if len(cast) <= p[0]), MANY_PASSES)
    wish_apart(cast, ground, board, loose=loose, passes=passes, samples=samples)


def wish_apart(
    cast: Cast, ground: Ground, board: Board, *, loose: Flags, passes: int, samples: int
) -> None:
    """Move the wishes of who is loose away from other wishes and from crossing ties."""
    r = ground.measures.r
    fewest, start = math.inf, board.wish
    for number in range(STARTS if len(cast) <= FEW else 1):
        tried = untangle(
            start,
            cell=cast.cell,
            ties=cast.ties,
            places=board.places,
            loose=loose,
            apart=(max(0.8 * ground.width, 3 * r), max(2.2 * ground.measures.line, 3 * r)),
            spoke=1.5 * r,
            passes=range(number * passes, (number + 1) * passes),
            samples=samples,
        )
        if (crossings := cast.ties.crossings(tried)) < fewest:
            fewest, board.wish = crossings, tried
        if fewest <= EASY:
            break
    if len(cast) <= TIES_SHOWN:
        board.avoid(cast.ties)


def _order(cast: Cast, placed: Placed) -> list[int]:
    rank = [0 if spot.is_fixed else 1 if spot.kept else 2 for spot in cast.spots]
    return order_of(placed.board, np.array(rank, int), 2 * placed.ground.measures.r)
