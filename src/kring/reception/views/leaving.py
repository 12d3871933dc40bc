"""Leaving by oneself: who takes over, and everything ends."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.base.errors import NotAllowed
from kring.base.keystore import open_keys
from kring.base.once import once_only
from kring.families.queries import families_of
from kring.people.models import User
from kring.people.request import Request
from kring.people.stepup import asks_again
from kring.reception import queries
from kring.reception.forms import SuccessorForm
from kring.reception.services.leaving import LeavesFamiliesAlone, leave


@once_only
@asks_again
@require_http_methods(["GET", "HEAD", "POST"])
def leave_site(request: Request) -> HttpResponse:
    """Somebody stops: they choose who leads each circle that they led alone."""
    families = _to_hand_over(request.user)
    form = SuccessorForm(request.POST if request.method == "POST" else None, families=families)
    if form.is_bound and form.is_valid():
        try:
            leave(request.user, by=request.user, successors=form.successors())
        except (LeavesFamiliesAlone, NotAllowed) as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, _("Je account is gestopt. Bedankt voor alles."))
            return redirect("people:login")
    shown = {
        "form": form,
        "without_workers": [name for _pk, name, users in families if not users],
        "quick_exit": True,
    }
    return render(request, "reception/leave.html", shown, status=422 if form.errors else 200)


def _to_hand_over(user: User) -> list[tuple[UUID, str, list[User]]]:
    """The families that this person leads alone, by name, with who could lead them."""
    lonely = queries.lonely_families(user)
    rows = list(families_of(user).filter(pk__in=lonely))
    open_keys(row.pk for row in rows)
    return [
        (row.pk, str(row.label), queries.may_lead_after(row.pk, leaver=user)) for row in rows
    ]
