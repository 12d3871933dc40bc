"""The family as its page shows it: people, strengths, words by theme, and dated facts."""

from datetime import date

import pytest

from kring.core.codes import Fluency, Literacy, Location
from kring.core.family import Family, MapRecord, Member, Strength, ThemeState
from kring.core.sharing import Reader
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.overview.household import people_of, strengths_of, words_by_theme
from kring.overview.situation import situation_of

nl = Text.dutch
TODAY = date(2026, 3, 1)


def member(**more):
    return Member(**{"id": "m", "name": nl("Amal"), "role": "mother"} | more)


def person(**more):
    [found] = people_of(Family(id="f", label=nl("G"), members=(member(**more),)), on=TODAY)
    return found


@pytest.mark.parametrize(
    ("more", "age", "is_baby"),
    [
        ({"birth_year": 1988}, 38, False),
        ({"birth_year": 2025}, 1, True),
        ({"birth_year": 2026}, 0, True),
        ({}, None, False),
        ({"birth_year": 1988, "location": Location.DECEASED}, None, False),
        ({"birth_year": 1988, "location": Location.ABROAD}, 38, False),
    ],
)
def test_how_old_somebody_is_said_to_be(more, age, is_baby):
    found = person(**more)

    assert (found.age, found.is_baby) == (age, is_baby)


def test_the_best_language_comes_first_and_one_that_is_not_spoken_stays_away():
    spoken = {"nl": Fluency.BASIC, "fr": Fluency.NONE, "ar": Fluency.NATIVE}

    assert person(languages=spoken).languages == (
        ("ar", Fluency.NATIVE),
        ("nl", Fluency.BASIC),
    )


@pytest.mark.parametrize(
    ("more", "literacy", "elsewhere"),
    [
        ({}, None, None),
        ({"literacy": Literacy.LITERATE}, Literacy.LITERATE, None),
        ({"location": Location.MISSING}, None, Location.MISSING),
    ],
)
def test_what_is_unknown_is_not_said(more, literacy, elsewhere):
    found = person(**more)

    assert (found.literacy, found.elsewhere) == (literacy, elsewhere)


def test_a_strength_knows_whose_it_is_and_what_it_is_good_for():
    family = Family(
        id="f",
        label=nl("G"),
        members=(member(),),
        strengths=(
            Strength(text=nl("Bakt"), member="m", theme="work"),
            Strength(text=nl("Lacht"), theme="no_such_theme"),
        ),
    )

    bakes, laughs = strengths_of(family, SHIPPED)

    assert (str(bakes.who), bakes.theme.id) == ("Amal", "work")
    assert (laughs.who, laughs.theme) == (None, None)


def test_words_by_theme_follow_the_order_of_the_themes():
    family = Family(
        id="f",
        label=nl("G"),
        themes=(
            ThemeState(id="work", words=nl("Yousef was bakker.")),
            ThemeState(id="housing", words=nl("Het huis is nat.")),
            ThemeState(id="health"),
        ),
    )

    assert [(line.theme.id, str(line.words)) for line in words_by_theme(family, SHIPPED)] == [
        ("housing", "Het huis is nat."),
        ("work", "Yousef was bakker."),
    ]


FAMILY = Family(
    id="f",
    label=nl("G"),
    municipality=nl("Lindervelde"),
    arrival="2023-05",
    phase="after_recognition",
    members=(
        member(status="refugee", status_until=date(2029, 4, 12)),
        member(id="n", name=nl("Nour"), status="unknown"),
        member(id="o", name=nl("Omar"), status="orange_card"),
        member(id="p", name=nl("Pia")),
    ),
    maps=(
        MapRecord(id="b", date=date(2026, 2, 15)),
        MapRecord(id="a", date=date(2025, 5, 12)),
    ),
)

PAPERS = [("Amal", "erkend vluchteling", date(2029, 4, 12)), ("Omar", "orange card", None)]


@pytest.mark.parametrize(
    ("reader", "phase", "stays"),
    [
        (Reader.WORKER, "na de erkenning", PAPERS),
        (Reader.COORDINATOR, "na de erkenning", PAPERS),
        (Reader.FAMILY, "na de erkenning", []),
        (Reader.VOLUNTEER, "", []),
    ],
)
def test_papers_are_for_the_professionals_and_the_phase_not_for_volunteers(
    reader, phase, stays
):
    found = situation_of(FAMILY, reader=reader, translate=str)

    assert found.phase == phase
    assert [(str(each.name), each.status, each.until) for each in found.stays] == stays
    assert (str(found.municipality), found.arrival) == ("Lindervelde", "2023-05")
    assert found.last_map == date(2026, 2, 15)


def test_a_family_of_which_nothing_is_known_has_no_situation():
    found = situation_of(Family(id="f", label=nl("G")), reader=Reader.WORKER, translate=str)

    assert not found
    assert situation_of(FAMILY, reader=Reader.VOLUNTEER, translate=str)
