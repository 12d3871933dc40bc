"""Model fields whose value lies sealed under the key of the row's own family.

A row tells its family by `seal_family()` (see `SealedRow`). The value is opened when it is read
from the instance, not when the row is fetched: a list of names costs only what it shows. A
value that does not open raises; nothing is ever guessed, blanked or shown unsealed, and
nothing is put in its place. To read past it, read the whole row with `records.record_of`.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import Col

from kring.base import unreadable
from kring.base.envelope import (
    Erased,
    SealError,
    Spot,
    Tampered,
    opener,
    seal,
    unseal,
    version_of,
)
from kring.base.keystore import key_of, ready_keys
from kring.base.sealed_columns import SealedCol, refuse
from kring.core.unreadable import Unreadable
from kring.core.words import Text


class Sealed(bytes):
    """The bytes of a sealed value that nobody has opened yet."""


class SealedRow(models.Model):
    """A row with sealed values. Its id exists before it is saved: values are bound to it."""

    class Meta:
        abstract = True

    def seal_family(self) -> UUID:
        return cast(UUID, self.family_id)  # type: ignore[attr-defined]

    def open_pieces(self) -> Iterator[bytes]:
        """What lies sealed outside of the row itself, such as a file: in its order.

        Raises:
            SealError: its key or a piece does not open, or a piece is missing.
        """
        yield from ()


def sealed_fields(model: type[models.Model]) -> "list[SealedField]":
    """By label, so that their order never changes."""
    found = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
    return sorted(found, key=lambda field: field.label)


def seal_of(row: SealedRow) -> bytes:
    """SHA-256 over the sealed bytes that now lie in the database for this row, and its version.

    The journal keeps it beside a change: a value that was once written at this place opens
    there for ever, so only this tells that somebody put an older one back.
    """
    model = type(row)
    names = [field.attname for field in sealed_fields(model)]
    versions = [
        field.attname for field in model._meta.concrete_fields if field.name == "version"
    ]
    values = model._base_manager.filter(pk=row.pk).values(*names, *versions).get()
    return seal_of_values(model, values)


def seal_of_values(model: type[models.Model], values: Mapping[str, Any]) -> bytes:
    """The same over what was read of the row: its sealed bytes and version by field name."""
    digest = hashlib.sha256(b"kring/row/1")
    digest.update(int(values.get("version", 0)).to_bytes(8, "big"))
    for field in sealed_fields(model):
        value = values[field.attname]
        for part in (field.label.encode(), b"" if value is None else bytes(value)):
            digest.update(len(part).to_bytes(4, "big") + part)
    return digest.digest()


class _Opening:
    """Opens the value at the first look and keeps it on the instance."""

    def __init__(self, field: "SealedField") -> None:
        self.field = field

    def __get__(self, row: SealedRow | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        name = self.field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])  # deferred
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = row.__dict__[name] = self.field.opened(value, row)
        return value

    def __set__(self, row: SealedRow, value: Any) -> None:
        held = row.__dict__.get(self.field.attname)
        if isinstance(held, Sealed) and not isinstance(value, Sealed):
            self.field.opened(held, row)  # what cannot be read is not replaced either
        row.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Any value that JSON or text can hold, sealed at rest.

    `label` is "table.field" in frozen words: values are bound to it, so it never changes, also
    when the model or the field gets another name.
    """

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        self.label, self.place = label, label.split(".")
        kwargs["editable"] = True
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "label": self.label}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def encode(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def decode(self, text: str) -> Any:
        return json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value  # a BinaryField would take text for base64

    def opened(self, value: Sealed, row: SealedRow) -> Any:
        """What lies in it.

        Raises:
            SealError: it does not open; that is remembered for the journal.
        """
        return self.opened_at(value, self.spot(row))

    def opened_at(self, value: Sealed, spot: Spot) -> Any:
        """The same for a value without its row. Raises as `opened` does."""
        try:
            _, key = key_of(spot.family, version_of(value))
            return self.decode(unseal(value, key=key, spot=spot))
        except Erased:
            raise
        except SealError as error:
            unreadable.met(spot, error)
            raise

    def opener(self) -> Callable[[Any, bytes, bytes], str]:
        """For many values of this column: from one as it lies in the database, with the bytes
        of the ids of its row and its family, to its text, which `decode` then reads.

        What it returns raises as `opened` does.
        """
        table, field = self.place
        open_one = opener(
            table, field, ready=ready_keys(), key_of=lambda *which: key_of(*which)[1]
        )

        def text_of(value: Any, row: bytes, family: bytes) -> str:
            try:
                return open_one(bytes(value), row, family)
            except Erased:
                raise
            except SealError as error:
                unreadable.met(self.spot_of(UUID(bytes=row), UUID(bytes=family)), error)
                raise

        return text_of

    def pre_save(self, row: Any, add: bool) -> Sealed | None:
        value = getattr(row, self.attname)  # opens it: what cannot be read is not written back
        if value is None:
            return None
        if isinstance(value, Unreadable):
            raise Tampered(f"{self.label}: what stands in for a value is never saved")
        spot = self.spot(row)
        version, key = key_of(spot.family)
        return Sealed(seal(self.encode(value), key=key, version=version, spot=spot))

    def from_db_value(self, value: Any, *args: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise FieldError(f"{self.label} is sealed: it is only written by saving its row")
        # The driver's wrapper takes plain bytes.
        plain = None if value is None else bytes(value)
        return super().get_db_prep_value(plain, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise refuse(self.label)
        return super().get_lookup(lookup_name)

    def get_col(self, alias: str, output_field: Any = None) -> Any:
        """A column to fetch; Django names its type only where a filter asks for it, and there
        `get_lookup` has said already what may be asked."""
        return SealedCol(alias, self) if output_field is None else Col(alias, self)

    def value_to_string(self, obj: Any) -> str:
        raise FieldError(f"{self.label} is sealed: it leaves only through the family's export")

    def spot(self, row: SealedRow) -> Spot:
        return self.spot_of(row.pk, row.seal_family())

    def spot_of(self, row: UUID, family: UUID) -> Spot:
        table, field = self.place
        return Spot(table, row, field, family)


class SealedText(SealedField):
    """A plain string."""

    def encode(self, value: str) -> str:
        return value

    def decode(self, text: str) -> str:
        return text


class SealedWords(SealedField):
    """A `Text`: the same words in more languages."""

    def encode(self, value: Text) -> str:
        return super().encode(dict(value.words))

    def decode(self, text: str) -> Text:
        return Text(json.loads(text))
