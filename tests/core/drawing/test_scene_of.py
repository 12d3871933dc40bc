"""Who stands where: sectors, rings, symbols, badges and names."""

from datetime import date

import pytest
from drawn import DAY, actor, family, link, member, relation, spoken, themes

from kring.core.codes import Id
from kring.core.drawing.scene_of import scene_of
from kring.core.drawing.standing import Badge, Symbol, standings
from kring.core.family import Place
from kring.core.layout.scene import Kept
from kring.core.themes import SHIPPED

THEMES = [theme.id for theme in SHIPPED]


def stands(one, *relations, on=DAY, members=()):
    [standing] = standings(
        family(one, relations=relations, members=members),
        themes=THEMES,
        show_ended=True,
        on=on,
    )
    return standing


def spots(scene):
    return [spot.id for spot in scene.spots]


def test_the_sectors_stand_counter_clockwise_with_the_peoples_half_first():
    scene = scene_of(family(), themes=SHIPPED)

    assert [(sector.id, sector.people) for sector in scene.sectors] == [
        ("volunteers", True),
        ("kin", True),
        ("friends_neighbours", True),
        ("community", True),
        ("daily_life", False),
        ("services", False),
    ]
    assert [ring.label for ring in scene.rings] == [
        "heel dicht", "dicht", "verder", "nog te zoeken",
    ]  # fmt: skip
    assert scene.halves == ("Mensen", "Diensten")


@pytest.mark.parametrize(
    ("one", "relations", "ring"),
    [
        (actor("a"), [], 2),
        (actor("a"), [relation("a")], 2),
        (actor("a"), [relation("a", closeness=3), relation("a", closeness=1)], 0),
        (actor("a"), [relation("a", closeness=2), relation("a")], 1),
        (actor("a", status="potential"), [relation("a", closeness=1)], 3),
        (actor("a", status="desired"), [], 3),
        (actor("a", status="ended"), [relation("a", closeness=1)], 0),
    ],
    ids=["no relation", "closeness unknown", "closest", "known one", "may", "wished", "ended"],
)
def test_the_ring_is_that_of_the_closest_relation(one, relations, ring):
    assert stands(one, *relations).ring == ring


@pytest.mark.parametrize(
    ("one", "symbol", "warm"),
    [
        (actor("a", sphere="kin"), Symbol.PERSON, True),
        (actor("a", sphere="daily_life"), Symbol.PERSON, True),
        (actor("a"), Symbol.VOLUNTEER, True),
        (actor("a", formality="formal"), Symbol.SERVICE, False),
        (actor("a", sphere="services"), Symbol.SERVICE, False),
        (actor("a", sphere="services", formality="informal"), Symbol.PERSON, True),
        (actor("a", kind="service"), Symbol.SERVICE, False),
        (actor("a", kind="group", sphere="community"), Symbol.GROUP, True),
        (actor("a", kind="group", sphere="services"), Symbol.GROUP, False),
        (actor("a", kind="place", sphere="community"), Symbol.PLACE, True),
    ],
)
def test_the_symbol_of_an_actor(one, symbol, warm):
    standing = stands(one)

    assert (standing.symbol, standing.is_warm) == (symbol, warm)


FARSI_ONLY = member("m", languages=spoken(fa="native", nl="basic"), birth_year=1990)
PUPIL = member("k", role="child", languages=spoken(nl="fluent"), birth_year=2018)


DUTCH = actor("a", languages=("nl",))


def interpreted(by, *members):
    return relation("a", interpreter=by, members=members or "all")


@pytest.mark.parametrize(
    ("one", "relations", "worn"),
    [
        (actor("a"), [], []),
        (actor("a", bridge=True, coordination=True), [], [Badge.BRIDGE, Badge.CONTACT]),
        (actor("a", abroad=True), [], [Badge.ABROAD]),
        (actor("a"), [interpreted("professional")], [Badge.INTERPRETER]),
        (actor("a", until=date(2026, 4, 15)), [], [Badge.ENDS_SOON]),
        (actor("a", until=date(2026, 4, 15), status="ended"), [], []),
        (actor("a", until=date(2026, 6, 15)), [], []),
        (actor("a"), [relation("a", confirmed=date(2025, 6, 1))], [Badge.UNCONFIRMED]),
        (actor("a"), [relation("a", confirmed=date(2026, 2, 1))], []),
    ],
)
def test_the_badges_of_an_actor(one, relations, worn):
    assert list(stands(one, *relations).badges) == worn


