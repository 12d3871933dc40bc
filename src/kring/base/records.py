"""Between a record of the core and its row in the database, by the types both declare.

A row carries the same names as the record; a model's `record_names` lists the few that differ.
In the database every id is a UUID; in the core it is that UUID as text.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar
from uuid import UUID

from django.db import connections, models

from kring.base.envelope import Erased, SealError, Tampered
from kring.base.fields import Code, IdField, IdsField
from kring.base.keystore import open_keys
from kring.base.scanning import as_they_lie, id_bytes, id_text
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.base.unreadable import gap_of, said_instead
from kring.core.plain import hints, plain, reader_of
from kring.core.unreadable import Unreadable, stand_in

R = TypeVar("R")


def row_values(record: Any, model: Any) -> dict[str, Any]:
    """What the row of this record holds: its own fields, without family, layer and position.

    A record without an id leaves it to the row to make one.
    """
    kind: Any = type(record)
    return {
        field.attname: _to_row(field, held)
        for name, field in _shared(kind, model)
        if (held := getattr(record, name)) is not None or not field.primary_key
    }


def record_of(
    row: models.Model, record: type[R], *, only: Collection[str] | None = None, **more: Any
) -> R:
    """The record that this row holds; `more` gives what stands in other tables.

    With `only`, the other values are left at their defaults and stay sealed.

    A value that does not open leaves a stand-in of its type, see `core.unreadable`: the others
    are read as always.

    Raises:
        Erased: the family of this row was forgotten.
    """
    kind: Any = record
    model: Any = type(row)
    inner = hints(kind)
    held: dict[str, Any] = {
        name: _read(row, field, inner[name])
        for name, field in _shared(kind, model)
        if name not in more and (only is None or name in only)
    }
    return record(**held, **more)


def records_by_family(
    rows: models.QuerySet[Any],
    record: type[R],
    *,
    only: Collection[str] | None = None,
    opened_if: str = "",
    closed: Mapping[str, Any] = MappingProxyType({}),
    **more: Any,
) -> dict[UUID, list[R]]:
    """The records that these rows hold, in their order, by the family they belong to.

    As `record_of`, for lists: no instance of the model is made on the way, since pages read
    thousands. With `only`, the other values are left at their defaults and stay sealed; `more`
    gives what such a record cannot do without. With `opened_if`, the name of a column, what
    lies sealed is opened where that holds, and elsewhere is what `closed` gives.

    Raises:
        Erased: one of the families was forgotten.
    """
    kind: Any = record
    model: Any = rows.model
    inner = hints(kind)
    read = [
        (name, field, isinstance(field, SealedField), _as_it_lies(field, inner[name], rows.db))
        for name, field in _shared(kind, model)
        if name not in more and (only is None or name in only)
    ]
    openers = {name: field.opener() for name, field, is_sealed, _ in read if is_sealed}
    columns = [field.attname for _, field, *_ in read]
    key = model._meta.pk.attname
    beside = [name for name in ("family_id", key) if name not in columns]
    at, family_at = [*columns, *beside].index(key), len(columns)
    asked_at = columns.index(opened_if) if opened_if else at
    found: dict[Any, tuple[bytes, list[R]]] = {}
    for values in as_they_lie(rows, *columns, *beside):
        home = values[family_at]
        if home not in found:
            found[home] = id_bytes(home), []
        family, records = found[home]
        held = {}
        for (name, field, is_sealed, reading), value in zip(read, values, strict=False):
            if is_sealed and not values[asked_at]:
                held[name] = closed[name]
                continue
            if is_sealed and value is not None:
                row = id_bytes(values[at])
                try:
                    value = field.decode(openers[name](value, row, family))
                except Erased:
                    raise
                except SealError:
                    gap = gap_of(field, UUID(bytes=row))
                    held[name] = stand_in(inner[name], gap, said_instead())
                    continue
            held[name] = reading(value)
        records.append(kind(**held, **more))
    return {UUID(bytes=family): records for family, records in found.values()}


def values_of_families(
    families: models.QuerySet[Any],
    name: str,
    hint: Any,
    *,
    holds: Callable[[str], bool] = lambda text: True,
) -> dict[UUID, Any]:
    """One sealed value of each of these families; it raises and stands in as `record_of` does.

    Two questions; nothing else of their rows is read. Afterwards their keys are open. `holds`:
    as in `scan`.
    """
    field: Any = families.model._meta.get_field(name)
    open_one, reading = field.opener(), _from_row(field, hint)
    lying = as_they_lie(families.order_by(), "pk", name)
    sealed = {UUID(bytes=id_bytes(pk)): value for pk, value in lying}
    open_keys(sealed)
    found = {}
    for pk, value in sealed.items():
        try:
            text = open_one(value, pk.bytes, pk.bytes)
            if holds(text):
                found[pk] = reading(field.decode(text))
        except Erased:
            raise
        except SealError:
            found[pk] = stand_in(hint, gap_of(field, pk), said_instead())
    return found


def value_of(row: models.Model, name: str, hint: Any) -> Any:
    """One value of a row as the declared type; it raises and stands in as `record_of` does."""
    return _read(row, row._meta.get_field(name), hint)


def _read(row: models.Model, field: Any, hint: Any) -> Any:
    try:
        return _from_row(field, hint)(getattr(row, field.attname))
    except Erased:
        raise
    except SealError:
        return stand_in(hint, gap_of(field, row.pk), said_instead())


@cache
def _shared(record: Any, model: Any) -> list[tuple[str, Any]]:
    stored = {field.name: field for field in model._meta.concrete_fields}
    other = getattr(model, "record_names", {})
    return [
        (field.name, stored[name])
        for field in fields(record)
        if (name := other.get(field.name, field.name)) in stored
    ]


def _to_row(field: Any, value: Any) -> Any:
    if isinstance(value, Unreadable):
        raise Tampered(
            f"{value.gap.label}: nothing is written in the place of what is unreadable"
        )
    if isinstance(field, IdsField):
        return None if value == "all" else [UUID(each) for each in value]
    if isinstance(field, IdField | models.ForeignKey | models.UUIDField):
        return None if value is None else UUID(value)
    if isinstance(field, Code):
        return "" if value is None else str(value)
    if isinstance(field, SealedText):
        return None if value is None else plain(value)
    if isinstance(field, SealedWords):
        return value
    if isinstance(field, SealedField | models.JSONField):
        return None if value is None else plain(value)
    return value


@cache
def _from_row(field: Any, hint: Any) -> Callable[[Any], Any]:
    """How what a column holds becomes what the record holds. Found once for each column."""
    if isinstance(field, IdsField):
        return lambda value: "all" if value is None else tuple(map(str, value))
    if isinstance(field, IdField | models.ForeignKey | models.UUIDField):
        return lambda value: None if value is None else str(value)
    read = reader_of(hint)
    if isinstance(field, Code):
        return lambda value: None if value == "" else read(value)
    if isinstance(field, SealedWords) or not isinstance(field, SealedField | models.JSONField):
        return lambda value: value
    return read


def _as_it_lies(field: Any, hint: Any, using: str) -> Callable[[Any], Any]:
    """The same for what the driver gives; for a sealed value, for what was in it.

    Ids and lists of them, which are most of what is read, go straight to the core's text.
    """
    if isinstance(field, IdsField):
        return _ids
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(target, models.UUIDField):
        return lambda value: None if value is None else id_text(value)
    reading = _from_row(field, hint)
    if isinstance(field, SealedField):
        return reading
    connection, column = connections[using], field.cached_col
    steps = [
        *connection.ops.get_db_converters(column), *column.get_db_converters(connection)
    ]  # fmt: skip
    if not steps:
        return reading

    def after_steps(value: Any) -> Any:
        for step in steps:
            value = step(value, column, connection)
        return reading(value)

    return after_steps


def _ids(value: Any) -> Any:
    if value == "[]":  # nobody, as nearly always
        return ()
    return "all" if value is None else tuple(json.loads(value))
