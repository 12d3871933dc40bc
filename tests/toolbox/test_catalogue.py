"""The instruments are read whole from their files, and found by their words."""

import pytest

from kring.base.errors import NotFoundHere
from kring.core.themes import SHIPPED
from kring.toolbox import catalogue
from kring.toolbox.catalogue import Purpose, instruments, read_instrument

FILE = """---
instrument: "Praatblad"
wat: "Een blad om samen te praten."
wanneer: "onbekend"
door_wie: "Niemand in het bijzonder"
moment: "Voor een gesprek."
voor_wie: "Iedereen"
themas: [work, housing]
bron: "https://voorbeeld.example/praatblad"
doel: leren kennen
talen: [nl, ar]
---

Kijk **samen** <script>alert(1)</script>.

1. Vraag.
"""


def test_a_file_is_read_whole():
    blad = read_instrument("praatblad", FILE)

    assert (blad.slug, blad.name, blad.what) == (
        "praatblad", "Praatblad", "Een blad om samen te praten.",
    )  # fmt: skip
    assert (blad.year, blad.maker) == ("", "Niemand in het bijzonder")
    assert (blad.moment, blad.for_whom) == ("Voor een gesprek.", "Iedereen")
    assert [theme.id for theme in blad.themes] == ["housing", "work"]
    assert blad.purpose is Purpose.KNOW
    assert blad.languages == ("nl", "ar")
    assert blad.source == "https://voorbeeld.example/praatblad"
    assert not blad.is_on_all_themes


def test_markdown_becomes_html_and_html_becomes_text():
    steps = read_instrument("praatblad", FILE).steps

    assert "<strong>samen</strong>" in steps
    assert "<ol>\n<li>Vraag.</li>" in steps
    assert "&lt;script&gt;" in steps
    assert "<script>" not in steps


def test_all_instruments_stand_in_the_order_of_what_one_wants_to_do():
    purposes = [list(Purpose).index(each.purpose) for each in instruments()]

    assert purposes == sorted(purposes)
    assert len({each.slug for each in instruments()}) == len(instruments()) >= 8


@pytest.mark.parametrize("purpose", Purpose)
def test_what_one_wants_to_do_has_words_a_picture_and_an_address(purpose):
    assert purpose.label
    assert purpose.icon
    assert " " not in purpose.slug
    assert catalogue.purpose_called(purpose.slug) is purpose


def test_one_chooses_by_purpose_and_by_theme():
    work = next(theme for theme in SHIPPED if theme.id == "work")
    both = catalogue.chosen(purpose=Purpose.PLAN, theme=work)

    assert both
    assert all(each.purpose is Purpose.PLAN and work in each.themes for each in both)
    assert catalogue.chosen(purpose=None, theme=None) == instruments()
    assert len(both) < len(catalogue.chosen(purpose=None, theme=work)) < len(instruments())


@pytest.mark.parametrize(
    "ask", [catalogue.instrument_called, catalogue.purpose_called, catalogue.theme_called]
)
def test_what_does_not_exist_is_not_here(ask):
    with pytest.raises(NotFoundHere, match="Deze pagina bestaat niet"):
        ask("bestaat-niet")
