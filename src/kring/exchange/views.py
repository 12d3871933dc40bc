"""Families in and out by file: choose, check what was understood, bring in; and take a copy."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.clock import today
from kring.base.once import once_only
from kring.core.formats.faults import FileRefused
from kring.core.formats.templates import template_csv_zip
from kring.core.words import Text
from kring.exchange.copies import KINDS, Kind
from kring.exchange.forms import AgreedForm, BringInForm
from kring.exchange.notes import Closed, Waiting, opened, sealed
from kring.exchange.services import (
    bring_in_once,
    check_may_bring_in,
    check_may_copy,
    copy_of,
    door_to_copy,
)
from kring.exchange.spreadsheet import template_workbook
from kring.exchange.understood import Section, sections_of
from kring.exchange.uploads import InMemory
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.people.request import Request
from kring.people.stepup import asks_again_who_can

TEMPLATES = {
    "xlsx": (template_workbook, "kring-tabellen.xlsx", KINDS["xlsx"].media_type),
    "csv": (template_csv_zip, "kring-tabellen.csv.zip", "application/zip"),
}


@dataclass(frozen=True, slots=True)
class Understood:
    """One family as the check page shows it."""

    label: Text
    sections: tuple[Section, ...]


@csrf_exempt  # checked by `_bring_in`, once the files may be read
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: Request) -> HttpResponse:
    """Choose files; see what was understood of them. Nothing is kept yet."""
    check_may_bring_in(request.user)
    if request.method == "POST":
        request.upload_handlers = [InMemory(request)]
    return _bring_in(request)


@csrf_protect
def _bring_in(request: Request) -> HttpResponse:
    if request.method != "POST":
        return _choose(request, BringInForm())
    form = BringInForm(request.POST, request.FILES)
    return _check(request, form) if form.is_valid() else _choose(request, form)


def _choose(request: Request, form: BringInForm) -> HttpResponse:
    status = 422 if form.errors else 200
    shown = {"form": form, "step": "family", "quick_exit": True}
    return render(request, "exchange/import.html", shown, status=status)


def _check(request: Request, form: BringInForm) -> HttpResponse:
    found = form.understood
    try:
        note = sealed(
            found.families,
            found.themes,
            fictional=found.fictional,
            person=request.user,
            remarks=[remark.say(_) for remark in found.remarks],
        )
    except Closed as closed:
        form.add_error("given", str(closed))
        return _choose(request, form)
    return _show(request, opened(note, person=request.user), note, AgreedForm())


def _show(request: Request, waiting: Waiting, note: str, form: AgreedForm) -> HttpResponse:
    """What was understood, and the question whether the family agrees."""
    families = [
        Understood(each.label, sections_of(each, waiting.themes)) for each in waiting.families
    ]
    shown = {
        "families": families,
        "remarks": waiting.remarks,
        "note": note,
        "form": form,
        "step": "family",
        "quick_exit": True,
    }
    status = 422 if form.errors else 200
    return render(request, "exchange/check.html", shown, status=status)


@require_POST
@once_only
def create(request: Request) -> HttpResponse:
    """Bring in what was checked; whoever does becomes the contact point."""
    check_may_bring_in(request.user)
    note = request.POST.get("note", "")
    waiting = opened(note, person=request.user)
    form = AgreedForm(request.POST)
    if not form.is_valid():
        return _show(request, waiting, note, form)
    made = bring_in_once(
        waiting.families,
        themes=waiting.themes,
        note=waiting.note,
        by=request.user,
        is_example=waiting.fictional,
    )
    messages.success(
        request,
        ngettext(
            "Het gezin staat in Kring. Jij bent het aanspreekpunt.",
            "De gezinnen staan in Kring. Jij bent het aanspreekpunt.",
            len(made),
        ),
    )
    if len(made) == 1:
        return redirect("overview:family", family_id=made[0])
    return redirect("overview:wall")


@require_safe
def template(request: Request, kind: str) -> HttpResponse:
    """Empty tables to fill in."""
    if kind not in TEMPLATES:
        raise Http404
    make, name, media_type = TEMPLATES[kind]
    return _as_file(make(), name=name, media_type=media_type)


@require_safe
def export(request: Request, family_id: UUID) -> HttpResponse:
    """Which kind of copy to take."""
    return _export(request, family_id)


@require_POST
def copy(request: Request, family_id: UUID, kind: str) -> HttpResponse:
    """One copy of a family, for whoever may take it along; the journal says so."""
    found = next((each for each in KINDS.values() if each.slug == kind), None)
    if found is None:
        raise Http404
    door_to_copy(family_id, by=request.user)  # before asking again: a stranger learns nothing
    return _copy(request, family_id, found)


@asks_again_who_can
def _copy(request: Request, family_id: UUID, found: Kind) -> HttpResponse:
    try:
        data = copy_of(family_id, kind=found, by=request.user)
    except FileRefused as refusal:
        return _export(request, family_id, problems=refusal.say(_))
    name = f"kring-gezin-{today().isoformat()}.{found.ending}"
    return _as_file(data, name=name, media_type=found.media_type)


def _export(request: Request, family_id: UUID, *, problems: Any = ()) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="export", parts=HEAD)
    check_may_copy(seen.door)
    response = render_family(
        request,
        "exchange/export.html",
        seen,
        "network",
        kinds=KINDS.values(),
        problems=problems,
    )
    response.status_code = 422 if problems else 200
    return response


def _as_file(data: bytes, *, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
