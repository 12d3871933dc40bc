"""What people write in a cell, and what our records make of it."""

import pytest

from kring.core.codes import Frequency, Part, Sphere
from kring.core.family import Theme
from kring.core.formats.cell_words import Vocabulary, choice, choices_of
from kring.core.formats.cells import Misread, cell_of, value_in
from kring.core.formats.records import (
    Anything,
    Calendar,
    Choice,
    Line,
    Many,
    Number,
    Table,
    Words,
    YesNo,
)
from kring.core.words import Text

WORDS = Vocabulary()
THEMES = Table(Line("ThemeId"), Choice(Part))


@pytest.mark.parametrize(
    ("text", "kind", "column", "value"),
    [
        ("  Lieve en Jan ", Words(), "label", "Lieve en Jan"),
        ('{"ar": "بيت", "nl": "huis"}', Words(), "words", {"ar": "بيت", "nl": "huis"}),
        ('"  ruim  "', Words(), "words", "  ruim  "),
        ('"Ja", zei ze', Words(), "words", '"Ja", zei ze'),
        ("[grapje]", Words(), "words", "[grapje]"),
        ("[1]", Words(), "words", "[1]"),
        ("Buur", Line("Code"), "role", "neighbour"),
        ("buur", Line("Code"), "phase", "buur"),
        ("Moeder", Line("Code"), "role", "mother"),
        ("Arabisch", Line("Language"), "language", "ar"),
        ("العربية", Line("Language"), "language", "ar"),
        ("fa-AF", Line("Language"), "language", "fa-AF"),
        ("Wonen", Line("ThemeId"), "theme", "housing"),
        ("housing", Line("ThemeId"), "theme", "housing"),
        ("iets anders", Line("ThemeId"), "theme", "iets anders"),
        ('"12"', Line("Id"), "id", "12"),
        ("Vrienden en buren", Choice(Sphere), "sphere", "friends_neighbours"),
        ("friends_neighbours", Choice(Sphere), "sphere", "friends_neighbours"),
        ("friends neighbours", Choice(Sphere), "sphere", "friends_neighbours"),
        ("VRIENDEN", Choice(Sphere), "sphere", "friends_neighbours"),
        ("elke week", Choice(Frequency), "freq", "weekly"),
        ("2", Number(whole=True), "closeness", 2),
        ("2.0", Number(whole=True), "closeness", 2),
        ("2,5", Number(whole=True), "closeness", 2.5),
        ("Heel dicht", Number(whole=True), "closeness", 1),
        ("1,5", Number(whole=False), "hours_week", 1.5),
        ("-3e-2", Number(whole=False), "hours_week", -0.03),
        ("ja", YesNo(), "bridge", True),
        ("X", YesNo(), "bridge", True),
        ("Nee", YesNo(), "bridge", False),
        ("2026-03-01", Calendar(), "until", "2026-03-01"),
        ("1/3/2026", Calendar(), "until", "2026-03-01"),
        ("13-12-2026", Calendar(), "until", "2026-12-13"),
        ("gisteren", Calendar(), "until", "gisteren"),
        ("nl; Arabisch ;", Many(Line("Language")), "languages", ["nl", "ar"]),
        ("nl, fr", Many(Line("Language")), "languages", ["nl", "fr"]),
        ('["a b"]', Many(Line("Id")), "visible_to", ["a b"]),
        ("rust, en tijd; raad", Many(Words()), "wants", ["rust, en tijd", "raad"]),
        ("Wonen: draagt; School", THEMES, "themes",
         {"housing": "carries", "education": "helps"}),
        ("wonen, geld:", THEMES, "themes", {"housing": "helps", "income": "helps"}),
        ("housing: carries", THEMES, "themes", {"housing": "carries"}),
        ('{"housing": "carries"}', THEMES, "themes", {"housing": "carries"}),
        ('{"a": [1, 2.5, null]}', Anything(), "extra", {"a": [1, 2.5, None]}),
    ],
)  # fmt: skip
def test_what_people_write_is_understood(text, kind, column, value):
    assert value_in(text, kind, WORDS, column) == value


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("veel", Number(whole=True), 'Hier hoort een getal, geen "veel".'),
        ("1e9999", Number(whole=False), 'Hier hoort een getal, geen "1e9999".'),
        ("1e999", Number(whole=False), 'Hier hoort een getal, geen "1e999".'),
        ("soms", YesNo(), 'Hier hoort ja of nee, geen "soms".'),
        ("vriendn", Choice(Frequency), '"vriendn" kennen we niet. Kies uit: elke dag,'),
        ("elke wek", Choice(Frequency), '"elke wek" kennen we niet. Bedoel je "elke week"?'),
        ("{a}", Anything(), 'Dit kunnen we niet lezen: "{a}".'),
        ("[1]", Anything(), 'Dit kunnen we niet lezen: "[1]".'),
    ],
)
def test_what_cannot_be_is_said(text, kind, said):
    with pytest.raises(Misread) as misread:
        value_in(text, kind, WORDS)

    assert str(misread.value).startswith(said)


@pytest.mark.parametrize(
    ("value", "kind", "column", "text"),
    [
        ("huis", Words(), "", "huis"),
        ({"ar": "بيت", "nl": "huis"}, Words(), "", '{"ar": "بيت", "nl": "huis"}'),
        ("", Words(), "", '""'),
        (" x", Words(), "", '" x"'),
        ("a\r\nb", Words(), "", '"a\\r\\nb"'),
        ("_x0041_", Words(), "", '"\\u005fx0041_"'),
        ('"x"', Words(), "", '"\\"x\\""'),
        ("buur", Line("Code"), "role", '"buur"'),
        ("neighbour", Line("Code"), "role", "neighbour"),
        ("carries", Choice(Part), "", "carries"),
        (True, YesNo(), "", "true"),
        (False, YesNo(), "", "false"),
        (2, Number(whole=True), "", "2"),
        (2.0, Number(whole=False), "", "2.0"),
        (1e-05, Number(whole=False), "", "1e-05"),
        ([], Many(Line("Id")), "", "[]"),
        (["a", "b"], Many(Line("Id")), "", "a; b"),
        (["a;b"], Many(Line("Id")), "", '["a;b"]'),
        (["a,b"], Many(Line("Id")), "", '["a,b"]'),
        ({"housing": "helps"}, THEMES, "", "housing: helps"),
        ({"a:b": "helps"}, THEMES, "", "a:b: helps"),
        ({"a;b": "helps"}, THEMES, "", '{"a;b": "helps"}'),
        ({}, THEMES, "", "{}"),
        ({"x": 1}, Anything(), "", '{"x": 1}'),
        ([{"nl": "x"}], Many(Words()), "", '[{"nl": "x"}]'),
    ],
)
def test_a_value_is_written_as_people_would_unless_that_loses_something(
    value, kind, column, text
):
    assert cell_of(value, kind, WORDS, column) == text
    assert value_in(text, kind, WORDS, column) == value


def test_the_themes_of_a_file_have_their_own_names():
    garden = Theme(id="g1", nl="Tuin", short=Text.dutch("Groen"))
    words = Vocabulary([garden, Theme(id="tuin", nl="Iets")])

    assert [words.theme(word) for word in ("TUIN", "groen", "tuin", "Wonen", "")] == [
        "g1", "g1", "tuin", "Wonen", ""
    ]  # fmt: skip


def test_every_choice_that_we_offer_is_one_that_we_understand():
    assert [choice(word, Frequency) for word in choices_of(Frequency)] == list(Frequency)
