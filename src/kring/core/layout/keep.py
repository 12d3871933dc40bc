"""A new layout from an old one: everybody stays, and who is new finds a place between them."""

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from kring.core.layout.attempt import Ground, Placed, board_of, wish_apart, words_of
from kring.core.layout.board import Board
from kring.core.layout.cast import Cast
from kring.core.layout.labels import labels_of
from kring.core.layout.measures import Measures
from kring.core.layout.middle import middle_of
from kring.core.layout.page import Page, page_of
from kring.core.layout.scene import Format, Kept, Layout, Point, Scene, Widths
from kring.core.layout.sizes import STEP, size_of
from kring.core.layout.spans import division_from
from kring.core.layout.stay import STILL, stay

SYMBOLS: Final = (1.0, 0.7, 0.5)  # the symbols shrink before the lettering does
LEAST_SYMBOL: Final = 0.42  # em
MOST_MOVED: Final = 3  # others that may move for somebody new
MOST_SHRUNK: Final = 0.85  # of the lettering, before a re-fit is offered
HEED, HEED_HAND = 0.3, 40.0  # how much somebody new heeds its wish, and a place chosen by hand
# What is tried for somebody new: the cost of a grid cell that is taken, and the heed of a wish.
TRIES_BY_HAND: Final = (0.02, 0.1, 0.5)  # the same cost, where a hand chose the place
TRIES: Final = tuple((taken, heed) for taken in (3.0, 30.0, 0.8, 8.0) for heed in (0.02, HEED))
PASSES, SAMPLES = 2, 16  # of looking where somebody new crosses few ties


def page_to_keep(keep: Layout, scene: Scene, page_format: Format) -> Page | None:
    """The page of the old layout, if a new one on this page format can keep its places."""
    rings = max([len(scene.rings), *(spot.ring + 1 for spot in scene.spots)])
    if (len(keep.sector_spans), len(keep.ring_radii)) != (len(scene.sectors), rings):
        return None
    page = page_of(page_format, circle=keep.inner[0] == keep.inner[1], side=keep.page[0])
    same = (keep.format, keep.page, keep.inner) == (page_format, page.size, page.inner)
    return page if same else None


def kept_shares(keep: Layout) -> dict[str, Kept]:
    """Where everybody stood as shares of their cells, which mean the same on another page."""
    return {node.id: Kept(node.along, node.across) for node in keep.nodes}


def moved_since(keep: Layout, layout: Layout) -> tuple[str, ...]:
    """Who stood in the same cell of the old layout, and stands elsewhere now."""
    old = {node.id: node for node in keep.nodes}
    return tuple(
        node.id
        for node in layout.nodes
        if (was := old.get(node.id)) is not None
        and (was.sector, was.ring) == (node.sector, node.ring)
        and math.dist((was.x, was.y), (node.x, node.y)) > STILL
    )


def settle(cast: Cast, keep: Layout, page: Page, widths: Widths) -> Placed | None:
    """Keep every place of a layout of the same page, rings and sectors, and add who is new.

    At most three others move for each that is new; if that is not enough the lettering shrinks,
    not under its floor. None when there is no way, or the family's name has outgrown its disc.
    """
    division = division_from(
        page.inner,
        radii=[low for low, _ in keep.ring_radii] + [keep.ring_radii[-1][1]],
        angles=[start for start, _ in keep.sector_spans] + [keep.sector_spans[-1][1]],
    )
    size = size_of(page.format, len(cast))
    r = keep.nodes[0].r if keep.nodes else size.measures.r
    scene, measures = cast.scene, Measures(keep.font, r)
    middle = middle_of(scene.family, scene.under, page=page, measures=measures, widths=widths)
    if middle.share > division.radii[0]:
        return None
    under = not keep.nodes or any(node.has_under for node in keep.nodes)
    floor = min(keep.font, max(size.floor, MOST_SHRUNK * keep.font))
    words = words_of(cast, page, division, widths)
    font = keep.font
    while font >= floor:
        for symbol in sorted(
            {round(max(share * r, LEAST_SYMBOL * font), 2) for share in SYMBOLS}, reverse=True
        ):
            measures = Measures(font, symbol)
            labels = labels_of(cast.full if under else cast.plain, measures)
            ground = Ground(page, measures, middle, labels)
            board, new = board_of(cast, ground, division, words), np.zeros(len(cast), bool)
            placed = Placed(ground, division, words, board, new)
            if _settled(cast, placed, keep):
                return placed
        font -= STEP
    return None


def _settled(cast: Cast, placed: Placed, keep: Layout) -> bool:
    """Put everybody on the board; False when somebody finds no place."""
    board = placed.board
    boxes = [word.box for word in placed.words]
    new = stay(cast, placed.ground, placed.division, board, keep=keep, words=boxes)
    _wish(cast, placed, new)
    placed.loose[list(new)] = True
    by_hand = {actor for actor in new if cast.spots[actor].is_fixed}
    width = placed.ground.labels.width
    order = sorted(
        new, key=lambda actor: (actor not in by_hand, new[actor] is None, -width[actor])
    )
    return all(
        _add(board, actor, by_hand=actor in by_hand, settled=new[actor] is not None)
        for actor in order
    )


def _wish(cast: Cast, placed: Placed, new: Mapping[int, Point | None]) -> None:
    """Everybody wishes to be where they are; who is new, to be where ties cross least."""
    wish = placed.board.wish
    for actor, standing in enumerate(placed.board.standing):
        if standing is not None:
            wish[actor] = standing.at
    for actor, point in new.items():
        spot = cast.spots[actor]
        wish[actor] = point or placed.division.point(spot.sector, spot.ring, 0.5, 0.5)
    loose = np.zeros(len(cast), bool)
    loose[[actor for actor, point in new.items() if point is None]] = True
    if new:
        wish_apart(
            cast, placed.ground, placed.board, loose=loose, passes=PASSES, samples=SAMPLES
        )


def _add(board: Board, actor: int, *, by_hand: bool, settled: bool) -> bool:
    """Place somebody new; moves nobody if there is room, else as few others as it can.

    Where a hand put somebody, others make room; `settled`: it is best to stand near the wish.
    """
    heed = HEED_HAND if settled else HEED
    if by_hand and any(_push(board, actor, taken=t, heed=heed) for t in TRIES_BY_HAND):
        return True
    if board.place(actor, heed=heed):
        return True
    return any(_push(board, actor, taken=taken, heed=least) for taken, least in TRIES)


def _push(board: Board, actor: int, *, taken: float, heed: float) -> bool:
    """Place somebody over others, who move on; leaves the board as it was when that fails."""
    before, image = list(board.standing), board.paper.image.copy()
    moved: set[int] = set()
    waiting = [actor]
    while waiting:
        who = waiting.pop(0)
        heeds = heed if who == actor else 1.0
        if who != actor and board.place(who, heed=heeds):
            continue
        done = board.place(who, heed=heeds, taken=taken)
        clashes = board.clashes(who) if done else []
        if (
            not done
            or actor in clashes
            or moved & set(clashes)
            or len(moved) + len(clashes) > MOST_MOVED
        ):
            board.standing[:] = before
            board.paper.image[:] = image
            return False
        for other in clashes:
            board.lift(other)
        moved.update(clashes)
        waiting += clashes
    return True
