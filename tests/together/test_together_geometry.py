"""The geometry that the browser shares: its table holds to the sums of the layout itself."""

import json
import math
from pathlib import Path

import pytest

from kring.core.drawing.geometry import clockwise
from kring.core.drawing.standing import PEOPLE, SECTORS
from kring.core.layout.spans import division_from

TABLE = json.loads((Path(__file__).parent / "geometry.json").read_text("utf-8"))
LAYOUTS = TABLE["layouts"]
ON_LINE = 0.021  # points: both a point and its shares are rounded


def division_of(row):
    layout = LAYOUTS[row["layout"]]
    (disc, _), (top, _) = layout["ring_radii"][0], layout["sector_spans"][0]
    return division_from(
        layout["inner"],
        radii=[disc, *(high for _, high in layout["ring_radii"])],
        angles=[top, *(end for _, end in layout["sector_spans"])],
    )


def from_middle(row, at):
    cx, cy = LAYOUTS[row["layout"]]["center"]
    return at[0] - cx, at[1] - cy


def named(row):
    return f"{row.get('name', row.get('at'))} {row['layout']}"


@pytest.mark.parametrize("row", TABLE["where"], ids=named)
def test_a_point_lies_in_this_ring_and_sector(row):
    assert row["sphere"] == SECTORS[row["sector"]]
    assert row["closeness"] == (row["ring"] + 1 if row["ring"] < 3 else None)
    x, y = from_middle(row, row["at"])
    division = division_of(row)
    inner, radii = division.inner, division.radii
    share = math.hypot(x / inner[0], y / inner[1])
    if radii[0] < share < radii[-1]:
        assert division.holds(x, y, row["sector"], row["ring"])
    else:  # the disc counts with the first ring, what lies outside with the last
        inside = (radii[row["ring"]] + radii[row["ring"] + 1]) / 2 / share
        assert division.holds(x * inside, y * inside, row["sector"], row["ring"])
        assert row["ring"] == (0 if share < radii[0] else len(radii) - 2)


@pytest.mark.parametrize("row", TABLE["places"], ids=named)
def test_a_place_in_a_cell_is_this_point(row):
    x, y = from_middle(row, row["at"])
    division, cell = division_of(row), (row["sector"], row["ring"])
    shares = division.shares(x, y, *cell)
    assert [round(share, 5) for share in shares] == [row["along"], row["across"]]
    assert math.dist(division.point(*cell, row["along"], row["across"]), (x, y)) < ON_LINE


@pytest.mark.parametrize("row", TABLE["snaps"], ids=named)
def test_a_token_that_is_let_go_lies_off_the_lines_between_rings(row):
    rest, division = row["is"], division_of(row)
    cell = rest["sector"], rest["ring"]
    x, y = from_middle(row, (rest["x"], rest["y"]))
    assert division.holds(x, y, *cell)
    assert rest["ring"] < row["most"]
    place = rest["place"]["along"], rest["place"]["across"]
    assert math.dist(division.point(*cell, *place), (x, y)) < ON_LINE
    low, high = division.radii[rest["ring"] : rest["ring"] + 2]
    ex, ey = x / division.inner[0], y / division.inner[1]
    share = math.hypot(ex, ey)
    slope = math.hypot(ex / division.inner[0], ey / division.inner[1]) / share
    room = (share - low) / slope, (high - share) / slope
    if (high - low) / slope > 2 * row["r"]:
        assert min(room) >= row["r"] - ON_LINE
    else:  # thinner than the token: then as far from both
        assert room[0] == pytest.approx(room[1], abs=ON_LINE)


@pytest.mark.parametrize("row", TABLE["order"], ids=named)
def test_people_by_ring_with_the_clock_and_then_services(row):
    layout = LAYOUTS[row["layout"]]
    nodes = {node["id"]: node for node in layout["nodes"]}

    def place(name):
        node = nodes[name]
        x, y = from_middle(row, (node["x"], node["y"]))
        rx, ry = layout["inner"]
        turned = clockwise(math.degrees(math.atan2(-y / ry, x / rx))) % (2 * math.pi)
        return node["ring"], turned

    for names, are_people in ((row["people"], True), (row["services"], False)):
        assert names == sorted(names, key=place)
        assert all((nodes[name]["sector"] < PEOPLE) is are_people for name in names)
    assert sorted(row["people"] + row["services"]) == sorted(nodes)
