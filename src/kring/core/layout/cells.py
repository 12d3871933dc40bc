"""The places where a symbol may stand: corners of the grid, sorted by sector and ring."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from kring.core.layout.arrays import Counts, Singles
from kring.core.layout.measures import Measures
from kring.core.layout.paper import Paper
from kring.core.layout.scene import Point
from kring.core.layout.spans import TOP, Division

OFF_BORDER: Final = 0.4  # points between a symbol's middle and the border of its cell
USUAL: Final = 40_000  # cells of the grid in a quarter of the field; larger is not remembered
TOUCHING: Final = 6.0  # cost of each point that a symbol lies over its border


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one cell.

    `at` are corners of the grid; `facts` has five rows: x and y from the middle of the field,
    the direction away from the family, and the cost of standing close to the border.
    """

    at: Counts
    facts: Singles

    @property
    def point(self) -> Singles:
        point: Singles = self.facts[:2]
        return point

    def only(self, chosen: Counts) -> "Places":
        return Places(self.at.take(chosen), self.facts.take(chosen, 1))

    def __len__(self) -> int:
        return len(self.at)


def places_of(division: Division, paper: Paper, measures: Measures) -> list[Places]:
    """The places of every cell; cells are numbered `ring * sectors + sector`."""
    rx, ry = division.inner
    grid = division.inner, measures.qx, measures.qy
    usual = rx * ry < USUAL * measures.qx * measures.qy
    column, row, x, y, share, angle, slope = (_remembered if usual else _corners)(*grid)
    sectors, rings = len(division.angles) - 1, len(division.radii) - 1
    radii = division.radii.astype(np.float32)
    ring = np.zeros(len(share), np.int16)
    for border in radii[1:-1]:
        ring += share >= border
    room = np.minimum(share - radii.take(ring), radii.take(ring + 1) - share) / slope
    ends = np.searchsorted(angle, division.angles[1:-1] - TOP)
    sector = np.repeat(np.arange(sectors), np.diff(np.r_[0, ends, len(angle)]))
    across_x, across_y = rx * np.cos(division.angles), -ry * np.sin(division.angles)
    length = np.hypot(across_x, across_y)
    across_x, across_y = across_x / length, across_y / length
    for side in (0, 1):
        bx = across_x.astype(np.float32).take(sector + side)
        by = across_y.astype(np.float32).take(sector + side)
        off = np.abs(x * by - y * bx)
        off[x * bx + y * by <= 0] = np.inf
        np.minimum(room, off, out=room)
    inside = np.nonzero(room > OFF_BORDER)[0]
    cell = ring.take(inside) * np.int16(sectors) + sector.take(inside).astype(np.int16)
    chosen = inside.take(np.argsort(cell, kind="stable"))
    x, y = x.take(chosen), y.take(chosen)
    far = np.hypot(x, y)
    cost = np.maximum(0, np.float32(measures.r + 1.2) - room.take(chosen)) * np.float32(
        TOUCHING
    )
    at = (row.take(chosen) - paper.top) * paper.columns + column.take(chosen) - paper.left
    ends = np.cumsum(np.bincount(cell, minlength=sectors * rings))
    facts = np.stack([x, y, x / far, y / far, cost])
    return [
        Places(at[a:b], facts[:, a:b])
        for a, b in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True)
    ]


_Corners: TypeAlias = tuple[Counts, Counts, Singles, Singles, Singles, Singles, Singles]


def _corners(inner: Point, qx: float, qy: float) -> _Corners:
    """Corners of the grid inside the field, by the angle from the top, counter-clockwise.

    Column, row, x, y, share of the field, angle, and how fast the share grows with a step of
    one point. The same for every map on this page with this lettering.
    """
    rx, ry = inner
    nx, ny = int(rx / qx), int(ry / qy)
    column, row = np.arange(-nx, nx + 1), np.arange(-ny, ny + 1)
    ex, ey = column * (qx / rx), row * (qy / ry)
    square = (ey * ey)[:, None] + ex * ex
    iy, ix = np.nonzero((square < 1) & (square > 0))
    ex, ey, share = ex[ix], ey[iy], np.sqrt(square[iy, ix])
    angle = (np.arctan2(-ey, ex) - TOP) % (2 * np.pi)
    order = np.argsort(angle, kind="stable")
    slope = np.sqrt((ex / rx) ** 2 + (ey / ry) ** 2) / share
    x, y, share, angle, slope = (
        each[order].astype(np.float32)
        for each in (column[ix] * qx, row[iy] * qy, share, angle, slope)
    )
    return column[ix][order], row[iy][order], x, y, share, angle, slope


_remembered = lru_cache(maxsize=16)(_corners)
