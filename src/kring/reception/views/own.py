"""The few pages behind a small seat: own steps, a visit, and whom to ask for help."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.base.clock import today
from kring.base.errors import NotAllowed
from kring.base.once import once_only
from kring.core.languages import DUTCH
from kring.core.words import Text
from kring.overview.queries import SeenFamily, read_families
from kring.overview.steps_shown import Step, next_steps
from kring.people.request import Request
from kring.plans.services import note_visit
from kring.reception.small_forms import VisitForm
from kring.reception.small_queries import contacts_of, families_to_visit
from kring.reception.small_seat import small_or_strong

MOST: Final = 25  # families on one page of steps
PARTS: Final = ("members", "actors", "plan")


@small_or_strong
@require_safe
def steps(request: Request) -> HttpResponse:
    """What somebody took up in their circles, the nearest day first, and nothing else."""
    seen, number = read_families(by=request.user, parts=PARTS, most=MOST)
    circles = [(each.family.label, _own(each)) for each in seen]
    shown = {
        "circles": [circle for circle in circles if circle[1]],
        "has_more_families": number > 1,
        "small_seat": hasattr(request, "small_seat_of"),
        "step": "steps",
        "quick_exit": True,
    }
    return render(request, "reception/steps.html", shown)


@small_or_strong
@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def visit(request: Request) -> HttpResponse:
    """I was there: when, how it went, and a sentence, in a minute."""
    families = families_to_visit(request.user)
    form = VisitForm(request.POST or None, families=families, on=today())
    if families and form.is_valid():
        typed = form.cleaned_data
        language = get_language() or DUTCH
        words = typed["words"].strip()
        try:
            note_visit(
                form.family_id(), on=typed["day"], how=typed["how"], by=request.user,
                words=Text({language: words}) if words else None,
            )  # fmt: skip
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bewaard. Fijn dat je er was."))
            return redirect("reception:steps")
    shown = {
        "form": form,
        "may": bool(families),
        "small_seat": hasattr(request, "small_seat_of"),
        "step": "visit",
        "quick_exit": True,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reception/visit.html", shown, status=status)


@small_or_strong
@require_safe
def help_page(request: Request) -> HttpResponse:
    """Whom to call, and whom to ask."""
    shown = {
        "contacts": contacts_of(request.user),
        "small_seat": hasattr(request, "small_seat_of"),
        "step": "help",
        "quick_exit": True,
    }
    return render(request, "reception/help.html", shown)


def _own(seen: SeenFamily) -> list[Step]:
    me = {seen.door.actor, seen.door.member} - {None}
    return [
        step
        for step in next_steps(seen.family, seen.themes, on=today())
        if me & {step.action.responsible, *step.action.with_}
    ]
