"""Cases by the hundred, by chance with a seed: the browser answers as the core does."""

import json
import math
import subprocess
from pathlib import Path
from random import Random

import pytest
from test_scripts import NODE, ON_CI, ROOT
from test_together_rim import rim_in_rows

from kring.core.codes import Frequency, Kind, Need, Part, Quality, Round, Sphere
from kring.core.layout.spans import division_from
from kring.core.themes import SHIPPED
from kring.core.together.spot import Slice, Token, free_spot

TWIN = Path(__file__).parent / "twin.js"
THEMES = [theme.id for theme in SHIPPED][:5]

pytestmark = pytest.mark.skipif(not NODE and not ON_CI, reason="Node is not on this machine")


def answers(asked):
    done = subprocess.run(
        [NODE, str(TWIN)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return json.loads(done.stdout)


def made_up_spot(chance):
    low = chance.uniform(0.15, 0.85)
    start = chance.uniform(90, 430)
    return {
        "what": "spot",
        "cell": {
            "center": [410.0, chance.uniform(200, 420)],
            "inner": [355.0, chance.choice([355.0, 223.3])],
            "span": [start, start + chance.uniform(8, 200)],
            "ring": [low, low + chance.uniform(0.02, 0.3)],
            "field": [0.15, 1.15],
        },
        "token": {
            "r": round(chance.uniform(2, 40), 2),
            "gap": 2,
            "width": chance.uniform(0, 200),
            "height": chance.uniform(0, 40),
        },
        "taken": [made_up_box(chance) for _ in range(chance.choice([0, 3, 40, 120]))],
    }


def made_up_box(chance):
    x, y = chance.uniform(-50, 820), chance.uniform(-50, 820)
    return [x, y, x + chance.uniform(0, 260), y + chance.uniform(0, 120)]


def test_160_tokens_go_where_the_core_puts_them():
    chance = Random(20261123)
    asked = [made_up_spot(chance) for _ in range(160)]
    free = 0
    for row, there in zip(asked, answers(asked), strict=True):
        cell = Slice(**{name: tuple(pair) for name, pair in row["cell"].items()})
        spot = free_spot(cell, Token(**row["token"]), [tuple(box) for box in row["taken"]])
        free += spot.is_free
        here = {
            "x": spot.x,
            "y": spot.y,
            "side": spot.side,
            "box": list(spot.box),
            "along": spot.along,
            "across": spot.across,
            "covers": spot.covers,
        }
        assert here == there, row
    assert 20 < free < 140  # so that both the free and the least covered are looked at


def made_up_records(chance):
    actors = [f"a{number}" for number in range(chance.randrange(6))]
    relations = [f"r{number}" for number in range(chance.randrange(9))]
    return {
        "actor": {
            key: {
                "sphere": str(chance.choice(list(Sphere))),
                "kind": str(chance.choice(list(Kind))),
                "status": chance.choice(["active", "active", "potential", "ended"]),
            }
            for key in actors
        },
        "relation": {
            key: {
                "actor": chance.choice(["nobody", *actors]),
                "quality": chance.choice([None, *map(str, Quality)]),
                "freq": chance.choice([None, *map(str, Frequency)]),
                **{
                    f"themes.{theme}": chance.choice([None, *map(str, Part)])
                    for theme in THEMES
                    if chance.random() < 0.4
                },
            }
            for key in relations
        },
        "theme": {
            theme: {
                "need": chance.choice([None, *map(str, Need)]),
                "self": chance.choice([None, False, False, True]),
            }
            for theme in THEMES
            if chance.random() < 0.7
        },
        "map": {
            f"m{number}": {
                "date": f"2026-11-2{chance.randrange(3)}",
                **{
                    f"asked.{each}": chance.choice([True, True, True, False, None])
                    for each in Round
                    if chance.random() < 0.8
                },
            }
            for number in range(chance.randrange(4))
        },
    }


def test_400_rims_are_those_of_the_core():
    chance = Random(4)
    asked = [
        {"what": "rim", "records": made_up_records(chance), "themes": THEMES}
        for _ in range(400)
    ]
    states = set()
    for row, there in zip(asked, answers(asked), strict=True):
        here = rim_in_rows(row["records"], THEMES)
        states |= {piece["state"] for piece in here}
        assert here == there, row
    assert len(states) == 6


def test_points_are_the_places_of_the_layout():
    chance = Random(8)
    layouts = json.loads((TWIN.parent / "geometry.json").read_text("utf-8"))["layouts"]
    asked = [
        {
            "what": "where",
            "layout": layout,
            "x": chance.uniform(0, layout["page"][0]),
            "y": chance.uniform(0, layout["page"][1]),
        }
        for layout in layouts.values()
        for _ in range(300)
    ]
    inside = 0
    for row, there in zip(asked, answers(asked), strict=True):
        layout = row["layout"]
        radii = [layout["ring_radii"][0][0], *(high for _, high in layout["ring_radii"])]
        angles = [90.0, *(end for _, end in layout["sector_spans"])]
        division = division_from(layout["inner"], radii=radii, angles=angles)
        x, y = row["x"] - layout["center"][0], row["y"] - layout["center"][1]
        cell = there["sector"], there["ring"]
        if not radii[0] < math.hypot(x / division.inner[0], y / division.inner[1]) < radii[-1]:
            continue
        inside += 1
        assert division.holds(x, y, *cell)
        along, across = division.shares(x, y, *cell)
        assert (there["along"], there["across"]) == (round(along, 5), round(across, 5))
        assert math.dist(there["point"], (row["x"], row["y"])) < 0.03
    assert inside > 300
