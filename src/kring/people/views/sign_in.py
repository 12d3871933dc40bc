"""Pages to come in and to leave."""

from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kring.base.errors import KringError
from kring.people import entrance, factors
from kring.people.adapters import is_own_page
from kring.people.again import AgainForm, show_again
from kring.people.forms import CodeForm, PasskeyForm, SignInForm
from kring.people.middleware import before_second_factor
from kring.people.request import Request
from kring.people.sessions import Way
from kring.people.stages import waiting_at
from kring.people.stepup import ask_page

OPEN = require_http_methods(["GET", "HEAD", "POST"])


def wanted_page(request: HttpRequest) -> str:
    """Where somebody was going before they were asked to sign in."""
    return request.POST.get("next") or request.GET.get("next", "")


@login_not_required
@sensitive_post_parameters("password")
@OPEN
def login(request: HttpRequest) -> HttpResponse:
    """Mail address and password, or a passkey."""
    form = SignInForm(request.POST or None)
    status = 200 if request.method != "POST" else 422
    if form.is_valid():
        try:
            return entrance.by_password(
                request, next_page=wanted_page(request), **form.cleaned_data
            )
        except KringError as refused:
            form.add_error(None, str(refused))
            status = refused.status
    return _login_page(request, form, status=status)


@login_not_required
@require_GET
def passkey_question(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask whoever is there for a passkey."""
    return JsonResponse(factors.ask_passkey(None))


@login_not_required
@require_POST
def login_passkey(request: HttpRequest) -> HttpResponse:
    """The answer of a passkey."""
    form = PasskeyForm(request.POST)
    status = 422
    if form.is_valid():
        answer = form.cleaned_data["credential"]
        try:
            return entrance.by_passkey(request, answer, next_page=wanted_page(request))
        except KringError as refused:
            form.add_error(None, str(refused))
            status = refused.status
    return _login_page(request, SignInForm(), status=status, passkey_form=form)


@login_not_required
@OPEN
def second_step(request: HttpRequest) -> HttpResponse:
    """After the password: a passkey, the code of an app, or a recovery code."""
    stage = waiting_at(request) if not request.user.is_authenticated else None
    if stage is None:
        return redirect("people:login")
    user, posted = stage.login.user, request.POST
    form: Form = PasskeyForm(posted) if "credential" in posted else CodeForm(posted or None)
    status = 200 if request.method != "POST" else 422
    if form.is_valid():
        typed = form.cleaned_data
        try:
            return entrance.second_step(
                request, stage, code=typed.get("code", ""), answer=typed.get("credential", "")
            )
        except KringError as refused:
            form.add_error("code" if "code" in typed else None, str(refused))
            status = refused.status
    kinds = factors.kinds_of(user)
    return render(
        request,
        "people/second_step.html",
        {
            "form": form,
            "code_form": form if isinstance(form, CodeForm) else CodeForm(),
            "passkey": factors.ask_passkey(user) if Way.PASSKEY in kinds else None,
            "has_codes": bool(kinds & {Way.APP, Way.RECOVERY}),
        },
        status=status,
    )


@before_second_factor
@OPEN
def again(request: Request) -> HttpResponse:
    """Show again who you are; then on to the page that asked for it."""
    wanted = wanted_page(request)
    form = AgainForm(request.user, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if show_again(request, form):
                return redirect(wanted if is_own_page(wanted) else "people:security")
        except KringError as refused:
            form.add_error(None, str(refused))
            status = refused.status
    return ask_page(request, form, status=status, next_page=wanted)


@require_POST
@before_second_factor
def logout(request: HttpRequest) -> HttpResponse:
    return entrance.leave(request)


def _login_page(
    request: HttpRequest, form: SignInForm, *, status: int, passkey_form: Form | None = None
) -> HttpResponse:
    wrong = passkey_form if passkey_form is not None else form
    return render(
        request,
        "people/login.html",
        {"form": wrong, "sign_in_form": form, "next": wanted_page(request)},
        status=status,
    )
