"""How long somebody stays signed in, with what they signed in, and with what they must.

All of it stands in the session, on our side: a page asks the database nothing more for it. Once
a minute the session notes that it is alive, and looks again at which roles somebody holds.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.module_loading import import_string

from kring.people.models import User

KEY: Final = "kring"  # where in the session
MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
AGAIN: Final = 5 * MINUTE  # how long a sign-in counts as fresh
MOST: Final = 3  # sessions of one person at the same time


class Way:
    """With what somebody showed who they are."""

    PASSWORD: Final = "password"  # noqa: S105
    PASSKEY: Final = "passkey"
    APP: Final = "app"
    RECOVERY: Final = "recovery"
    FAMILY_CODE: Final = "family_code"


class Need:
    """What somebody must have shown before any page with people on it."""

    PASSKEY: Final = "passkey"
    SECOND: Final = "second"
    NOTHING: Final = ""


SECOND_FACTORS: Final = frozenset({Way.PASSKEY, Way.APP, Way.RECOVERY})


@dataclass(frozen=True, slots=True)
class Limit:
    """Seconds without a page, and seconds in all, before signing in again."""

    idle: int
    whole: int


WORKER: Final = Limit(30 * MINUTE, 10 * HOUR)
LIMITS: Final[Mapping[str, Limit]] = {
    "volunteer": Limit(15 * MINUTE, 8 * HOUR),
    "worker": WORKER,
    "coordinator": WORKER,
    "administrator": Limit(10 * MINUTE, 4 * HOUR),
    "analyst": Limit(10 * MINUTE, 4 * HOUR),
    "family": Limit(10 * MINUTE, 2 * HOUR),
}


def roles_of(user: User) -> frozenset[str]:
    """The system role of this person, or else the roles they hold in circles now.

    Circles live on a higher floor; `KRING_ROLES_HELD` names the function there that knows.
    """
    if user.system_role:
        return frozenset({user.system_role})
    held: Iterable[str] = import_string(settings.KRING_ROLES_HELD)(user)
    return frozenset(held)


def limit_of(roles: Collection[str]) -> Limit:
    """The strictest of the limits of these roles; without a role, that of a worker."""
    limits = [LIMITS[role] for role in roles] or [WORKER]
    return Limit(min(each.idle for each in limits), min(each.whole for each in limits))


def need_of(roles: Collection[str]) -> str:
    """A passkey for who sees or runs much; a second factor for all helpers; not for family."""
    if {"coordinator", "administrator", "analyst"} & set(roles):
        return Need.PASSKEY
    return Need.NOTHING if set(roles) == {"family"} else Need.SECOND


def begin(session: SessionBase, user: User, ways: Iterable[str]) -> None:
    """Somebody has signed in, in these ways: from now on the limits run."""
    moment = time.time()
    session[KEY] = {
        "since": moment, "seen": moment, "ways": dict.fromkeys(ways, moment), **_duties(user),
    }  # fmt: skip


def add_way(session: SessionBase, way: str) -> None:
    """Somebody has shown again, or in one more way, who they are."""
    record = session[KEY]
    session[KEY] = {**record, "ways": {**record["ways"], way: time.time()}}


def is_over(session: SessionBase) -> bool:
    """Has this session been still too long, or simply lasted too long?"""
    record, moment = session[KEY], time.time()
    return bool(
        moment - record["seen"] >= record["idle"] or moment - record["since"] >= record["whole"]
    )


def keep_alive(session: SessionBase, user: User) -> bool:
    """Note that the session is alive, at most once a minute; True when it was noted."""
    record, moment = session[KEY], time.time()
    if 0 <= moment - record["seen"] < MINUTE:
        return False
    session[KEY] = {**record, **_duties(user), "seen": moment}
    return True


def is_strong(session: SessionBase) -> bool:
    """Did they show what their roles ask for?"""
    record = session.get(KEY)
    if record is None:
        return False
    ways = set(record["ways"])
    if record["need"] == Need.PASSKEY:
        return Way.PASSKEY in ways
    return record["need"] == Need.NOTHING or bool(ways & SECOND_FACTORS)


def need_in(session: SessionBase) -> str:
    """What this session still has to show, or nothing."""
    return "" if is_strong(session) or KEY not in session else str(session[KEY]["need"])


def is_fresh(session: SessionBase) -> bool:
    """Did they show who they are within the last five minutes?"""
    moments: list[float] = list(session.get(KEY, {}).get("ways", {}).values())
    return bool(moments) and 0 <= time.time() - max(moments) < AGAIN


def ways_of(session: SessionBase) -> frozenset[str]:
    """The ways in which they showed who they are in this session."""
    return frozenset(session.get(KEY, {}).get("ways", ()))


def _duties(user: User) -> dict[str, Any]:
    roles = roles_of(user)
    limit = limit_of(roles)
    return {"idle": limit.idle, "whole": limit.whole, "need": need_of(roles)}
