"""Secrets of accounts, and mails on their way: sealed with the key ring, and anew with it."""

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
from kring.people.models import WaitingMail

SECOND_FACTOR: Final = b"kring/second-factor/1"
MAIL: Final = b"kring/mail/1"
NONCE: Final = 12
PARTS: Final = ("secret", "seed")  # where in an authenticator's data


def seal(text: str, *, purpose: bytes = SECOND_FACTOR) -> str:
    """`key id:base64(nonce, AES-256-GCM)`, with a key derived for this purpose alone."""
    ring, nonce = key_ring(), os.urandom(NONCE)
    sealed = _key(ring.keks[ring.primary], purpose).encrypt(nonce, text.encode(), purpose)
    return f"{ring.primary}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(written: str, *, purpose: bytes = SECOND_FACTOR) -> str:
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
        key = _key(ring.keks[name], purpose)
        return key.decrypt(data[:NONCE], data[NONCE:], purpose).decode()
    except (InvalidTag, ValueError):
        raise Tampered(purpose.decode()) from None


def reseal_all() -> tuple[int, int]:
    """Seal every secret with the ring's primary key: how many, and how many do not open.

    Mails on their way too; one that does not open is given up by the next round.
    """
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
        for mail in WaitingMail.objects.select_for_update().filter(given_up_at=None):
            try:
                mail.sealed = seal(unseal(mail.sealed, purpose=MAIL), purpose=MAIL)
            except SealError:
                broken += 1
            else:
                mail.save(update_fields=["sealed"])
                done += 1
    return done, broken


def _key(kek: bytes, purpose: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=purpose).derive(kek))
