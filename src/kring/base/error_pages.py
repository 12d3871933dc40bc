"""The pages of what goes wrong: our own words, no names, nothing about how Kring is built."""

import sys
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, REASON_BAD_REFERER
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

FROM_ELSEWHERE: Final = (REASON_BAD_ORIGIN, REASON_BAD_REFERER)
NEVER_SHOWN: Final = ("csrfmiddlewaretoken", "password", "wachtwoord", "code", "token", "next")
MOST_SHOWN: Final = 20  # texts, of this many characters each
LONGEST_SHOWN: Final = 20_000


def explain(request: HttpRequest, message: str, *, status: int) -> HttpResponse:
    """A page with one sentence and a way back."""
    return render(request, "errors/page.html", {"message": message}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return explain(request, _("Dit is te groot om te versturen."), status=413)
    return explain(request, _("We begrijpen deze vraag niet."), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return explain(
        request,
        _("Je mag dit niet doen. Denk je van wel? Vraag het aan je coördinator."),
        status=403,
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return explain(request, _("Deze pagina bestaat niet, of je mag ze niet zien."), status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke: this page asks neither the database nor who is signed in.

    503 when it was the database: nothing is wrong with the page, and later it may work again.
    """
    gone = isinstance(sys.exc_info()[1], DatabaseError | InterfaceError)
    return HttpResponse(render_to_string("errors/broken.html"), status=503 if gone else 500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that we cannot vouch for is refused; what was typed is there to copy.

    Nothing is repeated to a form that came from another site: those are not the reader's words.
    """
    elsewhere = any(reason.startswith(each.partition("%")[0]) for each in FROM_ELSEWHERE)
    typed = [] if elsewhere else _typed(request)
    return render(request, "403_csrf.html", {"typed": typed}, status=403)


def _typed(request: HttpRequest) -> list[str]:
    """The running texts of this form: no secrets, no codes, no single words such as choices."""
    found = [
        text[:LONGEST_SHOWN]
        for name, texts in request.POST.lists()
        if not any(word in name.lower() for word in NEVER_SHOWN)
        for text in texts
        if isinstance(text, str) and len(text.split()) > 1
    ]
    return found[:MOST_SHOWN]


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An address asked in a way it does not answer, such as signing out by its address."""
    page = explain(request, _("Deze pagina kan je niet zo openen."), status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page
