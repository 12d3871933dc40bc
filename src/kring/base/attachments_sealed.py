"""The content of a file, sealed in pieces under a key of its own.

    piece i   AES-256-GCM(64 KiB of the file), nonce = 4 zero bytes | i as u64
              bound to lp("kring/file/1", file, i, last?)

A counter is a safe nonce here: each file has its own random key, used once (NIST SP 800-38D,
8.2.1). Because a piece knows its place and whether it is the last, none can be cut off, moved,
repeated or taken from another file.
"""

import base64
import secrets
import struct
from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from kring.base.envelope import Tampered, length_prefixed

PIECE: Final = 64 * 1024


class SealedPiece(models.BinaryField):  # type: ignore[type-arg]
    """One piece. Only the key in the file's own row opens it."""


def new_file_key() -> str:
    """As text, to be sealed as a field of the file's row."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def sealed_pieces(data: bytes, *, key: str, file: UUID) -> list[bytes]:
    """At least one piece, also of an empty file."""
    opener = _opener(key)
    starts = range(0, len(data) or 1, PIECE)
    return [
        opener.encrypt(_nonce(i), data[at : at + PIECE], _bound(file, i, i == len(starts) - 1))
        for i, at in enumerate(starts)
    ]


def opened_pieces(
    pieces: Iterable[bytes], *, key: str, file: UUID, count: int
) -> Iterator[bytes]:
    """The content, piece by piece.

    Raises:
        Tampered: a piece was altered, moved or is missing.
    """
    opener, seen = _opener(key), 0
    for i, piece in enumerate(pieces):
        try:
            yield opener.decrypt(_nonce(i), bytes(piece), _bound(file, i, i == count - 1))
        except InvalidTag:
            raise Tampered(f"piece {i} of file {file}") from None
        seen += 1
    if seen != count:
        raise Tampered(f"file {file} has {seen} pieces instead of {count}")


def _opener(key: str) -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(key))


def _nonce(i: int) -> bytes:
    return bytes(4) + struct.pack(">Q", i)


def _bound(file: UUID, i: int, is_last: bool) -> bytes:
    return length_prefixed(
        b"kring/file/1", file.bytes, struct.pack(">Q", i), b"\1" if is_last else b"\0"
    )
