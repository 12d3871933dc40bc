"""The layout of a map: who stands where, how large the lettering is, which ties are bent."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kring.core.layout.answer import answer
from kring.core.layout.attempt import WORST_FILL, Ground, attempt, ground_of
from kring.core.layout.cast import Cast, cast_of
from kring.core.layout.keep import kept_shares, moved_since, page_to_keep, settle
from kring.core.layout.page import SCREEN_SIDE, page_of
from kring.core.layout.scene import Format, Layout, Scene, Widths
from kring.core.layout.sizes import ROUND_UNDER, size_of

COMFORT: Final = 0.33  # share of the field that labels with under lines may take
SCREEN_FILL: Final = 0.34  # the same for any labels on a screen, which can grow
TURNS: Final = 4  # attempts at the smallest lettering, each with more room where it was short
FEW: Final = 60  # actors; a larger map gets smaller lettering rather than more attempts
GROWTH: Final = 1.1  # of a screen's page, when it was too small
ROUNDED: Final = 20  # points


def lay_out(
    scene: Scene,
    *,
    format: Format,  # noqa: A002
    widths: Widths,
    keep: Layout | None = None,
) -> Layout:
    """Place every actor of a scene in its own ring and sector, with a label that is free.

    No symbol lies on a symbol, no label on a label, on another's symbol, on furniture or over
    the edge; the same input gives the same layout. `Spot.kept` is honoured on every page: the
    actor gets the nearest free place to it, and if it is `fixed` nobody takes that place.

    With `keep`, a layout of the same map on the same page, everybody stays where they were, and
    so do rings and sectors. Somebody new moves nobody if there is room, else at most three,
    else the lettering shrinks, not under its floor. If that is not enough, a cell is full: the
    answer is a re-fit marked `refit_offered`, to be shown before it takes the place of `keep`.
    A `keep` of another page, or with other rings or sectors, gives wishes only.

    Raises:
        ValueError: an actor's sector or ring does not exist, or a tie's end does not.
    """
    cast = cast_of(scene, widths, as_many_as=len(keep.nodes) if keep else None)
    if keep is None:
        return _fresh(cast, format, widths)
    page = page_to_keep(keep, scene, format)
    placed = settle(cast, keep, page, widths) if page else None
    if placed:
        layout = answer(cast, placed, widths)
    else:
        cast = cast_of(scene, widths).wishing(kept_shares(keep))
        layout = _fresh(cast, format, widths)
    if not page:
        return layout
    return replace(layout, refit_offered=placed is None, moved=moved_since(keep, layout))


def _fresh(cast: Cast, page_format: Format, widths: Widths) -> Layout:
    attempts = (
        attempt(cast, ground, widths, turns=turns)
        for ground, turns in _grounds(cast, page_format, widths)
    )
    return answer(cast, next(placed for placed in attempts if placed), widths)


def _grounds(cast: Cast, page_format: Format, widths: Widths) -> Iterator[tuple[Ground, int]]:
    """What to try, one after the other, and how many turns to give it. It never ends.

    Under lines go before the lettering shrinks; a screen's page grows instead.
    """
    size, side = size_of(page_format, len(cast)), SCREEN_SIDE
    screen, few = page_format is Format.SCREEN, len(cast) <= FEW
    circle = screen or len(cast) < ROUND_UNDER
    while True:
        page = page_of(page_format, circle=circle, side=side)
        for under in (True, False) if cast.has_under else (False,):
            ground = ground_of(
                cast, page=page, measures=size.measures, under=under, widths=widths
            )
            most = SCREEN_FILL if screen else COMFORT if under else WORST_FILL
            if ground.fill <= most or size.is_last:
                patient = size.font == size.floor or (size.font < size.floor and few)
                yield ground, TURNS if patient else 1
        if screen:
            growth = max(GROWTH, math.sqrt(ground.fill / SCREEN_FILL))
            side = math.ceil(side * growth / ROUNDED) * ROUNDED
        else:
            size = size.smaller()
