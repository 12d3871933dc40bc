"""The one way to write in the journal."""

import hashlib
import hmac
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils.timezone import now

from kring.base.keystore import key_ring
from kring.journal.models import Entry
from kring.people.models import User

START: Final = b"\0" * 32
TRIES: Final = 5
LOCK: Final = 0x4B72696E67  # "Kring"


def record(
    verb: Entry.Verb,
    *,
    by: User | None,
    part: str,
    family: UUID | None = None,
    item: UUID | None = None,
    detail: str = "",
    head: bytes | None = None,
) -> Entry:
    """Write one line, chained to the last. Inside a service it shares the change's transaction.

    `head` saves a question when the caller has just read the last line's `mac`. What cannot be written down may not happen: an error here refuses the page or the change.
    """
    alone = not connection.in_atomic_block
    if not alone and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    tries = TRIES if alone else 1
    while True:
        tries -= 1
        if head is None:
            last = Entry.objects.values_list("mac", flat=True).first()
            head = START if last is None else bytes(last)
        entry = Entry(
            at=now(), verb=verb, actor_id=by.pk if by else None, family_id=family,
            part=part, item_id=item, detail=detail,
            previous=head,
        )  # fmt: skip
        entry.mac = mac_of(entry)
        try:
            entry.save(force_insert=True)
        except IntegrityError:
            # Somebody else's line came in between: follow that one instead.
            if tries == 0:
                raise
            head = None
        else:
            return entry


def mac_of(entry: Entry) -> bytes:
    """HMAC-SHA-256 over every field, each with its length before it, and the line before."""
    ring = key_ring()
    parts = [
        b"kring/journal/1",
        entry.at.isoformat().encode(),
        entry.verb.encode(),
        entry.actor_id.bytes if entry.actor_id else b"",
        entry.family_id.bytes if entry.family_id else b"",
        entry.part.encode(),
        entry.item_id.bytes if entry.item_id else b"",
        entry.detail.encode(),
        bytes(entry.previous),
    ]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(ring.audit[ring.primary], message, hashlib.sha256)
