"""Ends sessions that are over, and asks for the second factor before anything else."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.people import open_sessions, sessions
from kring.people.models import User

View = Callable[..., HttpResponse]


def before_second_factor(view: View) -> View:
    """Marks the pages on which somebody sets up or shows the factor that they still need."""
    view.before_second_factor = True  # type: ignore[attr-defined]
    return view


class Sessions:
    """The limits of each session. The demo, where nobody signs in, has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.DEMO and SESSION_KEY in request.session:
            self._look(request)
        response = self.get_response(request)
        # After the page: what it rolls back would take the new id along. Of a page that failed
        # no cookie goes out, so the old id has to stay.
        if hasattr(request, "shown_again") and response.status_code < 500:
            open_sessions.renew(request)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A page with people on it waits until they showed what their role asks for."""
        is_open = not getattr(view, "login_required", True)
        if settings.DEMO or is_open or getattr(view, "before_second_factor", False):
            return None
        if request.user.is_authenticated and not sessions.is_strong(request.session):
            return redirect(reverse("people:security"))
        return None

    def _look(self, request: HttpRequest) -> None:
        session = request.session
        if sessions.KEY in session and not sessions.is_over(session):
            if isinstance(request.user, User):
                sessions.keep_alive(session, request.user)
            return
        open_sessions.forget(request)
        logout(request)
        messages.info(
            request, _("Je was een tijd weg, of al lang aangemeld. Meld opnieuw aan.")
        )
