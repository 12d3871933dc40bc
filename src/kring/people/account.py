"""What somebody changes about their own account: each change is written down and mailed."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from kring.base.errors import NotAllowed, NotFoundHere
from kring.people import factors, open_sessions, sessions, throttle
from kring.people.events import Event, tell
from kring.people.models import User
from kring.people.request import Request
from kring.people.sessions import Need, Way


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner knows it."""

    pk: int
    name: str
    made_at: datetime
    used_at: datetime | None


def passkeys_of(user: User) -> list[Passkey]:
    """The passkeys of this person, the oldest first."""
    rows = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return [
        Passkey(row.pk, row.data["name"], row.created_at, row.last_used_at)
        for row in rows.order_by("created_at", "pk")
    ]


def must_show_first(user: User, session: SessionBase) -> bool:
    """Do they have what their role asks for, and simply not shown it in this session?

    Who came in with a recovery code has lost it: they may set up a new one.
    """
    need = sessions.need_in(session)
    if not need or Way.RECOVERY in sessions.ways_of(session):
        return False
    kinds = factors.kinds_of(user)
    return Way.PASSKEY in kinds if need == Need.PASSKEY else bool(kinds)


@transaction.atomic
def add_passkey(request: Request, answer: str, *, name: str) -> None:
    """Keep a passkey that was just made; it counts as shown.

    Raises:
        WrongFactor: it was not made for this site and this question.
    """
    factors.add_passkey(request.user, answer, name=name)
    sessions.add_way(request.session, Way.PASSKEY)
    tell(Event.CHANGED, request, user=request.user, detail="passkey_added",
         notice="passkey_added")  # fmt: skip


def add_app(request: Request, secret: str, code: str) -> None:
    """Keep an app for codes; it counts as shown.

    Raises:
        WrongFactor: the code is wrong.
        TooManyTries: first wait.
    """
    counted = throttle.write_down(request, f"factor:{request.user.pk}")
    with transaction.atomic():
        factors.add_app(request.user, secret, code)
        sessions.add_way(request.session, Way.APP)
        tell(Event.CHANGED, request, user=request.user, detail="app_added", notice="app_added")
    counted.was_right()


@transaction.atomic
def remove(request: Request, kind: str, *, pk: int | None = None) -> None:
    """Take away a passkey or the app; with the last of them go the recovery codes.

    Raises:
        NotFoundHere: it is not theirs, or no longer there.
        NotAllowed: their role asks for it, and it is the last.
    """
    mine = Authenticator.objects.select_for_update().filter(user=request.user)
    row = mine.filter(type=kind, **({} if pk is None else {"pk": pk})).first()
    if row is None:
        raise NotFoundHere(_("Dit is er niet meer."))
    need = sessions.need_of(sessions.roles_of(request.user))
    counts = {Authenticator.Type.WEBAUTHN}
    if need == Need.SECOND:
        counts.add(Authenticator.Type.TOTP)
    left = mine.exclude(pk=row.pk)
    if need and row.type in counts and not left.filter(type__in=counts).exists():
        raise NotAllowed(_("Dit is je laatste. Voeg eerst een andere toe."))
    row.delete()
    if not left.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
        left.delete()
    name = "passkey_removed" if kind == Authenticator.Type.WEBAUTHN else "app_removed"
    tell(Event.CHANGED, request, user=request.user, detail=name, notice=name)


def make_recovery_codes(request: Request) -> list[str]:
    """New codes for when a device is lost; the old ones stop working.

    Raises:
        NotAllowed: there is no second step that they could stand in for.
    """
    if not factors.kinds_of(request.user) & {Way.PASSKEY, Way.APP}:
        raise NotAllowed(_("Maak eerst een passkey of zet een app klaar."))
    codes = factors.new_recovery_codes(request.user)
    tell(Event.CHANGED, request, user=request.user, detail="recovery_made",
         notice="recovery_made")  # fmt: skip
    return codes


@transaction.atomic
def set_password(request: HttpRequest, user: User, password: str) -> None:
    """A new password. Every session but this one ends, and wrong tries are forgotten."""
    user.set_password(password)
    user.save(update_fields=["password"])
    open_sessions.end_all(user, but=request.session.session_key)
    throttle.forget(f"mail:{user.email}")
    tell(Event.CHANGED, request, user=user, detail="password", notice="password_changed")


def picture_of(user: User, secret: str) -> bytes:
    """The QR code of this secret, as SVG without styles."""
    image = qrcode.make(
        get_adapter().build_totp_url(user, secret), image_factory=SvgPathImage, border=2
    )
    written = BytesIO()
    image.save(written)
    return written.getvalue()
