"""Records of the map as cells, and back: between what rows hold and what was said."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any, Final
from uuid import UUID, uuid5

from kring.core.codes import Id, Round
from kring.core.formats.records import columns_of
from kring.core.plain import default_of, hints, plain, typed
from kring.core.together.fields import DRAWN, RECORDS, cells_of
from kring.core.together.operations import Cell, Operation, Value

FROM_THE_START: Final = UUID("6f0b2b51-3d0f-5c0e-9a54-2f5b7f6f3c11")


def number_from_the_start(cell: Cell) -> str:
    """The number of what stood in a cell before anybody drew: from a file, or from a form."""
    return str(uuid5(FROM_THE_START, "\n".join((cell.kind, cell.record, cell.field))))


def from_the_start(kind: str, key: str, record: Any) -> Iterator[Operation]:
    """What a record holds beside its defaults, as if it had been said in operations."""
    for field, value in cells_of(kind, record):
        if value != default_value(kind, field):
            cell = Cell(kind, key, field)
            yield Operation(id=number_from_the_start(cell), cell=cell, value=value)


def default_value(kind: str, field: str) -> Value:
    """What a field holds when nobody said anything; None where something has to be said."""
    if field not in DRAWN[kind]:
        return None
    column = columns_of(RECORDS[kind])[field]
    return None if column.required else plain(_default(kind, column.attribute))


def required_of(kind: str) -> frozenset[str]:
    """The fields without which there is no such record; its id comes from elsewhere."""
    columns = columns_of(RECORDS[kind])
    return frozenset(name for name in DRAWN[kind] if columns[name].required)


def with_values(kind: str, key: str, record: Any, values: Mapping[str, Value]) -> Any:
    """The record with these values: of every field of `EACH` all that stands has to be given.

    Without a `record` a new one is made; `values` then holds what is required.
    """
    of: Any = RECORDS[kind]
    types, columns = hints(of), columns_of(of)
    changes = {
        columns[field].attribute: _value(kind, field, types[columns[field].attribute], value)
        for field, value in values.items()
        if field in DRAWN[kind]
    }
    if kind == "relation":
        changes["themes"] = typed(types["themes"], _each("themes", values))
    if kind == "map":
        asked = _each("asked", values)
        done = tuple(each for each in Round if asked.get(each.value))
        changes["asked"] = done if asked else None
    return of(id=Id(key), **changes) if record is None else replace(record, **changes)


def _value(kind: str, field: str, hint: Any, value: Value) -> Any:
    if value is None:
        return _default(kind, columns_of(RECORDS[kind])[field].attribute)
    return typed(hint, value)


def _default(kind: str, attribute: str) -> Any:
    of: Any = RECORDS[kind]
    return next(default_of(each) for each in fields(of) if each.name == attribute)


def _each(name: str, values: Mapping[str, Value]) -> dict[str, Value]:
    return {
        field.removeprefix(f"{name}."): value
        for field, value in sorted(values.items())
        if field.startswith(f"{name}.") and value is not None
    }
