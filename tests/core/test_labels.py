"""Every code has a Dutch word, and every word comes through the translation."""

from enum import StrEnum

import pytest

from kring.core import codes, labels, roles
from kring.core.codes import ThemeId
from kring.core.family import Theme
from kring.core.themes import SHIPPED
from kring.core.words import Text

CLOSED = [
    kind
    for kind in vars(codes).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
]
GARDEN = ThemeId("garden")


def shout(words):
    return words.upper()


@pytest.mark.parametrize("kind", CLOSED, ids=lambda kind: kind.__name__)
def test_every_closed_code_has_a_word_that_is_not_the_code(kind):
    words = [labels.label(code) for code in kind]

    assert all(words)
    assert len(set(words)) == len(words)


def test_a_shipped_theme_speaks_dutch_french_and_english_and_is_translated_else():
    housing = SHIPPED[2]

    names = [labels.theme_name(housing, language, shout) for language in ("fr-BE", "en", "ar")]

    assert names == ["Logement", "Housing", "WONEN"]


@pytest.mark.parametrize(
    ("theme", "short", "icon"),
    [
        (SHIPPED[3], "Geld", "coins"),
        (Theme(id=ThemeId("income"), nl="Inkomen en budget"), "Geld", "coins"),
        (Theme(id=ThemeId("income"), nl="Centen"), "Centen", "coins"),
        (Theme(id=GARDEN, nl="Tuin"), "Tuin", ""),
        (Theme(id=GARDEN, nl="Tuin", short=Text({"nl": "Groen"}), icon="sun"), "Groen", "sun"),
    ],
    ids=["shipped", "from a file without short words", "renamed", "own", "own with all"],
)  # fmt: skip
def test_short_word_and_icon_of_a_theme(theme, short, icon):
    assert (labels.theme_short(theme, "nl"), labels.theme_icon(theme)) == (short, icon)


def test_a_short_word_in_the_readers_language_is_not_translated_again():
    garden = Theme(id=GARDEN, nl="Tuin", short=Text({"nl": "Groen", "ar": "أخضر"}))

    assert labels.theme_short(garden, "ar", shout) == "أخضر"
    assert labels.theme_short(garden, "nl", shout) == "GROEN"


@pytest.mark.parametrize(
    ("word", "language", "inside"),
    [
        ("Wonen", "nl", "wonen"),
        ("Nederlands", "nl", "Nederlands"),
        ("Nederlands en inburgering", "nl-BE", "Nederlands en inburgering"),
        ("Dutch and civic integration", "en", "Dutch and civic integration"),
        ("OCMW", "nl", "OCMW"),
        ("Wohnen", "de", "Wohnen"),
        ("", "nl", ""),
    ],
)
def test_a_name_inside_a_sentence(word, language, inside):
    assert labels.in_a_sentence(word, language) == inside


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("gp", "HUISARTS / WIJKGEZONDHEIDSCENTRUM"),
        ("night_shelter", "night shelter"),
        (None, ""),
    ],
)
def test_a_role_in_words(code, label):
    assert roles.role_label(code, shout) == label


@pytest.mark.parametrize(("code", "label"), [("mother", "MOEDER"), ("step_aunt", "step aunt")])
def test_a_members_role_in_words(code, label):
    assert roles.member_role_label(code, shout) == label
