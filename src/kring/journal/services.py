"""The one way to write in the journal."""

import hashlib
import hmac
from collections.abc import Sequence
from typing import ClassVar, Final
from uuid import UUID

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError
from kring.base.keystore import key_ring
from kring.journal.models import Entry
from kring.people.models import User

START: Final = b"\0" * 32
LOCK: Final = 0x4B72696E67  # "Kring"


class NotWritten(KringError):
    """The journal cannot be written, so what would be looked at or changed is refused."""

    status: ClassVar[int] = 503

    def __init__(self) -> None:
        super().__init__(
            _(
                "We kunnen nu niet opschrijven wie kijkt, en dan tonen we niets. "
                "Er is niets veranderd. Probeer het straks opnieuw."
            )
        )


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

    Raises:
        NotWritten: the database does not take the line.
    """
    line = Entry(
        verb=verb, actor_id=by.pk if by else None, family_id=family, part=part, item_id=item,
        detail=detail, seal=seal, key_id=key_ring().primary,
    )  # fmt: skip
    _write([line], head)
    return line


def record_looks(
    families: Sequence[UUID], *, by: User, part: str, head: bytes | None = None
) -> None:
    """That somebody saw these families together, as on a wall: a line each, in one question.

    `head` as in `record`. Raises NotWritten: see there.
    """
    lines = [
        Entry(
            verb=Entry.Verb.VIEWED, actor_id=by.pk, family_id=family, part=part,
            key_id=key_ring().primary,
        )
        for family in families
    ]  # fmt: skip
    if lines:
        _write(lines, head)


def _write(lines: list[Entry], head: bytes | None) -> None:
    """All of these lines after the last one, in one go.

    Raises:
        NotWritten: see `record`.
    """
    try:
        if head is not None:
            try:
                return _append(lines, after=head)
            except IntegrityError:  # somebody else's line came in between
                if connection.in_atomic_block:
                    raise
        if connection.in_atomic_block:
            return _append(lines, after=_last())
        with transaction.atomic():
            return _append(lines, after=_last())
    except DatabaseError as error:
        raise NotWritten from error


def _last() -> bytes:
    """The mark of the last line. Nobody else writes one before this transaction ends.

    SQLite's transactions are IMMEDIATE, so there is one writer; PostgreSQL takes a lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    last = Entry.objects.values_list("mac", flat=True).first()
    return START if last is None else bytes(last)


def _append(lines: list[Entry], *, after: bytes) -> None:
    for line in lines:
        line.at, line.previous = now(), bytes(after)
        line.mac = after = mac_of(line)
    if len(lines) == 1:
        lines[0].save(force_insert=True)
    else:
        Entry.objects.bulk_create(lines)


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
    return marked(entry.key_id, [
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
    ])  # fmt: skip


def marked(key_id: str, parts: Sequence[bytes]) -> bytes:
    """HMAC-SHA-256 over these parts, each with its length before it.

    Raises:
        KeyError: that key is no longer on the ring.
    """
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(key_ring().audit[key_id], message, hashlib.sha256)
