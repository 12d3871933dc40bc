"""The key ring: a small file outside the database that opens everything else."""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

KEY_BYTES = 32


class BadKeyRing(RuntimeError):
    """The key ring cannot be used. The message names the reason, never a key."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    primary: str
    keks: Mapping[str, bytes]  # key-encryption keys by id
    audit: Mapping[str, bytes]  # keys of the journal's chain by id


def make_key_ring(path: Path, *, name: str) -> None:
    """Write a new ring with fresh keys, readable by its owner alone. Never overwrites one."""
    ring = {
        "primary": name,
        "kek": {name: _fresh()},
        "audit": {name: _fresh()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
        json.dump(ring, file)


def add_key(path: Path, *, name: str) -> None:
    """Put fresh keys on the ring and make them the first choice; the old ones stay on it.

    The file is replaced whole: a power cut leaves the old ring or the new one.

    Raises:
        BadKeyRing: see `read_key_ring`; or there is a key with this name.
    """
    held = read_key_ring(path)
    if not name or name in held.keks or name in held.audit:
        raise BadKeyRing(f"there is a key named {name!r} on the ring already")
    ring = json.loads(path.read_text("utf-8"))
    ring["kek"][name], ring["audit"][name] = _fresh(), _fresh()
    ring["primary"] = name
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # of a run that was cut short
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as file:
        json.dump(ring, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_key_ring(path: Path) -> KeyRing:
    """The ring in this file.

    Raises:
        BadKeyRing: it is missing, readable by others, or not a ring with whole, different keys.
    """
    try:
        state = path.stat()
    except OSError:
        raise BadKeyRing(f"the key ring is missing: {path}") from None
    if state.st_mode & 0o077:
        raise BadKeyRing("the key ring can be read by others; make it mode 0400")
    return _parsed(path, state.st_mtime_ns)


@lru_cache(maxsize=4)
def _parsed(path: Path, _changed: int) -> KeyRing:
    try:
        ring = json.loads(path.read_text("utf-8"))
        keks = {name: _key(name, value) for name, value in ring["kek"].items()}
        audit = {name: _key(name, value) for name, value in ring["audit"].items()}
        primary = ring["primary"]
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadKeyRing(f"the key ring is not a ring: {error}") from None
    if primary not in keks or primary not in audit:
        raise BadKeyRing(f"the primary key {primary!r} is not in the key ring")
    every = [*keks.values(), *audit.values()]
    if len(set(every)) != len(every):
        raise BadKeyRing("the same key stands twice in the key ring")
    return KeyRing(primary, keks, audit)


def _key(name: str, value: str) -> bytes:
    try:
        key = base64.urlsafe_b64decode(value)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"key {name!r} is not {KEY_BYTES} bytes long")
    return key


def _fresh() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()
