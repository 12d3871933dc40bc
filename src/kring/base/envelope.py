"""The sealed value and the wrapped key, byte for byte: no database, no Django.

    value    "K1" | key version u32 | nonce 12 | AES-256-GCM(padded text) with tag 16
             bound to lp("kring/field/1", table, row, field, family, version)
    wrapped  "W1" | nonce 12 | AES-256-GCM(data key) with tag 16
             bound to lp("kring/dek/1", family, version, key-encryption key id)

`lp` puts a two-byte length before each part, so that no two lists of parts look alike. Text is
padded to 32, 64, 128, 256 or a multiple of 256 bytes, so that its length tells little.
AES-256-GCM as in NIST SP 800-38D; random 96-bit nonces are safe up to 2**32 values per key.
"""

import os
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VALUE: Final = b"K1"
WRAPPED: Final = b"W1"
NONCE: Final = 12
HEAD: Final = len(VALUE) + 4
BUCKETS: Final = (32, 64, 128, 256)
BODY: Final = HEAD + NONCE  # where the sealed text begins

# Of one family and the head of a value: what opens it, and how what it is bound to ends.
Ready = dict[tuple[bytes, bytes], tuple[Callable[[bytes, bytes, bytes], bytes], bytes]]


class SealError(RuntimeError):
    """A sealed value cannot be read. Never guess, never blank, never show it unsealed."""


class Tampered(SealError):
    """The bytes are not what we sealed at this place: altered, moved, or not ours."""


class KeyMissing(SealError):
    """The data key or the key that wraps it is not there."""


class Erased(KeyMissing):
    """The family asked to be forgotten; its key is gone for good, since `at`."""

    def __init__(self, family: str, *, at: datetime) -> None:
        super().__init__(family)
        self.at = at


@dataclass(frozen=True, slots=True)
class Spot:
    """The one place where a sealed value may stand. `table` and `field` are frozen labels."""

    table: str
    row: UUID
    field: str
    family: UUID


def seal(text: str, *, key: AESGCM, version: int, spot: Spot) -> bytes:
    nonce = os.urandom(NONCE)
    sealed = key.encrypt(nonce, _pad(text.encode()), _bound(spot, version))
    return VALUE + struct.pack(">I", version) + nonce + sealed


def version_of(value: bytes) -> int:
    """The data-key version that sealed this value.

    Raises:
        Tampered: this is not a sealed value at all.
    """
    if len(value) < HEAD + NONCE + 16 or not value.startswith(VALUE):
        raise Tampered("not a sealed value")
    version: int = struct.unpack(">I", value[len(VALUE) : HEAD])[0]
    return version


def unseal(value: bytes, *, key: AESGCM, spot: Spot) -> str:
    version = version_of(value)
    nonce, sealed = value[HEAD : HEAD + NONCE], value[HEAD + NONCE :]
    try:
        padded = key.decrypt(nonce, sealed, _bound(spot, version))
    except InvalidTag:
        raise Tampered(f"{spot.table}.{spot.field}") from None
    return padded[: padded.rindex(b"\x80")].decode()


def opener(
    table: str, field: str, *, ready: Ready, key_of: Callable[[UUID, int], AESGCM]
) -> Callable[[bytes, bytes, bytes], str]:
    """`unseal` for many values of one column: given a value and the bytes of the ids of its row
    and its family. What is the same for all values of a family is found once, in `ready`.

    What it returns raises as `unseal` and `key_of` do.
    """
    labels = _labels(table, field)
    before, between = (label + b"\0\x10" for label in labels)

    def open_one(value: bytes, row: bytes, family: bytes) -> str:
        head = value[:HEAD]
        known = ready.get((family, head))
        if known is None:
            version = version_of(value)
            key = key_of(UUID(bytes=family), version)
            known = ready[family, head] = key.decrypt, family + b"\0\4" + head[len(VALUE) :]
        decrypt, after = known
        try:
            padded = decrypt(value[HEAD:BODY], value[BODY:], before + row + between + after)
        except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
            raise Tampered(f"{table}.{field}") from None
        return padded[: padded.rindex(b"\x80")].decode()

    return open_one


def wrap(data_key: bytes, *, family: UUID, version: int, kek_id: str, kek: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    bound = _key_bound(family, version, kek_id)
    return WRAPPED + nonce + AESGCM(kek).encrypt(nonce, data_key, bound)


def unwrap(
    wrapped: bytes, *, family: UUID, version: int, kek_id: str, keks: Mapping[str, bytes]
) -> AESGCM:
    """The data key, ready for use.

    Raises:
        KeyMissing: the key that wraps it is not among these.
        Tampered: it was altered, or stands at another family or version.
    """
    return AESGCM(_unwrapped(wrapped, family, version, kek_id, keks))


def rewrap(
    wrapped: bytes,
    *,
    family: UUID,
    version: int,
    kek_id: str,
    keks: Mapping[str, bytes],
    into: str,
) -> bytes:
    """The same data key under the key-encryption key `into`.

    Raises:
        KeyMissing, Tampered: see `unwrap`.
    """
    data_key = _unwrapped(wrapped, family, version, kek_id, keks)
    return wrap(data_key, family=family, version=version, kek_id=into, kek=keks[into])


def _unwrapped(
    wrapped: bytes, family: UUID, version: int, kek_id: str, keks: Mapping[str, bytes]
) -> bytes:
    if kek_id not in keks:
        raise KeyMissing(f"key-encryption key {kek_id}")
    if not wrapped.startswith(WRAPPED):
        raise Tampered("not a wrapped key")
    start = len(WRAPPED)
    nonce, sealed = wrapped[start : start + NONCE], wrapped[start + NONCE :]
    try:
        return AESGCM(keks[kek_id]).decrypt(nonce, sealed, _key_bound(family, version, kek_id))
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
        raise Tampered("wrapped key") from None


def _pad(data: bytes) -> bytes:
    least = len(data) + 1
    size = next((bucket for bucket in BUCKETS if least <= bucket), -(-least // 256) * 256)
    return data + b"\x80" + b"\0" * (size - least)


def _bound(spot: Spot, version: int) -> bytes:
    table, field = _labels(spot.table, spot.field)
    row, family = spot.row.bytes, spot.family.bytes
    # As `length_prefixed`, written out: a page opens hundreds. An id is 16 bytes, a version 4.
    return b"".join(
        (table, b"\0\x10", row, field, b"\0\x10", family, b"\0\4", struct.pack(">I", version))
    )


@cache
def _labels(table: str, field: str) -> tuple[bytes, bytes]:
    return length_prefixed(b"kring/field/1", table.encode()), length_prefixed(field.encode())


def _key_bound(family: UUID, version: int, kek_id: str) -> bytes:
    return length_prefixed(
        b"kring/dek/1", family.bytes, struct.pack(">I", version), kek_id.encode()
    )


def length_prefixed(*parts: bytes) -> bytes:
    """The parts in a row, each with its length in two bytes before it."""
    return b"".join(struct.pack(">H", len(part)) + part for part in parts)
