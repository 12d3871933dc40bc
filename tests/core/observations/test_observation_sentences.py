"""The Dutch of every observation, to the letter, and how names and days stand in it."""

from datetime import date

import pytest
from sentences_said import SENTENCES, TENSE
from small_maps import read, said, small_map, who

from kring.core.family import Theme
from kring.core.observations import read_map
from kring.core.observations.wording import (
    day_in_words,
    joined,
    listed,
    side_by_side,
    theme_name,
)


@pytest.mark.parametrize(
    ("family", "key", "text"), SENTENCES, ids=[text for _, _, text in SENTENCES]
)
def test_what_it_says(family, key, text):
    assert str(said(family)[key].sentence) == text


def test_every_code_has_its_sentence_here_and_a_reason():
    codes = [f"O{number:02}" for number in range(1, 16)] + ["P1", "P2", "P3", "P4"]
    asked = {key.partition(":")[0] for _, key, _ in SENTENCES}
    found = [each for family, _, _ in SENTENCES for each in said(family).values()]

    assert sorted(asked) == codes
    assert all(str(each.reason).endswith(".") for each in found)


def test_a_sentence_can_be_said_in_another_language():
    dictionary = {
        "Bij {theme} zijn er veel diensten. Wie is het aanspreekpunt?": "Many for {theme}.",
        "Wonen": "Housing",
    }
    found = said(small_map(*[who(key, helps="housing") for key in "abc"], some="housing"))

    said_in_english = found["O14:housing"].sentence.say(dictionary.__getitem__)

    assert said_in_english == "Many for Housing."


def test_braces_in_what_people_wrote_stay_as_they_are():
    theme = Theme(id="odd", nl="{Wonen} {0}")
    family = small_map(who("x", "volunteers", "odd", label="{x!r}"), some="odd")

    [found, *_] = read_map(family, themes=[theme], on=date(2026, 3, 1)).observations

    assert str(found.sentence).startswith(
        "Voor {Wonen} {0} staat alleen {x!r}, een vrijwilliger."
    )


def test_names_stand_in_the_order_of_the_alphabet_whatever_the_order_of_rows():
    people = [who(key, dir="mutual", label=key) for key in ("zus", "Anna", "Bert")]

    for order in (people, people[::-1]):
        found = said(small_map(*order))["P2:family"]
        assert str(found.sentence) == "Het gezin geeft ook zelf: aan Anna, Bert en zus."


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A en B"),
        (["A", "B", "C"], "A, B en C"),
        (list("ABCDEFGH"), "A, B, C, D, E, F, G en H"),
        (list("ABCDEFGHIJK"), "A, B, C, D, E, F, G, H en nog 3"),
    ],
)
def test_names_are_joined(names, text):
    assert str(joined(names)) == text


def test_lists_groups_and_days():
    assert str(listed([])) == ""
    assert str(listed(["A en B", "C"])) == "A en B, C"
    assert str(side_by_side(["A en B", "C", "D"])) == "A en B; C; D"
    assert str(day_in_words(date(2026, 8, 1))) == "1 augustus 2026"
    assert str(theme_name(Theme(id="x", nl="Wonen"))) == "Wonen"


def test_observations_stand_with_the_most_urgent_first_and_then_by_code():
    family = small_map(TENSE, who("x", "volunteers", "work"), some="income work housing")

    ranked = [(each.severity, each.code) for each in read(family).observations]

    assert ranked == [
        ("high", "O13"),
        ("medium", "O01"),
        ("medium", "O02"),
        ("medium", "O13"),
    ]
