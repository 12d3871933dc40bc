"""What stands after two devices spoke: the table that the browser shares, and the law."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kring.core.together.operations import (
    GONE,
    Cell,
    Operation,
    both,
    open_choices,
    standing,
)

TABLE = json.loads((Path(__file__).parent / "operations.json").read_text("utf-8"))


def operation(row):
    return Operation(**{**row, "cell": Cell(**row["cell"]), "seen": frozenset(row["seen"])})


def ids(stands):
    return {
        "\n".join((cell.kind, cell.record, cell.field)): [one.id for one in said]
        for cell, said in stands.items()
    }


@pytest.mark.parametrize("row", TABLE["standing"], ids=lambda row: row["name"])
def test_what_stands_and_what_is_open(row):
    operations = [operation(one) for one in row["operations"]]
    stands = standing(operations)
    assert ids(stands) == row["stands"]
    assert ids(open_choices(stands)) == row["open"]
    assert standing(reversed(operations)) == stands


@pytest.mark.parametrize("row", TABLE["both"], ids=lambda row: f"{row['one']}, {row['other']}")
def test_two_values_together(row):
    if row["together"] is None:
        with pytest.raises(ValueError, match="no two values at once"):
            both(row["one"], row["other"])
    else:
        assert both(row["one"], row["other"]) == row["together"]


@dataclass
class Device:
    """A tablet: what it knows, and what it made itself and still has to send."""

    name: str
    known: dict[str, Operation] = field(default_factory=dict)
    made: list[Operation] = field(default_factory=list)

    def says(self, record, name, value):
        cell = Cell("actor", record, name)
        stands = standing(self.known.values())
        there = [one for other in stands for one in stands[other] if other.record == record]
        seen = there if name == GONE else stands.get(cell, ())
        one = Operation(
            id=f"{self.name}{len(self.made)}",
            cell=cell,
            value=value,
            seen=frozenset(held.id for held in seen),
            by=self.name,
        )
        self.known[one.id] = one
        self.made.append(one)


# What happens on a visit: somebody taps, or some operations of one device reach the server (a
# few of them, in any order, perhaps again), or a device hears what the server knows.
WHO = some.sampled_from("AB")
TAPS = some.tuples(
    some.just("tap"),
    WHO,
    some.sampled_from(["lieve", "school"]),
    some.sampled_from(["label", "role", GONE]),
    some.text("xyz", min_size=1, max_size=2) | some.booleans(),
)
SENDS = some.tuples(some.just("send"), WHO, some.lists(some.integers(0, 30), max_size=5))
HEARS = some.tuples(some.just("hear"), WHO)


def visit(happened):
    """Both devices and the server, after all this and then a good connection."""
    devices = {name: Device(name) for name in "AB"}
    server: dict[str, Operation] = {}
    for kind, who, *rest in happened:
        device = devices[who]
        if kind == "tap":
            record, name, value = rest
            device.says(record, name, bool(value) if name == GONE else value)
        elif kind == "send" and device.made:
            for number in rest[0]:
                one = device.made[number % len(device.made)]
                server[one.id] = one
        elif kind == "hear":
            device.known.update(server)
    for device in devices.values():
        server.update({one.id: one for one in device.made})
    for device in devices.values():
        device.known.update(server)
    return devices, server


@settings(max_examples=400, deadline=None)
@given(some.lists(TAPS | SENDS | HEARS, max_size=40))
def test_two_devices_end_with_one_map_and_no_word_is_lost(happened):
    devices, server = visit(happened)
    stands = standing(server.values())
    for device in devices.values():
        assert standing(device.known.values()) == stands
    open_ones = open_choices(stands)
    for one in server.values():
        if one in stands[one.cell]:
            others = [other for other in stands[one.cell] if other.value != one.value]
            assert not others or one.cell in open_ones
        else:  # then somebody who saw it put something else there, knowingly
            assert any(one.id in later.seen for later in server.values())
        gone = stands.get(Cell("actor", one.cell.record, GONE), ())
        if any(taken.value for taken in gone) and one in stands[one.cell]:
            saw = any(one.id in taken.seen for taken in gone)
            choice = open_ones.get(Cell("actor", one.cell.record, GONE), ())
            assert saw or one in choice or one.cell.field == GONE


@settings(max_examples=200, deadline=None)
@given(some.lists(TAPS | SENDS | HEARS, max_size=25), some.randoms())
def test_no_order_and_no_repeating_changes_the_map(happened, chance):
    _, server = visit(happened)
    again = [*server.values(), *server.values()]
    chance.shuffle(again)
    assert standing(again) == standing(server.values())


def test_the_last_one_to_write_does_not_win():
    here, there = Device("A"), Device("B")
    here.says("lieve", "label", "Lieve Maes")
    there.says("lieve", "label", "Lieve M.")
    stands = standing([*here.made, *there.made])
    said = open_choices(stands)[Cell("actor", "lieve", "label")]
    assert [one.value for one in said] == ["Lieve Maes", "Lieve M."]
