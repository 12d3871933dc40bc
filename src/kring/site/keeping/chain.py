"""Is the journal whole? Every line is checked again, by other code than wrote it.

It reads plain rows and knows the form of a line by itself (see `kring.journal.services`), so
that a mistake in writing is not repeated in checking; it also works on a copy of the database.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol
from uuid import UUID

COLUMNS: Final = (
    "id, key_id, at, verb, actor_id, family_id, part, item_id, detail, seal, previous, mac"
)
ROWS: Final = f"SELECT {COLUMNS} FROM kring_entry ORDER BY id"  # noqa: S608  # our own names
BOOK: Final = "kring_volume"
VOLUMES: Final = (
    "SELECT key_id, until, last_line, head, lines, sums, previous, mac"
    " FROM kring_volume ORDER BY last_line"
)
START: Final = bytes(32)
MANY: Final = 10_000


class Cursor(Protocol):
    """What both drivers and Django's own cursor have."""

    def execute(self, sql: str) -> Any: ...
    def fetchmany(self, size: int) -> Any: ...


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the journal, by its number and its mark: everything up to it is anchored."""

    line: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.line}:{self.mac.hex()}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """From `12:ab34…`.

        Raises:
            ValueError: it is not of that form.
        """
        line, _, mac = text.strip().partition(":")
        head = cls(int(line), bytes.fromhex(mac))
        if head.line < 0 or len(head.mac) != len(START):
            raise ValueError(text)
        return head


NOTHING: Final = Head(0, START)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` is a code ("" when all is well) and `line` the first line that it is about."""

    lines: int
    head: Head
    fault: str = ""
    line: int = 0


def verify(
    cursor: Cursor,
    keys: Mapping[str, bytes],
    anchor: Head | None = None,
    *,
    has_volumes: bool = True,
) -> Verdict:
    """Walks the whole chain, in two questions to the database.

    `keys`: the audit keys of the ring by id, older ones too. `anchor`: a head that was kept
    elsewhere, without which a tail that was cut off leaves no trace. The faults:
    "key" (no key on the ring marked it), "altered" (the line is not as we wrote it), "broken"
    (it does not follow the line before it: one was taken away, put between or swapped), "cut"
    (the anchored line is not there, or is another), and "volume" (the bound volume that ends
    with this line is not as we wrote it). An anchor inside a volume cannot be compared any
    more; that the volume is ours has to do.
    """
    bound, forged = _bound(cursor, keys) if has_volumes else (NOTHING, 0)
    if forged:
        return Verdict(0, bound, "volume", forged)
    previous, lines, last = bound.mac, 0, bound.line
    anchored = anchor is None or anchor == NOTHING or anchor.line < bound.line
    if anchor is not None and anchor.line == bound.line:
        anchored = hmac.compare_digest(bound.mac, anchor.mac)
    for row in _rows(cursor):
        line, key_id, seal, before, mac = (
            row[0], row[1], row[9], bytes(row[10]), bytes(row[11]),
        )  # fmt: skip
        fault = ""
        if key_id not in keys:
            fault = "key"
        elif not _is_genuine(row, keys[key_id], seal, before, mac):
            fault = "altered"
        elif before != previous:
            fault = "broken"
        elif anchor is not None and line == anchor.line:
            anchored = hmac.compare_digest(mac, anchor.mac)
            fault = "" if anchored else "cut"
        if fault:
            return Verdict(lines, Head(last, previous), fault, line)
        previous, last = mac, line
        lines += 1
    if not anchored and anchor is not None:
        return Verdict(lines, Head(last, previous), "cut", anchor.line)
    return Verdict(lines, Head(last, previous))


def _bound(cursor: Cursor, keys: Mapping[str, bytes]) -> tuple[Head, int]:
    """Where the newest volume ends, and the last line of the first volume that is not ours."""
    cursor.execute(VOLUMES)
    previous, head = START, NOTHING
    for key_id, until, last, mark, lines, sums, before, mac in cursor.fetchmany(MANY):
        counted = json.loads(sums) if isinstance(sums, str) else sums
        told = [
            b"kring/journal/volume/1",
            key_id.encode(),
            str(until).encode(),
            str(last).encode(),
            bytes(mark),
            str(lines).encode(),
            json.dumps(counted, separators=(",", ":")).encode(),
            bytes(before),
        ]
        ours = key_id in keys and hmac.compare_digest(_mac(keys[key_id], told), bytes(mac))
        if not ours or bytes(before) != previous:
            return head, last
        previous, head = bytes(mac), Head(last, bytes(mark))
    return head, 0


def head_of(cursor: Cursor) -> Head:
    """The last line; `NOTHING` of an empty journal."""
    cursor.execute("SELECT id, mac FROM kring_entry ORDER BY id DESC LIMIT 1")
    found = cursor.fetchmany(1)
    return Head(found[0][0], bytes(found[0][1])) if found else NOTHING


def _rows(cursor: Cursor) -> Iterator[Any]:
    cursor.execute(ROWS)
    while rows := cursor.fetchmany(MANY):
        yield from rows


def _is_genuine(row: Any, key: bytes, seal: Any, before: bytes, mac: bytes) -> bool:
    _, key_id, at, verb, actor, family, part, item, detail = row[:9]
    told = [
        key_id.encode(),
        _moment(at),
        verb.encode(),
        _id(actor),
        _id(family),
        part.encode(),
        _id(item),
        detail.encode(),
    ]
    kept = b"" if seal is None else bytes(seal)
    if hmac.compare_digest(_mac(key, [b"kring/journal/2", *told, kept, before]), mac):
        return True
    # The first lines of a site were written before there was a place for a seal.
    return seal is None and hmac.compare_digest(
        _mac(key, [b"kring/journal/1", *told, before]), mac
    )


def _mac(key: bytes, parts: list[bytes]) -> bytes:
    message = b"".join([len(part).to_bytes(4, "big") + part for part in parts])
    return hmac.digest(key, message, hashlib.sha256)


def _moment(at: datetime | str) -> bytes:
    """As the line said it when it was marked. SQLite keeps UTC as text, without saying so."""
    if isinstance(at, str):
        return f"{at.replace(' ', 'T', 1)}+00:00".encode()
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC).isoformat().encode()


def _id(value: UUID | str | None) -> bytes:
    if value is None:
        return b""
    return bytes.fromhex(value) if isinstance(value, str) else value.bytes
