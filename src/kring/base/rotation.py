"""Another key: the data keys wrapped anew, or one family's data key made anew."""

import secrets
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Max, Q

from kring.base.envelope import SealError, rewrap, version_of, wrap
from kring.base.keystore import KEYS, DataKey, forget_opened, key_ring
from kring.base.sealing import SealedRow, sealed_fields

BATCH: Final = 500  # rows in one transaction


def rewrap_all(batch: int = BATCH) -> tuple[int, int]:
    """Wrap every data key under the ring's first key: how many were done, how many do not open.

    Each batch is a transaction of its own, so a run that is cut short goes on where it was.
    """
    ring, done, broken = key_ring(), 0, set[int]()
    while True:
        with transaction.atomic(using=KEYS):
            old = DataKey.objects.exclude(Q(kek_id=ring.primary) | Q(pk__in=broken))
            rows = list(old.order_by("pk")[:batch])
            if not rows:
                return done, len(broken)
            for row in rows:
                try:
                    row.wrapped = rewrap(
                        bytes(row.wrapped), family=row.family, version=row.version,
                        kek_id=row.kek_id, keks=ring.keks, into=ring.primary,
                    )  # fmt: skip
                except SealError:
                    broken.add(row.pk)
                    continue
                row.kek_id = ring.primary
                row.save(update_fields=["wrapped", "kek_id"])
                done += 1


def new_version(family: UUID) -> int:
    """The version to seal with from now on: that of a run that was cut short, else a new one.

    Raises:
        DataKey.DoesNotExist: this family has no key.
    """
    with transaction.atomic(using=KEYS):
        held = DataKey.objects.filter(family=family, recipient=None)
        newest: int | None = held.aggregate(newest=Max("version"))["newest"]
        if newest is None:
            raise DataKey.DoesNotExist(str(family))
        if held.count() > 1:
            return newest
        ring = key_ring()
        wrapped = wrap(
            secrets.token_bytes(32), family=family, version=newest + 1,
            kek_id=ring.primary, kek=ring.keks[ring.primary],
        )  # fmt: skip
        DataKey.objects.create(
            family=family, version=newest + 1, kek_id=ring.primary, wrapped=wrapped
        )
    forget_opened(family)
    return newest + 1


def drop_before(family: UUID, version: int) -> int:
    """Delete the older keys of this family: how many."""
    old = DataKey.objects.filter(family=family, recipient=None, version__lt=version)
    forget_opened(family)
    return old.delete()[0]


def sealed_models() -> list[type[SealedRow]]:
    return [
        model
        for model in apps.get_app_config("kring").get_models()
        if issubclass(model, SealedRow) and sealed_fields(model)
    ]


def rows_of(model: type[models.Model], family: UUID) -> "models.QuerySet[Any]":
    """Every row of this family, whoever asks: for jobs on keys alone."""
    names = {field.name for field in model._meta.concrete_fields}
    where = {"family": family} if "family" in names else {"pk": family}
    return model._base_manager.filter(**where)


def behind(model: type[models.Model], family: UUID, version: int) -> list[UUID]:
    """The ids of the rows in which something is sealed with another key than this version."""
    names = [field.attname for field in sealed_fields(model)]
    rows = rows_of(model, family).order_by("pk").values_list("pk", *names)
    return [
        pk
        for pk, *values in rows.iterator()
        if any(_version(value) != version for value in values if value is not None)
    ]


def _version(value: bytes) -> int | None:
    try:
        return version_of(value)
    except SealError:
        return None
