"""Between a record of the core and its row in the database, by the types both declare.

A row carries the same names as the record; a model's `record_names` lists the few that differ.
In the database every id is a UUID; in the core it is that UUID as text.
"""

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from kring.base.envelope import Erased, SealError, Tampered
from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.base.unreadable import gap_of, said_instead
from kring.core.plain import hints, plain, typed
from kring.core.unreadable import Unreadable, stand_in

R = TypeVar("R")


def row_values(record: Any, model: type[models.Model]) -> dict[str, Any]:
    """What the row of this record holds: its own fields, without family, layer and position.

    A record without an id leaves it to the row to make one.
    """
    return {
        field.attname: _to_row(field, held)
        for name, field in _shared(type(record), model)
        if (held := getattr(record, name)) is not None or not field.primary_key
    }


def record_of(row: models.Model, record: type[R], **more: Any) -> R:
    """The record that this row holds; `more` gives what stands in other tables.

    A value that does not open leaves a stand-in of its type, see `core.unreadable`: the others
    are read as always.

    Raises:
        Erased: the family of this row was forgotten.
    """
    kind: Any = record
    inner = hints(kind)
    held: dict[str, Any] = {
        name: _read(row, field, inner[name])
        for name, field in _shared(record, type(row))
        if name not in more
    }
    return record(**held, **more)


def value_of(row: models.Model, name: str, hint: Any) -> Any:
    """One value of a row as the declared type; it raises and stands in as `record_of` does."""
    return _read(row, row._meta.get_field(name), hint)


def _read(row: models.Model, field: Any, hint: Any) -> Any:
    try:
        return _from_row(field, getattr(row, field.attname), hint)
    except Erased:
        raise
    except SealError:
        return stand_in(hint, gap_of(field, row), said_instead())


@cache
def _shared(record: Any, model: type[models.Model]) -> list[tuple[str, Any]]:
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


def _from_row(field: Any, value: Any, hint: Any) -> Any:
    if isinstance(field, IdsField):
        return "all" if value is None else tuple(str(each) for each in value)
    if isinstance(field, IdField | models.ForeignKey | models.UUIDField):
        return None if value is None else str(value)
    if isinstance(field, Code) and value == "":
        return None
    if isinstance(field, SealedWords):
        return value
    if isinstance(field, Code | SealedField | models.JSONField):
        return typed(hint, value)
    return value
