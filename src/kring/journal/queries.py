"""Questions to the journal. It holds no words, so who may ask is decided by who asks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone

from kring.journal.models import Entry, Volume
from kring.people.models import User


@dataclass(frozen=True, slots=True)
class Sum:
    """How often somebody did one kind of thing to one family on one day.

    Of what was bound in a volume the day is None, and nobody knows any more who it was.
    """

    day: date | None
    actor: str  # the name of an account; "" for Kring itself, a short id for who left
    verb: str
    part: str
    family: str  # a short id, never a name; "" for no family
    times: int


def lines_of(
    family: UUID, *, items: Collection[UUID], actors: Collection[UUID]
) -> QuerySet[Entry]:
    """The lines about a family, newest first, without these items and these people."""
    return (
        Entry.objects.filter(family_id=family)
        .exclude(item_id__in=items)
        .exclude(item_id__in=actors)
        .exclude(actor_id__in=actors)
    )


def months() -> list[date]:
    """The first day of each month that the journal knows, newest first."""
    found = Entry.objects.order_by().datetimes("at", "month", order="DESC")
    bound = {_first_of(month) for month, *_ in _bound_sums()}
    return sorted({each.date() for each in found} | bound, reverse=True)


def _first_of(month: str) -> date:
    """The first day of a month that is written as `2026-11`."""
    return date.fromisoformat(f"{month}-01")


def _bound_sums() -> Iterator[tuple[str, str, str, int]]:
    """Month, verb, part and times of what was bound in volumes. One question."""
    for sums in Volume.objects.order_by("-last_line").values_list("sums", flat=True):
        yield from sums


def sums_of(first: date, end: date) -> list[Sum]:
    """Who did what how often from `first` to just before `end`: numbers and codes alone.

    Of what was bound in a volume only the month is left, and nobody. Three questions.
    """
    zone = get_current_timezone()
    rows: Any = (
        Entry.objects.order_by()
        .annotate(day=TruncDate("at", tzinfo=zone))
        .filter(day__gte=first, day__lt=end)
        .values("day", "actor_id", "verb", "part", "family_id")
        .annotate(times=Count("pk"))
        .order_by("-day", "actor_id", "verb", "part", "family_id")
    )
    rows = list(rows)
    names = dict(
        User.objects.filter(pk__in={row["actor_id"] for row in rows}).values_list(
            "pk", "username"
        )
    )
    bound = [
        Sum(None, "", str(Entry.Verb(verb).label), part, "", times)
        for month, verb, part, times in _bound_sums()
        if first <= _first_of(month) < end
    ]
    return bound + [
        Sum(
            day=row["day"],
            actor=names.get(row["actor_id"], short(row["actor_id"])),
            verb=str(Entry.Verb(row["verb"]).label),
            part=row["part"],
            family=short(row["family_id"]),
            times=row["times"],
        )
        for row in rows
    ]


def short(name: UUID | None) -> str:
    """The first eight signs of an id: enough to tell two apart, too few to ask for a page."""
    return str(name)[:8] if name else ""
