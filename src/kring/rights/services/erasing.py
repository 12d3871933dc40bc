"""Wiping for good: a whole family with its key, or one person inside a family."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import connections, models, transaction

from kring.base.keystore import KEYS, DataKey, ErasedFamily
from kring.base.reader import errand
from kring.families.models import Family, Seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

ERRAND: Final = "erase a family"
PART: Final = "erase"
WAS_THERE: Final = "was there"  # in the journal: who sat in the circle at that moment
# What stays when a family goes: ids in the journal, and the ledger that keeps it gone.
STAYS: Final = frozenset({"Entry", "DataKey", "ErasedFamily"})


class NotEmpty(RuntimeError):
    """Something of the family is still there after wiping: a table that nobody thought of."""


def erase_family(family_id: UUID, *, by: User | None, ticket: str = "") -> bool:
    """Wipe a family for good; whether there was anything left to wipe.

    The key goes first, together with a line in the ledger: from then on nothing of the family
    can be read, in no copy either, and its id is never given again. What comes after can be
    cut off anywhere: `replay_erasures` takes it up again.

    Who decides is asked before this: see `rights.queries.decided` and `paper`.

    `ticket`: a code that says on which question, such as "decision" or "closed".
    """
    with errand(ERRAND):
        _forget_key(family_id, by=by, ticket=ticket)
        wiped = _wipe(family_id, by=by, ticket=ticket)
        forget_pages()
    return wiped


def replay_erasures() -> list[UUID]:
    """Wipe what came back of families that were forgotten, as after a restore; which they were.

    To be run after each restore, and safe to run at any time. The newest ledger must be there.
    """
    forgotten = list(ErasedFamily.objects.values_list("pk", "ticket"))
    with errand(ERRAND):
        back = [
            family
            for family, ticket in forgotten
            if DataKey.objects.filter(family=family).delete()[0]
            | _wipe(family, by=None, ticket=ticket)
        ]
        if back:
            forget_pages()
    return back


def sat_there(family_id: UUID, *, user: User) -> bool:
    """Whether this person sat in the circle of a family at the moment that it was wiped."""
    return Entry.objects.filter(
        verb=Entry.Verb.ERASED, family_id=family_id, item_id=user.pk, detail=WAS_THERE
    ).exists()


def _forget_key(family_id: UUID, *, by: User | None, ticket: str) -> None:
    with transaction.atomic(using=KEYS):
        ErasedFamily.objects.get_or_create(
            pk=family_id, defaults={"by": by.pk if by else None, "ticket": ticket}
        )
        DataKey.objects.filter(family=family_id).delete()


def _wipe(family_id: UUID, *, by: User | None, ticket: str) -> bool:
    """Every row of the family in every room, its files too; the journal tells it."""
    with transaction.atomic():
        there = Family.objects.for_system("wipe a family").filter(pk=family_id)
        # Waits for whoever wipes the same family at this moment.
        if there.select_for_update().first() is None:
            return False
        sitting = set(
            Seat.now()
            .filter(family=family_id, user__isnull=False)
            .values_list("user", flat=True)
        )
        there.delete()
        _check_empty(family_id)
        record(Entry.Verb.ERASED, by=by, part=PART, family=family_id, detail=ticket)
        for user in sorted(sitting):
            record(
                Entry.Verb.ERASED, by=by, part="seat", family=family_id, item=user,
                detail=WAS_THERE,
            )  # fmt: skip
    return True


def _tables() -> Iterator[tuple[type[models.Model], Any]]:
    """Every table that knows a family, with the column that does."""
    for model in apps.get_app_config("kring").get_models():
        if model.__name__ in STAYS:
            continue
        for field in model._meta.concrete_fields:
            if field.name in ("family", "family_id") or field.related_model is Family:
                yield model, field


def _check_empty(family_id: UUID) -> None:
    """Past the reader: the rows are counted, never opened.

    Raises:
        NotEmpty: a table holds the family's id without a tie that the database keeps.
    """
    left = [
        model.__name__
        for model, field in _tables()
        if model._base_manager.filter(**{field.attname: family_id}).exists()
    ]
    if left:
        raise NotEmpty(", ".join(left))


def forget_pages() -> None:
    """SQLite writes zeros over what was deleted; its log still holds it until it is emptied."""
    for alias in ("default", KEYS):
        connection = connections[alias]
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
