"""Asking again who somebody is, right before what cannot be undone or goes out of the house.

    @asks_again
    def erase(request, family_id): ...

Opening the page asks, unless they showed it within the last five minutes. Sending a form later
than that asks too, and what was typed waits in that very page: nothing of it is kept by us.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.people import factors
from kring.people.again import AgainForm, show_again
from kring.people.models import User
from kring.people.sessions import Way, is_fresh, ways_of

View = Callable[..., HttpResponse]
OURS: Final = "again-"  # before the fields that are for us, and not for the page behind


def asks_again(view: View) -> View:
    """Only for who showed within five minutes who they are. In the demo nobody is asked.

    Files cannot wait in a page: with a form that sends them, the files are chosen once more.
    """

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.DEMO or is_fresh(request.session):
            return view(request, *args, **kwargs)
        if request.method != "POST":
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('people:again')}?{query}")
        user = request.user
        assert isinstance(user, User)  # noqa: S101  # the door is closed to others
        typed = request.POST
        if not any(name.startswith(OURS) for name in typed):
            return between(request, AgainForm(user), typed, status=403)
        form = AgainForm(user, typed)
        if not show_again(request, form):
            return between(request, form, typed, status=422)
        rest = typed.copy()
        for name in [each for each in rest if each.startswith(OURS)]:
            del rest[name]
        request.POST = rest  # type: ignore[assignment]
        return view(request, *args, **kwargs)

    return asking


def asks_again_who_can(view: View) -> View:
    """`asks_again`, but not of a member of the family who comes in with four pictures.

    They have nothing else to show. What they decide takes every adult, or the worker, who is
    asked again; and their session ends after ten quiet minutes.
    """
    asking = asks_again(view)

    @wraps(view)
    def either(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        only_pictures = ways_of(request.session) == {Way.FAMILY_CODE}
        return (view if only_pictures else asking)(request, *args, **kwargs)

    return either


def between(request: HttpRequest, form: AgainForm, typed: Any, *, status: int) -> HttpResponse:
    """The page that asks again, with what was typed in the form before it."""
    held = [
        (name, value)
        for name, values in typed.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(OURS)
        for value in values
    ]
    return ask_page(request, form, held=held, status=status, sorry=bool(request.FILES))


def ask_page(
    request: HttpRequest,
    form: AgainForm,
    *,
    status: int = 200,
    held: list[tuple[str, str]] | None = None,
    sorry: bool = False,
    next_page: str = "",
) -> HttpResponse:
    """Ask again who somebody is. `held`: what they typed before; `sorry`: without its files."""
    kinds = factors.kinds_of(form.user)
    options = factors.ask_passkey(form.user) if "passkey" in kinds else None
    return render(
        request,
        "people/again.html",
        {
            "form": form, "held": held or [], "passkey": options, "next": next_page,
            "files_lost": sorry and _("Kies daarna het bestand opnieuw."), "kinds": kinds,
        },
        status=status,
    )  # fmt: skip
