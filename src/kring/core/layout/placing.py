"""Placing everybody: the tightest cells first, and whoever stands in the way moves on."""

from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts
from kring.core.layout.board import TAKEN, Board

MOST_ROUNDS: Final = 80  # placements by force; a map that fits needs few
MOST_WAITING: Final = 40  # actors without a place: more will not be solved one by one
MOST_FORCED: Final = 8  # times that one actor may be put by force


def place_all(board: Board, order: list[int]) -> list[int]:
    """Place the actors in this order; gives those for whom no place was found.

    Who finds nothing free takes the place that covers least; those who stood there go back in
    the queue. That ends: the number of such rounds is bounded.
    """
    waiting: list[int] = []
    for actor in order:
        if not board.place(actor):
            waiting.append(actor)
            if len(waiting) > MOST_WAITING:
                return waiting
    forced: dict[int, int] = {}
    for _ in range(MOST_ROUNDS):
        if not waiting:
            break
        actor = waiting.pop(0)
        if board.place(actor):
            continue
        forced[actor] = forced.get(actor, 0) + 1
        if forced[actor] > MOST_FORCED or not board.place(actor, taken=TAKEN):
            return [actor, *waiting]
        for other in board.clashes(actor):
            board.lift(other)
            waiting.append(other)
    return waiting


def order_of(board: Board, rank: Counts, symbol: float) -> list[int]:
    """By rank, then the tightest cells and the widest labels first.

    `symbol` is the width of a symbol in points; a low `rank` goes first, as what is fixed does.
    """
    room = np.array([max(1, len(places)) for places in board.places], float)
    width, cell = board.labels.width, np.array(board.cell, int)
    tight = np.bincount(cell, width + symbol, minlength=len(room)) / room
    order: list[int] = np.lexsort((np.arange(len(cell)), -width, -tight[cell], rank)).tolist()
    return order
