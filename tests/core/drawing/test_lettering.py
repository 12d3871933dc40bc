"""Words in a drawing: whatever people write comes out as text."""

from xml.etree import ElementTree

import pytest
from drawn import WIDTHS
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.drawing.lettering import (
    clean,
    escape,
    is_joined,
    isolated,
    line_of_text,
    runs_right_to_left,
    wrapped,
)

anything = st.text(st.characters(exclude_categories=()), max_size=40)


@given(anything)
@settings(max_examples=200)
def test_any_text_is_the_same_text_after_xml(text):
    parsed = ElementTree.fromstring(f'<t a="{escape(text)}">{escape(text)}</t>')

    plain = clean(text).translate({9: " ", 10: " ", 13: " "})
    assert (parsed.text or "", parsed.get("a")) == (plain, plain)


@given(anything)
@settings(max_examples=100)
def test_an_isolated_name_closes_what_it_opens(text):
    depth = 0
    for character in isolated(text)[1:-1]:
        depth += character in "\u2066\u2067\u2068"
        depth -= character == "\u2069"
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("text", "backwards", "joined"),
    [
        ("Lieve", False, False),
        ("12 (3)", False, False),
        ("Łukasz", False, False),
        ("… 12 –", False, False),
        ("فاطمة Peeters", True, True),
        ("(فاطمة)", True, True),
        ("Peeters فاطمة", False, True),
        ("שרה", True, False),
        ("ሰላም", False, False),
    ],
)
def test_the_direction_of_a_text_is_that_of_its_first_letter(text, backwards, joined):
    assert (runs_right_to_left(text), is_joined(text)) == (backwards, joined)


@pytest.mark.parametrize(
    ("text", "anchor", "direction", "words"),
    [
        ("Lieve", "start", None, "Lieve"),
        ("فاطمة", "middle", "rtl", "فاطمة"),
        ("فاطمة (buur)", "middle", "rtl", "\u2067فاطمة (buur)\u2069"),
        ("فاطمة", "end", None, "\u2067فاطمة\u2069"),
        ("فاطمة \u202ex\u2069 \u2067y", "end", None, "\u2067فاطمة \u202ex \u2067y\u2069\u2069"),
    ],
)
def test_right_to_left_text_stands_right_in_every_viewer(text, anchor, direction, words):
    drawn = ElementTree.fromstring(line_of_text(text, 1, 2, size=9, paint="", anchor=anchor))

    assert (drawn.get("direction"), drawn.get("text-anchor"), drawn.text) == (
        direction, anchor, words,
    )  # fmt: skip
    assert drawn.get("unicode-bidi") == "isolate"


def test_text_is_wrapped_at_blanks_and_a_long_word_stays_whole():
    assert wrapped("een twee drievierenvijf zes", 5, WIDTHS) == (
        "een twee", "drievierenvijf", "zes",
    )  # fmt: skip
    assert wrapped("", 5, WIDTHS) == ()
