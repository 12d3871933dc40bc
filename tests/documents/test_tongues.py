"""The words of drawings and papers: in every language we say we have, and Dutch otherwise."""

import pytest

from kring.core.drawing.blank import blank_map
from kring.core.drawing.blank_words import Tongue
from kring.core.themes import SHIPPED
from kring.documents import tongues
from kring.documents.assets import font_widths, icons
from kring.documents.coverage import unprintable
from kring.documents.tongues import is_reviewed, paper_language, paper_languages, translator


def asked_of_a_second_language():
    """Every sentence of ours on the blank map."""
    asked = set()

    def hear(sentence):
        asked.add(sentence)
        return f"{sentence}!"

    blank_map(
        SHIPPED,
        tongues=[Tongue("nl"), Tongue("xx", hear)],
        icons=icons(),
        widths=font_widths(),
    )
    return asked


@pytest.mark.parametrize("language", paper_languages()[1:])
def test_every_language_has_every_word_of_the_blank_map_in_letters_that_we_have(language):
    translate = translator(language)
    wanted = asked_of_a_second_language()
    words = tongues._words()[language]

    assert wanted - set(words) == set()
    assert set(words) - wanted - {"reviewed"} == set()
    assert unprintable("".join(map(translate, wanted))) == frozenset()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Onze kaart"),
        ("nl-BE", "Onze kaart"),
        ("ti", "ካርታና"),
        ("prs", "نقشه ما"),
        ("fa-AF", "نقشه ما"),  # who reads Persian reads Dari
        ("tlh", "Onze kaart"),
    ],
)
def test_a_word_is_said_in_the_language_asked_or_in_dutch(language, said):
    assert translator(language)("Onze kaart") == said


@pytest.mark.parametrize(
    ("tag", "found"), [("ar", "ar"), ("ar-SY", "ar"), ("fa", "prs"), ("nl", "nl"), ("ka", "nl")]
)
def test_who_speaks_a_language_gets_the_blank_map_nearest_to_it(tag, found):
    assert paper_language(tag) == found


def test_what_nobody_translated_stays_dutch():
    assert translator("ti")("Een zin die nergens staat.") == "Een zin die nergens staat."


def test_the_pages_own_translation_goes_before_ours(monkeypatch):
    class Catalogue:
        def gettext(self, sentence):
            return {"Naam": "Onoma"}.get(sentence, sentence)

    monkeypatch.setattr(tongues, "translation", lambda *_, **__: Catalogue())
    fresh = translator.__wrapped__

    assert fresh("ti")("Naam") == "Onoma"
    assert fresh("ti")("Datum") == "ዕለት"


def test_a_language_that_nobody_read_says_so(monkeypatch):
    assert is_reviewed("nl-BE")
    assert not is_reviewed("ar")
    monkeypatch.setattr(tongues, "_words", lambda: {"ar": {"reviewed": True}})
    assert is_reviewed("ar")
    assert not is_reviewed("tlh")
