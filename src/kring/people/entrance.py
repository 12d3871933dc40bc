"""Coming in and leaving: every way to sign in ends here."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.base.errors import KringError, NotAllowed
from kring.people import factors, open_sessions, throttle
from kring.people.adapters import is_own_page
from kring.people.events import Event, tell, warn
from kring.people.mail_address import one_way
from kring.people.models import User
from kring.people.sessions import Way
from kring.people.stages import SecondStep


class WrongSignIn(KringError):
    """Unknown, wrong or ended: one text for all three."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Het mailadres of het wachtwoord klopt niet. Probeer opnieuw."))


def let_in(request: HttpRequest, user: User, way: str, *, next_page: str = "") -> HttpResponse:
    """Somebody showed in this way (`sessions.Way`) who they are: the next step, or the site.

    After a password the second step follows, for who has set one up. The session gets a new
    id, its limits run from now on, and the language of the pages becomes theirs.

    Raises:
        NotAllowed: this account has ended.
    """
    if not user.is_active:
        raise NotAllowed(_("Dit account is gesloten. Vraag het aan je coördinator."))
    record_authentication(request, user, way)
    return _go_on(request, user, next_page)


def by_password(
    request: HttpRequest, *, mail: str, password: str, next_page: str
) -> HttpResponse:
    """Sign in with a mail address and a password.

    Raises:
        TooManyTries: first wait.
        WrongSignIn: unknown address, wrong password, or an account that ended.
    """
    mail = one_way(mail)
    counted = throttle.write_down(request, f"mail:{mail}")
    user = authenticate(request, mail=mail, password=password)
    if not isinstance(user, User):
        known = User.objects.filter(email=mail).first()
        tell(Event.REFUSED, request, user=known, detail="password")
        if counted.begins_waiting():
            warn(known)
        raise WrongSignIn
    counted.was_right()
    return let_in(request, user, Way.PASSWORD, next_page=next_page)


def by_passkey(request: HttpRequest, answer: str, *, next_page: str) -> HttpResponse:
    """Sign in with a passkey that asked who was there: two factors at once.

    Nobody types anything that could be guessed, so no account is slowed down here: whoever has
    a passkey comes in while somebody else tries passwords on the account.

    Raises:
        TooManyTries: this visitor's address has to wait.
        WrongFactor: it is no passkey of somebody here.
    """
    counted = throttle.write_down(request, None)
    try:
        user, row = factors.check_passkey(None, answer)
    except factors.WrongFactor:
        tell(Event.REFUSED, request, user=None, detail="passkey")
        raise
    counted.was_right()
    _record(request, user, row, passwordless=True)
    return _go_on(request, user, next_page)


def second_step(
    request: HttpRequest, stage: SecondStep, *, code: str = "", answer: str = ""
) -> HttpResponse:
    """Show the second factor after a password: a code, or the answer of a passkey.

    Raises:
        TooManyTries: first wait.
        WrongFactor: it is wrong, or was used before.
    """
    user = stage.login.user
    counted = throttle.write_down(request, f"factor:{user.pk}")
    try:
        if answer:
            _owner, row = factors.check_passkey(user, answer)
        else:
            way, row = factors.check_code(user, code)
            if way == Way.RECOVERY:
                tell(Event.CHANGED, request, user=user, detail=way, notice="recovery_used")
    except factors.WrongFactor:
        tell(Event.REFUSED, request, user=user, detail="second_step")
        if counted.begins_waiting():
            warn(user)
        raise
    counted.was_right()
    _record(request, user, row)
    response: HttpResponse = stage.exit()
    return response


def leave(request: HttpRequest) -> HttpResponse:
    """End this session, and have the browser forget what it kept of our pages."""
    if isinstance(request.user, User):
        tell(Event.SIGNED_OUT, request, user=request.user)
        open_sessions.forget(request)
    logout(request)
    response = redirect("people:login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _record(request: HttpRequest, user: User, row: Authenticator, **more: bool) -> None:
    record_authentication(request, user, "mfa", id=row.pk, type=row.type, **more)


def _go_on(request: HttpRequest, user: User, next_page: str) -> HttpResponse:
    """To the page they wanted, when it is one of ours; else to their own first page."""
    wanted = next_page if is_own_page(next_page) else None
    response: HttpResponse = perform_login(request, Login(user=user, redirect_url=wanted))
    return response
