"""Where actors would like to stand inside their cell, before anything is placed."""

from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Floats, Singles
from kring.core.layout.cells import Places
from kring.core.layout.spans import Division
from kring.core.layout.ties import Ties

ROUNDS: Final = 3  # of drawing each actor towards those it is tied to
IN_LINE: Final = 20.0  # what it costs to stand on another's line to the family
CROWDED: Final = 60.0  # what it costs to wish for the place that another wishes for
BATCHES: Final = 3
WELL_INSIDE: Final = 3.0  # highest cost of a place that is tried


def wishes_of(
    *,
    division: Division,
    sector: Counts,
    ring: Counts,
    ties: Ties,
    width: float,
    line: float,
) -> Singles:
    """Spread the actors of each cell evenly, in the order in which their ties pull sideways.

    `width` is a usual width of a label and `line` the height of a line, in points: they say in
    how many rows deep a cell must be filled. Gives n x 2 points from the middle of the field.
    """
    count = len(sector)
    start, span = division.angles[sector], np.diff(division.angles)[sector]
    low, wide = division.radii[ring], np.diff(division.radii)[ring]
    cell = ring * (len(division.angles) - 1) + sector
    mates = np.bincount(cell)[cell]
    middle, share = start + span / 2, low + wide / 2
    level = np.abs(np.sin(middle))  # 1 where the arc of a cell runs level: at the top
    need = width * level + 2.2 * line * (1 - level)
    rx, ry = division.inner
    abreast = np.maximum(1, span * share * np.sqrt(rx * ry) / need)
    lanes = np.clip(np.ceil(mates / abreast), 1, mates).astype(int)
    angle = middle
    degree = np.maximum(1, ties.degree)
    for _ in range(ROUNDS):
        there = share * np.exp(1j * angle)
        pull = np.zeros(count, complex)
        np.add.at(pull, ties.ends[:, 0], there[ties.ends[:, 1]])
        np.add.at(pull, ties.ends[:, 1], there[ties.ends[:, 0]])
        sideways = (pull / degree * np.exp(-1j * middle)).imag + 0.02 * (np.arange(count) % 2)
        turn = _rank_within(cell, sideways)
        angle = start + span * (turn + 0.5) / mates
        share = low + wide * (turn % lanes + 0.5) / lanes
    points = np.stack([share * rx * np.cos(angle), -share * ry * np.sin(angle)], 1)
    return points.astype(np.float32)


def untangle(
    wish: Singles,
    *,
    cell: Counts,
    ties: Ties,
    places: list[Places],
    loose: Flags,
    apart: tuple[float, float],
    spoke: float,
    passes: range,
    samples: int,
) -> Singles:
    """Wishes inside their cells where ties cross less and are shorter.

    A third of each cell is tried at a time, at an even sample of its cell and where it is:
    nothing is on the paper yet, so this is cheap. `loose` says who may move, `apart` how far
    two actors had better stay from each other (across and down), `spoke` how far they stay from
    the line between another and the family. Other `passes` end elsewhere.
    """
    wish = wish.copy()
    points = [each.point[:, each.facts[4] < WELL_INSIDE] for each in places]
    length = np.array([each.shape[1] for each in points])
    first = np.cumsum(length) - length
    every = np.concatenate(points, 1).T
    trying = np.nonzero(loose & (ties.degree > 0) & (length[cell] > 1))[0]
    turn = _rank_within(cell[trying], -ties.degree[trying].astype(float)) % BATCHES
    batches = [trying[turn == rank] for rank in np.unique(turn)]
    step = np.arange(samples)
    for number in passes:
        for rank, actors in enumerate(batches if number % 2 == 0 else batches[::-1]):
            long = length[cell[actors]][:, None]
            shift = number * 5 + rank * 7 + actors[:, None]
            sample = first[cell[actors]][:, None] + (shift + step * long // samples) % long
            tries = np.concatenate([every[sample], wish[actors][:, None]], 1)
            cost = ties.tangle(wish, actors, tries)
            near = CROWDED * _crowd(tries, wish, apart) + IN_LINE * _in_line(tries, wish, spoke)
            near[np.arange(len(actors)), :, actors] = 0
            cost += near.sum(2)
            wish[actors] = tries[np.arange(len(actors)), cost.argmin(1)]
    return wish


def _crowd(tries: Singles, wish: Singles, apart: tuple[float, float]) -> Singles:
    """How near tries (a x k x 2) come to everybody's wish (n): 0 to 1, a x k x n."""
    across = np.abs(tries[:, :, :1] - wish[:, 0])
    across *= np.float32(-1 / apart[0])
    down = np.abs(tries[:, :, 1:] - wish[:, 1])
    down *= np.float32(-1 / apart[1])
    across += 1
    down += 1
    near: Singles = np.maximum(0, across, out=across)
    near *= np.maximum(0, down, out=down)
    return near


def _in_line(tries: Singles, wish: Singles, spoke: float) -> Singles:
    """How near tries and everybody else come to each other's lines to the family: 0 to 1."""
    x, y = tries[:, :, :1], tries[:, :, 1:]
    off = np.abs(x * wish[:, 1] - y * wish[:, 0])
    off /= np.maximum(np.hypot(x, y), np.hypot(wish[:, 0], wish[:, 1]))
    off *= np.float32(-1 / spoke)
    off += 1
    near: Singles = np.maximum(0, off, out=off)
    near *= x * wish[:, 0] > -y * wish[:, 1]
    return near


def _rank_within(cell: Counts, key: Floats) -> Counts:
    """The rank of each actor among those of its cell, by key."""
    order = np.lexsort((key, cell))
    ordered = cell[order]
    index = np.arange(len(cell))
    new = np.r_[True, ordered[1:] != ordered[:-1]][: len(cell)]
    rank = np.empty(len(cell), int)
    rank[order] = index - np.maximum.accumulate(np.where(new, index, 0))
    return rank
