"""Who sits in the circle of a family, and so may see it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.base.errors import NotAllowed
from kring.core.sharing import Reader
from kring.core.words import gettext_noop
from kring.families.queries import Sitting, circle_of
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.people.request import Request

ROLES: Final = {
    Reader.COORDINATOR: (gettext_noop("coördinator"), "service", "network"),
    Reader.WORKER: (gettext_noop("basiswerker"), "service", "message-square-text"),
    Reader.FAMILY: (gettext_noop("gezinslid"), "member", "user-round"),
    Reader.VOLUNTEER: (gettext_noop("vrijwilliger"), "volunteer", "heart-handshake"),
}


@require_safe
def family_circle(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="circle", parts=HEAD)
    if seen.door.reader is Reader.VOLUNTEER:
        raise NotAllowed(_("Alleen het gezin en zijn begeleiders zien wie er in de kring zit."))
    return render_family(
        request,
        "overview/family_circle.html",
        seen,
        "network",
        circle=[_shown(each) for each in circle_of(family_id, by=request.user)],
    )


def _shown(sitting: Sitting) -> dict[str, object]:
    role, shape, icon = ROLES[sitting.role]
    return {"sitting": sitting, "role": role, "shape": shape, "icon": icon}
