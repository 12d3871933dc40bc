"""Inviting into a circle, taking an invitation up, and the code that is said aloud."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.clock import today
from kring.base.once import once_only
from kring.families.models import Invitation, Seat
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.people.entrance import let_in
from kring.people.middleware import before_second_factor
from kring.people.request import Request
from kring.people.sessions import Way
from kring.people.stepup import asks_again
from kring.reception import letters, queries
from kring.reception.forms import InviteForm, NewAccountForm, SaidCodeForm
from kring.reception.seen_as import SEEN_AS
from kring.reception.services import invitations as services
from kring.reception.services.invitations import CodeRefused, InvitationRefused, Terms
from kring.reception.services.new_accounts import AlreadyKnown


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def invite(request: Request, family_id: UUID) -> HttpResponse:
    """Fill in; read in words what this person will see; send."""
    queries.leads(family_id, by=request.user)  # before asking again: a stranger learns nothing
    return _invite(request, family_id)


@asks_again
def _invite(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="circle", parts=HEAD)
    actors = {str(each.id): str(each.label) for each in seen.family.actors}
    typed = request.POST if request.method == "POST" else None
    form = InviteForm(typed, actors=actors, on=today())
    shown: dict[str, Any] = {"form": form}
    if typed is not None and "back" not in typed and form.is_valid():
        if "send" in typed:
            return _send(request, family_id, form)
        shown |= {
            "checked": form.cleaned_data,
            "role": Seat.Role(form.cleaned_data["role"]).label,
            "tie": Seat.Tie(form.cleaned_data["tie"]).label,
            "actor": actors.get(form.cleaned_data["actor"], ""),
            "seen_as": SEEN_AS[form.cleaned_data["role"]],
            "family_code": str(family_id)[:8],
        }
    response = render_family(request, "reception/invite.html", seen, "network", **shown)
    response.status_code = 422 if form.errors else 200
    return response


def _send(request: Request, family_id: UUID, form: InviteForm) -> HttpResponse:
    given = form.cleaned_data
    terms = Terms(
        mail=given["mail"], role=Seat.Role(given["role"]), purpose=given["purpose"],
        tie=Seat.Tie(given["tie"]), ends_on=given["ends_on"], told_on=given["told_on"],
        agreed_on=given["agreed_on"], agreed_how=given["agreed_how"],
        actor=UUID(given["actor"]) if given["actor"] else None,
    )  # fmt: skip
    with transaction.atomic():  # the mail is written down with the invitation, or neither is
        sent = services.invite(family_id, terms=terms, by=request.user)
        link = request.build_absolute_uri(reverse("reception:accept", args=[sent.word]))
        letters.send_invitation(sent.invitation.mail, link)
    messages.success(request, _("De uitnodiging is onderweg."))
    return redirect("reception:invitations", family_id=family_id)


@require_safe
def invitations(request: Request, family_id: UUID) -> HttpResponse:
    """What is open in this circle, and whose phones are remembered."""
    return _list(request, family_id)


@require_POST
@once_only
def confirm(request: Request, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    """The code that was said: right, and there is a seat."""
    queries.leads(family_id, by=request.user)
    return _confirm(request, family_id, invitation_id)


@asks_again
def _confirm(request: Request, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    form = SaidCodeForm(request.POST)
    if not form.is_valid():
        return _list(request, family_id, form=form, asked=invitation_id)
    try:
        services.confirm(
            family_id, invitation_id, code=form.cleaned_data["code"], by=request.user
        )
    except CodeRefused as refusal:
        form.add_error("code", str(refusal))
        return _list(request, family_id, form=form, asked=invitation_id)
    messages.success(request, _("De code klopt. Deze persoon zit nu in de kring."))
    return redirect("reception:invitations", family_id=family_id)


@require_POST
@once_only
def cancel(request: Request, family_id: UUID, invitation_id: UUID) -> HttpResponse:
    services.cancel(family_id, invitation_id, by=request.user)
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect("reception:invitations", family_id=family_id)


def _list(
    request: Request, family_id: UUID, *, form: SaidCodeForm | None = None,
    asked: UUID | None = None,
) -> HttpResponse:  # fmt: skip
    queries.leads(family_id, by=request.user)
    seen = read_family(family_id, by=request.user, part="circle", parts=HEAD)
    rows = [_shown(each) for each in queries.invitations_of(family_id, by=request.user)]
    response = render_family(
        request, "reception/invitations.html", seen, "network",
        rows=rows, form=form, asked=asked,
        helpers=queries.helpers_with_devices(family_id, by=request.user),
    )  # fmt: skip
    response.status_code = 422 if form else 200
    return response


def _shown(each: Invitation) -> dict[str, Any]:
    waits = each.waits_for_code
    return {
        "invitation": each,
        "role": each.get_role_display(),
        "is_ready": waits and queries.is_ready(each),
    }


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def accept(request: HttpRequest, word: str) -> HttpResponse:
    """The page behind the link. Opening it changes nothing and tells nothing of a family."""
    if not services.is_alive(word):
        return _refused(request)
    if isinstance(request.user, AnonymousUser):
        return _accept_as_new(request, word)
    if request.method != "POST":
        return render(request, "reception/accept.html", {"word": word})
    try:
        services.accept(word, user=request.user)
    except InvitationRefused:
        return _refused(request)
    return redirect("reception:waiting")


def _accept_as_new(request: HttpRequest, word: str) -> HttpResponse:
    form = NewAccountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        given = {**form.cleaned_data, "language": get_language() or "nl"}
        try:
            _invitation, user = services.accept_as_new(word, **given)
        except (InvitationRefused, AlreadyKnown) as refusal:
            form.add_error("mail", str(refusal))
        else:
            return let_in(request, user, Way.PASSWORD, next_page=reverse("reception:waiting"))
    status = 422 if form.errors else 200
    return render(request, "reception/accept.html", {"form": form, "word": word}, status=status)


def _refused(request: HttpRequest) -> HttpResponse:
    return render(
        request, "reception/refused.html", {"sentence": str(InvitationRefused())}, status=404
    )


@before_second_factor
@require_safe
def waiting(request: Request) -> HttpResponse:
    """What somebody who accepted still does: a second factor, and saying the code."""
    rows = [
        {"code": each.code if queries.is_ready(each) else None, "by": each.by}
        for each in queries.accepted_by(request.user)
    ]
    return render(request, "reception/waiting.html", {"rows": rows})
