"""What the map says: strengths first, with its reason, and each reader only what is theirs."""

from dataclasses import replace
from datetime import date

import pytest
from looking import seen_by

from cast import STERRENBERG, nl
from kring.core.family import Actor
from kring.overview.says_shown import MOST, lines_for

ON = date(2026, 3, 1)
# A bridge, and a residence card that ends; Yousef has no contact of his own.
RICH = replace(
    STERRENBERG,
    members=(
        replace(STERRENBERG.members[0], status_until=date(2026, 4, 1)),
        STERRENBERG.members[1],
    ),
    actors=(*STERRENBERG.actors, Actor(id="fatma", label=nl("Fatma"), sphere="community",
                                       bridge=True)),
)  # fmt: skip


def said(reader, family=RICH, *, actor=None):
    return lines_for(seen_by(reader, family, actor=actor), on=ON, translate=str)


def words(reader, family=RICH):
    return " ".join(line.words for line in said(reader, family))


def test_strengths_come_first_and_there_are_never_more_than_five():
    lines = said("worker")

    assert lines[0].is_strength
    assert "Fatma" in lines[0].words
    assert len(lines) == MOST


def test_a_line_has_its_reason_and_the_rows_behind_it():
    lines = {line.theme.id if line.theme else "": line for line in said("worker")}
    work = lines["work"]

    assert work.words.startswith("Op deze kaart staat nog niemand bij Werk en opleiding")
    assert work.reason
    assert (work.people, work.somebody, work.is_strength, work.is_chance) == (
        (),
        None,
        False,
        False,
    )


def test_a_line_about_one_person_knows_who_it_is():
    [bridge, *_] = said("worker")

    assert str(bridge.somebody.name) == "Fatma"
    assert bridge.theme is None


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("worker", True), ("coordinator", True), ("family", False), ("volunteer", False)],
)
def test_what_is_to_be_spoken_of_apart_is_for_professionals(reader, sees):
    family = replace(RICH, actors=(), relations=(), links=(), themes=())

    assert any(line.apart for line in said(reader, family)) is sees


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("worker", True), ("coordinator", True), ("family", False), ("volunteer", False)],
)
def test_only_professionals_learn_when_somebodys_card_ends(reader, sees):
    family = replace(RICH, actors=(), relations=(), links=(), themes=())

    assert ("De kaart van Amal stopt" in words(reader, family)) is sees


@pytest.mark.parametrize(("reader", "sees"), [("worker", True), ("volunteer", False)])
def test_how_a_tie_feels_says_the_map_only_to_who_may_know(reader, sees):
    family = replace(
        STERRENBERG, relations=STERRENBERG.relations[1:2], themes=STERRENBERG.themes[:1]
    )

    assert ("gespannen" in words(reader, family)) is sees


def test_an_empty_map_says_nothing_it_does_not_know():
    family = replace(
        STERRENBERG, members=(), actors=(), relations=(), links=(), themes=(), maps=()
    )

    assert said("worker", family) == ()
