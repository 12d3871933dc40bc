"""Who really asks, when a proxy stands in front: only the proxy that we know is believed."""

from collections.abc import Callable
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

View = Callable[[HttpRequest], HttpResponse]
# What a proxy may tell of the visitor. From anybody else it is a guess at best, a lie at worst.
TOLD: Final = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
)


def believe_the_proxy(get_response: View) -> View:
    """Puts the visitor's own address in `REMOTE_ADDR`, and drops what nobody vouches for.

    Of `X-Forwarded-For` the last address counts that is not one of our proxies: everything
    before it was typed by the visitor. The host always comes from `Host`.
    """
    proxies = frozenset(settings.KRING_PROXIES)

    def middleware(request: HttpRequest) -> HttpResponse:
        told = {name: request.META.pop(name) for name in TOLD if name in request.META}
        if request.META.get("REMOTE_ADDR") in proxies:
            if "HTTP_X_FORWARDED_PROTO" in told:
                request.META["HTTP_X_FORWARDED_PROTO"] = told["HTTP_X_FORWARDED_PROTO"]
            visitor = visitor_in(told.get("HTTP_X_FORWARDED_FOR", ""), proxies)
            if visitor:
                request.META["REMOTE_ADDR"] = visitor
        return get_response(request)

    return middleware


def visitor_in(forwarded_for: str, proxies: frozenset[str]) -> str | None:
    """The last address in the header that is not a proxy of ours; None when there is none."""
    for each in reversed(forwarded_for.split(",")):
        try:
            address = str(ip_address(each.strip()))
        except ValueError:
            return None
        if address not in proxies:
            return address
    return None
