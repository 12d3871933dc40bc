"""A family's map for a sheet: in the wished format and colours, and in words."""

from dataclasses import replace

import pytest

from cast import STERRENBERG
from kring.core.drawing.palette import BLACK_AND_WHITE, COLOUR_PRINT, SCREEN
from kring.core.family import Actor, Family
from kring.core.layout.scene import Format
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.documents.map_paper import MOST_SAID, Wish, drawing_of, in_words, svg_of


@pytest.mark.parametrize(
    ("wish", "palette"),
    [
        (Wish(), SCREEN),
        (Wish(page=Format.A4), COLOUR_PRINT),
        (Wish(page=Format.A3, in_colour=False), BLACK_AND_WHITE),
        (Wish(in_colour=False), BLACK_AND_WHITE),
    ],
)
def test_the_colours_follow_the_page(wish, palette):
    drawing = drawing_of(STERRENBERG, SHIPPED, wish)

    assert wish.palette is palette
    assert drawing.palette is palette
    assert drawing.layout.format is wish.page
    assert palette.brand in svg_of(drawing, wish)


def test_a_map_in_words_tells_everybody_and_every_theme():
    wish = Wish()
    said = in_words(drawing_of(STERRENBERG, SHIPPED, wish), wish)

    assert said.startswith("Het gezin staat in het midden: Amal en Yousef. ")
    assert "Lieve, omarmer, vrijwilliger, heel dicht. Draagt wonen." in said
    assert "Wonen: Lieve, OCMW." in said
    assert "Werk en opleiding: nog niemand." in said
    assert "oeilijke band" not in said


@pytest.mark.parametrize("difficult", [False, True])
def test_how_a_tie_is_is_told_only_when_wished(difficult):
    wish = Wish(difficult_ties=difficult)
    said = in_words(drawing_of(STERRENBERG, SHIPPED, wish), wish)

    assert ("Moeilijke band" in said) == difficult


def test_what_is_chosen_goes_along():
    wish = Wish(theme="housing", member="amal")

    chosen = drawing_of(STERRENBERG, SHIPPED, wish).chosen

    assert (chosen.theme, chosen.member) == ("housing", "amal")


def test_of_very_many_only_the_first_are_told():
    many = tuple(
        Actor(id=f"a{n}", label=Text.dutch(f"Buur{n}x"), sphere="friends_neighbours")
        for n in range(MOST_SAID + 5)
    )
    family = replace(STERRENBERG, actors=many, relations=(), links=())
    wish = Wish()

    said = in_words(drawing_of(family, SHIPPED, wish), wish)

    assert sum(f"Buur{n}x" in said for n in range(MOST_SAID + 5)) == MOST_SAID


def test_a_family_of_which_nothing_is_known_has_a_map_too():
    family = Family(id="x", label=Text.dutch("Gezin X"))
    wish = Wish(page=Format.A4)
    drawing = drawing_of(family, SHIPPED, wish)

    assert "<svg" in svg_of(drawing, wish)
    assert in_words(drawing, wish).startswith("Het gezin staat in het midden: Gezin X.")
