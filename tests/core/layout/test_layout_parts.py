"""The parts of a layout one by one: words on the page, the middle, the board, the ties."""

import math
from dataclasses import replace

import numpy as np
import pytest
from layout_laws import WIDTHS, benchmark, broken_laws, laid_out, made_up, scene

from kring.core.layout.attempt import board_of, ground_of
from kring.core.layout.cast import cast_of
from kring.core.layout.furniture import title_and_legend
from kring.core.layout.lines import crossings, hits
from kring.core.layout.page import page_of
from kring.core.layout.scene import Format, Furniture, Kept
from kring.core.layout.sizes import size_of
from kring.core.layout.spans import divide, division_from
from kring.core.layout.text import em


def furniture(layout, kind):
    return [piece for piece in layout.furniture if piece.kind == kind]


def board(asked, radii=(0.2, 1.0)):
    """An empty board with one cell."""
    cast = cast_of(asked, WIDTHS)
    page = page_of(Format.A4, circle=True)
    measures = size_of(Format.A4, len(asked.spots)).measures
    ground = ground_of(cast, page=page, measures=measures, under=False, widths=WIDTHS)
    division = division_from(page.inner, radii=radii, angles=(90, 450))
    return board_of(cast, ground, division, ())


# ---- words on the page


def test_halves_and_rings_are_named_at_the_top():
    layout = laid_out(made_up(40, 0))
    people, services = furniture(layout, "half")

    assert (people.text, services.text) == ("Mensen", "Diensten")
    assert people.box[2] < layout.center[0] < services.box[0]
    assert {piece.text for piece in furniture(layout, "ring")} == {
        *("heel dicht", "dicht", "verder", "nog te zoeken")
    }
    for piece in furniture(layout, "ring"):
        number = ("heel dicht", "dicht", "verder", "nog te zoeken").index(piece.text)
        low, high = (each * layout.inner[1] for each in layout.ring_radii[number])
        top, bottom = layout.center[1] - piece.box[1], layout.center[1] - piece.box[3]
        assert low < bottom < top < high


@pytest.mark.parametrize(
    ("people", "words"), [(True, ["Mensen"]), (False, ["Diensten"])], ids=["people", "services"]
)
def test_a_half_without_sectors_is_not_named(people, words):
    asked = scene([("Jan", 0, 0)])
    alone = replace(
        asked, sectors=tuple(replace(sector, people=people) for sector in asked.sectors)
    )

    assert [piece.text for piece in furniture(laid_out(alone), "half")] == words


def test_a_thin_outer_ring_has_its_name_between_the_halves():
    asked = scene([(f"Persoon nummer {n}", n % 8, 0) for n in range(40)])

    layout = laid_out(asked)

    [name] = [piece for piece in furniture(layout, "ring") if piece.text == "nog te zoeken"]
    people, services = furniture(layout, "half")
    assert people.box[2] < name.box[0] < name.box[2] < services.box[0]
    assert broken_laws(asked, layout) == []


def test_a_name_that_fits_in_no_way_is_left_out():
    asked = scene([("Jan", 0, 0)], rings=24)

    layout = laid_out(asked)

    assert len(furniture(layout, "ring")) < 24
    assert broken_laws(asked, layout) == []


def test_a_ring_without_a_name_has_none():
    asked = scene([("Jan", 0, 5)])

    assert len(furniture(laid_out(asked), "ring")) == 4


@pytest.mark.parametrize(
    ("name", "ending"), [("Netwerkkaart", "kaart"), ("Netwerkkaart van het gezin " * 3, "…")]
)
def test_a_title_fits_its_corner(name, ending):
    page = page_of(Format.A4, circle=False)

    title, _ = title_and_legend(page, name, WIDTHS)

    assert title.text.endswith(ending)
    assert 10 <= title.font <= 15
    assert em(title.text, WIDTHS, bold=True) * title.font <= title.box[2] - title.box[0]


def test_a_screen_has_a_legend_and_no_title():
    page = page_of(Format.SCREEN, circle=True)

    assert title_and_legend(page, "Netwerkkaart", WIDTHS) == (
        Furniture("legend", "", (0.0, 824.0, 820.0, 876.0), 15),
    )


# ---- the middle


def test_the_members_stand_small_under_the_family():
    layout = laid_out(scene([], family="Amal Yousef", under_middle="· Rim · Sami · Nour · Ali"))

    assert layout.family.lines == ("Amal", "Yousef", "· Rim · Sami", "Nour · Ali")
    assert layout.family.small == 2
    assert layout.family.font == 12


@pytest.mark.parametrize("page", Format)
def test_the_longest_names_are_written_smaller(page):
    asked = scene([("Jan", 0, 0)], family="W" * 80, under_middle="W" * 80)

    layout = laid_out(asked, page)

    assert broken_laws(asked, layout) == []
    assert max(layout.disc) < 0.6 * max(layout.inner)
    assert layout.family.font == pytest.approx(0.7 * layout.font)


# ---- how large things are


def test_symbols_shrink_before_letters_and_letters_never_end():
    size = size_of(Format.A4, 20)
    assert (size.measures.font, size.measures.r) == (12, 12)

    size = size.smaller()
    assert (size.measures.font, size.measures.r) == (12, 9)
    size = size.smaller()
    assert (size.measures.font, size.measures.r) == (11.5, 8.62)

    while not size.is_last:
        size = size.smaller()
    assert 0 < size.smaller().font < size.font == 5


# ---- how the field is divided


