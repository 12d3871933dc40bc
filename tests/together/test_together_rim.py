"""The rim that the browser shares: its table holds to the core's own rim."""

import json
from pathlib import Path

import pytest

from kring.core.drawing.themes import State, rim_of
from kring.core.family import Family
from kring.core.plain import typed
from kring.core.themes import SHIPPED

TABLE = json.loads((Path(__file__).parent / "rim.json").read_text("utf-8"))


def grouped(fields):
    """`themes.housing` as a field of `themes`, and only what somebody said."""
    found = {}
    for name, value in fields.items():
        field, _, key = name.partition(".")
        held = found.setdefault(field, {}) if key else found
        if value is not None:
            held[key or field] = value
    return found


def family_of(records):
    rows = {
        kind: [{"id": key, **grouped(fields)} for key, fields in records.get(kind, {}).items()]
        for kind in ("actor", "relation", "theme", "map")
    }
    for drawn in rows["map"]:
        if "asked" in drawn:
            drawn["asked"] = [name for name, was in drawn["asked"].items() if was]
    plain = {
        "id": "f",
        "label": "Gezin",
        "actors": [{"label": row["id"], **row} for row in rows["actor"]],
        "relations": rows["relation"],
        "themes": rows["theme"],
        "maps": rows["map"],
    }
    return typed(Family, plain)


def rim_in_rows(records, themes):
    shipped = {theme.id: theme for theme in SHIPPED}
    return [
        {
            "theme": piece.theme.id,
            "state": str(piece.state),
            "marks": [
                {"actor": mark.actor.id, "shape": str(mark.shape), "part": str(mark.part)}
                for mark in piece.marks
            ],
        }
        for piece in rim_of(family_of(records), [shipped[theme] for theme in themes])
    ]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["name"])
def test_the_state_of_each_theme(row):
    assert rim_in_rows(row["records"], [piece["theme"] for piece in row["rim"]]) == row["rim"]


def test_the_table_has_every_state():
    assert {piece["state"] for row in TABLE for piece in row["rim"]} == set(map(str, State))
