"""How the map came about, and the words that stand above it."""

from dataclasses import replace
from datetime import date

import pytest
from looking import seen_by

from cast import STERRENBERG, nl
from kring.core.codes import MayRead, Round
from kring.core.family import MapRecord, Story
from kring.core.sharing import Reader
from kring.overview.made import made_of, quote_of

MAP = STERRENBERG.maps[0]


def made(reader="worker", *maps):
    family = replace(STERRENBERG, maps=maps)
    return made_of(family, reader=Reader(reader), translate=str)


def test_a_map_that_was_never_made_says_nothing():
    assert made("worker") is None


def test_the_last_time_counts_with_those_this_reader_knows():
    later = MapRecord(id="m2", date=date(2026, 2, 9), made_with=("yousef", "lieve", "weg"))
    found = made("worker", later, MAP)

    assert found.on == date(2026, 2, 9)
    assert [str(who.name) for who in found.together_with] == ["Yousef", "Lieve"]
    assert found.not_asked == ()


@pytest.mark.parametrize(
    ("reader", "not_asked"),
    [
        ("worker", ("wie elkaar kent", "hoe het contact is")),
        ("family", ("wie elkaar kent", "hoe het contact is")),
        (
            "volunteer",
            ("wie elkaar kent",),
        ),  # whether feelings were asked is not theirs to know
    ],
)
def test_what_was_not_asked_is_said(reader, not_asked):
    asked = tuple(each for each in Round if each not in (Round.LINKS, Round.FEELINGS))

    assert made(reader, replace(MAP, asked=asked)).not_asked == not_asked


def test_the_first_chapter_stands_above_the_map():
    said = quote_of(seen_by("worker"), language="nl")

    assert (said.own.language, said.beside.text) == ("ar", "Wij willen een droog huis.")
    assert str(said.by) == "Amal"


def test_without_a_chapter_for_this_reader_the_words_on_a_theme_stand_there():
    secret = Story(id="s", words=nl("Geheim"), may_read=MayRead.FAMILY)
    family = replace(STERRENBERG, stories=(secret,))

    assert quote_of(seen_by("family", family), language="nl").own.text == "Geheim"
    said = quote_of(seen_by("worker", family), language="nl")
    assert (said.own.text, said.beside, said.by) == ("Het huis is nat.", None, None)


def test_without_any_words_nothing_stands_there():
    family = replace(STERRENBERG, stories=(), themes=())

    assert quote_of(seen_by("worker", family), language="nl") is None