@pytest.mark.parametrize("sectors", [1, 2, 8, 40])
@pytest.mark.parametrize("rings", [1, 4, 9])
def test_a_division_fills_the_field(sectors, rings):
    mass = np.zeros((sectors, rings))
    mass[0, 0] = 50_000
    people = np.arange(sectors) < sectors // 2

    found = divide(inner=(300, 200), mass=mass, people=people, disc=0.2, thinnest=15)

    assert found.angles[0] == pytest.approx(math.pi / 2)
    assert found.angles[-1] == pytest.approx(math.pi / 2 + 2 * math.pi)
    assert (np.diff(found.angles) > 0).all()
    assert (np.diff(found.radii) > 0).all()
    assert found.radii[-1] == 1


def test_more_text_gets_more_room():
    mass = np.full((4, 3), 2000.0)
    mass[1, 2] = 20_000
    people = np.array([True, True, False, False])

    found = divide(inner=(300, 200), mass=mass, people=people, disc=0.2, thinnest=15)

    assert np.diff(found.angles).argmax() == 1
    assert np.diff(found.radii**2).argmax() == 2


def test_shares_and_points_are_each_other_backwards():
    found = division_from((300, 200), radii=(0.2, 0.6, 1.0), angles=(90, 200, 450))

    x, y = found.point(1, 1, 0.25, 0.75)

    assert found.shares(x, y, 1, 1) == pytest.approx((0.25, 0.75))
    assert found.holds(x, y, 1, 1)
    assert not found.holds(x, y, 0, 1)
    assert not found.holds(x, y, 1, 0)


# ---- the board


def test_whoever_does_not_stand_is_lifted_without_harm():
    empty = board(scene([("Jan", 0, 0)], sectors=1, rings=1))
    before = empty.paper.image.copy()

    empty.lift(0)
    assert empty.place(0)
    empty.lift(0)

    assert (empty.paper.image == before).all()


def test_a_place_is_held_until_its_actor_comes():
    kept = Kept(0.5, 0.5)
    asked = scene([("Jan", 0, 0), ("An", 0, 0)], sectors=1, rings=1)
    both = board(replace(asked, spots=tuple(replace(s, kept=kept) for s in asked.spots)))

    both.hold(0)
    assert both.place(1)
    assert both.place(0)

    jan, an = (np.array(each.at) for each in both.everybody())
    assert math.dist(jan, both.wish[0]) < 6
    assert math.dist(an, both.wish[1]) > 12


def test_a_cell_without_room_holds_nothing():
    kept = Kept(0.5, 0.5)
    asked = scene([("Jan", 0, 0)], sectors=1, rings=1)
    thin = board(
        replace(asked, spots=(replace(asked.spots[0], kept=kept),)), radii=(0.995, 1.0)
    )

    thin.hold(0)

    assert not thin.place(0)
    assert not thin.place(0, taken=1.0)


def test_what_is_fixed_cannot_be_pushed_aside():
    asked = scene([("Jan", 0, 0), ("An", 0, 0)], sectors=1, rings=1)
    fixed = replace(asked.spots[0], kept=Kept(0.5, 0.5, fixed=True))
    loose = replace(asked.spots[1], kept=Kept(0.5, 0.5))
    both = board(replace(asked, spots=(fixed, loose)))
    assert both.place(0)

    assert both.place(1, taken=0.001)

    assert both.clashes(1) == []


def test_who_is_pushed_aside_is_named():
    asked = scene([("Jan", 0, 0), ("An", 0, 0)], sectors=1, rings=1)
    kept = Kept(0.5, 0.5)
    both = board(replace(asked, spots=tuple(replace(s, kept=kept) for s in asked.spots)))
    assert both.place(0)

    assert both.place(1, taken=0.001)

    assert both.clashes(1) == [0]


# ---- ties


@pytest.mark.parametrize(
    ("line", "box", "meet"),
    [
        ((0, 0, 10, 10), (4, 4, 6, 6), True),
        ((0, 0, 10, 10), (4, 6.5, 6, 8), False),
        ((0, 0, 10, 0), (2, -1, 3, 1), True),
        ((0, 0, 1, 0), (2, -1, 3, 1), False),
    ],
)
def test_which_lines_meet_which_boxes(line, box, meet):
    lines = np.array([line], np.float32)
    middle = np.array([[(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]], np.float32)
    size = np.array([[(box[2] - box[0]) / 2, (box[3] - box[1]) / 2]], np.float32)

    assert hits(lines, middle, size).tolist() == [[meet]]
    witness = benchmark("measure_layout").lines_meet_boxes
    assert witness(lines.astype(float), np.array([box], float)).tolist() == [[meet]]


@pytest.mark.parametrize(
    ("other", "cross"),
    [((0, 10, 10, 0), True), ((0, 10, 4, 6), False), ((10, 10, 20, 0), False)],
)
def test_which_lines_cross(other, cross):
    one = np.array([(0, 0, 10, 10)], np.float32)

    assert crossings(one, np.array([other], np.float32)).tolist() == [[cross]]


def test_a_tie_goes_around_the_family():
    asked = scene(
        [(f"Persoon {n}", n % 8, 0) for n in range(30)],
        ties=[(f"a{n}", f"a{(n + 4) % 30}") for n in range(30)],
    )

    layout = laid_out(asked)

    where = {node.id: (node.x, node.y) for node in layout.nodes}
    (cx, cy), (rx, ry) = layout.center, layout.disc
    through = 0
    for a, b in asked.ties:
        points = layout.bends.get((a, b), (where[a], where[b]))
        assert math.dist(points[0], where[a]) + math.dist(points[-1], where[b]) < 0.05
        through += any(math.hypot((x - cx) / rx, (y - cy) / ry) < 0.9 for x, y in points)
    assert through <= 3


def test_ties_on_demand_bend_round_the_family_too():
    layout = laid_out(made_up(80, 9))

    assert layout.ties_on_demand
    assert 0 < len(layout.bends) < len(made_up(80, 9).ties)
