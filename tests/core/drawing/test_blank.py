"""The blank A3 map: empty rings, themes in two languages, five steps."""

import re
from xml.etree import ElementTree

import pytest
from drawn import ICONS, WIDTHS

from kring.core.codes import ThemeId
from kring.core.drawing.blank import blank_map
from kring.core.drawing.blank_words import PAGE, Tongue
from kring.core.family import Theme
from kring.core.themes import SHIPPED

SVG = "{http://www.w3.org/2000/svg}"
ARABIC = {
    "Wonen": "السكن",
    "Onze kaart": "خريطتنا",
    "Naam": "الاسم",
    "heel dicht": "قريب جدًا",
}
DUTCH, OTHER = Tongue("nl"), Tongue("ar", lambda word: ARABIC.get(word, word))


def blank(*tongues, themes=SHIPPED):
    return ElementTree.fromstring(
        blank_map(themes, tongues=tongues, icons=ICONS, widths=WIDTHS)
    )


def words(root):
    return [text for text in root.itertext() if text.strip()]


def test_the_blank_map_says_everything_in_both_languages():
    said = words(blank(DUTCH, OTHER))

    for dutch, arabic in ARABIC.items():
        assert any(dutch in word for word in said)
        assert any(arabic in word for word in said)
    assert [word for word in said if re.fullmatch(r"[1-9]", word)] == ["1", "2", "3", "4", "5"]


def test_a_missing_translation_is_said_once():
    assert words(blank(DUTCH, OTHER)).count("Mensen") == 1
    assert words(blank(DUTCH, Tongue("ti"))) == words(blank(DUTCH))


def test_words_that_run_from_right_to_left_stand_at_the_right_of_their_column():
    root = blank(DUTCH, OTHER)

    [title] = [e for e in root.iter(f"{SVG}text") if "خريطتنا" in (e.text or "")]
    assert title.get("text-anchor") == "end"


def test_the_first_language_stands_on_top_at_the_top_and_at_the_bottom():
    turned = Tongue("x", lambda word: word[::-1])
    lines = {
        path.get("id"): float(path.get("d").split()[-1])
        for path in blank(DUTCH, turned).iter(f"{SVG}path")
        if path.get("id")
    }

    for theme in (0, 13, 6, 7):
        assert lines[f"blank-{theme}-0"] < lines[f"blank-{theme}-1"]


@pytest.mark.parametrize("count", [0, 1, 90])
def test_any_number_of_themes_makes_a_blank_map(count):
    themes = [Theme(id=ThemeId(f"t{i}"), nl="Zo", icon="house") for i in range(count)]

    assert len(list(blank(DUTCH, themes=themes).iter(f"{SVG}textPath"))) == count


def test_the_blank_map_has_the_size_of_a3_within_its_margins():
    assert pytest.approx((1133.9, 785.2), abs=0.1) == PAGE
    assert blank(DUTCH).get("viewBox") == "0 0 1133.9 785.2"
