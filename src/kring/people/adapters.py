"""How the library for signing in (django-allauth) behaves in this house."""

import base64
import os
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from kring.base.envelope import KeyMissing, Tampered
from kring.base.keystore import key_ring
from kring.people import known_browsers, open_sessions, sessions
from kring.people.events import Event, tell
from kring.people.models import User
from kring.people.sessions import Way

PURPOSE: Final = b"kring/second-factor/1"
NONCE: Final = 12
WAYS: Final = {"webauthn": Way.PASSKEY, "totp": Way.APP, "recovery_codes": Way.RECOVERY}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves; after signing in the limits of the session run."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        return is_own_page(url)

    def get_login_stages(self) -> list[str]:
        return ["kring.people.stages.SecondStep"]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what happened, in our own words."""

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """The last step of every way to come in; the session has its new id by now."""
        response: HttpResponse = super().post_login(request, user, **more)
        ways = ways_used(request, user)
        sessions.begin(request.session, user, ways)
        open_sessions.keep_few(request, user)
        tell(Event.SIGNED_IN, request, user=user, detail="+".join(sorted(ways)))
        known_browsers.remember(request, response, user)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language,
            samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of apps and recovery codes lie sealed with the key ring, beside no name."""

    def encrypt(self, text: str) -> str:
        ring = key_ring()
        nonce = os.urandom(NONCE)
        sealed = _key(ring.keks[ring.primary]).encrypt(nonce, text.encode(), PURPOSE)
        return f"{ring.primary}:{base64.b64encode(nonce + sealed).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        name, _colon, written = encrypted_text.rpartition(":")
        ring = key_ring()
        if name not in ring.keks:
            raise KeyMissing(f"key-encryption key {name}")
        sealed = base64.b64decode(written)
        try:
            return (
                _key(ring.keks[name]).decrypt(sealed[:NONCE], sealed[NONCE:], PURPOSE).decode()
            )
        except Exception as error:
            raise Tampered("second factor") from error

    def get_totp_issuer(self) -> str:
        return "Kring"

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        return {
            **super().get_public_key_credential_user_entity(user),
            "display_name": str(user),
        }


def is_own_page(address: str) -> bool:
    """Is this a path on this site, and nothing that a browser reads as another site?"""
    return address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts=None
    )


def ways_used(request: HttpRequest, user: User) -> set[str]:
    """With what this person showed who they are since they began to sign in."""
    return {
        WAYS.get(str(each.get("type")), each["method"])
        for each in get_authentication_records(request, user)
    }


def _key(kek: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(kek))
