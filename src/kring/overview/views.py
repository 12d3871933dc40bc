"""Pages that show several rooms at once. A view reads, asks and shows."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.families.newcomers import may_bring_in
from kring.families.queries import closed_for_all
from kring.overview import household
from kring.overview.own_words import said_in
from kring.overview.queries import read_families, read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.situation import situation_of
from kring.overview.start import first_page
from kring.overview.volunteers import circle_of, volunteers_of
from kring.overview.wall import MOST, card_of, page_asked, pages
from kring.people.models import Organisation
from kring.people.request import Request


@require_safe
def start(request: Request) -> HttpResponse:
    return redirect(first_page(request.user))


@require_safe
def wall(request: Request) -> HttpResponse:
    number = page_asked(request.GET.get("pagina", ""))
    families, count = read_families(by=request.user, parts=("ring",), most=MOST, page=number)
    return render(
        request,
        "overview/wall.html",
        {
            "cards": [card_of(seen) for seen in families],
            "pages": pages(number=number, count=count),
            "may_bring_in": may_bring_in(request.user),
            "closed": closed_for_all(request.user),
            "step": "family",
            "quick_exit": True,
        },
    )


@require_safe
def family(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(
        family_id, by=request.user, part="family", parts=(*HEAD, "stories", "strengths")
    )
    reader, language = seen.door.reader, get_language() or ""
    return render_family(
        request,
        "overview/family.html",
        seen,
        "family",
        said=said_in(seen.family, reader=reader, language=language),
        people=household.people_of(seen.family, on=today()),
        strengths=household.strengths_of(seen.family, seen.themes),
        theme_words=household.words_by_theme(seen.family, seen.themes),
        situation=situation_of(seen.family, reader=reader, translate=gettext),
    )


@require_safe
def family_volunteers(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="volunteers", parts=(*HEAD, "stories"))
    door, language = seen.door, get_language() or ""
    return render_family(
        request,
        "overview/family_volunteers.html",
        seen,
        "volunteers",
        part="map",
        said=said_in(seen.family, reader=door.reader, language=language, by_volunteers=True),
        volunteers=volunteers_of(
            seen.family, themes=seen.themes, reader=door.reader, own=door.actor
        ),
    )


@require_safe
def volunteers(request: Request) -> HttpResponse:
    number = page_asked(request.GET.get("pagina", ""))
    parts = ("stories", "actors", "relations")
    families, count = read_families(by=request.user, parts=parts, most=MOST, page=number)
    language = get_language() or ""
    return render(
        request,
        "overview/volunteers.html",
        {
            "circles": [circle_of(seen, language=language) for seen in families],
            "pages": pages(number=number, count=count),
            "step": "volunteers",
            "quick_exit": True,
        },
    )


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    shown = {"organisations": Organisation.answering()}
    return render(request, "overview/privacy.html", shown)


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("kring/kring.svg"))
