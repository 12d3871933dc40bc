"""The small seat of a volunteer: what a remembered phone opens, and nothing beside it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kring.people import open_sessions, sessions
from kring.people.events import Event, tell
from kring.people.middleware import before_second_factor
from kring.people.models import Device, User
from kring.reception.queries import is_only_volunteer

View = Callable[..., HttpResponse]

KEY: Final = "small_seat"  # in the session: the id of the device
PIN: Final = "pin"  # the ways in which they showed who they are
FINGER: Final = "finger"
# All that a pin code or a finger opens. Every other address sees nobody, and so asks the
# strong sign-in.
OPENS: Final = frozenset({
    "reception:steps", "reception:visit", "reception:help", "people:logout",
})  # fmt: skip
# Where a remembered phone without a session is asked its pin code.
ASKS_PIN: Final = OPENS - {"people:logout"}


class SmallSeats:
    """Stands before every other look at who signed in: a small seat is nobody, until an
    address says that it may be somebody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session and KEY in request.session:
            user = request.user
            if isinstance(user, User) and _is_remembered(request, user):
                request.small_seat_of = user  # type: ignore[attr-defined]
                request.user = AnonymousUser()
            else:
                logout(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        user: User | None = getattr(request, "small_seat_of", None)
        if user is not None and KEY in request.session and name in OPENS:
            request.user = user
            sessions.keep_alive(request.session, user)
        elif (
            not request.user.is_authenticated
            and name in ASKS_PIN
            and settings.KRING_DEVICE_COOKIE in request.COOKIES
        ):
            return redirect(f"{reverse('reception:pin')}?{urlencode({'next': request.path})}")
        return None


def open_seat(request: HttpRequest, device: Device, *, way: str) -> None:
    """The pin code or the finger was right: a session that sees no more than `OPENS`."""
    user = device.user
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    sessions.begin(request.session, user, [way])
    request.session[KEY] = str(device.pk)
    open_sessions.keep_few(request, user)
    tell(Event.SIGNED_IN, request, user=user, detail=way)


def small_or_strong(view: View) -> View:
    """For a page of the small seat: what opened that will do; else the whole sign-in."""

    @wraps(view)
    def looking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_small = hasattr(request, "small_seat_of")
        if not (is_small or settings.DEMO or sessions.is_strong(request.session)):
            return redirect("people:security")
        return view(request, *args, **kwargs)

    return before_second_factor(looking)


@receiver(user_logged_in, dispatch_uid="kring small seat")
def _is_no_longer_small(sender: object, request: HttpRequest, **more: object) -> None:
    """Whoever signs in strongly in the same browser has left the small seat."""
    request.session.pop(KEY, None)


def _is_remembered(request: HttpRequest, user: User) -> bool:
    device = Device.remembered().filter(pk=request.session[KEY], user=user)
    return device.exists() and is_only_volunteer(user)
