"""The demo on the site: a bar that switches roles, at addresses that exist in the demo only."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kring.base.keystore import open_keys
from kring.families.queries import families_of
from kring.people.models import User
from kring.site.demo_world import FIRST, PLAYERS, Player

LABELS = {
    "basiswerker": _("basiswerker"),
    "vrijwilliger": _("vrijwilliger"),
    "gezin": _("gezin"),
    "coordinator": _("coördinator"),
    "beleid": _("beleid"),
    "beheerder": _("beheerder"),
}


@dataclass(frozen=True, slots=True)
class Button:
    """One role in the demo bar."""

    label: str
    name: str
    address: str
    current: bool


def demo_bar(request: HttpRequest) -> dict[str, Any]:
    """For every page: the roles to switch between, in the demo alone."""
    if not settings.DEMO:
        return {}
    signed_in = getattr(getattr(request, "user", None), "username", "")
    buttons = [
        Button(
            label=str(LABELS[player.address]),
            name=player.name,
            address=reverse("demo:as", args=[player.address]),
            current=player.username == signed_in,
        )
        for player in PLAYERS
    ]
    return {"demo_roles": buttons, "demo_today": settings.KRING_TODAY}


@login_not_required
@require_safe
def look_as(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as one of the demo's people, without a password. Never outside the demo."""
    player = next((each for each in PLAYERS if each.address == role), None)
    if player is None or not settings.DEMO:
        raise Http404
    user = User.objects.get(username=player.username)
    login(request, user)
    return redirect(_first_page(player, user))


def _first_page(player: Player, user: User) -> str:
    """A worker, a volunteer and the family begin at the first family; others at their own."""
    if player.address in {"basiswerker", "vrijwilliger", "gezin"}:
        rows = list(families_of(user))
        open_keys(row.pk for row in rows)
        first = next(row for row in rows if row.code == FIRST)
        return reverse("overview:family", args=[first.pk])
    return reverse("overview:start")
