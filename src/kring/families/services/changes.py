"""Saving one record of a family: its version, and a line that tells what was touched."""

from collections.abc import Collection
from typing import Final, TypeVar

from django.db import transaction
from django.dispatch import Signal

from kring.base.sealing import seal_of
from kring.families.models import FamilyRecord
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

Row = TypeVar("Row", bound=FamilyRecord)

changed_by_hand: Final = Signal()  # sent with `row`, `by` and `fields`

LONGEST: Final = 80  # characters in a line's detail


@transaction.atomic
def added(row: Row, *, by: User | None, part: str = "", detail: str = "") -> Row:
    """Save a new record, with its line. `part`: how the journal calls it; else its own part."""
    row.save(force_insert=True)
    _tell(Entry.Verb.ADDED, row, by=by, part=part, detail=detail)
    return row


@transaction.atomic
def changed(
    row: Row,
    *,
    by: User | None,
    fields: Collection[str],
    part: str = "",
    is_drawn: bool = False,
) -> Row:
    """Save these fields of a record, one version higher, with its line.

    `is_drawn`: it follows from operations. Any other change of the map leaves one itself.

    The line names the version and the fields, never what they hold; its seal lets
    `kring keys verify` see later that an older value was put back.
    """
    model = type(row)
    kept = model._base_manager.select_for_update(of=("self",)).filter(pk=row.pk)
    row.version = kept.values_list("version", flat=True).get() + 1
    row.save(update_fields=[*fields, "version"])
    detail = f"v{row.version} {','.join(sorted(fields))}"[:LONGEST]
    _tell(Entry.Verb.CHANGED, row, by=by, part=part, detail=detail)
    if not is_drawn:
        changed_by_hand.send(model, row=row, by=by, fields=fields)
    return row


def _tell(
    verb: Entry.Verb, row: FamilyRecord, *, by: User | None, part: str, detail: str
) -> None:
    record(
        verb, by=by, part=part or row.part or str(row._meta.model_name)[:20],
        family=row.family_id, item=row.pk, detail=detail, seal=seal_of(row),
    )  # fmt: skip
