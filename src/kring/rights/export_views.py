"""Neem mee: everything of a family in its own hands, on paper and as a file."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.base.errors import NotAllowed
from kring.base.once import once_only
from kring.core.languages import DUTCH, own_name
from kring.core.sharing import Reader
from kring.families.models import Seat
from kring.overview.queries import SeenFamily
from kring.overview.shell import HEAD, render_family
from kring.people.request import Request
from kring.people.stepup import asks_again, asks_again_who_can
from kring.rights.door import open_for
from kring.rights.export_paper import OUR_LANGUAGES
from kring.rights.export_queries import review_of, wish_of
from kring.rights.models import CopyWish
from kring.rights.services.exporting import (
    MEDIA_TYPES,
    PART,
    agree_to_copy,
    ask_for_copy,
    take_copy,
)

CHECKS: Final = ("namen", "nota", "geven")  # what the coordinator ticks before it goes out
TAKES: Final = frozenset({Seat.Role.FAMILY, Seat.Role.COORDINATOR})


@require_safe
def take_along(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART, parts=HEAD)
    return _shown(request, seen)


@require_POST
@once_only
def take_ask(request: Request, family_id: UUID) -> HttpResponse:
    """The coordinator looked over what goes out, and asks somebody else to look too."""
    seen = open_for(family_id, by=request.user, part=PART, parts=HEAD)
    if seen.door.reader is not Reader.COORDINATOR:
        raise NotAllowed(_("Dit is voor de coördinator van de kring."))
    if set(CHECKS) - set(request.POST.getlist("nagekeken")):
        return _shown(request, seen, problems=[_("Duid elke zin aan die je nakeek.")])
    return _ask(request, seen)


@asks_again
def _ask(request: Request, seen: SeenFamily) -> HttpResponse:
    ask_for_copy(seen.door.pk, with_names=bool(request.POST.get("met_namen")), by=request.user)
    messages.success(request, _("Gevraagd. Iemand anders van de kring kijkt het ook na."))
    return redirect("rights:take_along", seen.door.pk)


@require_POST
@once_only
def take_agree(request: Request, family_id: UUID) -> HttpResponse:
    """The second person looked."""
    seen = open_for(family_id, by=request.user, part=PART, parts=HEAD)
    wish = wish_of(family_id)
    if not request.POST.get("nagekeken"):
        return _shown(request, seen, problems=[_("Duid aan dat je het nakeek.")])
    if wish is None or wish.asked_by_id == request.user.pk:
        return _shown(request, seen, problems=[_("Iemand anders moet dit nakijken.")])
    return _agree(request, seen)


@asks_again
def _agree(request: Request, seen: SeenFamily) -> HttpResponse:
    agree_to_copy(seen.door.pk, by=request.user)
    messages.success(request, _("Nagekeken. De kopie kan nu zeven dagen lang mee."))
    return redirect("rights:take_along", seen.door.pk)


@require_POST
def take_copy_of(request: Request, family_id: UUID, kind: str) -> HttpResponse:
    """The copy: PDF in a language, or a family file."""
    seen = open_for(family_id, by=request.user, part=PART, parts=HEAD, roles=TAKES)
    if kind not in MEDIA_TYPES:
        raise Http404
    if seen.door.reader is Reader.COORDINATOR and not _may_take(seen, request):
        return _shown(request, seen, problems=[_("Iemand anders moet dit eerst nakijken.")])
    return _take(request, seen, kind)


@asks_again_who_can
def _take(request: Request, seen: SeenFamily, kind: str) -> HttpResponse:
    language = request.POST.get("taal", "")
    data = take_copy(
        seen.door.pk,
        kind=kind,
        with_names=bool(request.POST.get("met_namen")),
        language=language if language in OUR_LANGUAGES else _language(seen),
        by=request.user,
    )
    name = f"kring-gezin-{localdate().isoformat()}.{kind}"
    return HttpResponse(
        data,
        content_type=MEDIA_TYPES[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shown(request: Request, seen: SeenFamily, *, problems: Any = ()) -> HttpResponse:
    wish = wish_of(seen.door.pk)
    return render_family(
        request,
        "rights/export.html",
        seen,
        "family",
        status=422 if problems else 200,
        problems=problems,
        review=review_of(seen),
        wish=wish,
        is_own_wish=_is_own(wish, request),
        may_take=seen.door.reader is Reader.FAMILY or _may_take(seen, request),
        languages=[(tag, own_name(tag)) for tag in OUR_LANGUAGES],
        language=_language(seen),
        kinds=[("yaml", _("bestand (YAML)")), ("json", _("bestand (JSON)"))],
    )


def _is_own(wish: CopyWish | None, request: Request) -> bool:
    return wish is not None and wish.asked_by_id == request.user.pk


def _may_take(seen: SeenFamily, request: Request) -> bool:
    wish = wish_of(seen.door.pk)
    return wish is not None and wish.agreed_at is not None and _is_own(wish, request)


def _language(seen: SeenFamily) -> str:
    """The family's own where our pages are in it, else that of the reader."""
    own = (str(tag).split("-")[0] for tag in seen.family.languages)
    reading = get_language() or DUTCH
    usual = reading if reading in OUR_LANGUAGES else DUTCH
    return next((tag for tag in own if tag in OUR_LANGUAGES), usual)
