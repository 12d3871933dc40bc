"""All that a family has, sealed with a new key: on suspicion only, and safe to cut short."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from kring.base.envelope import SealError
from kring.base.reader import errand
from kring.base.rotation import BATCH, behind, drop_before, new_version, sealed_models
from kring.base.sealing import SealedRow, seal_of, sealed_fields
from kring.journal.models import Entry
from kring.journal.services import record

ERRAND: Final = "kring keys"
PART: Final = "seal"


@dataclass(frozen=True, slots=True)
class Resealed:
    """`unread`: rows with something that does not open; then the old key stays, for later."""

    version: int
    rows: int
    unread: int
    keys_dropped: int


def reseal(family: UUID, *, batch: int = BATCH) -> Resealed:
    """Seal every value of this family anew; the old key goes when nothing names it any more.

    Raises:
        DataKey.DoesNotExist: this family has no key.
    """
    version = new_version(family)
    done = unread = 0
    with errand(ERRAND):
        for model in sealed_models():
            ids = behind(model, family, version)
            for start in range(0, len(ids), batch):
                some = ids[start : start + batch]
                resealed = _reseal(model, some)
                done, unread = done + resealed, unread + len(some) - resealed
        # A colleague may have written with the old key meanwhile: then it stays a while longer.
        left = any(behind(model, family, version) for model in sealed_models())
    dropped = 0 if left else drop_before(family, version)
    return Resealed(version=version, rows=done, unread=unread, keys_dropped=dropped)


@transaction.atomic
def _reseal(model: type[SealedRow], ids: list[UUID]) -> int:
    """These rows; those with something unreadable stay as they are."""
    names = [field.name for field in sealed_fields(model)]
    done = 0
    rows = model._base_manager.select_for_update().filter(pk__in=ids)
    for row in rows.order_by("pk"):
        if not _opens(row, names):
            continue
        row.save(update_fields=names)  # seals with the newest key
        record(
            Entry.Verb.RESEALED, by=None, part=PART, family=row.seal_family(), item=row.pk,
            seal=seal_of(row),
        )  # fmt: skip
        done += 1
    return done


def _opens(row: SealedRow, names: list[str]) -> bool:
    try:
        for name in names:
            getattr(row, name)
    except SealError:
        return False
    return True


def families() -> list[UUID]:
    """Every family there is, for a job on all of them."""
    model = next(each for each in sealed_models() if each.__name__ == "Family")
    with errand(ERRAND):
        return list(model._base_manager.order_by("pk").values_list("pk", flat=True))
