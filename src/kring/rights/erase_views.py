"""Wissen: what goes and when, a family that stays on paper alone, and the letter about it."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.core.languages import DUTCH
from kring.core.sharing import Reader
from kring.families.models import Seat
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family
from kring.people.models import User
from kring.people.request import Request
from kring.people.stepup import asks_again
from kring.rights.door import as_uuid, open_for
from kring.rights.erase_paper import final_on, letter, said_in_letter
from kring.rights.erase_queries import planned_for
from kring.rights.queries import adults_of
from kring.rights.services.erasing import erase_family
from kring.rights.services.refusing import gone_since

PART: Final = "erase"
JUST_DRAWN: Final = timedelta(days=14)  # so long a refusal of the family is enough
LEADS: Final = frozenset({Seat.Role.FAMILY, Seat.Role.COORDINATOR})


@require_safe
def erase(request: Request, family_id: UUID) -> HttpResponse:
    """What wiping means, before anybody asks it."""
    seen = open_for(family_id, by=request.user, part=PART)
    on = planned_for(family_id, by=request.user)
    gone, stays, _when = said_in_letter(on or localdate())
    return render_family(
        request, "rights/erase.html", seen, "family",
        gone=gone, stays=stays, on=on, final=final_on(on) if on else None, tab="decisions",
    )  # fmt: skip


@require_safe
def erase_letter(request: Request, family_id: UUID) -> HttpResponse:
    """The letter as PDF: for who reads the family, and afterwards for who sat there."""
    wiped_on = gone_since(family_id, user=request.user)
    if wiped_on is None:
        open_for(family_id, by=request.user, part=PART)
        wiped_on = planned_for(family_id, by=request.user) or localdate()
    return HttpResponse(
        letter(wiped_on, language=get_language() or DUTCH),
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="kring-gewist.pdf"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def paper_only(request: Request, family_id: UUID) -> HttpResponse:
    """The family wants nothing in Kring: it takes all of it on paper, and then it is wiped."""
    seen = open_for(family_id, by=request.user, part=PART, roles=LEADS)
    if request.method == "POST":
        return _wipe(request, seen)
    return _paper_only(request, seen)


@asks_again
def _wipe(request: Request, seen: SeenFamily) -> HttpResponse:
    problems = []
    if not _may_wipe(seen, by=request.user):
        problems.append(_("Wissen beslist het gezin zelf, samen. Vraag het eerst."))
    if not request.POST.get("papier"):
        problems.append(_("Duid aan dat het gezin zijn papieren heeft."))
    if as_uuid(request.POST.get("wie", "")) not in _who_said(seen):
        problems.append(_("Kies wie van het gezin dit vraagt."))
    if problems:
        return _paper_only(request, seen, problems=problems)
    erase_family(seen.door.pk, by=request.user, ticket="paper only")
    return wiped_page(request, localdate())


def wiped_page(request: Request, on: date) -> HttpResponse:
    """The same words as the letter, to read or print at once; nothing of the family in it."""
    gone, stays, when = said_in_letter(on)
    shown = {"gone": gone, "stays": stays, "when": when, "step": "family"}
    return render(request, "rights/erase_done.html", shown)


def _paper_only(
    request: Request, seen: SeenFamily, *, problems: list[str] | None = None
) -> HttpResponse:
    return render_family(
        request, "rights/erase_paper_only.html", seen, "family",
        may_wipe=_may_wipe(seen, by=request.user), problems=problems or [],
        status=422 if problems else 200,
        people=[each for each in seen.family.members if UUID(each.id) in _who_said(seen)],
        tab="decisions",
    )  # fmt: skip


def _may_wipe(seen: SeenFamily, *, by: User) -> bool:
    """The coordinator, with a family that was just drawn or that decided to be wiped.

    Later a family has more voices than who sits at the table, so then it takes all of them, and
    the days in which they may think again.
    """
    is_new = localdate() - seen.door.row.made_on <= JUST_DRAWN
    planned = planned_for(seen.door.pk, by=by)
    is_final = planned is not None and planned <= localdate()
    return seen.door.reader is Reader.COORDINATOR and (is_new or is_final)


def _who_said(seen: SeenFamily) -> set[UUID]:
    known = {UUID(each.id) for each in seen.family.members}
    return {each.member for each in adults_of(seen.door.pk)} & known
