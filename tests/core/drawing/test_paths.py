"""Paths on paper, as lengths and angles."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.drawing import geometry

radii = st.floats(40, 600)


@given(radii, radii, st.floats(0, 3))
@settings(max_examples=60)
def test_equal_ways_along_an_ellipse_take_equal_lengths(rx, ry, turns):
    length = geometry.length_round((rx, ry))
    way = turns * length

    angle = geometry.angle_after((rx, ry), way)
    x, y = geometry.at((0, 0), (rx, ry), angle)

    assert (x / rx) ** 2 + (y / ry) ** 2 == pytest.approx(1)
    assert geometry.angle_after(
        (rx, rx), turns * geometry.length_round((rx, rx))
    ) == pytest.approx(turns * 2 * math.pi, abs=1e-3)


def test_a_layouts_degrees_become_angles_clockwise_from_the_top():
    assert [geometry.clockwise(degrees) for degrees in (90, 0, 180)] == pytest.approx(
        [0, math.pi / 2, -math.pi / 2]
    )


def test_the_way_to_a_point_from_itself_is_no_way():
    assert geometry.toward((1, 1), (1, 1), 5) == (1, 1)
    assert geometry.aside((1, 1), (1, 1), 5) == ((1, 1), (1, 1))
    assert geometry.toward((0, 0), (10, 0), 4) == (4, 0)
    assert geometry.aside((0, 0), (10, 0), 2) == ((0, 2), (10, 2))


@pytest.mark.parametrize("bulge", [0.1, -0.1])
@pytest.mark.parametrize("ends", [((10, 0), (0, 10)), ((0, 10), (10, 0))])
def test_a_curve_bends_away_from_the_centre_or_to_it(bulge, ends):
    a, (x, y), b = geometry.curve(*ends, (0, 0), bulge=bulge)

    assert (a, b) == ends
    assert (math.hypot(x, y) > math.hypot(5, 5)) == (bulge > 0)


def test_a_bend_is_sampled_and_another_course_is_followed():
    bend = geometry.sampled(((0, 0), (5, 10), (10, 0)), 2)
    course = ((0, 0), (1, 1), (2, 1), (3, 0))

    assert bend == ((0, 0), (5, 5), (10, 0))
    assert geometry.sampled(course) == course


def test_waves_turn_sides_and_end_where_the_line_ends():
    path = geometry.wavy(((0, 0), (20, 0)), high=4, long=10)

    assert path == "M0.0 0.0Q5.0 4.0 10.0 0.0Q15.0 -4.0 20.0 0.0"


def test_a_broken_line_leaves_a_gap_with_two_strokes():
    line, strokes = geometry.broken((0, 0), (100, 0), gap=10)

    assert line == "M0.0 0.0L45.0 0.0M55.0 0.0L100.0 0.0"
    assert strokes.count("M") == 2


def test_an_arc_longer_than_half_takes_the_long_way():
    assert " 0 1 1 " in geometry.arc((0, 0), (10, 10), 0, 4)
    assert geometry.arc((0, 0), (10, 10), 1, 0, move=False).startswith("A10.00 10.00 0 0 0 ")


def test_a_pill_is_one_closed_path_with_round_ends():
    path = geometry.pill((0, 0), (90, 90), (110, 110), 0, 0.5)

    assert path.startswith("M0.00 -110.00A110.00")
    assert path.count("A10.00 10.00") == 2
    assert path.endswith("Z")
