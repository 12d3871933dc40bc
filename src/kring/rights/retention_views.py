"""Wat moet ik nakijken: what waits for a coordinator, and ending Kring for a family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.base.keystore import open_keys
from kring.base.once import once_only
from kring.families.models import Consent, Layer, Seat
from kring.families.queries import families_on_walls, note_looks
from kring.families.services.writing import LEADS
from kring.overview.shell import render_family
from kring.people.models import User
from kring.people.request import Request
from kring.people.stepup import asks_again
from kring.rights.door import open_for
from kring.rights.erase_queries import wipes_seen
from kring.rights.journal_queries import record_kinds
from kring.rights.models import Closing, CopyWish, Reply
from kring.rights.reply_queries import replies_among
from kring.rights.services.closing import close, reopen
from kring.rights.services.retaining import last_day_of

PART: Final = "closing"
OLD: Final = timedelta(days=730)  # a note older than this is looked at again


@dataclass(slots=True)
class ToCheck:
    """What there is to look at for one family."""

    replies: int = 0
    copies: int = 0
    notes: int = 0
    consents: int = 0
    closed_on: date | None = None
    gone_on: date | None = None  # when its closing or its own decision wipes it


@require_safe
def to_check(request: Request) -> HttpResponse:
    """For a coordinator; whoever coordinates nobody reads that there is nothing."""
    led = Seat.of(request.user).filter(role=Seat.Role.COORDINATOR).values("family")
    rows = list(families_on_walls(request.user).filter(pk__in=led))
    waiting = _waiting([row.pk for row in rows], by=request.user)
    shown = [row for row in rows if row.pk in waiting]
    open_keys([row.pk for row in shown])
    note_looks(shown, by=request.user)
    return render(
        request,
        "rights/retention.html",
        {"families": [(row, waiting[row.pk]) for row in shown], "quick_exit": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once_only
def closing(request: Request, family_id: UUID) -> HttpResponse:
    """End Kring for a family, or begin again."""
    seen = open_for(family_id, by=request.user, part=PART, roles=LEADS)
    asked = request.POST.get("wat", "")
    if asked in ("open", "dicht"):
        return _turn(request, family_id)
    ended = Closing.objects.filter(family=family_id).first()
    return render_family(
        request, "rights/retention_closing.html", seen, "family",
        status=422 if request.method == "POST" else 200,
        problems=[_("Kies wat je wil doen.")] if request.method == "POST" else [],
        closing=ended, last_day=last_day_of(ended.closed_on if ended else localdate()),
    )  # fmt: skip


@asks_again
def _turn(request: Request, family_id: UUID) -> HttpResponse:
    if request.POST.get("wat") == "open":
        reopen(family_id, by=request.user)
        messages.success(request, _("Kring loopt weer voor dit gezin."))
    else:
        close(family_id, by=request.user)
        messages.success(request, _("Afgesloten. Je krijgt een bericht voor er iets weggaat."))
    return redirect("rights:closing", family_id)


def _waiting(families: list[UUID], *, by: User) -> dict[UUID, ToCheck]:
    """What there is to look at, by family; a fixed number of questions."""
    today = localdate()
    found: dict[UUID, ToCheck] = {}

    def at(family: UUID) -> ToCheck:
        return found.setdefault(family, ToCheck())

    replies = replies_among(families, by=by).filter(state=Reply.State.OPEN)
    for family in replies.values_list("family", flat=True):
        at(family).replies += 1
    copies = CopyWish.objects.filter(family__in=families, agreed_at=None).exclude(asked_by=by)
    for family in copies.values_list("family", flat=True):
        at(family).copies += 1
    for family in _old_notes(families, before=today - OLD, by=by):
        at(family).notes += 1
    for family in _each(Consent, families, by, review_on__lte=today, withdrawn_on=None):
        at(family).consents += 1
    for ended in Closing.objects.filter(family__in=families):
        at(ended.family_id).closed_on = ended.closed_on
        at(ended.family_id).gone_on = last_day_of(ended.closed_on)
    for decision in wipes_seen(families, by=by):
        day = localdate(decision.final_at)
        now = at(decision.family_id)
        now.gone_on = min(day, now.gone_on or day)
    return found


def _each(model: Any, families: list[UUID], by: User, **more: Any) -> Iterable[UUID]:
    found = model.objects.visible_to(by).filter(family__in=families, **more)
    return list(found.values_list("family", flat=True))


def _old_notes(families: list[UUID], *, before: date, by: User) -> Iterable[UUID]:
    """The family of every note that is no longer young, of all kinds in one question."""
    kinds: list[Any] = [
        model.objects.visible_to(by)
        .filter(family__in=families, layer__gte=Layer.PROFESSIONAL, made_on__lt=before)
        .order_by()
        .values_list("family", flat=True)
        for model in record_kinds()
    ]
    return list(kinds[0].union(*kinds[1:], all=True))
