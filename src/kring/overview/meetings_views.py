"""Het overleg around a family, to read."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.overview.meetings_shown import meetings_of, next_day
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.steps_shown import steps_of
from kring.people.request import Request

PARTS = (*HEAD, "meetings", "actions", "agreements")


@require_safe
def family_meetings(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="meetings", parts=PARTS)
    steps = steps_of(seen.family, seen.themes, on=today())
    return render_family(
        request,
        "overview/family_meetings.html",
        seen,
        "network",
        part="plan",
        meetings=meetings_of(seen.family, seen.themes, steps, translate=gettext),
        next_day=next_day(seen.family, on=today()),
    )
