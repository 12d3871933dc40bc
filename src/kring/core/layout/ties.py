"""The ties between actors, and what it costs them when somebody stands elsewhere."""

from collections.abc import Iterable
from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Singles
from kring.core.layout.lines import crossings

CROSSING: Final = 30.0  # what a crossing costs, in points of tie
LENGTH: Final = 0.1  # what a point of tie costs, shared by the root of the number of ties
ENOUGH: Final = 300  # ties that crossings are counted with; of more ties an even sample


class Ties:
    """Who is tied to whom. Actors are numbers; a tie of an actor with itself is left out.

    `ends` (m x 2) has each pair once, `drawn` (k x 2) once in each direction it was given.
    """

    def __init__(self, count: int, given: Iterable[tuple[int, int]]) -> None:
        drawn = sorted({pair for pair in given if pair[0] != pair[1]})
        pairs = sorted({(min(pair), max(pair)) for pair in drawn})
        self.drawn: Counts = np.array(drawn, int).reshape(-1, 2)
        self.ends: Counts = np.array(pairs, int).reshape(-1, 2)
        self.degree: Counts = np.bincount(self.ends.ravel(), minlength=count)
        both = np.concatenate([self.ends, self.ends[:, ::-1]])
        self._near = both[np.argsort(both[:, 0], kind="stable"), 1]  # of actor 0, of actor 1, …
        self._first = np.r_[0, np.cumsum(self.degree)]
        self._sample: Counts = self.ends[:: 1 + len(self.ends) // ENOUGH]
        numbers = np.arange(len(self._sample))
        self._touches: Flags = np.zeros((count, len(self._sample)), bool)
        self._touches[self._sample[:, 0], numbers] = True
        self._touches[self._sample[:, 1], numbers] = True

    def crossings(self, at: Singles) -> int:
        """How many ties cross, as straight lines between these points."""
        lines = np.concatenate([at[self._sample[:, 0]], at[self._sample[:, 1]]], 1)
        apart = ~(self._touches[self._sample[:, 0]] | self._touches[self._sample[:, 1]])
        return int(np.triu(crossings(lines, lines) & apart).sum())

    def tangle(self, at: Singles, actors: Counts, tries: Singles) -> Singles:
        """The cost of crossings and length if actors stood elsewhere, one at a time.

        `at` (n x 2) is where everybody stands, `tries` (a x k x 2) where these actors may go;
        gives a x k. Every one of these actors has a tie.
        """
        degree = self.degree[actors]
        who = np.repeat(np.arange(len(actors)), degree)  # one row per tie of these actors
        starts = np.cumsum(degree) - degree
        near = self._near[np.arange(len(who)) + (self._first[actors] - starts)[who]]
        end, mine = at[near], tries[who]
        length = np.hypot(mine[:, :, 0] - end[:, None, 0], mine[:, :, 1] - end[:, None, 1])
        share = (LENGTH / np.sqrt(degree)).astype(np.float32)[:, None]
        cost: Singles = np.add.reduceat(length, starts, 0) * share
        a, b = self._sample[:, 0], self._sample[:, 1]
        # On which side of the line from a try to the tie's other end does every actor stand?
        x, y = at[:, 0], at[:, 1]
        turned = tries[:, :, :1] * y - tries[:, :, 1:] * x
        level = mine[:, :, 0] * end[:, None, 1] - mine[:, :, 1] * end[:, None, 0]
        beyond = (end[:, :1] * y - end[:, 1:] * x)[:, None]
        side = beyond > turned[who] - level[:, :, None]
        cross = side.take(a, 2) != side.take(b, 2)
        # And on which side of every other tie do the two ends of this one stand?
        along = at[b] - at[a]
        middle = along[:, 0] * at[a, 1] - along[:, 1] * at[a, 0]
        here = tries[:, :, 1:] * along[:, 0] - tries[:, :, :1] * along[:, 1] > middle
        there = end[:, 1:] * along[:, 0] - end[:, :1] * along[:, 1] > middle
        cross &= here[who] != there[:, None]
        cross &= ~(self._touches[actors][who] | self._touches[near])[:, None]
        crossings = np.add.reduceat(np.count_nonzero(cross, 2), starts, 0)
        weight = CROSSING * len(self.ends) / len(self._sample)
        cost += crossings * np.float32(weight)
        return cost
