"""A sheet: one tagged page that the drawing fills, whatever letters stand on it."""

import io

import pikepdf
import pytest

from kring.core.layout.scene import Format
from kring.documents.pdf import OURS, Sheet, sheet_of

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 785.2 538.6">'
    '<rect width="785.2" height="538.6" fill="#ffffff"/>'
    '<text x="20" y="100" font-size="20" font-family="Noto Sans">{words}</text></svg>'
)


def sheet(label="Lieve", page=Format.A4, **more):
    given = {"title": "Netwerkkaart", "words": "Het gezin staat in het midden.", "page": page}
    return sheet_of(SVG.format(words=label), Sheet(**(given | more)))


def opened(data):
    return pikepdf.open(io.BytesIO(data))


def drawn(pdf):
    """The commands of the page as one text."""
    [page] = pdf.pages
    return b"".join(stream.read_bytes() for stream in [page.Contents, *forms_of(page)])


def forms_of(page):
    return list(page.Resources.get("/XObject", {}).values())


@pytest.mark.parametrize(
    ("page", "size"), [(Format.A4, (841.89, 595.28)), (Format.A3, (1190.55, 841.89))]
)
def test_a_sheet_is_one_page_on_its_side(page, size):
    pdf = opened(sheet(page=page))
    [only] = pdf.pages

    assert [float(each) for each in only.MediaBox][2:] == pytest.approx(size, abs=0.02)


@pytest.mark.parametrize(("language", "code"), [("nl", "nl"), ("ar", "ar"), ("fa-AF", "fa")])
def test_a_sheet_tells_its_language_its_title_and_that_everybody_can_read_it(language, code):
    pdf = opened(sheet(language=language, title="Kaart"))

    assert str(pdf.Root.Lang) == code
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert str(pdf.docinfo["/Title"]) == "Kaart"
    with pdf.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    "words",
    ["Lieve", "خالد", "مُحَمَّد", "ኣማን", "Оксана", "漢字 მარი 😀", "a\u202eb\u200dc", "&lt;b&gt;"],
)
def test_every_script_gets_its_one_page(words):
    assert len(opened(sheet(words, words=words, corner=words)).pages) == 1


def test_a_letter_without_a_font_is_told_in_a_note_and_the_paper_is_made():
    plain, noted = sheet("Lieve"), sheet("漢")

    assert len(drawn(opened(noted))) > len(drawn(opened(plain)))
    assert len(opened(noted).pages) == 1


def test_a_long_note_and_a_long_foot_still_leave_one_page():
    many = "".join(chr(0x4E00 + n) for n in range(40))

    assert len(opened(sheet(many, foot=OURS * 2)).pages) == 1


def test_letters_that_cannot_be_set_go_in_as_a_picture():
    vowels = opened(sheet("مُحَمَّد"))
    kinds = {
        str(each.get("/Subtype")) for each in vowels.objects if isinstance(each, pikepdf.Stream)
    }

    assert "/Image" in kinds


def test_the_same_sheet_gives_the_same_bytes():
    assert sheet(corner="1 maart 2026") == sheet(corner="1 maart 2026")
