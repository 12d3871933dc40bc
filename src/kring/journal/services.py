"""The one way to write in the journal."""

import hashlib
import hmac
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import now

from kring.base.keystore import key_ring
from kring.journal.models import Entry
from kring.people.models import User

START: Final = b"\0" * 32
LOCK: Final = 0x4B72696E67  # "Kring"


def record(
    verb: Entry.Verb,
    *,
    by: User | None,
    part: str,
    family: UUID | None = None,
    item: UUID | None = None,
    detail: str = "",
    seal: bytes | None = None,
    head: bytes | None = None,
) -> Entry:
    """Write one line, chained to the last. Inside a service it shares the change's transaction.

    `seal`, after a change of a row: `base.sealing.seal_of(row)`, by which `kring keys verify`
    sees later that somebody put an older value back.
    `head` saves a question when the caller has just read the last line's `mac`. What cannot be
    written down may not happen: an error here refuses the page or the change.
    """
    line = Entry(
        verb=verb, actor_id=by.pk if by else None, family_id=family, part=part, item_id=item,
        detail=detail, seal=seal, key_id=key_ring().primary,
    )  # fmt: skip
    if head is not None:
        try:
            return _append(line, after=head)
        except IntegrityError:  # somebody else's line came in between
            if connection.in_atomic_block:
                raise
    if connection.in_atomic_block:
        return _append(line, after=_last())
    with transaction.atomic():
        return _append(line, after=_last())


def _last() -> bytes:
    """The mark of the last line. Nobody else writes one before this transaction ends.

    SQLite's transactions are IMMEDIATE, so there is one writer; PostgreSQL takes a lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.values_list("mac", flat=True).first()
    return START if last is None else bytes(last)


def _append(line: Entry, *, after: bytes) -> Entry:
    line.at, line.previous = now(), bytes(after)
    line.mac = mac_of(line)
    line.save(force_insert=True)
    return line


def mac_of(entry: Entry) -> bytes:
    """HMAC-SHA-256 over every field, each with its length before it, and the line before.

    Raises:
        KeyError: the key that marked this line is no longer on the ring.
    """
    return _mac(entry, b"kring/journal/2", [b"" if entry.seal is None else bytes(entry.seal)])


def is_genuine(entry: Entry) -> bool:
    """Whether the line is as we wrote it. The first lines of a site have no place for a seal.

    Raises:
        KeyError: see `mac_of`.
    """
    mac = bytes(entry.mac)
    if hmac.compare_digest(mac_of(entry), mac):
        return True
    return entry.seal is None and hmac.compare_digest(_mac(entry, b"kring/journal/1", []), mac)


def _mac(entry: Entry, form: bytes, more: list[bytes]) -> bytes:
    parts = [
        form,
        entry.key_id.encode(),
        entry.at.isoformat().encode(),
        entry.verb.encode(),
        entry.actor_id.bytes if entry.actor_id else b"",
        entry.family_id.bytes if entry.family_id else b"",
        entry.part.encode(),
        entry.item_id.bytes if entry.item_id else b"",
        entry.detail.encode(),
        *more,
        bytes(entry.previous),
    ]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(key_ring().audit[entry.key_id], message, hashlib.sha256)
