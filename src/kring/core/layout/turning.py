"""Labels that a tie still runs under, turned to another side of their symbol."""

from typing import Final

import numpy as np

from kring.core.layout.arrays import Counts, Flags, Singles
from kring.core.layout.board import Board
from kring.core.layout.labels import MODES
from kring.core.layout.lines import hits

UNDER: Final = 100.0  # what it costs to have a tie under a label, of whatever side
EACH: Final = 3.0  # and what each further tie costs


def turn_labels(board: Board, *, pieces: Singles, ends: Counts, loose: Flags) -> None:
    """Write labels where fewer ties run under them; symbols stay, and only free paper is taken.

    `pieces` (m x 4) are straight pieces of all ties, `ends` (m x 2) the actors that each is
    of; `loose` says whose labels may be turned.
    """
    everybody = board.everybody()
    boxes = np.array([each.box for each in everybody], np.float32)
    own = (ends[:, :1] == np.arange(len(board))) | (ends[:, 1:] == np.arange(len(board)))
    hit = np.nonzero((_meet(pieces, boxes) & ~own).any(0) & loose)[0]
    at = np.array([everybody[actor].at * 2 for actor in hit], np.float32).reshape(-1, 1, 4)
    found = _meet(pieces, (board.labels.boxes[hit] + at).reshape(-1, 4))
    found = found.reshape(len(pieces), len(hit), MODES) & ~own[:, hit, None]
    ties = np.count_nonzero(found, 0)
    cost = board.labels.cost[hit] + UNDER * (ties > 0) + EACH * ties
    for number, actor in enumerate(hit.tolist()):
        board.turn(actor, everybody[actor], cost[number])


def _meet(pieces: Singles, boxes: Singles) -> Flags:
    half = np.float32(0.5)
    return hits(
        pieces, (boxes[:, :2] + boxes[:, 2:]) * half, (boxes[:, 2:] - boxes[:, :2]) * half
    )
