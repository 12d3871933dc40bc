"""Keeping what was said, and putting what stands into the rows that every other page reads."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError
from kring.base.records import row_values
from kring.base.sealing import seal_of
from kring.core.formats.records import columns_of
from kring.core.plain import plain
from kring.core.together.fields import DRAWN, EACH, RECORDS
from kring.core.together.operations import GONE, Cell, Operation, Standing
from kring.core.together.records import with_values
from kring.families.models import Layer
from kring.families.services import changed
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.board import MODELS, PART, Board, One
from kring.network.models import Operation as Said

LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)  # from before anybody drew


class Crossed(KringError):
    """Numbers that are taken by something else: nothing of it is done."""

    status: ClassVar[int] = 409


def keep(board: Board, stood: Standing, new: Collection[Operation]) -> None:
    """Write down what is new, and of what was there whether it still stands.

    `stood`: what stood before, with what was there before anybody drew.

    Raises:
        Crossed: a number belongs to something that this person does not see.
    """
    left = {each.id for there in board.stands().values() for each in there}
    starts = {each.id for there in stood.values() for each in there}
    rows = [
        _row(board, each, stands=each.id in left, is_start=each.id in starts) for each in new
    ]
    try:
        with transaction.atomic():
            Said.objects.bulk_create(rows)
    except IntegrityError:
        raise Crossed(
            _("Dit kwam door elkaar. Laad de pagina opnieuw: wat je schreef, is er nog.")
        ) from None
    replaced = board.said.keys() - left - {each.id for each in new}
    kept: Any = Said.objects.visible_to(board.by).filter(family=board.door.pk)
    kept.filter(number__in=sorted(replaced), stands=True).update(stands=False)


def _row(board: Board, operation: Operation, *, stands: bool, is_start: bool) -> Said:
    cell = operation.cell
    is_theme = cell.kind == "theme"
    row = None if is_theme else board.rows[cell.kind, cell.record]
    return Said(
        family=board.door.row,
        layer=row.layer if row is not None else Layer.SHARED,
        author=None if is_start else board.by,
        number=UUID(operation.id), kind=cell.kind,
        record=board.door.pk if is_theme else UUID(cell.record),
        said={
            "field": f"{cell.record}.{cell.field}" if is_theme else cell.field,
            "value": operation.value, "seen": sorted(operation.seen), "tap": operation.tap,
        },
        stands=stands,
        at=LONG_AGO if is_start else now(),
    )  # fmt: skip


def write(board: Board, touched: Mapping[One, Collection[str]]) -> None:
    """Put what stands in the rows of these records and fields; and who is gone in the bin."""
    stands = board.stands()
    for one, fields in touched.items():
        names = {field.partition(".")[0] for field in fields} - {GONE}
        if one[0] != "theme" and names:
            _write_one(board, one, names, stands)
    if themes := [key for kind, key in touched if kind == "theme"]:
        _write_themes(board, themes, stands)
    _write_gone(board, stands, {one for one, fields in touched.items() if GONE in fields})


def _write_gone(board: Board, stands: Standing, touched: Collection[One]) -> None:
    """Also of who was not touched: what hangs on somebody can keep them on the map."""
    is_open = board.open(stands)
    for one, row in board.rows.items():
        cell = Cell(*one, GONE)
        said = stands.get(cell)
        if not said:
            continue
        is_gone = cell not in is_open and any(each.value for each in said)
        if is_gone != (row.gone_at is not None):
            row.gone_at = now() if is_gone else None
        elif one not in touched:
            continue
        changed(row, by=board.by, fields=["gone_at"], is_drawn=True)


def _write_one(board: Board, one: One, names: Collection[str], stands: Standing) -> None:
    kind, key = one
    row, columns = board.rows[one], columns_of(RECORDS[kind])
    values = {
        cell.field: said[0].value
        for cell, said in stands.items()
        if (cell.kind, cell.record) == one and cell.field.partition(".")[0] in names
    }
    held = row_values(with_values(kind, key, board.whole_of(one), values), MODELS[kind])
    fields = [
        columns[name].attribute
        for name in sorted(names)
        if name in DRAWN[kind] or (kind, name) in EACH
    ]
    for name in fields:
        attribute = MODELS[kind]._meta.get_field(name).attname
        setattr(row, attribute, held[attribute])
    changed(row, by=board.by, fields=fields, is_drawn=True)


def _write_themes(board: Board, keys: Sequence[str], stands: Standing) -> None:
    family = board.door.row
    said: dict[str, Any] = {each.id: each for each in board.whole.themes}
    for key in keys:
        values = {
            cell.field: there[0].value
            for cell, there in stands.items()
            if (cell.kind, cell.record) == ("theme", key)
        }
        said[key] = with_values("theme", key, said.get(key), values)
    family.themes = plain(tuple(said.values()))
    family.save(update_fields=["themes"])
    record(
        Entry.Verb.CHANGED, by=board.by, part=PART, family=family.pk, item=family.pk,
        detail="themes", seal=seal_of(family),
    )  # fmt: skip
