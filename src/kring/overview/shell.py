"""What every page about one family shares: its head, its four steps, its tips.

A page of a step is a thin view and a template:

    @require_safe
    def family_network(request: Request, family_id: UUID) -> HttpResponse:
        seen = read_family(family_id, by=request.user, part="map", parts=MAP)
        return render_family(request, "overview/family_network.html", seen, "network", more=...)

    {% extends "overview/family_base.html" %}
    {% block title %}{{ head.name }}{% endblock %}
    {% block family %} ... {% endblock %}

Read at least the parts in `HEAD`. The template gets `family` (the record as this reader sees
it), `family_id`, `themes`, `head`, `reader`, `is_staff`, `is_family`, `step`, `tips`, and what
the view adds. A step's address gets into the four steps by its name in `overview/urls.py`.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from kring.base.unreadable import name_of
from kring.core.codes import Fluency, Interpreter, Location
from kring.core.drawing.avatar import avatar
from kring.core.family import Family, Theme
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.families.models import BreakGlass
from kring.families.queries import glass_of
from kring.overview.queries import SeenFamily
from kring.overview.situation import STAFF
from kring.overview.tips import tips_for
from kring.people.models import User

HEAD: Final = ("members", "actors", "relations", "maps")


@dataclass(frozen=True, slots=True)
class Head:
    """Who this page is about, in one glance."""

    label: Text
    ring: SafeString
    members: int  # those who live, here or elsewhere
    languages: tuple[str, ...]
    interpreter: Interpreter | None  # at the latest map; None when nobody said
    is_example: bool


def render_family(
    request: HttpRequest,
    template: str,
    seen: SeenFamily,
    step: str,
    *,
    status: int = 200,
    part: str = "",
    **context: Any,
) -> HttpResponse:
    """Show a page about one family. `step`: family, volunteers, network or policy.

    `part`: story, map or plan, when the page is about that. Where the family does not show it,
    one sentence stands in its place.
    """
    reader = seen.door.reader
    shared = {
        "family": seen.family,
        "family_id": seen.door.pk,
        "themes": seen.themes,
        "head": head_of(seen),
        "reader": reader,
        "is_staff": reader in STAFF,
        "is_family": reader is Reader.FAMILY,
        "step": step,
        "tips": () if reader is Reader.FAMILY else tips_for(step),
        "unreadable": [name_of(gap) for gap in seen.unreadable],
        "parts": seen.door.parts,
        "not_shown": bool(part) and part not in seen.door.parts,
        "quick_exit": True,
        "glass": _glass(request, seen),
    }
    return render(request, template, shared | context, status=status)


def _glass(request: HttpRequest, seen: SeenFamily) -> BreakGlass | None:
    """The glass through which this reader sees the family, to say so and to shut it."""
    if not seen.door.read_only:
        return None
    reader = request.user
    assert isinstance(reader, User)  # noqa: S101 - they came through the door
    return glass_of(reader).filter(family=seen.door.pk).first()


def head_of(seen: SeenFamily) -> Head:
    family = seen.family
    latest = max(family.maps, key=lambda each: (each.date, each.id), default=None)
    return Head(
        label=family.label,
        ring=ring_of(family, seen.themes),
        members=sum(each.location is not Location.DECEASED for each in family.members),
        languages=family.languages or spoken_by(family),
        interpreter=latest.interpreter if latest else None,
        is_example=seen.door.row.is_example,
    )


def ring_of(family: Family, themes: tuple[Theme, ...]) -> SafeString:
    """The family's small ring, silent for a screen reader: its name stands beside it."""
    return mark_safe(avatar(family, themes))  # noqa: S308 - our own drawing, escaped there


def spoken_by(family: Family) -> tuple[str, ...]:
    """The mother tongues of the members, the first member's first."""
    return tuple(
        dict.fromkeys(
            str(tag)
            for member in family.members
            for tag, fluency in member.languages.items()
            if fluency is Fluency.NATIVE
        )
    )
