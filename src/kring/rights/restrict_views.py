"""Stilleggen: closing a family for its whole circle while something is being looked into."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.base.once import once_only
from kring.families.queries import closed_for_all
from kring.families.services import lift_restriction
from kring.families.services import restrict as close_for_all
from kring.families.services.writing import DECIDES, LEADS
from kring.people.request import Request
from kring.rights.door import open_for
from kring.rights.queries import sits_as

PART = "restricted"


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def restrict(request: Request, family_id: UUID) -> HttpResponse:
    """One page for both: what happens, and the button that does it or undoes it.

    While it is closed, this page is the only one of the family that answers. It shows nothing
    of it, not even its name.
    """
    is_closed = family_id in closed_for_all(request.user)
    if not is_closed:
        open_for(family_id, by=request.user, part=PART, roles=DECIDES)
    if request.method != "POST":
        shown = {
            "may_close": sits_as(family_id, LEADS, user=request.user),
            "family_id": family_id,
            "is_closed": is_closed,
            "step": "family",
            "quick_exit": True,
        }
        return render(request, "rights/restrict.html", shown)
    if is_closed:
        lift_restriction(family_id, by=request.user)
        messages.success(request, _("Alles is weer open, zoals voordien."))
        return redirect("overview:family", family_id)
    close_for_all(family_id, by=request.user)
    return redirect("rights:restrict", family_id)
