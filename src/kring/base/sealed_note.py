"""A sealed note: what one page tells the next through the browser, and nobody in between reads.

    "N1" | id 16 | milliseconds since 1970, u64 | nonce 12 | AES-256-GCM(zlib text) with tag 16

The key is derived (HKDF-SHA-256, RFC 5869) from a key-encryption key of the ring; the note is
bound to what it is for, to the person it was made for, to its id and to its time. Nothing of it
stays on the server.
"""

import base64
import os
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kring.base.keystore import key_ring

MARK: Final = b"N1"
HEAD: Final = struct.Struct(">2s16sQ")
NONCE: Final = 12
LIFE: Final = timedelta(hours=1)


class NoteRefused(Exception):
    """This note is not one of ours for this person and this purpose."""


class NoteTooOld(NoteRefused):
    """It was one of ours, more than an hour ago."""


@dataclass(frozen=True, slots=True)
class Note:
    id: UUID  # what is done with a note can be done once, by this
    text: str


def seal_note(text: str, *, purpose: str, person: UUID, now: datetime) -> str:
    """The text as one word of letters that a form can carry, for this person alone."""
    stamp = int(now.timestamp() * 1000)
    head = HEAD.pack(MARK, uuid4().bytes, stamp)
    nonce = os.urandom(NONCE)
    key = _key(key_ring().primary)
    sealed = key.encrypt(nonce, zlib.compress(text.encode()), _bound(head, purpose, person))
    return base64.urlsafe_b64encode(head + nonce + sealed).decode()


def open_note(word: str, *, purpose: str, person: UUID, now: datetime) -> Note:
    """What `seal_note` sealed.

    Raises:
        NoteTooOld: more than an hour ago.
        NoteRefused: altered, or made for another person or purpose.
    """
    try:
        data = base64.b64decode(word.encode("ascii"), altchars=b"-_", validate=True)
        mark, name, stamp = HEAD.unpack_from(data)
    except (ValueError, struct.error):
        raise NoteRefused("not a note") from None
    if mark != MARK:
        raise NoteRefused("not a note")
    head, rest = data[: HEAD.size], data[HEAD.size :]
    bound = _bound(head, purpose, person)
    text = _opened(rest[:NONCE], rest[NONCE:], bound)
    if not timedelta(0) <= now - datetime.fromtimestamp(stamp / 1000, UTC) <= LIFE:
        raise NoteTooOld(name.hex())
    return Note(UUID(bytes=name), text)


def _opened(nonce: bytes, sealed: bytes, bound: bytes) -> str:
    """Whichever key of the ring opens it: the ring may have turned since."""
    for name in key_ring().keks:
        try:
            return zlib.decompress(_key(name).decrypt(nonce, sealed, bound)).decode()
        except (InvalidTag, ValueError):
            continue
    raise NoteRefused("altered, or not for this person")


def _key(name: str) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kring/note/1")
    return AESGCM(derived.derive(key_ring().keks[name]))


def _bound(head: bytes, purpose: str, person: UUID) -> bytes:
    return head + person.bytes + purpose.encode()
