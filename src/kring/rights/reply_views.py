"""Klopt dit? Every item of a family with what the family says of it, and our answer."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.base.errors import NotAllowed
from kring.base.once import once_only
from kring.core.languages import DUTCH
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.families.models import Seat
from kring.overview.queries import SeenFamily
from kring.overview.shell import render_family
from kring.people.request import Request
from kring.rights.door import open_for
from kring.rights.items import PARTS, Item, items_of
from kring.rights.models import Reply
from kring.rights.reply_queries import replies_of
from kring.rights.services.replying import answer, reply_to

PART: Final = "replies"
MOST: Final = 2000  # characters of one answer
LEADS: Final = frozenset({Seat.Role.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Told:
    """An item with what was said about it, the oldest first."""

    item: Item
    replies: tuple[Reply, ...]

    @property
    def is_open(self) -> bool:
        return any(each.state == Reply.State.OPEN for each in self.replies)


@require_safe
def replies(request: Request, family_id: UUID) -> HttpResponse:
    seen = open_for(family_id, by=request.user, part=PART, parts=PARTS)
    return _shown(request, seen)


@require_POST
@once_only
def reply(request: Request, family_id: UUID, item_id: UUID) -> HttpResponse:
    """The family says something about one item."""
    seen = open_for(family_id, by=request.user, part=PART, parts=PARTS)
    words = request.POST.get("woorden", "").strip()[:MOST]
    asks = request.POST.get("soort") == Reply.Kind.CHANGE
    try:
        reply_to(
            family_id,
            item_id,
            kind=Reply.Kind.CHANGE if asks else Reply.Kind.WORD,
            words=_text(words) or Text({}),
            by=request.user,
        )
    except NotAllowed as refused:
        return _shown(request, seen, problem=str(refused), at=item_id, typed=words)
    messages.success(request, _("Bewaard. Je begeleider leest dit en antwoordt."))
    return redirect("rights:replies", family_id)


@require_POST
@once_only
def reply_answer(request: Request, family_id: UUID, reply_id: UUID) -> HttpResponse:
    """The coordinator says yes, with new words, or no, with a reason."""
    seen = open_for(family_id, by=request.user, part=PART, parts=PARTS, roles=LEADS)
    words = request.POST.get("woorden", "").strip()[:MOST]
    accepted = request.POST.get("antwoord") == "ja"
    try:
        answer(
            family_id,
            reply_id,
            accepted=accepted,
            words=_text(words),
            new_words=_text(request.POST.get("nieuw", "").strip()[:MOST]),
            by=request.user,
        )
    except NotAllowed as refused:
        return _shown(request, seen, problem=str(refused), at=reply_id, typed=words)
    messages.success(request, _("Bewaard. Het gezin leest je antwoord."))
    return redirect("rights:replies", family_id)


def _shown(
    request: Request,
    seen: SeenFamily,
    *,
    problem: str = "",
    at: UUID | None = None,
    typed: str = "",
) -> HttpResponse:
    said: dict[UUID, list[Reply]] = {}
    for each in replies_of(seen.door.pk, by=request.user):
        said.setdefault(each.item, []).append(each)
    told = [
        Told(item, tuple(said.get(item.id, ())))
        for item in items_of(seen.family, language=get_language() or DUTCH)
    ]
    told.sort(key=lambda each: not each.is_open)  # what waits for an answer stands first
    return render_family(
        request,
        "rights/replies.html",
        seen,
        "family",
        status=422 if problem else 200,
        problems=[problem] if problem else [],
        told=told,
        at=at,
        typed=typed,
        is_lead=seen.door.reader is Reader.COORDINATOR,
    )


def _text(words: str) -> Text | None:
    return Text({get_language() or DUTCH: words}) if words else None
