"""Pages on which somebody looks after their own account."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.errors import KringError, NotFoundHere
from kring.base.once import once_only, shown_once
from kring.people import account, factors, open_sessions, sessions
from kring.people.forms import NewAppForm, NewPasskeyForm, NewPasswordForm
from kring.people.middleware import before_second_factor
from kring.people.request import Request
from kring.people.sessions import Need, Way
from kring.people.stepup import asks_again

OPEN = require_http_methods(["GET", "HEAD", "POST"])
SECRET: Final = "kring.app"  # noqa: S105  # where in the session; sealed there
View = Callable[..., HttpResponse]


def sets_up(view: View) -> View:
    """For pages that set up a factor: open before it is there, not instead of showing it."""

    @before_second_factor
    @wraps(view)
    def setting_up(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if account.must_show_first(request.user, request.session):
            return redirect("people:again")
        return asks_again(view)(request, *args, **kwargs)

    return setting_up


@before_second_factor
@require_safe
def security(request: Request) -> HttpResponse:
    """What somebody has set up, where they are signed in, and what they still have to do."""
    kinds = factors.kinds_of(request.user)
    return render(
        request,
        "people/security.html",
        {
            "need": sessions.need_in(request.session),
            "must_show": account.must_show_first(request.user, request.session),
            "passkeys": account.passkeys_of(request.user),
            "has_app": Way.APP in kinds,
            "has_factor": bool(kinds),
            "has_password": request.user.has_usable_password(),
            "codes_left": factors.recovery_codes_left(request.user),
            "sessions": open_sessions.sessions_of(request.user, request),
            "Need": {"passkey": Need.PASSKEY, "second": Need.SECOND},
        },
    )


@sets_up
@OPEN
def add_passkey(request: Request) -> HttpResponse:
    """Make a passkey on this device."""
    form = NewPasskeyForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if form.is_valid():
        name = form.cleaned_data["name"] or _("Passkey")
        try:
            account.add_passkey(request, form.cleaned_data["credential"], name=name)
        except KringError as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            messages.success(request, _("Je passkey is bewaard."))
            return redirect("people:security")
    options = factors.ask_new_passkey(request.user)
    return render(
        request, "people/passkey_add.html", {"form": form, "passkey": options}, status=status
    )


@require_POST
@once_only
@asks_again
def remove_passkey(request: Request, pk: int) -> HttpResponse:
    account.remove(request, Authenticator.Type.WEBAUTHN, pk=pk)
    messages.success(request, _("De passkey is verwijderd."))
    return redirect("people:security")


@sets_up
@OPEN
def add_app(request: Request) -> HttpResponse:
    """Set up an app that gives codes: a picture to scan, and the same secret in letters."""
    form = NewAppForm(request.POST or None)
    if Way.APP in factors.kinds_of(request.user):
        return redirect("people:security")
    status = 200 if request.method != "POST" else 422
    if request.method != "POST" or SECRET not in request.session:
        request.session[SECRET] = encrypt(generate_totp_secret())
    secret = decrypt(request.session[SECRET])
    if form.is_valid():
        try:
            account.add_app(request, secret, form.cleaned_data["code"])
        except KringError as refused:
            form.add_error("code", str(refused))
            status = refused.status
        else:
            del request.session[SECRET]
            messages.success(request, _("Je app is klaar."))
            return redirect("people:security")
    groups = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    return render(
        request, "people/app_add.html", {"form": form, "secret": groups}, status=status
    )


@before_second_factor
@require_safe
def app_picture(request: Request) -> HttpResponse:
    """The picture to scan, of the secret that is being set up in this session."""
    if SECRET not in request.session:
        raise NotFoundHere
    svg = account.picture_of(request.user, decrypt(request.session[SECRET]))
    return HttpResponse(svg, content_type="image/svg+xml")


@require_POST
@once_only
@asks_again
def remove_app(request: Request) -> HttpResponse:
    account.remove(request, Authenticator.Type.TOTP)
    messages.success(request, _("De app is verwijderd."))
    return redirect("people:security")


@OPEN
@once_only
@asks_again
def recovery_codes(request: Request) -> HttpResponse:
    """Codes for when a device is lost. They are shown once, right after they are made."""
    codes = account.make_recovery_codes(request) if request.method == "POST" else []
    page = render(
        request,
        "people/recovery_codes.html",
        {"codes": codes, "left": factors.recovery_codes_left(request.user)},
    )
    return shown_once(page, again=reverse("people:recovery_codes"))


@OPEN
@once_only
@asks_again
def change_password(request: Request) -> HttpResponse:
    """A new password; everywhere else one has to sign in again."""
    form = NewPasswordForm(request.user, request.POST or None)
    status = 200 if request.method != "POST" else 422
    if form.is_valid():
        account.set_password(request, request.user, form.cleaned_data["new"])
        update_session_auth_hash(request, request.user)
        open_sessions.follow(request)
        messages.success(request, _("Je wachtwoord is veranderd."))
        return redirect("people:security")
    return render(request, "people/password.html", {"form": form}, status=status)


@require_POST
@once_only
def end_session(request: Request) -> HttpResponse:
    """End one other session, or all the others."""
    which = request.POST.get("session", "")
    if which == "others":
        open_sessions.end_all(request.user, but=request.session.session_key)
    elif not (which.isdecimal() and open_sessions.end(request.user, int(which))):
        raise NotFoundHere(_("Deze sessie is er niet meer."))
    messages.success(request, _("Daar is nu afgemeld."))
    return redirect("people:security")
