"""Who types with haste, without accents or with a mistake still finds the instrument."""

import pytest

from kring.toolbox.catalogue import instruments
from kring.toolbox.search import search


def found(question):
    return [each.slug for each in search(question, instruments()).found]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("netwerkkaart", "netwerkkaart"),
        ("NETWERKKAART", "netwerkkaart"),
        ("netwerkart", "netwerkkaart"),  # a letter forgotten
        ("handelingsplaan", "handelingsplan"),
        ("cliëntoverleg", "lokaal-clientoverleg"),
        ("clientoverleg", "lokaal-clientoverleg"),  # without its accent
        ("lco", "lokaal-clientoverleg"),
        ("tolk", "sociaal-tolk"),
        ("signaal", "signalenbundel"),  # an other ending
        ("Pantucek", "easynwk"),  # the maker
        ("woning zoeken", "vluchteling-zkt-woning"),
    ],
)
def test_the_best_instrument_comes_first(question, first):
    assert found(question)[0] == first


def test_every_word_of_the_question_must_stand_in_it():
    assert found("tolk boek") == ["sociaal-tolk"]
    assert len(found("tolk")) > 1


@pytest.mark.parametrize("question", ["", "   ", "…?!"])
def test_no_words_leave_all_as_they_stood(question):
    assert search(question, instruments()).found == instruments()


def test_what_is_too_far_off_is_asked_back():
    answer = search("werkblad", instruments())

    assert answer.found == ()
    assert answer.meant == "werk"


@pytest.mark.parametrize("question", ["xyz", "qqqqqqqq", "werkblad xyz"])
def test_where_nothing_is_near_nothing_is_asked_back(question):
    answer = search(question, instruments())

    assert answer.found == ()
    assert answer.meant == ""


def test_words_that_we_know_but_not_together_are_not_asked_back():
    answer = search("Pantucek Hartman", instruments())

    assert answer.found == ()
    assert answer.meant == ""


def test_one_searches_only_among_what_was_chosen():
    among = [each for each in instruments() if each.slug != "netwerkkaart"]

    assert "netwerkkaart" not in [each.slug for each in search("netwerkkaart", among).found]


def test_a_very_long_question_is_cut():
    assert found("tolk " * 1000)[0] == "sociaal-tolk"
