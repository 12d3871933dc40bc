"""The pages of what goes wrong: our own words, no names, nothing about how Kring is built."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


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
    """Something of ours broke: this page asks neither the database nor who is signed in."""
    return HttpResponse(render_to_string("errors/broken.html"), status=500)


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """An address asked in a way it does not answer, such as signing out by its address."""
    page = explain(request, _("Deze pagina kan je niet zo openen."), status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page
