"""Small things that happen around every request."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.disk import is_full
from kring.base.envelope import Erased, SealError
from kring.base.error_pages import explain, wrong_method
from kring.base.errors import KringError
from kring.base.keystore import keys_for_one_request

View = Callable[[HttpRequest], HttpResponse]
# What the visitor's browser may do with any answer of ours, whatever made it.
ALWAYS: Final = {
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# They repeat to a visitor what the visitor sent, cookies included.
ECHOING: Final = frozenset({"TRACE", "TRACK", "CONNECT"})


class ExplainErrors:
    """Turn an error that we foresaw into a page with its own words."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with keys_for_one_request():
            response = self.get_response(request)
            if response.status_code == 405 and not response.content:
                return wrong_method(request, response)
            return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, KringError):
            return explain(request, str(error), status=error.status)
        if isinstance(error, Erased):
            message = _("Dit gezin is gewist op {day}. Er is niets meer te lezen.").format(
                day=date_format(localdate(error.at), "j F Y")
            )
            return explain(request, message, status=410)
        if isinstance(error, SealError):
            message = _(
                "Deze inhoud is niet leesbaar. Meld dit aan de beheerder. Er is niets gewist."
            )
            return explain(request, message, status=503)
        if isinstance(error, DatabaseError) and is_full(error):
            message = _(
                "De opslag is vol. Wat er al was, is niet verloren, maar dit kon niet bewaard "
                "worden. Meld dit aan de beheerder en probeer het later opnieuw."
            )
            return explain(request, message, status=507)
        return None


def security_headers(get_response: View) -> View:
    """The outermost middleware: its headers stand on every answer, errors and files included.

    `SECURE_CSP` has the name and shape of Django 6, so that this function can go one day.
    """
    policy = "; ".join(
        f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items()
    )
    headers = {"Content-Security-Policy": policy, **ALWAYS}
    if settings.KRING_SERVED:
        # Said on plain answers too: a proxy that adds the lock may forget to tell us of it.
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ECHOING:
            response: HttpResponse = HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        else:
            response = get_response(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL) or response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
