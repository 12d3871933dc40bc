"""Columns of many rows as they lie, and a sealed one opened without an instance for each."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models.sql.constants import MULTI

from kring.base.envelope import SealError
from kring.base.sealing import SealedField


class _AsTheyLie:
    """How a queryset reads its rows: as `ValuesListIterable`, without converters."""

    def __init__(self, queryset: Any, **_: Any) -> None:
        self.queryset = queryset

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        asked = self.queryset
        compiler = asked.query.get_compiler(asked.db)
        return chain.from_iterable(compiler.execute_sql(MULTI))


def as_they_lie(rows: "models.QuerySet[Any]", *columns: str) -> Any:
    """These columns of rows as the driver gives them: nothing is made of them, which is most of
    the time of reading thousands. An id is text without dashes on one database, a UUID on the
    other: see `id_bytes`."""
    found: Any = rows.values_list(*columns)
    found._iterable_class = _AsTheyLie
    return found


def id_bytes(lies: Any) -> bytes:
    return bytes.fromhex(lies) if isinstance(lies, str) else lies.bytes


def id_text(lies: Any) -> str:
    """An id as the core has it."""
    if isinstance(lies, str):
        return f"{lies[:8]}-{lies[8:12]}-{lies[12:16]}-{lies[16:20]}-{lies[20:]}"
    return str(lies)


def scan(
    rows: "models.QuerySet[Any]", name: str, *, holds: Callable[[str], bool] = lambda text: True
) -> Iterator[tuple[UUID, UUID, Any]]:
    """Of each row its family, its id, the value of this sealed field.

    Rows without a value are passed over, and so is a value that does not open: that is
    remembered for the journal, as always. `holds` looks at the text that was sealed, before
    anything is made of it, and tells which values are worth that.
    """
    model = rows.model
    field = model._meta.get_field(name)
    assert isinstance(field, SealedField)  # noqa: S101 - what lies open is asked of the database
    family = "family_id" if hasattr(model, "family_id") else "pk"
    open_one = field.opener()
    # Without an order: a search sorts what it found.
    for pk, home, sealed in as_they_lie(rows.order_by(), "pk", family, name):
        if sealed is None:
            continue
        row, whose = id_bytes(pk), id_bytes(home)
        try:
            text = open_one(sealed, row, whose)
        except SealError:
            continue
        if holds(text):
            yield UUID(bytes=whose), UUID(bytes=row), field.decode(text)
