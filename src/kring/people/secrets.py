"""The secrets of apps and recovery codes: sealed with the key ring, and sealed anew with it."""

import base64
import os
from typing import Final

from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction

from kring.base.envelope import KeyMissing, SealError, Tampered
from kring.base.keystore import key_ring

PURPOSE: Final = b"kring/second-factor/1"
NONCE: Final = 12
PARTS: Final = ("secret", "seed")  # where in an authenticator's data


def seal(text: str) -> str:
    """`key id:base64(nonce, AES-256-GCM)`, with a key derived for this purpose alone."""
    ring, nonce = key_ring(), os.urandom(NONCE)
    sealed = _key(ring.keks[ring.primary]).encrypt(nonce, text.encode(), PURPOSE)
    return f"{ring.primary}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(written: str) -> str:
    """What was sealed.

    Raises:
        KeyMissing: the key that sealed it is no longer on the ring.
        Tampered: it is not what we wrote.
    """
    name, _colon, sealed = written.rpartition(":")
    ring = key_ring()
    if name not in ring.keks:
        raise KeyMissing(f"key-encryption key {name}")
    try:
        data = base64.b64decode(sealed, validate=True)
        return _key(ring.keks[name]).decrypt(data[:NONCE], data[NONCE:], PURPOSE).decode()
    except (InvalidTag, ValueError):
        raise Tampered("second factor") from None


def reseal_all() -> tuple[int, int]:
    """Seal every secret with the ring's primary key: how many, and how many do not open."""
    done = broken = 0
    with transaction.atomic():
        for row in Authenticator.objects.select_for_update().order_by("pk"):
            for part in PARTS:
                if part not in row.data:
                    continue
                try:
                    row.data[part] = seal(unseal(row.data[part]))
                except SealError:
                    broken += 1
                else:
                    row.save(update_fields=["data"])
                    done += 1
    return done, broken


def _key(kek: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(kek))
