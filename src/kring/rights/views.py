"""Wie ziet wat: the table of who sees which part, its switches, and writing down a yes."""

import time
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.base.once import once_only
from kring.core.codes import Interpreter
from kring.core.languages import DUTCH
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family, spoken_by
from kring.people.request import Request
from kring.rights.door import as_uuid, open_for
from kring.rights.forms.days import A_YEAR, HALF_A_YEAR
from kring.rights.forms.sharing import ConsentForm, SwitchForm
from kring.rights.receivers import ON_SCREEN, PART_NAMES, Table, table_of
from kring.rights.services.sharing import put_back, turn_off, turn_on, write_down

PART: Final = "sharing"
UNDO: Final = "kring-undo"  # where in the session the last switch waits
TO_UNDO: Final = 600  # seconds


@dataclass(frozen=True, slots=True)
class Undo:
    """The switch that was turned last, in words and in what turns it back."""

    receiver: UUID
    name: str | Text
    part: str
    was_on: bool

    @property
    def part_name(self) -> str:
        return PART_NAMES[self.part]


@require_safe
def who_sees_what(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART)
    table = table_of(family_id, by=request.user)
    return _shown(request, seen, table, undo=_undo(request, family_id, table))


@require_POST
@once_only
def turn(request: Request, family_id: UUID) -> HttpResponse:
    """One switch, at once."""
    seen = open_for(family_id, by=request.user, part=PART)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        table = table_of(family_id, by=request.user)
        problem = gettext("Kies eerst wie, en wat.")
        return _shown(request, seen, table, problems=[problem], status=422)
    receiver, part = form.cleaned_data["wie"], form.cleaned_data["deel"]
    if form.cleaned_data["aan"] == "1":
        was_on, said = False, None
        turn_on(
            family_id, receiver=receiver, part=part, by=request.user,
            language=get_language() or DUTCH,
        )  # fmt: skip
    else:
        was_on = True
        yes = turn_off(family_id, receiver=receiver, part=part, by=request.user)
        said = str(yes.pk) if yes else None
    request.session[UNDO] = {
        "family": str(family_id), "receiver": str(receiver), "part": part, "was_on": was_on,
        "said": said, "at": time.time(),
    }  # fmt: skip
    return redirect("rights:who_sees_what", family_id)


@require_POST
@once_only
def undo(request: Request, family_id: UUID) -> HttpResponse:
    """Turn the last switch back, when it was this person who turned it, just now."""
    open_for(family_id, by=request.user, part=PART)
    last = _last(request, family_id)
    request.session.pop(UNDO, None)
    if last is None:
        messages.info(request, _("Er is niets meer om ongedaan te maken."))
    elif not last["was_on"]:
        turn_off(family_id, receiver=UUID(last["receiver"]), part=last["part"], by=request.user)
    elif last["said"]:
        put_back(
            family_id, receiver=UUID(last["receiver"]), part=last["part"],
            said=UUID(last["said"]), by=request.user,
        )  # fmt: skip
    return redirect("rights:who_sees_what", family_id)


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def consent(request: Request, family_id: UUID) -> HttpResponse:
    """Write down a yes: five plain sentences first, then who, what, how and until when."""
    seen = open_for(family_id, by=request.user, part=PART)
    by_family = seen.door.reader is Reader.FAMILY
    table = table_of(family_id, by=request.user)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        receivers=_choices(table),
        reading=get_language() or DUTCH,
        by_family=by_family,
        initial=_usual(request, seen),
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        write_down(
            family_id,
            receiver=UUID(given["wie"]),
            parts=given["delen"],
            by=request.user,
            form=given.get("hoe", ON_SCREEN),
            language=given.get("taal", get_language() or DUTCH),
            interpreter=given.get("tolk", Interpreter.NONE.value),
            purpose=given["waarvoor"],
            review_on=given["herbekijken"],
            ends_on=given["tot"],
            witness=given.get("getuige", ""),
            answer=given.get("antwoord", ""),
        )
        messages.success(request, _("Bewaard. Stoppen kan altijd, met één tik."))
        return redirect("rights:who_sees_what", family_id)
    return render_family(
        request,
        "rights/consent.html",
        seen,
        "family",
        form=form,
        tab="sharing",
        status=422 if request.method == "POST" else 200,
    )


def _shown(
    request: Request, seen: SeenFamily, table: Table, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render_family(
        request,
        "rights/who_sees_what.html",
        seen,
        "family",
        table=table,
        tab="sharing",
        nobody=not any(switch.is_on for each in table.everybody for switch in each.switches),
        status=status,
        **context,
    )


def _usual(request: Request, seen: SeenFamily) -> dict[str, Any]:
    """What stands in the form at first: the switch that led here, and the usual days."""
    languages = tuple(map(str, seen.family.languages)) or spoken_by(seen.family)
    return {
        "wie": request.GET.get("wie", ""),
        "delen": [request.GET["deel"]] if request.GET.get("deel") in PART_NAMES else [],
        "taal": languages[0] if languages else "",
        "tot": localdate() + A_YEAR,
        "herbekijken": localdate() + HALF_A_YEAR,
    }


def _choices(table: Table) -> list[tuple[str, str]]:
    reading = get_language() or DUTCH
    return [
        (
            str(each.id),
            each.name.in_language(reading) if isinstance(each.name, Text) else each.name,
        )
        for each in table.everybody
    ]


def _last(request: Request, family_id: UUID) -> dict[str, Any] | None:
    last: dict[str, Any] | None = request.session.get(UNDO)
    if not last or last["family"] != str(family_id) or time.time() - last["at"] > TO_UNDO:
        return None
    return last


def _undo(request: Request, family_id: UUID, table: Table) -> Undo | None:
    last = _last(request, family_id)
    receiver = as_uuid(last["receiver"]) if last else None
    who = table.find(receiver) if receiver else None
    if last is None or who is None or (last["was_on"] and not last["said"]):
        return None
    return Undo(receiver=who.id, name=who.name, part=last["part"], was_on=last["was_on"])
