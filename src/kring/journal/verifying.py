"""Whether everything that lies sealed opens, and is the newest that was written there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import models

from kring.base.envelope import SealError
from kring.base.keystore import DataKey, ErasedFamily, keys_for_one_request
from kring.base.reader import errand
from kring.base.rotation import rows_of, sealed_models
from kring.base.sealing import Sealed, seal_of_values, sealed_fields
from kring.journal.models import Entry
from kring.journal.resealing import ERRAND, families

AT_ONCE: Final = 500  # rows whose lines are looked up together
PIECES: Final = "pieces"  # of a file, in the place of the label of a field


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong, by ids and frozen labels: it can be mailed without harm."""

    kind: (
        str  # unreadable, rolled_back, key_without_family, family_without_key, erased_but_there
    )
    family: UUID
    row: UUID | None = None
    label: str = ""


@dataclass(slots=True)
class Verified:
    families: int = 0
    rows: int = 0
    values: int = 0
    troubles: list[Trouble] = field(default_factory=list)


def verify() -> Verified:
    """Open every value of every family. Nothing is changed, and nothing is shown."""
    found = Verified()
    with errand(ERRAND):
        there = families()
        found.troubles += _keys(set(there))
        for family in there:
            found.families += 1
            with keys_for_one_request():
                for model in sealed_models():
                    for rows in _portions(rows_of(model, family).order_by("pk")):
                        _verify(model, rows, found)
    return found


def _keys(there: set[UUID]) -> Iterator[Trouble]:
    keyed = set(DataKey.objects.values_list("family", flat=True))
    erased = set(ErasedFamily.objects.values_list("pk", flat=True))
    for kind, families_of_it in (
        ("key_without_family", keyed - there),
        ("family_without_key", there - keyed - erased),
        ("erased_but_there", there & erased),
    ):
        for family in sorted(families_of_it):
            yield Trouble(kind, family)


def _portions(rows: "models.QuerySet[Any]") -> Iterator[list[Any]]:
    portion: list[Any] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        portion.append(row)
        if len(portion) == AT_ONCE:
            yield portion
            portion = []
    if portion:
        yield portion


def _verify(model: type[models.Model], rows: list[Any], found: Verified) -> None:
    fields = sealed_fields(model)
    last = {row.pk: None for row in rows} | dict(
        Entry.objects.filter(item_id__in=[row.pk for row in rows], seal__isnull=False)
        .order_by("pk")
        .values_list("item_id", "seal")
    )
    for row in rows:
        found.rows += 1
        family = row.seal_family()
        written = last[row.pk]
        if written is not None and bytes(written) != seal_of_values(model, row.__dict__):
            found.troubles.append(Trouble("rolled_back", family, row.pk, fields[0].label))
        for each in fields:
            held = row.__dict__[each.attname]
            if held is None:
                continue
            found.values += 1
            try:
                each.opened(Sealed(held), row)
            except SealError:
                found.troubles.append(Trouble("unreadable", family, row.pk, each.label))
        try:
            found.values += sum(1 for _ in row.open_pieces())
        except SealError:
            found.troubles.append(Trouble("unreadable", family, row.pk, PIECES))
