"""What the browser makes of a tap: the server takes each of its values, and the same stands."""

import json
from pathlib import Path

import pytest

from kring.core.together.fields import checked
from kring.core.together.operations import Cell, Operation, standing

TABLE = json.loads((Path(__file__).parent / "make.json").read_text("utf-8"))
MADE = [row for row in TABLE if row["makes"]]


def operation(row, by="Els"):
    key, where, value, seen, *rest = (*row, []) if len(row) == 3 else row
    return Operation(
        id=key,
        cell=Cell(*where.split(" ")),
        value=value,
        seen=frozenset(seen),
        by=rest[0] if rest else by,
    )


def named(row):
    return row["name"]


@pytest.mark.parametrize("row", MADE, ids=named)
def test_the_server_takes_what_a_tap_makes_as_it_is(row):
    for one in map(operation, row["makes"]):
        assert checked(one.cell, one.value) == one.value


@pytest.mark.parametrize("row", MADE, ids=named)
def test_here_stands_what_stands_there(row):
    said = [operation(one) for one in (*row["operations"], *row["makes"])]
    after = {
        f"{cell.kind} {cell.record} {cell.field}": [one.value for one in stood]
        for cell, stood in standing(said).items()
    }
    assert after == row["after"]


@pytest.mark.parametrize("row", MADE, ids=named)
def test_a_tap_names_only_what_stood_and_all_of_its_cell(row):
    stands = standing(map(operation, row["operations"]))
    there = {one.id for said in stands.values() for one in said}
    for one in map(operation, row["makes"]):
        assert one.seen <= there
        assert one.seen >= {other.id for other in stands.get(one.cell, ())}
