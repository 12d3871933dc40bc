"""The toolbox: for everybody, also without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kring.core.themes import SHIPPED
from kring.toolbox import catalogue
from kring.toolbox.search import MOST_LETTERS, search


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("zoek", "").strip()[:MOST_LETTERS]
    purpose = request.GET.get("doel", "")
    theme = request.GET.get("thema", "")
    chosen_purpose = catalogue.purpose_called(purpose) if purpose else None
    chosen_theme = catalogue.theme_called(theme) if theme else None
    among = catalogue.chosen(purpose=chosen_purpose, theme=chosen_theme)
    return render(
        request,
        "toolbox/index.html",
        {
            "answer": search(question, among),
            "question": question,
            "purposes": list(catalogue.Purpose),
            "purpose": chosen_purpose,
            "themes": SHIPPED,
            "theme": chosen_theme,
            "step": "toolbox",
        },
    )


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    instrument = catalogue.instrument_called(slug)
    return render(request, "toolbox/show.html", {"instrument": instrument, "step": "toolbox"})
