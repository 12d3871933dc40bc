"""Which browsers somebody signed in with before: the browser keeps that, signed by us."""

from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from kring.people.events import notify
from kring.people.models import User
from kring.people.throttle import mark

MOST: Final = 5  # people on one browser
YEAR: Final = 365 * 24 * 3600
_signer: Final = Signer(salt="kring.known")


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note in the browser that this person came in here; the first time, mail them about it.

    The note holds marks, no names; it opens nothing and tells nobody who was here.
    """
    known = _known(request)
    ours = mark("known", str(user.pk))
    if ours not in known and user.last_login is not None:
        notify(user, "new_device")
    kept = [ours, *(each for each in known if each != ours)][:MOST]
    response.set_cookie(
        settings.KRING_KNOWN_COOKIE, _signer.sign(".".join(kept)), max_age=YEAR,
        httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip


def _known(request: HttpRequest) -> list[str]:
    try:
        said = _signer.unsign(request.COOKIES.get(settings.KRING_KNOWN_COOKIE, ""))
    except BadSignature:
        return []
    return said.split(".")
