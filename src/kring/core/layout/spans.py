"""How the field is divided: rings and sectors as wide as the text in them asks for."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from kring.core.layout.arrays import Flags, Floats
from kring.core.layout.scene import Point

TOP: Final = math.pi / 2  # the first sector begins at the top
EMPTY: Final = 0.012  # share of all text that an empty sector counts for
ROUNDS: Final = 8
CALM_UNDER, TEXT_FROM = 0.05, 0.38  # share of the field that is text
LEAST_SPAN: Final = ((0.1, 0.4), (0.08, 0.034))  # of the circle, by how full the field is
HALVES: Final = (0.36, 0.64)  # least and most of the circle for the people's half


@dataclass(frozen=True, slots=True)
class Division:
    """Borders of the cells in shares of the field and radians, counter-clockwise."""

    inner: Point
    radii: Floats  # one more than there are rings
    angles: Floats  # one more than there are sectors, from the top

    def point(self, sector: int, ring: int, along: float, across: float) -> Point:
        """The point at these shares of a cell, from the middle of the field, y downwards."""
        angle = self.angles[sector] + along * (self.angles[sector + 1] - self.angles[sector])
        share = self.radii[ring] + across * (self.radii[ring + 1] - self.radii[ring])
        rx, ry = self.inner
        return float(share * rx * math.cos(angle)), float(-share * ry * math.sin(angle))

    def holds(self, x: float, y: float, sector: int, ring: int) -> bool:
        """Whether a point lies inside this cell."""
        ex, ey = x / self.inner[0], -y / self.inner[1]
        start, end = self.angles[sector], self.angles[sector + 1]
        turned = (math.atan2(ey, ex) - start) % (2 * math.pi)
        low, high = self.radii[ring], self.radii[ring + 1]
        return bool(turned < end - start and low < math.hypot(ex, ey) < high)

    def shares(self, x: float, y: float, sector: int, ring: int) -> tuple[float, float]:
        """Where in its cell a point lies: along and across, from 0 to 1."""
        ex, ey = x / self.inner[0], -y / self.inner[1]
        start, end = self.angles[sector], self.angles[sector + 1]
        turned = (math.atan2(ey, ex) - start) % (2 * math.pi)
        low, high = self.radii[ring], self.radii[ring + 1]
        along, across = turned / (end - start), (math.hypot(ex, ey) - low) / (high - low)
        return float(min(1.0, along)), float(min(1.0, max(0.0, across)))


def divide(
    *,
    inner: Point,
    mass: Floats,
    people: Flags,
    disc: float,
    thinnest: float,
) -> Division:
    """Divide the field so that the text is spread as evenly as rings and sectors allow.

    `mass` is the area that the actors of each sector and ring take (sectors x rings), in square
    points; `people` says which sectors stand in the left half; `disc` is the radius of the
    family's disc as a share of the field; no ring is thinner than `thinnest` points.

    Spans u and ring areas v are shares such that mass / (u v) is as even as a product can be
    (Sinkhorn's alternation in a p-norm). The emptier the map, the nearer to even rings and
    sectors, so that small maps look calm. Empty cells keep a least size.
    """
    rx, ry = inner
    sectors, rings = mass.shape
    total = float(mass.sum())
    fill = total / (math.pi * rx * ry)
    spans, areas = _even(mass / max(total, 1.0) + EMPTY / rings)
    calm = 1 - min(1.0, max(0.0, (fill - CALM_UNDER) / (TEXT_FROM - CALM_UNDER)))
    spans = (1 - calm) * spans + calm * (0.5 / sectors + 0.5 * spans)
    even_rings = np.diff(np.linspace(disc, 1, rings + 1) ** 2)
    areas = (1 - calm) * areas + calm * even_rings / even_rings.sum()
    spans = np.maximum(spans, min(np.interp(fill, *LEAST_SPAN), 0.5 / sectors))
    angles = TOP + 2 * math.pi * _from_zero(_in_halves(spans, people))
    first = disc + 2 / ry
    radii = np.sqrt(first**2 + (1 - first**2) * _from_zero(areas / areas.sum()))
    least = min(thinnest / ry, 0.8 * (1 - first) / rings)
    for _ in range(6):
        widths = np.maximum(np.diff(radii), least)
        radii = first + _from_zero(widths) * (1 - first) / widths.sum()
    return division_from(inner, radii=radii.tolist(), angles=np.degrees(angles).tolist())


def division_from(inner: Point, *, radii: Sequence[float], angles: Sequence[float]) -> Division:
    """A division by its borders: shares of the field, and degrees from the top (90) on.

    They are rounded as they are written down, so that a division that was kept is the same.
    """
    return Division(inner, np.round(radii, 6), np.radians(np.round(angles, 5)))


def _even(mass: Floats) -> tuple[Floats, Floats]:
    rows, columns = mass.sum(1), mass.sum(0)
    rows, columns = rows / rows.sum(), columns / columns.sum()
    for _ in range(ROUNDS):
        rows = np.sqrt(rows * _norm(mass / columns, axis=1))
        rows /= rows.sum()
        columns = np.sqrt(columns * _norm(mass / rows[:, None], axis=0))
        columns /= columns.sum()
    return rows, columns


def _norm(values: Floats, *, axis: int) -> Floats:
    squares = values * values
    total: Floats = np.sqrt(np.sqrt((squares * squares).sum(axis)))
    return total


def _in_halves(spans: Floats, people: Flags) -> Floats:
    """Spans that sum to one, with people and services each on their own side of the top."""
    spans = spans / spans.sum()
    if people.any() and not people.all():
        share = min(HALVES[1], max(HALVES[0], float(spans[people].sum())))
        side = np.where(people, share / spans[people].sum(), (1 - share) / spans[~people].sum())
        spans = spans * side
    return spans


def _from_zero(parts: Floats) -> Floats:
    return np.concatenate([[0.0], np.cumsum(parts)])
