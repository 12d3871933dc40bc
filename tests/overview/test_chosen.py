"""An address says what is looked at; what is not there for this reader does not exist."""

from dataclasses import replace

import pytest

from cast import STERRENBERG
from kring.base.errors import NotFoundHere
from kring.core.themes import SHIPPED
from kring.overview.chosen import Choice, View, choice_of, one_of


def chosen(**asked):
    return choice_of(asked, STERRENBERG, SHIPPED)


def test_without_words_nothing_is_chosen():
    choice = chosen(pagina="3")

    assert choice == Choice()
    assert choice.address == "?"
    assert not choice.is_filter


def test_every_part_can_be_chosen_and_gives_its_address_back():
    asked = {
        "toon": "tabel",
        "thema": "housing",
        "lid": "amal",
        "wie": "ocmw",
        "zonder": "ocmw",
    }
    choice = chosen(**asked)

    assert choice.view is View.TABLE
    assert choice.theme.id == "housing"
    assert str(choice.member.name) == "Amal"
    assert str(choice.actor.label) == str(choice.without.label) == "OCMW"
    assert choice.address == "?toon=tabel&thema=housing&lid=amal&wie=ocmw&zonder=ocmw"


@pytest.mark.parametrize(
    ("asked", "filters"),
    [({"thema": "housing"}, True), ({"lid": "amal"}, True), ({"wie": "ocmw"}, False)],
)
def test_a_theme_and_a_member_leave_people_out(asked, filters):
    assert chosen(**asked).is_filter is filters


@pytest.mark.parametrize(
    "asked",
    [
        {"toon": "cirkel"},
        {"toon": ""},
        {"thema": "astrologie"},
        {"lid": "lieve"},  # an actor is no member
        {"lid": ""},
        {"wie": "amal"},  # a member is no actor
        {"wie": "weg"},
        {"zonder": "weg"},
    ],
)
def test_what_is_not_there_does_not_exist(asked):
    with pytest.raises(NotFoundHere, match="Deze pagina bestaat niet"):
        chosen(**asked)


def test_who_is_hidden_from_this_reader_does_not_exist():
    family = replace(STERRENBERG, actors=STERRENBERG.actors[:1])

    with pytest.raises(NotFoundHere):
        choice_of({"wie": "ocmw"}, family, SHIPPED)


def test_somebody_else_is_looked_at_whole():
    choice = chosen(thema="housing", wie="ocmw", zonder="ocmw")
    lieve = STERRENBERG.actors[0]

    assert choice.but(actor=lieve).address == "?thema=housing&wie=lieve"
    assert choice.but(theme=None).address == "?wie=ocmw&zonder=ocmw"


@pytest.mark.parametrize("view", View)
def test_every_view_has_a_word_and_a_picture(view):
    assert view.label
    assert view.icon
    assert one_of(View, view.value) is view
