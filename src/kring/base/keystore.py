"""The data keys of families: wrapped in a database of their own, open for one request only."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.utils.timezone import now

from kring.base.envelope import Erased, KeyMissing, Ready, SealError, unwrap, wrap
from kring.base.keyring import KeyRing, read_key_ring

KEYS = "keys"  # the database alias

# By family and version; None is the newest. What did not open is remembered too.
Opened = dict[tuple[UUID, int | None], tuple[int, AESGCM] | SealError]
_opened: ContextVar[Opened | None] = ContextVar("opened_keys", default=None)
_ready: ContextVar[Ready | None] = ContextVar("ready_keys", default=None)


class DataKey(models.Model):
    """One version of one family's key. `recipient` is kept free for notes to named people."""

    family = models.UUIDField()
    version = models.PositiveIntegerField()
    recipient = models.UUIDField(null=True)
    kek_id = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = "datasleutel"
        verbose_name_plural = "datasleutels"
        constraints = [
            models.UniqueConstraint(
                name="one_key_per_version", fields=["family", "version", "recipient"],
                nulls_distinct=False,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.family} v{self.version}"


class ErasedFamily(models.Model):
    """The ledger of families that were forgotten: replayed after a restore."""

    family = models.UUIDField(primary_key=True)
    at = models.DateTimeField(default=now)
    by = models.UUIDField(null=True)
    ticket = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = "gewist gezin"
        verbose_name_plural = "gewiste gezinnen"

    def __str__(self) -> str:
        return str(self.family)


class KeyRouter:
    """Keys live in the keys database and nothing else does."""

    MODELS = frozenset({"datakey", "erasedfamily"})

    def db_for_read(self, model: type[models.Model], **hints: object) -> str | None:
        return KEYS if model._meta.model_name in self.MODELS else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: object
    ) -> bool:
        return (db == KEYS) == (app_label == "kring" and model_name in self.MODELS)


def key_ring() -> KeyRing:
    return read_key_ring(settings.KRING_KEY_RING)


@contextmanager
def keys_for_one_request() -> Iterator[None]:
    """Opened keys are remembered inside this block and forgotten after it."""
    opened, ready = _opened.set({}), _ready.set({})
    try:
        yield
    finally:
        _opened.reset(opened)
        _ready.reset(ready)


def ready_keys() -> Ready:
    """For `envelope.opener`: kept as long as the opened keys are."""
    ready = _ready.get()
    return {} if ready is None else ready


def forget_opened(family: UUID) -> None:
    """Its keys have changed: read them anew, also inside `keys_for_one_request`."""
    ready_keys().clear()
    opened = _opened.get() or {}
    for each in [each for each in opened if each[0] == family]:
        del opened[each]


def make_key(family: UUID) -> None:
    """Give a new family its first key. Call it before the first sealed row is written.

    Raises:
        Erased: a family with this id was forgotten; its id is never used again.
    """
    erased = ErasedFamily.objects.filter(pk=family).first()
    if erased:
        raise Erased(str(family), at=erased.at)
    ring = key_ring()
    wrapped = wrap(
        secrets.token_bytes(32), family=family, version=1,
        kek_id=ring.primary, kek=ring.keks[ring.primary],
    )  # fmt: skip
    DataKey.objects.create(family=family, version=1, kek_id=ring.primary, wrapped=wrapped)


def open_keys(families: Iterable[UUID]) -> None:
    """Open the keys of many families with one question, before a list of them is read.

    A family without a key, or with one that does not open, is passed over here: reading its
    values says why, and the other families of the list are read as always.
    """
    opened = _opened.get()
    if opened is None:
        return
    wanted = sorted({family for family in families if (family, None) not in opened})
    if wanted:
        ring = key_ring()
        rows = DataKey.objects.filter(family__in=wanted, recipient=None).order_by("version")
        for each in rows.values_list("family", "version", "kek_id", "wrapped"):
            family, version, *_ = each
            opened[family, version] = opened[family, None] = _tried(*each, ring)


def key_of(family: UUID, version: int | None = None) -> tuple[int, AESGCM]:
    """The version and the key to seal with (the newest) or to open with (the one asked).

    Raises:
        Erased: the family was forgotten.
        KeyMissing: there is no such key, or nothing on the ring opens it.
        Tampered: the wrapped key was altered.
    """
    opened = _opened.get()
    if opened is not None and (family, version) in opened:
        return _or_raise(opened[family, version])
    rows = DataKey.objects.filter(family=family, recipient=None).order_by("-version")
    row = (rows.filter(version=version) if version is not None else rows).first()
    if row:
        key = _tried(family, row.version, row.kek_id, row.wrapped, key_ring())
    else:
        key = _missing(family, version)
    if opened is not None:
        opened[family, version] = key
        if row:
            opened[family, row.version] = key
    return _or_raise(key)


def _missing(family: UUID, version: int | None) -> SealError:
    erased = ErasedFamily.objects.filter(pk=family).first()
    if erased:
        return Erased(str(family), at=erased.at)
    return KeyMissing(f"family {family}, version {version}")


def _tried(
    family: UUID, version: int, kek_id: str, wrapped: bytes | memoryview, ring: KeyRing
) -> tuple[int, AESGCM] | SealError:
    try:
        return version, unwrap(
            bytes(wrapped), family=family, version=version, kek_id=kek_id, keks=ring.keks
        )
    except SealError as error:
        return error


def _or_raise(key: tuple[int, AESGCM] | SealError) -> tuple[int, AESGCM]:
    if isinstance(key, SealError):
        raise key.with_traceback(None)
    return key
