"""Opening one sealed field of many rows, without a model instance for each: for a search."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import models

from kring.base.envelope import SealError, Spot
from kring.base.sealing import SealedField


def scan(rows: "models.QuerySet[Any]", name: str) -> Iterator[tuple[UUID, UUID, Any]]:
    """Of each row its family, its id, the value of this sealed field.

    Rows without a value are passed over, and so is a value that does not open: that is
    remembered for the journal, as always.
    """
    model = rows.model
    field = model._meta.get_field(name)
    assert isinstance(field, SealedField)  # noqa: S101 - what lies open is asked of the database
    family = "family_id" if hasattr(model, "family_id") else "pk"
    table, column = field.place
    # Without an order: a search sorts what it found.
    for pk, home, sealed in rows.order_by().values_list("pk", family, name):
        value = (
            None if sealed is None else _opened(field, sealed, Spot(table, pk, column, home))
        )
        if value is not None:
            yield home, pk, value


def _opened(field: SealedField, sealed: Any, spot: Spot) -> Any:
    try:
        return field.opened_at(sealed, spot)
    except SealError:
        return None
