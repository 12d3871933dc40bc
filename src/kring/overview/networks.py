"""The networks of all the families that somebody may see: what comes next in each."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from kring.base.clock import today
from kring.core.words import Text
from kring.overview.meetings_shown import next_day
from kring.overview.queries import RING, SeenFamily, read_families
from kring.overview.shell import ring_of
from kring.overview.somebody import Somebody, of_actor
from kring.overview.steps_shown import Step, next_steps
from kring.overview.wall import MOST, page_asked, pages
from kring.people.request import Request

PARTS: Final = (*RING, "members", "meetings", "actions")
MOST_STEPS: Final = 3


@dataclass(frozen=True, slots=True)
class Network:
    family_id: UUID
    label: Text
    ring: SafeString
    contacts: tuple[Somebody, ...]
    meeting: date | None
    review: date | None
    steps: tuple[Step, ...]
    is_whole: bool  # everything in it opens
    is_shown: bool  # its plan


@require_safe
def networks(request: Request) -> HttpResponse:
    number = page_asked(request.GET.get("pagina", ""))
    families, count = read_families(by=request.user, parts=PARTS, most=MOST, page=number)
    return render(
        request,
        "overview/networks.html",
        {
            "networks": [network_of(seen, on=today()) for seen in families],
            "pages": pages(number=number, count=count),
            "step": "network",
            "quick_exit": True,
        },
    )


def network_of(seen: SeenFamily, *, on: date) -> Network:
    family = seen.family
    meeting = next_day(family, on=on)
    review = family.plan.next_review if family.plan else None
    return Network(
        family_id=seen.door.pk,
        label=family.label,
        ring=ring_of(family, seen.themes),
        contacts=tuple(of_actor(each) for each in family.actors if each.coordination),
        meeting=meeting,
        review=review if review and review >= on and review != meeting else None,
        steps=next_steps(family, seen.themes, on=on)[:MOST_STEPS],
        is_whole=not seen.unreadable,
        is_shown="plan" in seen.door.parts,
    )
