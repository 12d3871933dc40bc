"""Alles verbergen of wissen: every adult together, or one adult alone with the worker."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.once import once_only
from kring.core.languages import DUTCH
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family
from kring.people.models import User
from kring.people.request import Request
from kring.people.stepup import asks_again_who_can
from kring.rights.door import as_uuid, open_for
from kring.rights.forms.sharing import AskForm
from kring.rights.models import Decision
from kring.rights.queries import (
    Adult,
    adults_known,
    decisions_seen,
    member_of,
    needed_for,
    was_hidden,
)
from kring.rights.services.decisions import ask, confirm, say_yes, take_back

PART = "decision"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is still open, with whose yes it has and whose it waits for."""

    decision: Decision
    said: tuple[Text, ...]
    waits_for: tuple[Adult, ...]
    own_turn: bool  # the reader's own yes is what it waits for
    may_confirm: bool  # the reader sat with this one adult


@require_safe
def decisions(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART)
    return _shown(request, seen)


@require_POST
@once_only
def ask_for(request: Request, family_id: UUID) -> HttpResponse:
    """Somebody asks to hide, to show or to wipe everything."""
    seen = open_for(family_id, by=request.user, part=PART)
    return _ask_for(request, seen)


@asks_again_who_can
def _ask_for(request: Request, seen: SeenFamily) -> HttpResponse:
    form = AskForm(request.POST)
    if not form.is_valid():
        return _shown(request, seen, problem=str(next(iter(form.errors.values()))[0]))
    asked = form.cleaned_data
    try:
        decision = ask(
            seen.door.pk, kind=Decision.Kind(asked["wat"]), by=request.user,
            alone=asked["apart"], member=asked["wie"],
        )  # fmt: skip
    except NotAllowed as refused:
        return _shown(request, seen, problem=str(refused))
    _tell(request, decision)
    return redirect("rights:decisions", seen.door.pk)


@require_POST
@once_only
def answer(request: Request, family_id: UUID, decision_id: UUID) -> HttpResponse:
    """One more yes, the worker's word that they sat there, or second thoughts."""
    seen = open_for(family_id, by=request.user, part=PART)
    if not decisions_seen(family_id, by=request.user).filter(pk=decision_id).exists():
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return _answer(request, seen, decision_id)


@asks_again_who_can
def _answer(request: Request, seen: SeenFamily, decision_id: UUID) -> HttpResponse:
    said = request.POST.get("antwoord")
    try:
        if said == "ja":
            member = as_uuid(request.POST.get("wie", ""))
            _tell(request, say_yes(decision_id, by=request.user, member=member))
        elif said == "bevestig":
            _tell(request, confirm(decision_id, by=request.user))
        elif said == "stop":
            take_back(decision_id, by=request.user)
            messages.success(request, _("Gestopt. Er is niets veranderd."))
        else:
            return _shown(request, seen, problem=_("Kies eerst ja of nee."))
    except NotAllowed as refused:
        return _shown(request, seen, problem=str(refused))
    return redirect("rights:decisions", seen.door.pk)


def _tell(request: Request, decision: Decision) -> None:
    if decision.done_at and decision.kind == Decision.Kind.HIDE:
        messages.success(request, _("Alles is verborgen. Alleen het gezin ziet nog iets."))
    elif decision.done_at:
        messages.success(request, _("Alles is weer te zien zoals voordien."))
    elif decision.agreed_at:
        messages.success(request, _("Beslist. Je kan nog 14 dagen van gedacht veranderen."))
    else:
        messages.info(request, _("Je ja is bewaard. We wachten nog op iemand."))


def _shown(request: Request, seen: SeenFamily, *, problem: str = "") -> HttpResponse:
    family_id = seen.door.pk
    adults = _adults_known(seen, by=request.user)
    open_ones = decisions_seen(family_id, by=request.user).filter(done_at=None)
    return render_family(
        request,
        "rights/decisions.html",
        seen,
        "family",
        asked=[_asked(each, adults, seen, by=request.user) for each in open_ones],
        without_code=[each for each in adults if not each.signs_in],
        was_hidden=was_hidden(family_id, by=request.user),
        problems=[problem] if problem else [],
        tab="decisions",
        status=422 if problem else 200,
    )


def _adults_known(seen: SeenFamily, *, by: User) -> list[Adult]:
    """The adults of whom the reader may know; without a name where the family shows none."""
    shown = {UUID(each.id) for each in seen.family.members}
    language = get_language() or DUTCH
    somebody = Text({language: gettext("een volwassene")})
    return [
        each if each.member in shown else replace(each, name=somebody)
        for each in adults_known(seen.door.pk, by=by)
    ]


def _asked(decision: Decision, adults: list[Adult], seen: SeenFamily, *, by: User) -> Asked:
    """Only adults of whom the reader knows are named or counted."""
    voices = set(decision.voices.values_list("member", flat=True))
    own = member_of(decision.family_id, user=by)
    needed = needed_for(decision, adults) - voices
    is_settled = decision.is_alone or decision.agreed_at is not None
    waits = () if is_settled else tuple(each for each in adults if each.member in needed)
    return Asked(
        decision=decision,
        said=tuple(each.name for each in adults if each.member in voices),
        waits_for=waits,
        own_turn=any(each.member == own for each in waits),
        may_confirm=decision.is_alone
        and decision.beside is None
        and seen.door.reader in (Reader.WORKER, Reader.COORDINATOR),
    )
