"""What happens to the map without drawing: a form changes it, or a record goes for good."""

from collections.abc import Collection
from typing import Any, Final
from uuid import uuid4

from django.db.models.signals import post_delete
from django.dispatch import receiver

from kring.base.records import record_of
from kring.core.formats.records import columns_of
from kring.core.together.fields import RECORDS, cells_of
from kring.core.together.operations import Cell, standing
from kring.core.together.records import number_from_the_start
from kring.families.models import FamilyRecord
from kring.families.queries import themes_of
from kring.families.services.changes import changed_by_hand
from kring.network.board import MODELS, operation_of
from kring.network.models import Operation as Said
from kring.people.models import User

KIND_OF: Final = {model: kind for kind, model in MODELS.items()}


@receiver(changed_by_hand, dispatch_uid="kring operation of a form")
def leave_operations(
    sender: Any, row: FamilyRecord, by: User | None, fields: Collection[str], **kwargs: object
) -> None:
    """Say what a form changed as operations too: an old device did not see them, and so cannot
    replace them unseen."""
    kind = KIND_OF.get(sender)
    if kind is None:
        return
    every: Any = Said.objects.for_system("what a form changed")
    rows = every.filter(family=row.family_id, record=row.pk)
    stands = standing(operation_of(each) for each in rows)
    values = _values(kind, row, fields)
    replaced = set()
    for field, value in values.items():
        cell = Cell(kind, str(row.pk), field)
        seen = {each.id for each in stands.get(cell, ())} or {number_from_the_start(cell)}
        replaced |= seen
        Said(
            family=row.family, layer=row.layer, author=by, number=uuid4(), kind=kind,
            record=row.pk,
            said={"field": field, "value": value, "seen": sorted(seen), "tap": ""},
        ).save(force_insert=True)  # fmt: skip
    rows.filter(number__in=replaced).update(stands=False)


def _values(kind: str, row: FamilyRecord, fields: Collection[str]) -> dict[str, Any]:
    """The cells of these fields as they are now; of a theme that went, that it went."""
    columns = columns_of(RECORDS[kind])
    names = {name for name, column in columns.items() if column.attribute in fields}
    found: dict[str, Any] = {}
    if kind == "relation" and "themes" in names:
        found |= {f"themes.{theme.id}": None for theme in themes_of(row.family)}
    held: Any = record_of(row, RECORDS[kind])
    return found | {
        field: value
        for field, value in cells_of(kind, held)
        if field.partition(".")[0] in names
    }


@receiver(post_delete, dispatch_uid="kring operations of what went")
def forget_operations(sender: Any, instance: Any, **kwargs: object) -> None:
    """What was said of a record goes with it."""
    if sender in KIND_OF:
        Said._base_manager.filter(record=instance.pk).delete()
