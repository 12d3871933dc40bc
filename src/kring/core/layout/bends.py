"""Ties as curves, where a straight one would run under a label or over another tie."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Singles
from kring.core.layout.knot import Knot
from kring.core.layout.lines import hits
from kring.core.layout.scene import Point
from kring.core.layout.ties import Ties

# A tie is a quadratic curve; its control point lies so far along the straight line, and so far
# beside it, in shares of its length.
GENTLE: Final = ((0.5, 0.0), (0.5, 0.16), (0.5, -0.16), (0.5, 0.34), (0.5, -0.34))
WIDE: Final = tuple(
    (along, side * beside)
    for along, beside in (
        *((0.5, 0.6), (0.2, 0.3), (0.8, 0.3), (0.1, 0.6)),
        *((0.9, 0.6), (0.5, 0.9), (0.0, 0.9), (1.0, 0.9)),
        *((0.5, 1.15), (0.25, 1.1), (0.75, 1.1)),
    )
    for side in (1, -1)
)
PIECES: Final = 12  # straight pieces of a curve as it is given back
MARGIN: Final = 0.5  # points that a tie stays off a label
SYMBOL: Final = 0.9  # of a symbol's radius counts as hit
IN_FIELD: Final = 0.97
SECOND_WAY: Final = 3  # first shape for the second of two ties between the same two actors


@dataclass(frozen=True, slots=True)
class Care:
    """How much is done, and what is bad in points; crossings matter most on a small map."""

    shapes: tuple[tuple[float, float], ...] = GENTLE + WIDE[:2]
    pieces: int = 3
    crossing: float = 16.0
    untie: bool = False  # look at each crossing once more; worth it on a small map
    label: float = 10.0  # a label that no other tie runs under yet
    label_again: float = 2.0
    symbol: float = 12.0
    disc: float = 60.0
    curve: float = 12.0  # each share of the length that the curve swings out
    outside: float = 1000.0


SMALL_MAP: Final = Care(shapes=GENTLE + WIDE, pieces=6, crossing=60.0, untie=True)
USUAL_MAP: Final = Care()
ON_DEMAND: Final = Care(crossing=0.0, label=0.0)  # few ties show at once: only round the disc


@dataclass(frozen=True, slots=True)
class Bends:
    """The ties that are curves: their numbers in `Ties.drawn`, and their points in order."""

    ties: Counts
    points: Singles  # ties x 13 x 2

    def lines(self, ties: Ties, at: Singles) -> tuple[Singles, Counts]:
        """Straight pieces of all ties, the family's too (m x 4), and whose they are (m x 2)."""
        straight = np.delete(ties.drawn, self.ties, 0)
        points = self.points[:, ::2]
        pieces = np.concatenate([points[:, :-1], points[:, 1:]], 2).reshape(-1, 4)
        everybody = np.arange(len(at))
        return (
            np.concatenate(
                [
                    np.concatenate([np.zeros_like(at), at], 1),
                    np.concatenate([at[straight[:, 0]], at[straight[:, 1]]], 1),
                    pieces,
                ]
            ),
            np.concatenate(
                [
                    np.stack([everybody, everybody], 1),
                    straight,
                    np.repeat(ties.drawn[self.ties], PIECES // 2, 0),
                ]
            ),
        )


def bends_of(
    ties: Ties,
    *,
    at: Singles,
    boxes: Singles,
    radius: float,
    inner: Point,
    disc: float,
    care: Care,
) -> Bends:
    """The ties that are drawn as a curve.

    `at` (n x 2) is where the actors stand, `boxes` (n x 4) are their labels; `disc` is the
    radius of the family's disc as a share of the field.
    """
    ends = ties.drawn
    if not len(ends):
        return Bends(np.zeros(0, int), np.zeros((0, PIECES + 1, 2), np.float32))
    a, b = at[ends[:, 0]], at[ends[:, 1]]
    control = _controls(a, b, care.shapes, inner, disc)
    curves = _curves(a, b, control, care.pieces)
    cost = _cost(
        curves, ends, at=at, boxes=boxes, radius=radius, inner=inner, disc=disc, care=care
    )
    if len(ends) > len(ties.ends):
        cost += _apart(ends, len(care.shapes)) * care.outside
    chosen: Counts = cost.argmin(1)
    if care.crossing:
        knot = Knot(curves, cost, at=at, ends=ends, crossing=care.crossing)
        chosen = knot.untied() if care.untie else knot.chosen
    bent = np.nonzero(chosen)[0]
    best = control[bent, chosen[bent]][:, None]
    return Bends(bent, _curves(a[bent], b[bent], best, PIECES)[:, 0])


def _controls(
    a: Singles, b: Singles, shapes: tuple[tuple[float, float], ...], inner: Point, disc: float
) -> Singles:
    """Control points (ties x shapes x 2).

    Where the straight line runs over the disc, the second shape goes around it.
    """
    along, beside = np.array(shapes, np.float32).T[:, None, :, None]
    way = b - a
    normal = np.stack([-way[:, 1], way[:, 0]], 1)
    control: Singles = a[:, None] + along * way[:, None] + beside * normal[:, None]
    field: Singles = np.array(inner, np.float32)
    through = _on_disc(np.stack([a, b], 1)[:, None] / field, disc)[:, 0]
    control[through, 1] = _around(a[through], b[through], inner, disc)
    return control


def _curves(a: Singles, b: Singles, control: Singles, pieces: int) -> Singles:
    """The points of quadratic curves: ties x shapes x (pieces + 1) x 2."""
    step = np.linspace(0, 1, pieces + 1, dtype=np.float32)[:, None]
    curves: Singles = (
        (1 - step) ** 2 * a[:, None, None]
        + 2 * step * (1 - step) * control[:, :, None]
        + step * step * b[:, None, None]
    )
    return curves


def _around(a: Singles, b: Singles, inner: Point, disc: float) -> Singles:
    """Control points of curves that pass the disc on the side where the straight line does."""
    field: Singles = np.array(inner, np.float32)
    start, way = a / field, (b - a) / field
    square = np.maximum((way * way).sum(1), 1e-9)
    nearest = np.clip(-(start * way).sum(1) / square, 0.3, 0.7)[:, None]
    point = start + nearest * way
    far = np.hypot(point[:, 0], point[:, 1])[:, None]
    aside = np.stack([-way[:, 1], way[:, 0]], 1) / np.sqrt(square)[:, None]
    out = np.where(far > 1e-3, point / np.maximum(far, 1e-3), aside)
    room = 1.18 * disc
    through = out * (room + np.maximum(0, room - far) * 0.25)
    rest = 1 - nearest
    control = through - rest**2 * start - nearest**2 * (start + way)
    around: Singles = (control / (2 * nearest * rest) * field).astype(np.float32)
    return around


def _cost(
    curves: Singles,
    ends: Counts,
    *,
    at: Singles,
    boxes: Singles,
    radius: float,
    inner: Point,
    disc: float,
    care: Care,
) -> Singles:
    """What each shape of each tie costs, crossings apart."""
    count, many, shapes = len(at), len(ends), curves.shape[1]
    swing = [abs(beside) for _, beside in care.shapes]
    field: Singles = np.array(inner, np.float32)
    scaled = curves / field
    cost: Singles = np.tile(np.array(swing, np.float32) * np.float32(care.curve), (many, 1))
    cost += _on_disc(scaled, disc) * np.float32(care.disc)
    cost += ((scaled * scaled).sum(3) > IN_FIELD).any(2) * np.float32(care.outside)
    if not care.label:
        return cost
    half = np.float32(0.5)
    middle = np.concatenate([(boxes[:, :2] + boxes[:, 2:]) * half, at])
    label = (boxes[:, 2:] - boxes[:, :2]) * half + np.float32(MARGIN)
    size = np.concatenate([label, np.full((count, 2), radius * SYMBOL, np.float32)])
    pieces = np.concatenate([curves[:, :, :-1], curves[:, :, 1:]], 3)
    meets = hits(pieces.reshape(-1, 4), middle, size)
    hit = np.logical_or.reduce(meets.reshape(many, shapes, -1, 2 * count), 2)
    tie = np.arange(many)
    for end in ends.T:
        hit[tie, :, end] = hit[tie, :, end + count] = False
    spokes = np.concatenate([np.zeros_like(at), at], 1)
    under = hits(spokes, middle[:count], size[:count])
    np.fill_diagonal(under, False)
    labels = np.where(under.any(0), np.float32(care.label_again), np.float32(care.label))
    cost += hit[:, :, :count] @ labels
    cost += np.count_nonzero(hit[:, :, count:], 2) * np.float32(care.symbol)
    return cost


def _on_disc(curves: Singles, disc: float) -> Flags:
    """Which shapes run over the disc, in shares of the field."""
    start, way = curves[:, :, :-1], np.diff(curves, axis=2)
    square = np.maximum((way * way).sum(3), 1e-12)
    nearest = np.clip(-(start * way).sum(3) / square, 0, 1)[..., None]
    point = start + nearest * way
    on: Flags = ((point * point).sum(3) < disc * disc).any(2)
    return on


def _apart(ends: Counts, shapes: int) -> Flags:
    """Shapes that keep two ties between the same two actors on different lines."""
    barred = np.zeros((len(ends), shapes), bool)
    pairs = {tuple(sorted(pair)): number for number, pair in enumerate(ends.tolist())}
    for number, pair in enumerate(ends.tolist()):
        last = pairs[tuple(sorted(pair))]
        if last != number:
            barred[number, SECOND_WAY:] = True
            barred[last, :SECOND_WAY] = True
    return barred
