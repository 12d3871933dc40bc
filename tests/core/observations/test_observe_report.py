"""The answer of `kring map observe`, as JSON and as text."""

import json

from small_maps import mother, read, small_map, who

from kring.core.observations.report import as_json, as_text

FAMILY = small_map(
    who("fatma", "community", "work", bridge=True, closeness=1, quality="weak"),
    who("x", status="potential", possible_themes=["work"]),
    some="work",
    urgent="housing",
    members=[mother()],
)


def test_as_json_has_the_shape_that_scripts_rely_on():
    [answer] = as_json({"GEZ": read(FAMILY)})["families"].values()

    assert list(answer) == ["keys", "observations", "strengths", "measures"]
    assert answer["keys"] == [
        "O01:housing", "O03:housing", "O07:m", "O12:m", "P1:fatma", "P4:x",
    ]  # fmt: skip
    assert answer["observations"][0] == {
        "code": "O01",
        "subject": "housing",
        "severity": "high",
        "text": "Op deze kaart staat nog niemand bij Wonen. Wie zou hier kunnen helpen?",
        "rows": {"themes": ["housing"], "actors": [], "members": []},
    }
    assert [each["severity"] for each in answer["strengths"]] == ["strength", "chance"]
    assert list(answer["measures"]) == [
        "size", "by_ring", "by_sphere", "formal_share", "density", "groups", "isolates",
        "covered", "needed", "reciprocity", "close",
    ]  # fmt: skip
    assert json.loads(json.dumps(answer)) == answer


def in_english(text):
    return {"Er is een brugfiguur: {actor}.": "There is a bridge: {actor}."}.get(text, text)


def test_as_json_in_another_language():
    [answer] = as_json({"GEZ": read(FAMILY)}, in_english)["families"].values()

    assert answer["strengths"][0]["text"] == "There is a bridge: Fatma."


def test_as_text_reads_as_a_conversation():
    text = as_text({"GEZ": read(FAMILY)}, labels={"GEZ": "Gezin Al-Masri"})

    assert text.splitlines() == [
        "Gezin Al-Masri",
        "==============",
        "",
        "Wat er al is",
        "  P1  Er is een brugfiguur: Fatma.",
        "       Fatma kent nog geen mensen of diensten op deze kaart.",
        "",
        "Kansen",
        "  P4  Kans: X kan helpen bij Werk en opleiding.",
        "       Het gezin wil hulp bij Werk en opleiding. "
        "X staat op de kaart als mogelijke hulp.",
        "",
        "Eerst te bespreken",
        "  O01  Op deze kaart staat nog niemand bij Wonen. Wie zou hier kunnen helpen?",
        "       Het gezin noemt dit dringend. Niemand op de kaart helpt hier.",
        "  O07  Bij Rasha staat hier nog geen vertrouwenspersoon. "
        "Klopt dat? Wie komt in de buurt? (apart bespreken)",
        "       Op de kaart staat niemand die hier woont, dicht bij Rasha staat, "
        "naar Rasha luistert en vaak contact heeft. Diensten tellen niet mee.",
        "",
        "Te bespreken",
        "  O12  Rasha heeft hier geen eigen contacten buiten het gezin. "
        "Is dat een wens? (apart bespreken)",
        "       Op de kaart staat niemand die hier woont en Rasha zelf vaak ziet. "
        "Diensten en contacten van heel het gezin tellen niet mee.",
        "",
        "Deze kaart in cijfers, om over na te denken",
        "  Mensen en diensten op de kaart: 1",
        "  Heel dichtbij, en geen dienst: 1",
        "  Deel diensten: 0 %",
        "  Lijnen die er zijn, van alle die er kunnen zijn: 0 %",
        "  Groepjes die elkaar kennen: 0",
        "  Losse mensen en diensten: 1",
        "  Steun in twee richtingen: niet bekend",
    ]


def test_as_text_of_a_map_that_says_nothing():
    empty = small_map(asked=[])

    text = as_text({"a": read(empty), "b": read(empty)}, labels={"a": "Een", "b": "Twee"})

    assert "De kaart zegt nu niets bijzonders." in text
    assert "Groepjes die elkaar kennen: niet bekend" in text
    assert [line for line in text.splitlines() if line in ("Een", "Twee")] == ["Een", "Twee"]
