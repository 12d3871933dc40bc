"""Where a new token goes: the table that the browser shares, and what always holds."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format, Ring, Scene, Sector, Spot
from kring.core.layout.spans import division_from
from kring.core.together.spot import (
    ACROSS,
    ALONG,
    SIDES,
    Slice,
    Token,
    free_spot,
    label_box,
    slice_of,
    taken_in,
)
from kring.documents.assets import font_widths

TABLE = json.loads((Path(__file__).parent / "spot.json").read_text("utf-8"))
HAIR = 0.005


def cell_of(row):
    return Slice(**{name: tuple(pair) for name, pair in row.items()})


def symbol(spot, token):
    low = (round(spot.x - token.r, 2), round(spot.y - token.r, 2))
    return (*low, round(spot.x + token.r, 2), round(spot.y + token.r, 2))


def overlap(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > HAIR and high > HAIR


@pytest.mark.parametrize("row", TABLE["spots"], ids=lambda row: row["name"])
def test_where_a_token_goes(row):
    cell, token = cell_of(TABLE["cells"][row["cell"]]), Token(**TABLE["tokens"][row["token"]])
    taken = [tuple(box) for box in row.get("taken", ())]
    free = 0
    for _ in range(row.get("again", 1)):
        spot = free_spot(cell, token, taken)
        taken += [symbol(spot, token), spot.box]
        free += spot.is_free
    said = row["spot"]
    assert (spot.x, spot.y, spot.side) == (said["x"], said["y"], said["side"])
    assert (spot.along, spot.across) == (said["along"], said["across"])
    assert (list(spot.box), spot.covers) == (said["box"], said["covers"])
    assert free == row.get("free", free)


def test_the_table_has_what_goes_wrong():
    names = " ".join(row["name"] for row in TABLE["spots"])
    assert len(TABLE["spots"]) >= 25
    for what in ("empty", "everything is taken", "never mirrors", "ellipse", "40 in one cell"):
        assert what in names
    assert {row["spot"]["side"] for row in TABLE["spots"]} == set(SIDES)


shares = some.integers(0, 1000).map(lambda number: number / 1000)
points = some.integers(-20, 840)
boxes = some.builds(
    lambda x, y, wide, high: (x, y, x + wide, y + high),
    *(points, points, some.integers(0, 300), some.integers(0, 120)),
)
tokens = some.builds(
    Token,
    r=some.integers(2, 40).map(float),
    gap=some.sampled_from([1.6, 2.0]),
    width=some.integers(0, 250).map(float),
    height=some.integers(0, 40).map(float),
)


@some.composite
def cells(draw):
    low = draw(some.integers(150, 850)) / 1000
    thick = draw(some.integers(20, 300)) / 1000
    start = draw(some.integers(90, 430))
    return Slice(
        center=(410.0, 410.0),
        inner=(355.0, draw(some.sampled_from([355.0, 223.3]))),
        span=(start, start + draw(some.integers(10, 240))),
        ring=(low, low + thick),
        field=(min(low, 0.2), max(1.0, low + thick)),
    )


@settings(max_examples=150, deadline=None)
@given(cells(), tokens, some.lists(boxes, max_size=30))
def test_a_token_stays_in_its_own_cell_and_on_nothing_that_is_taken(cell, token, taken):
    spot = free_spot(cell, token, taken)

    division = division_from(cell.inner, radii=cell.ring, angles=cell.span)
    assert division.holds(spot.x - cell.center[0], spot.y - cell.center[1], 0, 0)
    assert spot.box == label_box(spot.x, spot.y, spot.side, token)
    mine = (symbol(spot, token), spot.box)
    assert spot.is_free == (spot.covers == 0)
    if spot.is_free:
        assert not any(overlap(one, other) for one in mine for other in taken)
    assert free_spot(cell, token, list(taken)) == spot


@settings(max_examples=60, deadline=None)
@given(cells(), tokens, some.lists(boxes, max_size=12))
def test_it_covers_something_only_where_no_place_is_free(cell, token, taken):
    spot = free_spot(cell, token, taken)
    if spot.is_free:
        return
    (cx, cy), division = (
        cell.center,
        division_from(cell.inner, radii=cell.ring, angles=cell.span),
    )
    for along in ALONG:
        for across in ACROSS:
            x, y = division.point(0, 0, along, across)
            x, y = round(cx + x, 2), round(cy + y, 2)
            square = (x - token.r, y - token.r, x + token.r, y + token.r)
            for side in SIDES:
                both = (square, label_box(x, y, side, token))
                clear = not any(overlap(one, other) for one in both for other in taken)
                assert not clear or not inside(both[1], cell) or near_a_tie(both, taken)


def inside(box, cell):
    """Whether all four corners of a label lie in the field; a hair outside counts as out."""
    (cx, cy), (rx, ry) = cell.center, cell.inner
    corners = [((x - cx) / rx, (y - cy) / ry) for x in box[::2] for y in box[1::2]]
    far = max((x * x + y * y) ** 0.5 for x, y in corners)
    x0, y0 = (box[0] - cx) / rx, (box[1] - cy) / ry
    x1, y1 = (box[2] - cx) / rx, (box[3] - cy) / ry
    near = (max(0.0, x0, -x1) ** 2 + max(0.0, y0, -y1) ** 2) ** 0.5
    return far < cell.field[1] - 1e-6 and near > cell.field[0] + 1e-6


def near_a_tie(mine, taken):
    """Points that round the other way here: a box that all but touches."""
    grown = [(a - 0.02, b - 0.02, c + 0.02, d + 0.02) for a, b, c, d in mine]
    return any(overlap(one, other) for one in grown for other in taken)


@settings(max_examples=60, deadline=None)
@given(cells(), tokens, some.lists(boxes, max_size=20), boxes)
def test_one_thing_more_on_the_map_never_makes_it_emptier(cell, token, taken, more):
    assert free_spot(cell, token, [*taken, more]).covers >= free_spot(cell, token, taken).covers


def test_a_token_finds_its_spot_on_a_map_that_was_laid_out():
    scene = Scene(
        name="Kaart",
        family="Gezin Maes",
        sectors=tuple(Sector(str(n), str(n), people=n < 4) for n in range(6)),
        rings=tuple(Ring(str(n), f"ring {n}") for n in range(4)),
        spots=tuple(Spot(f"a{n}", f"Mens {n}", sector=n % 6, ring=n % 4) for n in range(24)),
        halves=("Mensen", "Diensten"),
    )
    for page_format in Format:
        layout = lay_out(scene, format=page_format, widths=font_widths())
        node = layout.nodes[0]
        token = Token(r=node.r, gap=2, width=20, height=layout.font + 2)
        taken = list(taken_in(layout))
        assert len(taken) == len(layout.furniture) + len(layout.nodes) + sum(
            len(each.boxes) for each in layout.nodes
        )
        for sector, span in enumerate(layout.sector_spans):
            for ring, edges in enumerate(layout.ring_radii):
                cell = slice_of(layout, sector, ring)
                assert (cell.span, cell.ring) == (span, edges)
                spot = free_spot(cell, token, taken)
                assert 0 <= spot.along <= 1
                if spot.is_free:
                    mine = (symbol(spot, token), spot.box)
                    assert not any(overlap(one, other) for one in mine for other in taken)