@pytest.mark.parametrize(
    ("one", "own", "members", "worn"),
    [
        (DUTCH, interpreted("child"), [FARSI_ONLY], [Badge.CHILD_INTERPRETS]),
        (DUTCH, interpreted("none"), [FARSI_ONLY], [Badge.LANGUAGE_GAP]),
        (DUTCH, interpreted("informal_adult", "m"), [FARSI_ONLY, PUPIL], [Badge.LANGUAGE_GAP]),
        (DUTCH, interpreted("none", "k"), [FARSI_ONLY, PUPIL], [Badge.LANGUAGE_GAP]),
        (DUTCH, relation("a"), [FARSI_ONLY], []),
        (actor("a"), interpreted("none"), [FARSI_ONLY], []),
        (DUTCH, interpreted("none"), [member("m")], []),
        (DUTCH, interpreted("none"), [], []),
        (actor("a", languages=("fa-AF",)), interpreted("none"), [FARSI_ONLY], []),
    ],
    ids=[
        "a child", "nobody", "an acquaintance", "with the children alone", "nobody asked",
        "the actor's languages unknown", "the member's unknown", "no member", "shared",
    ],
)  # fmt: skip
def test_a_language_gap_shows_only_when_it_is_known(one, own, members, worn):
    assert list(stands(one, own, members=tuple(members)).badges) == worn


def test_without_a_day_nothing_ends_and_nothing_is_out_of_date_and_every_age_speaks():
    one = actor("a", until=DAY, languages=("nl",))
    late = relation("a", confirmed=date(2020, 1, 1), interpreter="none", members=("k",))

    assert stands(one, late, on=None, members=(FARSI_ONLY, PUPIL)).badges == ()


def test_at_most_two_small_badges_show_beside_bridge_and_contact_point():
    one = actor("a", bridge=True, coordination=True, abroad=True, until=DAY)
    standing = stands(one, relation("a", interpreter="child", confirmed=date(2025, 1, 1)))

    assert standing.shown_badges == (
        Badge.BRIDGE, Badge.CONTACT, Badge.CHILD_INTERPRETS, Badge.ENDS_SOON,
    )  # fmt: skip


def test_services_stand_in_the_order_of_their_themes_and_the_others_by_ring():
    whom = family(
        actor("z", sphere="services"),
        actor("school", sphere="services"),
        actor("lawyer", sphere="services"),
        actor("far"),
        actor("near"),
        actor("wished", sphere="services", status="desired", possible_themes=("family",)),
        relations=[
            relation("school", themes=themes(education="carries")),
            relation("lawyer", themes=themes(residence="helps", work="helps")),
            relation("far", closeness=3),
            relation("near", closeness=1),
        ],
    )

    assert spots(scene_of(whom, themes=SHIPPED)) == [
        "near", "far", "lawyer", "wished", "school", "z",
    ]  # fmt: skip


def test_those_who_stopped_stand_on_the_map_only_when_asked():
    whom = family(actor("a"), actor("b", status="ended"), links=(link("a", "b"),))

    hidden = scene_of(whom, themes=SHIPPED)
    shown = scene_of(whom, themes=SHIPPED, show_ended=True)

    assert (spots(hidden), hidden.ties) == (["a"], ())
    assert (spots(shown), shown.ties) == (["a", "b"], (("a", "b"),))


def test_each_pair_is_one_tie_whatever_there_is_between_them():
    links = (link("a", "b"), link("b", "a", "refers"), link("a", "a"), link("a", "gone"))

    assert scene_of(family(actor("a"), actor("b"), links=links), themes=SHIPPED).ties == (
        ("a", "b"),
    )


def test_a_place_chosen_by_hand_is_fixed():
    whom = family(actor("a", place=Place(along=0.25, across=0.5)))

    [spot] = scene_of(whom, themes=SHIPPED).spots

    assert spot.kept == Kept(along=0.25, across=0.5, fixed=True)


@pytest.mark.parametrize(
    ("label", "role", "under"),
    [
        ("Lieve", "buddy", "buddy"),
        ("Lieve", None, ""),
        ("Buddy Wim", "buddy", ""),
        ("Verpleegkundige K&G", "kg_nurse", ""),
        ("Huisarts", "gp", ""),
        ("An", "night_shelter", "night shelter"),
    ],
)
def test_the_role_stands_under_the_name_unless_it_says_the_same(label, role, under):
    [spot] = scene_of(family(actor("a", label, role=role)), themes=SHIPPED).spots

    assert (spot.label, spot.under) == (label, under)


def test_an_actor_whom_a_reader_may_not_see_leaves_no_trace():
    whom = family(actor("a"), actor("b"), links=(link("a", "b"),))
    without = family(actor("a"))

    assert scene_of(without, themes=SHIPPED).spots == tuple(
        spot for spot in scene_of(whom, themes=SHIPPED).spots if spot.id == Id("a")
    )
