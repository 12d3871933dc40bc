"""The themes on the rim: six states, and marks of who supports them."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from drawn import actor, asked, family, on_theme, relation, themes

from kring.core.drawing.avatar import avatar
from kring.core.drawing.themes import MarkShape, State, rim_of
from kring.core.themes import SHIPPED

HOUSING = [theme for theme in SHIPPED if theme.id == "housing"]


def state(whom):
    [piece] = rim_of(whom, HOUSING)
    return piece.state


def helped_by(*parts, **more):
    actors = [actor(f"a{i}", sphere="kin") for i in range(len(parts))]
    relations = [relation(f"a{i}", themes=themes(housing=part)) for i, part in enumerate(parts)]
    return family(*actors, relations=relations, **more)


@pytest.mark.parametrize(
    ("whom", "expected"),
    [
        (helped_by("helps", "carries"), State.MANY),
        (helped_by("helps"), State.ONE),
        (helped_by("helps", themes=(on_theme("housing", need="urgent"),)), State.ONE),
        (helped_by(themes=(on_theme("housing", self=True),)), State.OURSELVES),
        (helped_by("helps", themes=(on_theme("housing", self=True),)), State.OURSELVES),
        (helped_by(themes=(on_theme("housing", need="none"),)), State.NOT_NEEDED),
        (helped_by(themes=(on_theme("housing", need="some"),)), State.GAP),
        (helped_by(themes=(on_theme("housing", need="urgent"),)), State.GAP),
        (helped_by(themes=(on_theme("housing"),)), State.NOT_ASKED),
        (helped_by(), State.NOT_ASKED),
    ],
)
def test_a_theme_is_in_one_of_six_states(whom, expected):
    assert state(whom) is expected


@pytest.mark.parametrize(
    ("maps", "expected"),
    [
        ((asked("themes", "need", "near"),), State.GAP),
        ((asked("themes"),), State.NOT_ASKED),
        ((asked("need"),), State.NOT_ASKED),
        ((asked("themes", day=date(2026, 1, 1)), asked("themes", "need", key="m2")), State.GAP),
        ((asked("themes", "need", day=date(2026, 1, 1)), asked(key="m2")), State.NOT_ASKED),
    ],
)
def test_only_what_the_latest_map_asked_can_be_a_gap(maps, expected):
    assert state(helped_by(themes=(on_theme("housing", need="some"),), maps=maps)) is expected


@pytest.mark.parametrize(
    ("one", "own"),
    [
        (actor("a", status="potential"), {}),
        (actor("a", status="ended"), {}),
        (actor("a"), {"quality": "broken"}),
        (actor("a"), {"freq": "none"}),
    ],
    ids=["may help", "stopped", "broken", "no contact"],
)
def test_who_does_not_help_now_is_no_helper(one, own):
    whom = family(one, relations=[relation("a", themes=themes(housing="carries"), **own)])

    assert state(whom) is State.NOT_ASKED


def test_each_helper_is_one_mark_sector_by_sector_filled_for_who_carries():
    whom = family(
        actor("office", sphere="services"),
        actor("aunt", sphere="kin"),
        actor("buddy"),
        actor("club", kind="group", sphere="community"),
        relations=[
            relation("office", themes=themes(housing="helps")),
            relation("buddy", themes=themes(housing="helps")),
            relation("buddy", themes=themes(housing="carries")),
            relation("buddy", themes=themes(housing="helps")),
            relation("aunt", themes=themes(housing="helps")),
            relation("club", themes=themes(housing="carries", work="helps")),
            relation("gone", themes=themes(housing="carries")),
        ],
    )

    [piece] = rim_of(whom, HOUSING)

    assert [(mark.actor.id, mark.shape, mark.is_filled) for mark in piece.marks] == [
        ("buddy", MarkShape.RING, True),
        ("aunt", MarkShape.DOT, False),
        ("club", MarkShape.DOT, True),
        ("office", MarkShape.SQUARE, False),
    ]


ALL_STATES = helped_by(
    "helps",
    "helps",
    themes=(
        on_theme("work", self=True),
        on_theme("income", need="none"),
        on_theme("health", need="urgent"),
    ),
)


def test_the_avatar_shows_every_state_without_a_word():
    drawn = avatar(ALL_STATES, SHIPPED)

    assert len(ElementTree.fromstring(drawn)) == 1 + 1 + 2 + 1 + 1 + 3 * 10
    assert 'aria-hidden="true"' in drawn
    assert not re.search(r"\d+ ", "".join(ElementTree.fromstring(drawn).itertext()))


def test_an_avatar_with_a_label_is_an_image_and_a_family_without_themes_a_disc():
    drawn = ElementTree.fromstring(avatar(ALL_STATES, [], label="Kring van <Amal>"))

    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", "Kring van <Amal>")
    assert len(drawn) == 1


def test_one_theme_is_a_ring_of_one_piece():
    assert len(ElementTree.fromstring(avatar(ALL_STATES, HOUSING))) == 2
