"""Between a record of the core and its row in the database, by the types both declare.

A row carries the same names as the record; a model's `record_names` lists the few that differ.
In the database every id is a UUID; in the core it is that UUID as text.
"""

from collections.abc import Callable, Collection
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from kring.base.envelope import Erased, SealError, Tampered
from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import Sealed, SealedField, SealedText, SealedWords
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
    **more: Any,
) -> dict[UUID, list[R]]:
    """The records that these rows hold, in their order, by the family they belong to.

    As `record_of`, for lists: no instance of the model is made on the way, since pages read
    thousands. With `only`, the other values are left at their defaults and stay sealed; `more`
    gives what such a record cannot do without.

    Raises:
        Erased: one of the families was forgotten.
    """
    kind: Any = record
    model: Any = rows.model
    inner = hints(kind)
    read = [
        (name, field, isinstance(field, SealedField), _from_row(field, inner[name]))
        for name, field in _shared(kind, model)
        if name not in more and (only is None or name in only)
    ]
    columns = [field.attname for _, field, *_ in read]
    key = model._meta.pk.attname
    beside = [name for name in ("family_id", key) if name not in columns]
    at, family_at = [*columns, *beside].index(key), len(columns)
    found: dict[UUID, list[R]] = {}
    for values in rows.values_list(*columns, *beside):
        row, family = values[at], values[family_at]
        held = {
            name: _opened(value, field, row, family, reading, inner[name])
            if is_sealed and value is not None
            else reading(value)
            for (name, field, is_sealed, reading), value in zip(read, values, strict=False)
        }
        found.setdefault(family, []).append(kind(**held, **more))
    return found


def _opened(
    value: Sealed, field: Any, row: UUID, family: UUID, reading: Callable[[Any], Any], hint: Any
) -> Any:
    try:
        return reading(field.opened_at(value, field.spot_of(row, family)))
    except Erased:
        raise
    except SealError:
        return stand_in(hint, gap_of(field, row), said_instead())


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
