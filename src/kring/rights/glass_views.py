"""Noodtoegang: reading a family in need, stopping, and looking at it afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.once import once_only
from kring.core.sharing import Reader
from kring.families.models import BreakGlass, Seat
from kring.families.newcomers import PROFESSIONAL
from kring.families.queries import families_in_reach, glass_of, glasses_seen
from kring.families.services import (
    break_glass,
    close_glass,
    name_protocol,
    review_glass,
    unname_protocol,
)
from kring.families.services.writing import DECIDES
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family
from kring.people.request import Request
from kring.people.stepup import asks_again
from kring.rights.door import as_uuid, open_for
from kring.rights.forms.need import GlassForm, ProtocolForm, VerdictForm
from kring.rights.queries import organisations_allowed, organisations_named

PART = "glass"


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def glass(request: Request, family_id: UUID) -> HttpResponse:
    """For whoever the family agreed to in advance; to anybody else there is no such page."""
    if family_id not in families_in_reach(request.user):
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if not Seat.of(request.user).filter(role__in=PROFESSIONAL).exists():
        raise NotAllowed(_("Dit kan alleen een begeleider of een coördinator."))
    if glass_of(request.user).filter(family=family_id).exists():
        return redirect("overview:family", family_id)
    return _glass(request, family_id)


@asks_again
def _glass(request: Request, family_id: UUID) -> HttpResponse:
    form = GlassForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            break_glass(
                family_id, by=request.user, reason=form.cleaned_data["reden"],
                words=form.cleaned_data["woorden"],
            )  # fmt: skip
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("overview:family", family_id)
    # The family itself is not read here: nothing on this page comes out of it.
    return render(
        request,
        "rights/glass.html",
        {"form": form, "step": "family", "quick_exit": True},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
@once_only
def glass_close(request: Request, family_id: UUID) -> HttpResponse:
    """Stop now. Whoever is not reading in need finds no such page."""
    found = glass_of(request.user).filter(family=family_id).first()
    if found is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    close_glass(found.pk, by=request.user)
    messages.success(request, _("Je leest dit gezin niet meer."))
    return redirect("overview:wall")


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def glasses(request: Request, family_id: UUID) -> HttpResponse:
    """Who read this family in need, and which organisations the family agreed to."""
    seen = open_for(family_id, by=request.user, part=PART, roles=DECIDES)
    if request.method != "POST":
        return _shown(request, seen, ProtocolForm(organisations=_to_name(seen)))
    acts = {"oordeel": _review, "noem": _name, "schrap": _unname}
    act = acts.get(request.POST.get("stap", ""))
    if act is None:
        form = ProtocolForm(organisations=_to_name(seen))
        return _shown(request, seen, form, problem=_("Kies eerst iets."))
    return act(request, seen)


def _review(request: Request, seen: SeenFamily) -> HttpResponse:
    form = VerdictForm(request.POST)
    found = as_uuid(request.POST.get("keer", ""))
    if not form.is_valid() or found is None:
        empty = ProtocolForm(organisations=_to_name(seen))
        return _shown(request, seen, empty, problem=_("Kies of het nodig was."))
    if not glasses_seen(seen.door.pk, by=request.user).filter(pk=found).exists():
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    try:
        review_glass(found, by=request.user, verdict=form.cleaned_data["oordeel"])
    except NotAllowed as refused:
        empty = ProtocolForm(organisations=_to_name(seen))
        return _shown(request, seen, empty, problem=str(refused))
    messages.success(request, _("Bewaard. Bedankt om dit na te kijken."))
    return redirect("rights:glasses", seen.door.pk)


def _name(request: Request, seen: SeenFamily) -> HttpResponse:
    form = ProtocolForm(request.POST, organisations=_to_name(seen))
    if not form.is_valid():
        return _shown(request, seen, form)
    name_protocol(seen.door.pk, organisation=form.cleaned_data["organisatie"], by=request.user)
    messages.success(request, _("Bewaard. Deze organisatie mag lezen bij nood."))
    return redirect("rights:glasses", seen.door.pk)


def _unname(request: Request, seen: SeenFamily) -> HttpResponse:
    wanted = as_uuid(request.POST.get("organisatie", ""))
    named = {each.pk: each for each in organisations_named(seen.door.pk)}
    if wanted not in named:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    unname_protocol(seen.door.pk, organisation=named[wanted], by=request.user)
    messages.success(request, _("Deze organisatie mag niet meer lezen bij nood."))
    return redirect("rights:glasses", seen.door.pk)


def _to_name(seen: SeenFamily) -> list[UUID]:
    named = {each.pk for each in organisations_named(seen.door.pk)}
    return [each.pk for each in organisations_allowed() if each.pk not in named]


def _shown(
    request: Request, seen: SeenFamily, form: ProtocolForm, *, problem: str = ""
) -> HttpResponse:
    family_id = seen.door.pk
    return render_family(
        request,
        "rights/glasses.html",
        seen,
        "family",
        glasses=list(glasses_seen(family_id, by=request.user)),
        verdicts=BreakGlass.Verdict.choices,
        named=organisations_named(family_id),
        # The reason may tell one adult what another said.
        is_lead=seen.door.reader is Reader.COORDINATOR,
        form=form,
        problems=[problem] if problem else [],
        tab="glasses",
        status=422 if problem or form.errors else 200,
    )
