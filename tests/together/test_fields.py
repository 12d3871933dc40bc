"""What can be put on a map by hand: each field with what it takes and what it refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kring.core.family import Actor, MapRecord, Relation
from kring.core.together.fields import (
    DRAWN,
    RECORDS,
    ValueRefused,
    cells_of,
    checked,
    kind_of_cell,
)
from kring.core.together.operations import Cell
from kring.core.words import Text

NO_FIELD = "Dit kan je op de kaart niet veranderen. Laad de pagina opnieuw."


def put(where, value):
    kind, field = where.split(" ", 1)
    return checked(Cell(kind, "1", field), value)


@pytest.mark.parametrize(
    ("where", "value", "kept"),
    [
        ("actor label", "Lieve", "Lieve"),
        ("actor label", {"nl": "Lieve"}, "Lieve"),
        ("actor label", {"ar": "ليفه"}, {"ar": "ليفه"}),
        ("actor sphere", "volunteers", "volunteers"),
        ("actor role", "buddy", "buddy"),
        ("actor role", None, None),
        ("actor place", {"along": 0.5, "across": 0}, {"along": 0.5, "across": 0.0}),
        ("actor languages", ["nl", "fa-AF"], ["nl", "fa-AF"]),
        ("actor until", "2026-12-01", "2026-12-01"),
        ("actor abroad", True, True),
        ("actor gone", True, True),
        ("relation closeness", 1, 1),
        ("relation closeness", None, None),
        ("relation members", "all", "all"),
        ("relation members", ["m1"], ["m1"]),
        ("relation themes.housing", "helps", "helps"),
        ("relation themes.housing", None, None),
        ("relation since", "2023-05", "2023-05"),
        ("relation gone", False, False),
        ("link type", "conflict", "conflict"),
        ("theme need", "urgent", "urgent"),
        ("theme self", True, True),
        ("map asked.themes", True, True),
        ("map chosen", ["work", "housing"], ["work", "housing"]),
        ("map date", "2026-11-23", "2026-11-23"),
    ],
)
def test_what_a_field_takes(where, value, kept):
    assert put(where, value) == kept
    assert put(where, kept) == kept


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        ("actor label", 7, "Zet aanhalingstekens rond 7: hier hoort een tekst."),
        ("actor label", None, "Hier hoort een waarde, maar er staat niets."),
        ("actor label", "x" * 4001, "Deze tekst is te lang. Schrijf hoogstens 4000 letters."),
        (
            "actor label",
            "a\0b",
            "Hier staat een teken dat geen letter is (U+0000). Haal het weg.",
        ),
        ("actor label", {"nl": {"nl": "a"}}, "Hier hoort één waarde, geen lijst of groep."),
        ("actor label", [[[[[["a"]]]]]], "Hier hoort één waarde, geen lijst of groep."),
        ("actor abroad", "ja", 'Hier hoort true of false, geen "ja".'),
        ("actor gone", None, "Hier hoort een waarde, maar er staat niets."),
        (
            "relation closeness",
            4,
            "4 kan hier niet. Kies een getal van 1 tot 3.",
        ),
        (
            "relation closeness",
            float("nan"),
            '"nan" is geen getal dat we kunnen bewaren.',
        ),
        (
            "actor until",
            "4 dec",
            '"4 dec" is geen datum. Schrijf jaar-maand-dag, van 1900 tot 2100: 2026-03-01.',
        ),
        (
            "relation themes.a b",
            "helps",
            '"a b" kan geen id zijn. Kies hoogstens 64 tekens zonder spatie.',
        ),
        (
            "map chosen",
            list("abcdefg"),
            "Kies hoogstens 6 thema's. De andere vragen komen later.",
        ),
        ("map frozen", True, NO_FIELD),
        ("actor hidden_from", [], NO_FIELD),
        ("actor visible_to", [], NO_FIELD),
        ("actor capacity", "ok", NO_FIELD),
        ("actor extra", {}, NO_FIELD),
        ("actor themes.housing", "helps", NO_FIELD),
        ("theme gone", True, NO_FIELD),
        ("family label", "x", NO_FIELD),
        ("consent gone", True, NO_FIELD),
    ],
)
def test_what_a_field_refuses_and_says(where, value, said):
    with pytest.raises(ValueRefused) as refused:
        put(where, value)
    assert str(refused.value) == said
    assert refused.value.what.say() == said


def test_an_unknown_round_is_refused():
    with pytest.raises(ValueRefused, match="feelings"):
        put("map asked.feeling", True)


@pytest.mark.parametrize("kind", RECORDS)
def test_every_field_that_is_drawn_is_one_of_the_record(kind):
    for name in DRAWN[kind]:
        assert kind_of_cell(Cell(kind, "1", name))


@given(
    some.recursive(
        some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
        lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
    ),
    some.sampled_from(sorted((kind, name) for kind, names in DRAWN.items() for name in names)),
)
def test_whatever_is_sent_is_kept_as_a_value_or_refused_in_words(value, where):
    cell = Cell(where[0], "1", where[1])
    try:
        kept = checked(cell, value)
    except ValueRefused:
        return
    assert checked(cell, kept) == kept


def test_the_cells_of_a_record():
    actor = Actor(id="a", label=Text.dutch("Lieve"), sphere="volunteers")
    cells = dict(cells_of("actor", actor))
    assert set(cells) == DRAWN["actor"]
    assert (cells["label"], cells["sphere"], cells["place"]) == ("Lieve", "volunteers", None)
    relation = Relation(actor="a", themes={"housing": "helps"})
    assert dict(cells_of("relation", relation))["themes.housing"] == "helps"
    drawn = MapRecord(id="m", date="2026-11-23", asked=("themes", "need"))
    asked = {name: held for name, held in cells_of("map", drawn) if "." in name}
    assert asked == {"asked.themes": True, "asked.need": True}
