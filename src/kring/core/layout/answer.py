"""From what was placed to the layout that is drawn, rounded as it is written down."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor

import numpy as np

from kring.core.layout.attempt import TIES_SHOWN, Placed
from kring.core.layout.bends import ON_DEMAND, SMALL_MAP, USUAL_MAP, bends_of
from kring.core.layout.cast import FEW, Cast
from kring.core.layout.furniture import title_and_legend
from kring.core.layout.labels import SIDES, line_boxes
from kring.core.layout.scene import Box, Layout, Node, Point, Widths
from kring.core.layout.turning import turn_labels


def answer(cast: Cast, placed: Placed, widths: Widths) -> Layout:
    ground, division = placed.ground, placed.division
    page = ground.page
    bends = _bent(cast, placed)
    angles = np.round(np.degrees(division.angles), 5).tolist()
    radii = division.radii.tolist()
    furniture = (*title_and_legend(page, cast.scene.name, widths), *placed.words)
    return Layout(
        page=page.size,
        format=page.format,
        center=page.center,
        inner=page.inner,
        rim=page.rim,
        family=ground.middle.node(page, cast.scene.family_id),
        nodes=tuple(_nodes(cast, placed)),
        ring_radii=tuple(pairwise(radii)),
        sector_spans=tuple(pairwise(angles)),
        bends=bends,
        furniture=furniture,
        font=ground.measures.font,
        ties_on_demand=len(cast) > TIES_SHOWN,
        bold=cast.bold,
    )


def _nodes(cast: Cast, placed: Placed) -> Iterator[Node]:
    measures, division = placed.ground.measures, placed.division
    letterings = placed.ground.labels.letterings
    cx, cy = placed.ground.page.center
    for number, standing in enumerate(placed.board.everybody()):
        spot = cast.spots[number]
        x, y = round(cx + standing.at[0], 2), round(cy + standing.at[1], 2)
        lettering = letterings[number][standing.mode // 4]
        side = SIDES[standing.mode % 4]
        along, across = division.shares(x - cx, y - cy, spot.sector, spot.ring)
        yield Node(
            id=spot.id,
            x=x,
            y=y,
            r=measures.r,
            font=measures.font,
            lines=lettering.lines,
            boxes=tuple(map(_box, line_boxes(lettering, side, x, y, measures))),
            side=side,
            sector=spot.sector,
            ring=spot.ring,
            along=round(along, 5),
            across=round(across, 5),
            has_under=lettering.small > 0,
            small=lettering.small,
        )


def _bent(cast: Cast, placed: Placed) -> dict[tuple[str, str], tuple[Point, ...]]:
    """Bend the ties, and turn labels away from where they run then."""
    everybody, page = placed.board.everybody(), placed.ground.page
    count = len(everybody)
    at = np.array([each.at for each in everybody], np.float32).reshape(count, 2)
    bends = bends_of(
        cast.ties,
        at=at,
        boxes=np.array([each.box for each in everybody], np.float32).reshape(count, 4),
        radius=placed.ground.measures.r,
        inner=page.inner,
        disc=placed.ground.middle.share,
        care=SMALL_MAP if count <= FEW else USUAL_MAP if count <= TIES_SHOWN else ON_DEMAND,
    )
    if 0 < count <= TIES_SHOWN:
        pieces, ends = bends.lines(cast.ties, at)
        turn_labels(placed.board, pieces=pieces, ends=ends, loose=placed.loose)
    points = np.round(bends.points.astype(float) + page.center, 2).tolist()
    return {
        (cast.spots[a].id, cast.spots[b].id): tuple((x, y) for x, y in curve)
        for (a, b), curve in zip(cast.ties.drawn[bends.ties].tolist(), points, strict=True)
    }


def _box(box: Box) -> Box:
    """Rounded outwards, so that the text still fits."""
    x0, y0, x1, y1 = (each * 100 for each in box)
    return floor(x0) / 100, floor(y0) / 100, ceil(x1) / 100, ceil(y1) / 100
