"""How the library for signing in (django-allauth) behaves in this house."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from kring.people import known_browsers, open_sessions, secrets, sessions
from kring.people.events import Event, tell
from kring.people.models import User
from kring.people.sessions import Way

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
        # First: a session that was not begun is ended, so who is not written down is not in.
        tell(Event.SIGNED_IN, request, user=user, detail="+".join(sorted(ways)))
        sessions.begin(request.session, user, ways)
        open_sessions.keep_few(request, user)
        known_browsers.remember(request, response, user)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, user.language,
            samesite="Lax", secure=settings.LANGUAGE_COOKIE_SECURE,
        )  # fmt: skip
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of apps and recovery codes lie sealed with the key ring, beside no name."""

    def encrypt(self, text: str) -> str:
        return secrets.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return secrets.unseal(encrypted_text)

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
