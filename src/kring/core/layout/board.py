"""The board on which actors are placed: only where symbol and label are free."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Singles
from kring.core.layout.cells import Places
from kring.core.layout.labels import NO_WAY, TOWARDS, Labels
from kring.core.layout.paper import FOR_EVER, Cells, Image, Paper, sums
from kring.core.layout.scene import Box, Point
from kring.core.layout.ties import Ties

NEAREST: Final = 128  # places that are looked at first
IMPOSSIBLE: Final = NO_WAY / 10
OUTWARD: Final = 16.0  # what a label costs that points inwards rather than outwards
TAKEN: Final = 3.0  # what a grid cell costs that somebody else must leave
SHADED: Final = 8.0  # what a piece of tie costs that runs under a label, in points of distance
DARKEST: Final = 80.0  # the most that ties under one label cost


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an actor stands and which grid cells it takes; `mode` is that of its label."""

    at: Point
    mode: int
    box: Box  # of the label, in points from the middle of the field
    cells: tuple[Cells, Cells]  # of the symbol and of the label


class Board:
    """`n` actors, some of them placed. Coordinates are points from the middle of the field."""

    def __init__(
        self,
        *,
        cell: Counts,
        places: list[Places],
        labels: Labels,
        paper: Paper,
        wish: Singles,
        heed: Singles,
        fixed: Flags,
    ) -> None:
        """`wish`: where they would like to stand (n x 2), `heed`: how much that matters.

        What is `fixed` cannot be lifted for another once it is placed.
        """
        count = len(cell)
        self.cell, self.places, self.labels, self.paper = cell.tolist(), places, labels, paper
        self.wish, self.heed = wish, heed
        self.standing: list[Standing | None] = [None] * count
        self._weight = np.where(fixed, FOR_EVER, 1).tolist()
        self._held: dict[int, Cells] = {}
        self._shade: Image | None = None
        self._square_cells = labels.square.tolist()
        self._label_cells = labels.cells.tolist()
        self._square = paper.offsets_of(labels.square).reshape(4, 1)
        self._label = paper.offsets_of(labels.cells)[:, :, :, None]  # 4 x n x 8 x 1
        self._modes = labels.there.sum(1).tolist()  # those of the first lettering come first
        turn = np.float32(-OUTWARD) * TOWARDS
        self._turn_x, self._turn_y = turn[:, :1].copy(), turn[:, 1:].copy()
        self._mode_cost = labels.cost[:, :, None] + np.float32(OUTWARD)

    def __len__(self) -> int:
        return len(self.standing)

    def everybody(self) -> list[Standing]:
        """Where all stand, once all are placed."""
        return [standing for standing in self.standing if standing is not None]

    def avoid(self, ties: Ties) -> None:
        """Keep labels from under the ties as they would run between the wishes."""
        starts = np.concatenate([np.zeros_like(self.wish), self.wish[ties.ends[:, 0]]])
        ends = np.concatenate([self.wish, self.wish[ties.ends[:, 1]]])
        self._shade = self.paper.shade(starts, ends)

    def hold(self, actor: int) -> None:
        """Keep the symbol's place nearest to a wish free until this actor is placed."""
        places = self.places[self.cell[actor]]
        free = np.nonzero(sums(self.paper.flat, places.at + self._square) == 0)[0]
        if len(free):
            near = self._near(actor, places.only(free))
            row, column = divmod(int(places.at[free[near.argmin()]]), self.paper.columns)
            self._held[actor] = _moved(self._square_cells, column, row)
            self.paper.take((self._held[actor],), 1)

    def _near(self, actor: int, places: Places, heed: float | None = None) -> Singles:
        """What it costs to stand there rather than at the wish."""
        x, y = self.wish[actor]
        heed = self.heed[actor] if heed is None else heed
        near: Singles = np.hypot(places.facts[0] - x, places.facts[1] - y)
        near *= np.float32(heed)
        near += places.facts[4]
        return near

    def place(
        self,
        actor: int,
        *,
        heed: float | None = None,
        taken: float | None = None,
    ) -> bool:
        """Put an actor on the free place nearest to its wish, with its label pointing outwards.

        With `taken`, what a taken grid cell costs, also on a place that is not free, but for
        what nothing can take; `clashes` says who must go then. False when there is none.
        """
        if actor in self._held:
            self.paper.take((self._held.pop(actor),), -1)
        places = self.places[self.cell[actor]]
        near = self._near(actor, places, heed)
        if taken is None and len(places) > NEAREST:
            some = np.argpartition(near, NEAREST)[:NEAREST]
            if self._choose(actor, places.only(some), near.take(some), None):
                return True
        return self._choose(actor, places, near, taken)

    def _choose(self, actor: int, places: Places, near: Singles, taken: float | None) -> bool:
        """Put the actor on the cheapest of these places; False when none will do."""
        if taken is None and len(places) > NEAREST:
            free = np.nonzero(sums(self.paper.flat, places.at + self._square) == 0)[0]
            places, near = places.only(free), near.take(free)
        if not len(places):
            return False
        modes = self._modes[actor]
        cost = self._turn_x[:modes] * places.facts[2]
        cost += self._turn_y[:modes] * places.facts[3]
        cost += self._mode_cost[actor, :modes]
        cost += near
        corners = places.at + self._label[:, actor, :modes]
        under = sums(self.paper.flat, corners)
        under += sums(self.paper.flat, places.at + self._square)
        if self._shade is not None:
            shade = sums(self._shade, corners) * np.float32(SHADED)
            cost += np.minimum(shade, np.float32(DARKEST), out=shade)
        if taken is not None:
            cost += under * np.float32(taken)
        np.copyto(cost, NO_WAY, where=under > (0 if taken is None else FOR_EVER - 1))
        mode, best = divmod(int(cost.argmin()), len(places))
        if cost[mode, best] >= IMPOSSIBLE:
            return False
        x, y = places.facts[:2, best].tolist()
        self._stand_at(actor, int(places.at[best]), (x, y), mode)
        return True

    def turn(self, actor: int, standing: Standing, cost: Singles) -> None:
        """Write the label of somebody who stands there on the free side that costs least."""
        if standing.mode == cost.argmin():
            return
        self.lift(actor)
        column = standing.cells[0][0] - self._square_cells[0]
        row = standing.cells[0][2] - self._square_cells[2]
        corner = row * self.paper.columns + column
        taken = sums(self.paper.flat, corner + self._label[:, actor])[:, 0]
        cost = np.where(taken == 0, cost, np.float32(NO_WAY))
        self._stand_at(actor, corner, standing.at, int(cost.argmin()))

    def _stand_at(self, actor: int, corner: int, at: Point, mode: int) -> None:
        row, column = divmod(corner, self.paper.columns)
        (x, y), box = at, self.labels.boxes[actor, mode].tolist()
        cells = (
            _moved(self._square_cells, column, row),
            _moved(self._label_cells[actor][mode], column, row),
        )
        label = (x + box[0], y + box[1], x + box[2], y + box[3])
        self.stand(actor, Standing(at, mode, label, cells))

    def stand(self, actor: int, standing: Standing) -> None:
        self.standing[actor] = standing
        self.paper.take(standing.cells, self._weight[actor])

    def lift(self, actor: int) -> None:
        if standing := self.standing[actor]:
            self.paper.take(standing.cells, -self._weight[actor])
            self.standing[actor] = None

    def clashes(self, actor: int) -> list[int]:
        """Who else stands where this actor was put."""
        mine = self.standing[actor]
        return [
            other
            for other, theirs in enumerate(self.standing)
            if other != actor and mine and theirs and _overlap(mine.cells, theirs.cells)
        ]


def _moved(cells: list[int], column: int, row: int) -> Cells:
    return cells[0] + column, cells[1] + column, cells[2] + row, cells[3] + row


def _overlap(some: tuple[Cells, ...], others: tuple[Cells, ...]) -> bool:
    return any(
        a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
        for a in some
        for b in others
    )
