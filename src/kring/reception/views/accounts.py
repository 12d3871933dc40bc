"""The administrator's pages: people of the site, their roles, organisations. No families."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.errors import NotAllowed
from kring.base.once import once_only
from kring.people.entrance import let_in
from kring.people.models import Organisation
from kring.people.request import Request
from kring.people.sessions import Way
from kring.people.stepup import asks_again
from kring.reception import letters, queries
from kring.reception.forms import (
    ANSWERS,
    NewAccountForm,
    OrganisationForm,
    RoleForm,
    WelcomeForm,
)
from kring.reception.services import accounts as services
from kring.reception.services import devices as device_services
from kring.reception.services.invitations import InvitationRefused
from kring.reception.services.leaving import LeavesFamiliesAlone, leave
from kring.reception.services.new_accounts import AlreadyKnown


@require_safe
def people(request: Request) -> HttpResponse:
    """Everybody with an account, and the roles that wait for a second administrator."""
    return _people(request)


def _people(request: Request, *, problem: str = "", status: int = 200) -> HttpResponse:
    shown = {
        "colleagues": queries.colleagues(by=request.user),
        "requests": queries.role_requests(by=request.user),
        "lost": queries.lost_mails(by=request.user),
        "problem": problem,
    }
    return render(request, "reception/people.html", shown, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def welcome(request: Request) -> HttpResponse:
    """Invite somebody to the site. (The check comes before asking again who they are, so that
    nobody else learns of this page.)
    """
    queries.check_administrator(request.user)
    return _welcome(request)


@asks_again
def _welcome(request: Request) -> HttpResponse:
    form = WelcomeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():  # with its mail, or neither
                sent = services.welcome(by=request.user, **form.cleaned_data)
                path = reverse("reception:welcome", args=[sent.word])
                letters.send_welcome(sent.welcome.mail, request.build_absolute_uri(path))
        except AlreadyKnown as refusal:
            form.add_error("mail", str(refusal))
        else:
            messages.success(request, _("De uitnodiging is onderweg."))
            return redirect("reception:people")
    status = 422 if form.errors else 200
    return render(request, "reception/welcome.html", {"form": form}, status=status)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def take_up(request: Request, word: str) -> HttpResponse:
    """The page behind the link of a welcome. Opening it changes nothing."""
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if not services.is_welcome(word):
        sentence = str(InvitationRefused())
        return render(request, "reception/refused.html", {"sentence": sentence}, status=404)
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "language": get_language() or "nl"}
        try:
            user = services.take_up_welcome(word, **given)
        except (InvitationRefused, AlreadyKnown) as refusal:
            form.add_error("mail", str(refusal))
        else:
            return let_in(request, user, Way.PASSWORD)
    status = 422 if form.errors else 200
    return render(request, "reception/accept.html", {"form": form, "word": ""}, status=status)


@require_safe
def person(request: Request, user_id: UUID) -> HttpResponse:
    """One account: role, devices, and its end."""
    return _person(request, user_id)


def _person(
    request: Request, user_id: UUID, *, form: RoleForm | None = None, problem: str = "",
    alone: list[UUID] | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    found = queries.colleague(user_id, by=request.user)
    shown: dict[str, Any] = {
        "person": found,
        "form": form or RoleForm(initial={"system_role": found.system_role}),
        "problem": problem,
        "alone": alone,
        "is_self": found.pk == request.user.pk,
    }
    return render(request, "reception/person.html", shown, status=status)


@require_POST
@once_only
def ask_role(request: Request, user_id: UUID) -> HttpResponse:
    found = queries.colleague(user_id, by=request.user)
    return _ask_role(request, found.pk)


@asks_again
def _ask_role(request: Request, user_id: UUID) -> HttpResponse:
    found = queries.colleague(user_id, by=request.user)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _person(request, user_id, form=form, status=422)
    try:
        services.ask_role(found, form.cleaned_data["system_role"], by=request.user)
    except NotAllowed as refusal:
        return _person(request, user_id, form=form, problem=str(refusal), status=422)
    messages.success(request, _("Gevraagd. Een tweede beheerder moet dit nog bevestigen."))
    return redirect("reception:people")


@require_POST
@once_only
def decide_role(request: Request, request_id: UUID) -> HttpResponse:
    queries.check_administrator(request.user)
    return _decide_role(request, request_id)


@asks_again
def _decide_role(request: Request, request_id: UUID) -> HttpResponse:
    granted = request.POST.get("answer") == "yes"
    try:
        services.decide_role(request_id, granted=granted, by=request.user)
    except (NotAllowed, LeavesFamiliesAlone) as refusal:
        return _people(request, problem=str(refusal), status=422)
    said = _("De rol is gegeven.") if granted else _("De vraag is geweigerd.")
    messages.success(request, said)
    return redirect("reception:people")


@require_POST
@once_only
def end_account(request: Request, user_id: UUID) -> HttpResponse:
    found = queries.colleague(user_id, by=request.user)
    return _end_account(request, found.pk)


@asks_again
def _end_account(request: Request, user_id: UUID) -> HttpResponse:
    found = queries.colleague(user_id, by=request.user)
    try:
        leave(found, by=request.user, successors={})
    except LeavesFamiliesAlone as refusal:
        return _person(
            request, user_id, problem=str(refusal), alone=refusal.families, status=422
        )
    except NotAllowed as refusal:
        return _person(request, user_id, problem=str(refusal), status=422)
    messages.success(request, _("Dit account is gestopt. Alles wat het opende, is dicht."))
    return redirect("reception:people")


@require_POST
@once_only
def forget_devices(request: Request, user_id: UUID) -> HttpResponse:
    found = queries.colleague(user_id, by=request.user)
    device_services.forget_devices_by_administrator(found, by=request.user)
    messages.success(request, _("De toestellen zijn vergeten. Aanmelden kan nog met alles."))
    return redirect("reception:person", user_id=user_id)


@require_POST
@once_only
def end_sessions(request: Request, user_id: UUID) -> HttpResponse:
    """Sign somebody out everywhere; an administrator stays where they press the button."""
    found = queries.colleague(user_id, by=request.user)
    services.end_sessions(found, by=request.user, but=request.session.session_key)
    messages.success(request, _("Daar is nu overal afgemeld."))
    return redirect("reception:person", user_id=user_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def organisations(request: Request) -> HttpResponse:
    """All organisations, and a new one."""
    return _organisation(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def organisation(request: Request, organisation_id: UUID) -> HttpResponse:
    """Another name, or another rule about looking in an emergency."""
    queries.check_administrator(request.user)
    return _organisation(request, get_object_or_404(Organisation, pk=organisation_id))


def _organisation(request: Request, found: Organisation | None) -> HttpResponse:
    rows = queries.organisations(by=request.user)
    form = OrganisationForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_bound and form.is_valid():
        typed = dict(form.cleaned_data)
        answers = services.Answers(**{field: typed.pop(field) for field in ANSWERS})
        services.save_organisation(
            by=request.user, organisation=found, answers=answers, **typed
        )
        messages.success(request, _("Bewaard."))
        return redirect("reception:organisations")
    shown = {"form": form, "organisations": rows, "chosen": found}
    status = 422 if form.errors else 200
    return render(request, "reception/organisations.html", shown, status=status)
