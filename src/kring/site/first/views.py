"""The pages of the first start. Whoever may not see them gets what is not there."""

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kring.base.errors import NotFoundHere
from kring.base.once import once_only, shown_once
from kring.people.entrance import let_in
from kring.people.models import User
from kring.people.sessions import Way
from kring.reception.services.new_accounts import AlreadyKnown
from kring.site.first.forms import WhoForm
from kring.site.first.link import has_administrator, opens, use_up
from kring.site.first.steps import STEPS, NotSent, Step, next_open, passed
from kring.site.services import make_first_administrator

OPEN = require_http_methods(["GET", "HEAD", "POST"])
ALL: Final = len(STEPS) + 1


@login_not_required
@sensitive_post_parameters("password")
@OPEN
@once_only
def who(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator. Opening the link changes nothing, and uses nothing up."""
    _check(request, token)
    if has_administrator():
        return _go_on(token, next_open())
    form = WhoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            user = make_first_administrator(
                **form.cleaned_data, language=get_language() or "nl"
            )
        except AlreadyKnown as refused:
            form.add_error("mail", str(refused))
        else:
            let_in(request, user, Way.PASSWORD)
            return _go_on(token, next_open())
    shown = {"form": form, "number": 1, "all": ALL}
    return render(request, "first/who.html", shown, status=422 if form.is_bound else 200)


@login_not_required
@OPEN
@once_only
def step(request: HttpRequest, token: str, address: str) -> HttpResponse:
    """One of the other steps: kept as typed, or skipped."""
    user = _check(request, token)
    found = next((each for each in STEPS if each.address == address), None)
    if found is None or user is None:
        raise _nothing_here()
    if "skip" in request.POST:
        passed(found)
        return _go_on(token, next_open(address))
    form = found.form(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            once = found.keep(form.cleaned_data, user)
        except NotSent as refused:
            form.add_error(None, str(refused))
            status = refused.status
        else:
            passed(found)
            if once:
                return _show_once(request, found, once)
            return _go_on(token, next_open(address))
    shown = {
        "form": form, "step": None, "page": found, "number": STEPS.index(found) + 2, "all": ALL,
    }  # fmt: skip
    return render(request, "first/step.html", shown, status=status)


def _check(request: HttpRequest, token: str) -> User | None:
    """Who is signed in; nobody yet before the first administrator.

    Raises:
        NotFoundHere: this is not the link, or no longer, or not for this person.
    """
    if not opens(token, request.user):
        raise _nothing_here()
    return request.user if isinstance(request.user, User) else None


def _nothing_here() -> NotFoundHere:
    return NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


def _show_once(request: HttpRequest, found: Step, secret: str) -> HttpResponse:
    """The private half, to print; it stands nowhere else, and here only now."""
    shown = {"secret": secret, "number": STEPS.index(found) + 2, "all": ALL}
    page = render(request, "first/key.html", shown)
    return shown_once(page, again=request.path)


def _go_on(token: str, following: Step | None) -> HttpResponse:
    """To the next step; at the end the link is used up, and a passkey comes next."""
    if following is not None:
        return redirect("first:step", token=token, address=following.address)
    use_up()
    return redirect("people:security")
