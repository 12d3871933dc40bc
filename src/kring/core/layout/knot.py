"""Which shapes the ties take so that they cross each other least."""

from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Singles
from kring.core.layout.lines import crossings

PASSES: Final = 2  # of looking at each tie that crosses another
MOST_TIES: Final = 24  # in one pass, those with most crossings
MOST_PAIRS: Final = 12  # of ties that still cross, looked at together


class Knot:
    """A shape for each tie, chosen as if the others were straight; `untied` looks further.

    `curves` (ties x shapes x points x 2) has the straight line first, `cost` (ties x shapes) is
    what a shape costs beside its crossings, `at` where the actors stand, `ends` who is tied.
    Ties of the same actor do not count as crossing.
    """

    def __init__(
        self, curves: Singles, cost: Singles, *, at: Singles, ends: Counts, crossing: float
    ) -> None:
        self._cost, self._crossing = cost, np.float32(crossing)
        self._stranger: Flags = ~(ends[:, None, :, None] == ends[None, :, None, :]).any((2, 3))
        met = _met_straight(curves, at, ends)
        met &= self._stranger[:, None, None]
        self.chosen: Counts = (cost + self._crossing * np.count_nonzero(met, (2, 3))).argmin(1)
        self._pieces = np.concatenate([curves[:, :, :-1], curves[:, :, 1:]], 3)

    def untied(self) -> Counts:
        """The shapes after trying others where ties cross: one by one, then two together."""
        for _ in range(PASSES):
            crosses = self._crosses().sum(1)
            order = np.argsort(-crosses, kind="stable")[:MOST_TIES]
            for tie in order[crosses[order] > 0]:
                self.chosen[tie] = self._with_others(tie, self._stranger[tie]).argmin()
        for one, other in np.argwhere(np.triu(self._crosses()))[:MOST_PAIRS]:
            rest = np.arange(len(self.chosen)) != other
            first = self._with_others(one, self._stranger[one] & rest)
            rest = np.arange(len(self.chosen)) != one
            second = self._with_others(other, self._stranger[other] & rest)
            both = first[:, None] + second + self._crossing * self._together(one, other)
            self.chosen[[one, other]] = np.unravel_index(int(both.argmin()), both.shape)
        return self.chosen

    def _now(self) -> Singles:
        """The pieces of all ties, as they are shaped now: ties x pieces x 4."""
        now: Singles = self._pieces[np.arange(len(self.chosen)), self.chosen]
        return now

    def _crosses(self) -> Flags:
        now = self._now()
        many, pieces = now.shape[:2]
        flat = now.reshape(-1, 4)
        each = crossings(flat, flat).reshape(many, pieces, many, pieces)
        crosses: Flags = each.any((1, 3)) & self._stranger
        return crosses

    def _with_others(self, tie: int, others: Flags) -> Singles:
        """What each shape of a tie costs, its crossings with these others included."""
        shapes = len(self._cost[tie])
        met = crossings(self._pieces[tie].reshape(-1, 4), self._now()[others].reshape(-1, 4))
        cost: Singles = self._cost[tie] + self._crossing * met.reshape(shapes, -1).sum(1)
        return cost

    def _together(self, one: int, other: int) -> Counts:
        """How often each shape of a tie crosses each shape of another."""
        shapes, pieces = self._pieces.shape[1:3]
        met = crossings(self._pieces[one].reshape(-1, 4), self._pieces[other].reshape(-1, 4))
        count: Counts = met.reshape(shapes, pieces, shapes, pieces).sum((1, 3))
        return count


def _met_straight(curves: Singles, at: Singles, ends: Counts) -> Flags:
    """Which pieces of the curves cross which straight ties: ties x shapes x pieces x ties."""
    x, y = curves[..., 0, None], curves[..., 1, None]
    along = at[ends[:, 1]] - at[ends[:, 0]]
    level = along[:, 0] * at[ends[:, 0], 1] - along[:, 1] * at[ends[:, 0], 0]
    side = y * along[:, 0] - x * along[:, 1] > level
    met: Flags = side[:, :, :-1] != side[:, :, 1:]
    way_x, way_y = np.diff(x, axis=2), np.diff(y, axis=2)
    level = way_x * y[:, :, :-1] - way_y * x[:, :, :-1]
    side = way_x * at[:, 1] - way_y * at[:, 0] > level
    met &= side.take(ends[:, 0], 3) != side.take(ends[:, 1], 3)
    return met
