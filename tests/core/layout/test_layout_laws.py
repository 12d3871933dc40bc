"""What always holds: nothing on anything, everybody in their own cell, letters large enough."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from layout_laws import FLOORS, broken_laws, laid_out, made_up, scene

from kring.core.layout.scene import Format

SIZES = (5, 10, 20, 40, 80, 150)
FEW = [(size, index) for size in SIZES for index in (0, 9)]
ALL = [(size, index, seed) for seed in (20260801, 7) for size in SIZES for index in range(10)]

PRINT = """
import json, sys
sys.path.insert(0, sys.argv[1])
from layout_laws import laid_out, made_up
print(json.dumps([repr(laid_out(made_up(size, 3))) for size in (20, 80)]))
"""


@pytest.mark.parametrize("page", Format)
@pytest.mark.parametrize(("size", "index"), FEW)
def test_the_laws_hold(size, index, page):
    asked = made_up(size, index)

    layout = laid_out(asked, page)

    assert broken_laws(asked, layout) == []
    assert layout.font >= FLOORS[page][size]
    assert layout.ties_on_demand == (size > 60)
    assert not layout.refit_offered


@pytest.mark.long
@pytest.mark.parametrize("page", Format)
@pytest.mark.parametrize(("size", "index", "seed"), ALL)
def test_the_laws_hold_on_every_network(size, index, seed, page):
    asked = made_up(size, index, seed)

    layout = laid_out(asked, page)

    assert broken_laws(asked, layout) == []
    assert layout.font >= FLOORS[page][size]


@pytest.mark.parametrize(
    ("size", "page"),
    [
        (5, Format.A4),
        (20, Format.A4),
        (40, Format.A3),
        (5, Format.SCREEN),
        (20, Format.SCREEN),
        (40, Format.SCREEN),
    ],
)
def test_roles_stand_under_names_while_they_fit(size, page):
    asked = made_up(size, 4, under="basiswerker")

    layout = laid_out(asked, page)

    assert broken_laws(asked, layout) == []
    assert all(node.has_under and node.lines[-1] == "basiswerker" for node in layout.nodes)


def test_a_full_page_drops_the_roles_before_the_letters_shrink():
    asked = made_up(80, 4, under="verpleegkundige")

    layout = laid_out(asked)

    assert not any(node.has_under for node in layout.nodes)
    assert layout.font == laid_out(made_up(80, 4)).font


@pytest.mark.parametrize(
    ("actors", "is_round"),
    [(0, True), (19, True), (20, False), (60, False)],
)
def test_the_rim_is_round_on_a_screen_and_below_twenty_actors(actors, is_round):
    asked = scene([(f"Persoon {n}", n % 8, n % 4) for n in range(actors)])

    rx, ry = laid_out(asked).inner
    assert (rx == ry) is is_round
    rx, ry = laid_out(asked, Format.SCREEN).inner
    assert rx == ry


def test_a_screen_grows_with_the_map_and_paper_does_not():
    few, many = made_up(20, 0), made_up(150, 0)

    assert laid_out(few, Format.SCREEN).page == (820.0, 876.0)
    assert laid_out(many, Format.SCREEN).page > (820.0, 876.0)
    assert laid_out(few).page == laid_out(many).page == (785.2, 538.58)


def test_people_stand_left_and_services_right_of_the_top():
    layout = laid_out(made_up(40, 0))

    starts = [start for start, _ in layout.sector_spans]
    assert starts[0] == 90
    assert starts == sorted(starts)
    assert 90 + 0.36 * 360 - 0.1 <= starts[4] <= 90 + 0.64 * 360 + 0.1
    assert layout.sector_spans[-1][1] == 450


@pytest.mark.parametrize("page", Format)
def test_the_same_map_gives_the_same_layout(page):
    asked = made_up(40, 5)

    assert repr(laid_out(asked, page)) == repr(laid_out(asked, page))


def test_the_same_map_gives_the_same_layout_in_another_process():
    here = json.dumps([repr(laid_out(made_up(size, 3))) for size in (20, 80)])

    there = subprocess.run(
        [sys.executable, "-c", PRINT, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert there.stdout.strip() == here


def test_a_layout_is_never_half_told_about():
    """An actor or a tie that does not fit the scene is a mistake of the caller."""
    with pytest.raises(ValueError, match="no sector 8"):
        laid_out(scene([("Jan", 8, 0)]))
    with pytest.raises(ValueError, match="no sector 0 or ring -1"):
        laid_out(scene([("Jan", 0, -1)]))
    with pytest.raises(ValueError, match="nobody"):
        laid_out(scene([("Jan", 0, 0)], ties=[("a0", "nobody")]))
