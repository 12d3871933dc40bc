"""Drawing together: the page, what a device is told, and what it sends."""

import hashlib
import json
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.timezone import now
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.base.clock import today
from kring.core.languages import DUTCH
from kring.network.board import board_of
from kring.network.models import Operation
from kring.network.services import door_to_draw, draw
from kring.overview.map_shown import Pen
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.together_state import state_of
from kring.people.request import Request

MOST_BYTES: Final = 512 * 1024  # of one sending
MOST_AT_ONCE: Final = 500  # operations in one sending
MOST_A_MINUTE: Final = 3000  # operations of one person in one family: a whole visit, and more
MINUTE: Final = timedelta(minutes=1)


@require_safe
def together(request: Request, family_id: UUID) -> HttpResponse:
    seen = read_family(family_id, by=request.user, part="map", parts=(*HEAD, "links"))
    if "map" in seen.door.parts:
        door_to_draw(family_id, by=request.user)
    return render_family(request, "overview/together.html", seen, "network", part="map")


@require_safe
def together_state(request: Request, family_id: UUID) -> HttpResponse:
    """The map as JSON. The same map has the same mark, and is not sent twice."""
    door = door_to_draw(family_id, by=request.user)
    pen = Pen(language=get_language() or DUTCH, translate=gettext, on=today())
    told = state_of(board_of(door, by=request.user), by=request.user, pen=pen)
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    mark = f'"{hashlib.sha256(body.encode()).hexdigest()}"'
    is_known = mark in request.headers.get("If-None-Match", "")
    answer = HttpResponse(status=304) if is_known else HttpResponse(body)
    answer["Content-Type"] = "application/json"
    answer["ETag"] = mark
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def together_send(request: Request, family_id: UUID) -> HttpResponse:
    """Operations, each answered in the order in which they were sent."""
    door_to_draw(family_id, by=request.user)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _told(_("Dit is te veel in één keer. Stuur het in kleinere stukken."), 413)
    sent = _sent(request.body)
    if sent is None:
        return _told(_("Dit is niet te lezen. Laad de pagina opnieuw."), 422)
    if len(sent) > MOST_AT_ONCE:
        return _told(_("Dit is te veel in één keer. Stuur het in kleinere stukken."), 413)
    if _goes_too_fast(request, family_id):
        return _told(_("Dit gaat te snel. Wacht een minuut; er gaat niets verloren."), 429)
    answers = draw(family_id, sent, by=request.user)
    return JsonResponse(
        {
            "answers": [
                {"id": each.id, "answer": each.answer}
                | ({"say": each.say.say(gettext)} if each.say else {})
                for each in answers
            ]
        }
    )


def _sent(body: bytes) -> list[Any] | None:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    sent = read.get("operations") if isinstance(read, dict) else None
    return sent if isinstance(sent, list) and sent else None


def _goes_too_fast(request: Request, family_id: UUID) -> bool:
    made: Any = Operation.objects.visible_to(request.user)
    lately = made.filter(family=family_id, author=request.user, at__gt=now() - MINUTE)
    return bool(lately.count() >= MOST_A_MINUTE)


def _told(say: str, status: int) -> HttpResponse:
    return JsonResponse({"say": say}, status=status)
