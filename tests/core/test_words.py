"""Texts in more languages, and which one a reader gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.languages import closest, direction, dutch_name, own_name
from kring.core.words import Text, sentence


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("nl", "ltr"), ("ar", "rtl"), ("prs", "rtl"), ("fa-AF", "rtl"), ("ti", "ltr"),
        ("uk", "ltr"), ("ku-Arab", "rtl"), ("ku-Latn", "ltr"), ("AR_EG", "rtl"), ("x", "ltr"),
    ],
)  # fmt: skip
def test_a_language_runs_one_way_and_its_script_decides(tag, way):
    assert direction(tag) == way


def test_a_language_has_its_own_name_and_a_dutch_one():
    assert (own_name("ar"), dutch_name("ar")) == ("العربية", "Arabisch")
    assert (own_name("fa-AF"), dutch_name("fa-AF")) == ("فارسی", "Perzisch")
    assert (own_name("xx"), dutch_name("xx")) == ("xx", "xx")


@pytest.mark.parametrize(
    ("wanted", "available", "got"),
    [
        ("fr", ["nl", "fr"], "fr"),
        ("fr-BE", ["nl", "fr"], "fr"),
        ("fr", ["nl", "fr-BE"], "fr-BE"),
        ("ti", ["ar", "nl"], "nl"),
        ("ti", ["ar", "uk"], "ar"),
        ("ti", [], "nl"),
        ("ar", ["ar-SY", "ar"], "ar"),
    ],
)
def test_a_reader_gets_their_language_else_dutch_else_what_there_is(wanted, available, got):
    assert closest(wanted, available) == got


@given(st.text("abcr-", min_size=1, max_size=6), st.lists(st.sampled_from(["nl", "ar", "ti"])))
def test_what_a_reader_gets_is_always_there(wanted, available):
    assert closest(wanted, available) in (available or ["nl"])


def test_a_text_reads_in_the_language_asked_and_as_dutch_by_itself():
    text = Text({"ar": "بيت", "nl": "huis"})

    assert (text.in_language("ar"), text.in_language("uk"), str(text)) == (
        "بيت",
        "huis",
        "huis",
    )
    assert text.language_for("uk") == "nl"


@pytest.mark.parametrize("empty", [Text({}), Text({"nl": ""})])
def test_an_empty_text_is_nothing(empty):
    assert not empty
    assert str(empty) == ""


def test_a_sentence_is_translated_with_its_values():
    inner = sentence("het huis")
    outer = sentence("{who} zoekt {what}.", who="Amal", what=inner)

    assert str(outer) == "Amal zoekt het huis."
    english = {"het huis": "the house", "{who} zoekt {what}.": "{who} looks for {what}."}
    assert outer.say(english.__getitem__) == "Amal looks for the house."
