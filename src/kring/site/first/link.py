"""The once-only link of a first start: who holds it becomes the first administrator."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.utils.timezone import now

from kring.people.models import User
from kring.site.first.choices import choices, choose

LIFE: Final = timedelta(hours=24)


def new_link() -> str | None:
    """The path of a fresh link; older ones stop working. None once somebody runs this site.

    Only the hash of its token is kept, so that nobody reads the link back from this machine.
    """
    if has_administrator():
        return None
    token = secrets.token_urlsafe(32)
    choose(first={"token": _hash(token), "until": (now() + LIFE).isoformat()})
    return f"/eerste-start/{token}/"


def opens(token: str) -> bool:
    """This token begins the first start: newest, within its day, and nobody came before."""
    held = choices().get("first")
    if not held or has_administrator():
        return False
    fresh = now() < datetime.fromisoformat(held["until"])
    return hmac.compare_digest(held["token"], _hash(token)) and fresh


def use_up() -> None:
    """Called when the first administrator is made."""
    choose(first=None)


def has_administrator() -> bool:
    """Also one whose account was closed: the door of the first start never opens again."""
    return User.objects.filter(system_role=User.SystemRole.ADMINISTRATOR).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
