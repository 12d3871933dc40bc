"""A drawing as paper: one page, PDF/UA-1, and every name on it, whatever its letters."""

import io
import re
from itertools import chain

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kring.core.drawing.lettering import escape
from kring.core.layout.scene import Format
from kring.documents import assets, coverage
from kring.documents.coverage import covered, marked, unprintable
from kring.documents.picture import note_on_letters, svg_to_pdf, svg_to_png


def svg(text, size="400 200"):
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="Noto Sans">'
        f'<rect width="400" height="200" fill="#ffffff"/>'
        f'<text x="10" y="40" font-size="16">{escape(text)}</text></svg>'
    )


def pdf(text, **more):
    made = svg_to_pdf(svg(text), title="Kaart", description="Wie helpt het gezin", **more)
    return pikepdf.open(io.BytesIO(made))


def test_the_fonts_cover_what_font_tools_says_they_do():
    fonts = [file for file in coverage.FONTS.iterdir() if file.name.endswith("Regular.ttf")]
    witness = {chr(code) for font in fonts for code in TTFont(str(font)).getBestCmap()}

    assert covered() == witness


@pytest.mark.parametrize(
    ("text", "on_paper"),
    [
        ("Lieve فاطمة ሰላም Оксана", "Lieve فاطمة ሰላም Оксана"),
        ("李 Jan", "\ufffd Jan"),
        ("👩\u200d👧\ufe0f!", "\ufffd\ufffd!"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ufeffa\U000e0061b\n", "ab\n"),
    ],
)
def test_a_letter_that_no_font_has_is_a_marked_box(text, on_paper):
    assert marked(text) == on_paper


def test_the_note_names_the_letters_and_says_when_there_are_more():
    assert note_on_letters("Lieve") == ""
    assert "U+674E, U+9F99." in note_on_letters("李龙 and 李")
    many = note_on_letters("".join(chr(0x4E00 + i) for i in range(20)))
    assert many.count("U+") == 12
    assert "en nog andere" in many


@pytest.mark.parametrize(
    ("page", "width", "height"),
    [(Format.A4, 841.9, 595.3), (Format.A3, 1190.6, 841.9), (Format.SCREEN, 400, 200)],
)
def test_a_drawing_is_exactly_one_page_of_its_format(page, width, height):
    with pdf("Lieve", page=page) as made:
        [only] = made.pages

        assert list(map(float, only.mediabox))[2:] == pytest.approx([width, height], abs=0.1)


@pytest.mark.parametrize("page", Format)
def test_a_note_takes_no_second_page(page):
    with pdf("Lieve 李", page=page) as made:
        assert len(made.pages) == 1


def test_the_pdf_is_ua_1_with_title_language_and_words_for_the_picture():
    with pdf("Lieve", language="fr-BE") as made:
        xmp = made.open_metadata()
        figures = [
            item for item in tree(made.Root.StructTreeRoot) if item.get("/S") == "/Figure"
        ]

        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == "Kaart"
        assert str(made.Root.Lang) == "fr"
        assert [str(figure.Alt) for figure in figures] == ["Wie helpt het gezin"]


def tree(item):
    yield item
    kids = item.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from tree(kid)


def test_without_a_description_the_title_stands_for_it():
    made = svg_to_pdf(svg("Lieve"), title="", description="")

    assert made.startswith(b"%PDF")


@pytest.mark.parametrize("text", ["فاطِمَة", "a\u200db \u064b", "x\u0332y"])
def test_letters_that_cannot_be_text_go_in_as_a_picture(text):
    with pdf(text, language="ar") as made:
        [page] = made.pages
        assert len(list(page.get_images())) == 1


def test_the_same_drawing_gives_the_same_bytes():
    one, two = (svg_to_pdf(svg("Lieve"), title="t", description="d") for _ in range(2))

    assert one == two


@given(st.text(st.characters(exclude_categories=()), max_size=20))
@settings(max_examples=25, deadline=None)
def test_paper_is_made_of_any_name(name):
    assert svg_to_pdf(svg(name), title=name, description=name).startswith(b"%PDF")


def test_a_png_is_as_wide_as_asked_with_the_note_under_it():
    plain, noted = (
        Image.open(io.BytesIO(svg_to_png(svg(text), width_px=800))) for text in ("Lieve", "李")
    )

    assert plain.size == (800, 400)
    assert noted.width == 800
    assert noted.height > 400


def test_a_drawing_without_a_size_is_refused():
    with pytest.raises(ValueError, match="viewBox"):
        svg_to_png("<svg/>", width_px=10)


def test_every_icon_is_markup_that_stands_alone():
    icons = assets.icons()

    assert {"house", "stethoscope", "scale"} <= set(icons)
    assert all(re.fullmatch(r"(<[a-z]+ [^<>]*/> ?)+", inner) for inner in icons.values())
    assert not [c for c in chain.from_iterable(icons.values()) if unprintable(c)]
