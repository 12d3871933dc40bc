"""How wide a text is, and how a label breaks into lines."""

import json
from importlib.resources import files

import pytest
from layout_laws import benchmark, made_up
from PIL import ImageFont

from kring.core.layout.scene import baseline
from kring.core.layout.text import em, letterings, line_height, shortened
from kring.documents.assets import font_widths

WIDTHS = font_widths()
FONTS = files("kring") / "static" / "fonts"


def pillow(name):
    return ImageFont.truetype(str(FONTS / name), 1000)


def lines(label, under="", **more):
    return [way.lines for way in letterings(label, under, WIDTHS, **more)]


@pytest.mark.parametrize(
    ("font", "bold"), [("NotoSans-Regular.ttf", False), ("NotoSans-Bold.ttf", True)]
)
def test_a_text_is_never_wider_than_we_say(font, bold):
    witness = pillow(font)
    for spot in made_up(150, 4).spots:
        real = witness.getlength(spot.label) / 1000
        assert real <= em(spot.label, WIDTHS, bold=bold) <= real * 1.05 + 0.01


@pytest.mark.parametrize("text", ["محمد الأحمد", "شبكة العائلة والأصدقاء", "لا إله", "فاطمة"])
def test_arabic_letters_that_join_are_never_wider_than_we_say(text):
    real = pillow("NotoNaskhArabic-Regular.ttf").getlength(text) / 1000

    assert real <= em(text, WIDTHS)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("李", 1.005),  # no shipped font has it: a marked box
        ("\u200b\u200d\u202e", 0),  # nothing to see
        ("e\u0301", 0.57),  # an accent stands on its letter
    ],
)
def test_letters_that_no_font_has_and_marks_that_take_no_room(text, width):
    assert em(text, WIDTHS) == pytest.approx(width, abs=0.01)


def test_the_table_of_widths_is_made_from_the_shipped_fonts():
    made = {
        name: benchmark("make_widths").widths(weight)
        for name, weight in (("regular", "Regular"), ("bold", "Bold"))
    }

    assert json.loads((FONTS / "widths.json").read_text(encoding="utf-8")) == made


@pytest.mark.parametrize(
    ("text", "height"),
    [
        ("Lieve Ångström", 1.0),
        ("", 1.0),
        ("Оксана", 1.0),
        ("a – b…", 1.0),
        ("ማርታ", 1.2),
        ("Jan ماريا", 1.5),
        ("👩", 1.3),
    ],
)
def test_how_high_a_line_is(text, height):
    assert line_height(text) == height


@pytest.mark.parametrize(
    ("label", "ways"),
    [
        ("Lieve", [("Lieve",)]),
        ("Jan D.", [("Jan D.",)]),  # too short to gain by a second line
        ("Lieve Peeters", [("Lieve Peeters",), ("Lieve", "Peeters")]),
        ("  Lieve \n Peeters ", [("Lieve Peeters",), ("Lieve", "Peeters")]),
        (
            "Gebremedhin-Woldemichael",
            [("Gebremedhin-Woldemichael",), ("Gebremedhin-", "Woldemichael")],
        ),
        ("Agentschap Integratie Antwerpen", [("Agentschap", "Integratie Antwerpen")]),
        ("x" * 30, [("x" * 15 + "-", "x" * 15)]),
        ("an " + "x" * 40, [("an " + "x" * 18 + "-", "x" * 22)]),
        ("x" * 14 + "\u0301\u0301" + "x" * 14, [("x" * 13 + "-", "x\u0301\u0301" + "x" * 14)]),
        ("\u0301" * 40, [("\u0301-", "\u0301" * 39)]),
    ],
)
def test_where_a_label_breaks(label, ways):
    assert lines(label) == ways


def test_an_under_line_is_smaller_and_short():
    [way] = letterings("Lieve", "verpleegkundige van Kind en Gezin", WIDTHS)

    assert way.lines == ("Lieve", "verpleegkundige van Kind en…")
    assert way.small == 1
    assert way.heights == (1.0, 0.82)
    assert way.width == way.widths[1] > way.widths[0]


def test_bold_letters_are_wider():
    assert em("Lieve", WIDTHS, bold=True) > em("Lieve", WIDTHS)


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Lieve", 5, "Lieve"),
        ("Lieve Maes", 7, "Lieve…"),
        ("  a   b ", 9, "a b"),
        ("ab", 1, "…"),
    ],
)
def test_shortened(text, most, short):
    assert shortened(text, most) == short


def test_letters_stand_in_the_middle_of_their_box():
    assert baseline((0, 10, 50, 20), 10) == pytest.approx(17.6)
    assert baseline((0, 5, 50, 25), 10) == pytest.approx(17.6)
