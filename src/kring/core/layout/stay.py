"""Who may stay where an old layout put them."""

import math
from collections.abc import Iterable
from typing import Final

import numpy as np

from kring.core.layout.arrays import Floats
from kring.core.layout.attempt import Ground
from kring.core.layout.board import Board, Standing
from kring.core.layout.cast import Cast
from kring.core.layout.labels import SIDES
from kring.core.layout.scene import Box, Layout, Node, Point
from kring.core.layout.spans import Division

STILL: Final = 1.0  # points; a smaller step is no move
AT_ENDS: Final = 1.0  # points of blank paper at both ends of a label that stays
HAIR: Final = 0.02  # points; layouts are written down with two decimals


def stay(
    cast: Cast,
    ground: Ground,
    division: Division,
    board: Board,
    *,
    keep: Layout,
    words: Iterable[Box],
) -> dict[int, Point | None]:
    """Put everybody who can stay on the board; `words` are boxes on the page that are taken.

    Gives who cannot, with the point that each would like: those who are new, who changed their
    cell or their name, whom a hand placed elsewhere, and whose place is not free.
    """
    old = {node.id: node for node in keep.nodes}
    x, y = ground.page.center
    taken: Floats = np.array([_moved(box, -x, -y) for box in words], float).reshape(-1, 4)
    homeless: dict[int, Point | None] = {}
    for actor in sorted(range(len(cast)), key=lambda each: not cast.spots[each].is_fixed):
        spot, node = cast.spots[actor], old.get(cast.spots[actor].id)
        wish = None
        if spot.kept is not None:
            wish = division.point(spot.sector, spot.ring, spot.kept.along, spot.kept.across)
        if node is None or (node.sector, node.ring) != (spot.sector, spot.ring):
            homeless[actor] = wish
            continue
        home = (round(node.x - x, 2), round(node.y - y, 2))
        if wish is not None and math.dist(wish, home) > STILL:
            homeless[actor] = wish
            continue
        standing = _standing(actor, node, home, ground, board)
        if standing is None or not division.holds(*home, spot.sector, spot.ring):
            homeless[actor] = home
            continue
        r = ground.measures.r
        mine = np.array([_moved((-r, -r, r, r), *home), standing.box])
        if _is_free(mine, taken, ground):
            board.stand(actor, standing)
            taken = np.concatenate([taken, mine])
        else:
            homeless[actor] = home
    return homeless


def _standing(
    actor: int, node: Node, home: Point, ground: Ground, board: Board
) -> Standing | None:
    """As the old layout had it, or None when the label reads otherwise now."""
    ways = [way.lines for way in ground.labels.letterings[actor]]
    if node.lines not in ways or node.side not in SIDES:
        return None
    mode = ways.index(node.lines) * len(SIDES) + SIDES.index(node.side)
    box = _moved(tuple(ground.labels.boxes[actor, mode].tolist()), *home)
    r, cover = ground.measures.r, board.paper.cover
    symbol = cover(_moved((-r - 0.8, -r - 0.6, r + 0.8, r + 0.6), *home))
    label = cover((box[0] - AT_ENDS, box[1], box[2] + AT_ENDS, box[3]))
    return Standing(home, mode, box, (symbol, label))


def _is_free(mine: Floats, taken: Floats, ground: Ground) -> bool:
    """Whether boxes lie in the field, off the disc, and on nothing that is taken."""
    field = np.array(ground.page.inner)
    far = np.maximum(np.abs(mine[:, :2]), np.abs(mine[:, 2:])) / field
    near = np.maximum(0, np.maximum(mine[:, :2], -mine[:, 2:])) / field
    if (np.hypot(*far.T) > 1 + HAIR / min(field)).any():
        return False
    if (np.hypot(*near.T) < ground.middle.share - HAIR / min(field)).any():
        return False
    here, there = mine[:, None], taken[None]
    apart = (here[..., :2] >= there[..., 2:] - HAIR) | (there[..., :2] >= here[..., 2:] - HAIR)
    return bool(apart.any(2).all())


def _moved(box: Box | tuple[float, ...], x: float, y: float) -> Box:
    return box[0] + x, box[1] + y, box[2] + x, box[3] + y
