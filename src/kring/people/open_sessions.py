"""The sessions of one person: where they are signed in, and ending them."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Final

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest

from kring.people.models import User
from kring.people.sessions import MOST

# A word in what a browser says of itself, and what we call it. The first that fits counts.
BROWSERS: Final = (
    ("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung"),
    ("Chrome/", "Chrome"), ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where somebody is signed in, as they may recognise it."""

    pk: int
    browser: str
    system: str
    since: datetime
    is_this: bool


def sessions_of(user: User, request: HttpRequest) -> list[OpenSession]:
    """Where this person is signed in now, the newest first."""
    return [
        OpenSession(
            pk=each.pk,
            browser=_named(each.user_agent, BROWSERS),
            system=_named(each.user_agent, SYSTEMS),
            since=each.created_at,
            is_this=each.session_key == request.session.session_key,
        )
        for each in _rows(user)
    ]


def keep_few(request: HttpRequest, user: User) -> None:
    """After signing in: end the oldest sessions of this person beyond the most allowed.

    Of the visitor's address only the network stays: enough to recognise, too little to follow.
    """
    request.session.save()  # a session without a person in it counts as over, and would go
    for row in UserSession.objects.filter(session_key=request.session.session_key):
        row.ip = _network(row.ip)
        row.save(update_fields=["ip"])
    for old in _rows(user)[MOST:]:
        old.end()


def end(user: User, pk: int) -> bool:
    """End one session of this person; False when it is not theirs or no longer there."""
    found = [each for each in _rows(user) if each.pk == pk]
    for each in found:
        each.end()
    return bool(found)


def end_all(user: User, *, but: str | None = None) -> int:
    """End every session of this person, except the one with this key; how many ended."""
    ended = [each for each in _rows(user) if each.session_key != but]
    for each in ended:
        each.end()
    return len(ended)


def forget(request: HttpRequest) -> None:
    """The session of this request ends: its line goes too."""
    UserSession.objects.filter(session_key=request.session.session_key).delete()


def follow(request: HttpRequest) -> None:
    """The session has got a new id: its line follows."""
    UserSession.objects.create_from_request(request)
    keep_few(request, request.user)  # type: ignore[arg-type]


def renew(request: HttpRequest) -> None:
    """Give this session another id, and move its line; one that has ended stays ended."""
    session = request.session
    old = session.session_key
    if SESSION_KEY not in session or old is None or not session.exists(old):
        return
    with transaction.atomic():
        session.cycle_key()
        rows = UserSession.objects.filter(session_key=old)
        rows.update(session_key=session.session_key)


def _rows(user: User) -> list[UserSession]:
    live = UserSession.objects.purge_and_list(user)
    return sorted(live, key=lambda each: (each.created_at, each.pk), reverse=True)


def _network(address: str) -> str:
    found = ip_address(address)
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False)[0])


def _named(user_agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for word, name in names if word in user_agent), "")
