"""Het beleid: the signals of one family, and what everybody who signs in may read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kring.core.themes import SHIPPED
from kring.overview.figures import bars_of
from kring.overview.queries import read_families, read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.signals_shown import chapters, practices_in, signals_in
from kring.overview.wall import MOST, page_asked, pages
from kring.people.request import Request
from kring.signals.queries import families_by_theme, published


@require_safe
def family_policy(request: Request, family_id: UUID) -> HttpResponse:
    parts = (*HEAD, "signals", "good_practices")
    seen = read_family(family_id, by=request.user, part="policy", parts=parts)
    return render_family(
        request,
        "overview/family_policy.html",
        seen,
        "policy",
        signals=signals_in(seen.family, seen.themes),
        practices=practices_in(seen.family, seen.themes),
    )


@require_safe
def policy(request: Request) -> HttpResponse:
    number = page_asked(request.GET.get("pagina", ""))
    families, count = read_families(by=request.user, parts=("signals",), most=MOST, page=number)
    return render(
        request,
        "overview/policy.html",
        {
            "chapters": chapters(published(), SHIPPED),
            "bars": bars_of(families_by_theme()),
            "circles": [(each, signals_in(each.family, each.themes)) for each in families],
            "pages": pages(number=number, count=count),
            "step": "policy",
            "quick_exit": bool(families),
        },
    )
