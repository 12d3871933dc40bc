"""Small things that happen around every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kring.base.envelope import Erased, SealError
from kring.base.error_pages import explain, wrong_method
from kring.base.errors import KringError
from kring.base.keystore import keys_for_one_request

View = Callable[[HttpRequest], HttpResponse]


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
            message = _("Dit gezin is gewist. Er is niets meer te lezen.")
            return explain(request, message, status=410)
        if isinstance(error, SealError):
            message = _(
                "Deze inhoud is niet leesbaar. Meld dit aan de beheerder. Er is niets gewist."
            )
            return explain(request, message, status=503)
        return None


def security_headers(get_response: View) -> View:
    """The same setting name and shape as Django 6, so that this function can go one day."""
    policy = "; ".join(
        f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items()
    )

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware
