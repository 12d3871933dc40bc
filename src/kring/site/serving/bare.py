"""The answer to what is no question at all: made without Django, with our usual headers."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from gunicorn.http import errors

from kring.base.middleware import security_headers
from kring.site.speech import gettext as _

STATUS: Final = {
    errors.LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    errors.LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
    errors.UnsupportedTransferCoding: HTTPStatus.NOT_IMPLEMENTED,
    errors.ExpectationFailed: HTTPStatus.EXPECTATION_FAILED,
}


def refusal(fault: Exception) -> bytes:
    """A whole HTTP answer. It repeats nothing of what was sent."""
    # Whatever the parser of gunicorn refuses is the visitor's; anything else is ours.
    theirs = isinstance(fault, errors.ParseException | OSError)
    usual = HTTPStatus.BAD_REQUEST if theirs else HTTPStatus.INTERNAL_SERVER_ERROR
    status = STATUS.get(type(fault), usual)
    words = (
        _("We begrijpen deze vraag niet.")
        if theirs
        else _("Er ging iets mis bij ons. Probeer het straks opnieuw.")
    )
    answer = security_headers(lambda _request: HttpResponse(words + "\n"))(HttpRequest())
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["Connection"] = "close"
    head = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode() + answer.content
