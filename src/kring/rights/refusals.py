"""Around every page of a family: who was refused is written down, who sat there hears of it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kring.base.error_pages import explain
from kring.base.errors import KringError, NotAllowed, NotFoundHere
from kring.people.models import User
from kring.rights.services.refusing import gone_since, note_refusal

View = Callable[[HttpRequest], HttpResponse]


class NoteRefusals:
    """Middleware behind `ExplainErrors`, so that it hears of an error first."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        place, user = request.resolver_match, request.user
        family_id = place.kwargs.get("family_id") if place else None
        if (
            not isinstance(error, NotAllowed | NotFoundHere)
            or family_id is None
            or not isinstance(user, User)
        ):
            return None
        try:
            gone = gone_since(family_id, user=user)
            if gone is not None:
                day = date_format(gone, "j F Y")
                sentence = _("Dit gezin is gewist op {day}. Er is niets meer te lezen.")
                return explain(request, sentence.format(day=day), status=410)
            note_refusal(family_id, by=user, door=place.view_name if place else "")
        except KringError as closed:
            return explain(request, str(closed), status=closed.status)
        return None
