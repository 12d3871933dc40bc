"""The once-only link of a first start: who holds it becomes the first administrator."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import AnonymousUser
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


def opens(token: str, user: User | AnonymousUser) -> bool:
    """This token leads on: the newest, within its day.

    Before there is an administrator for whoever holds it; after that for that administrator
    alone, who may finish the other steps.
    """
    held = choices().get("first")
    if not held or not hmac.compare_digest(held["token"], _hash(token)):
        return False
    if now() >= datetime.fromisoformat(held["until"]):
        return False
    return not has_administrator() or (
        isinstance(user, User) and user.system_role == User.SystemRole.ADMINISTRATOR
    )


def use_up() -> None:
    """The first start is over: from now on the link leads nowhere."""
    choose(first=None)


def has_administrator() -> bool:
    """Also one whose account was closed: the door of the first start never opens again."""
    return User.objects.filter(system_role=User.SystemRole.ADMINISTRATOR).exists()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
