"""Wie keek: the journal for a family and its lead, and without content for who runs Kring."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.base.errors import NotAllowed
from kring.core.formats.csv_text import csv_of
from kring.core.sharing import Reader
from kring.journal.queries import Sum, months, sums_of
from kring.overview.queries import read_family
from kring.overview.shell import HEAD, render_family
from kring.overview.wall import Pages, page_asked
from kring.people.models import User
from kring.people.request import Request
from kring.rights.journal_queries import lines_for, sitters_of
from kring.rights.journal_shown import days_of

LINES: Final = 50  # on one page
READS: Final = frozenset({Reader.FAMILY, Reader.COORDINATOR})


@require_safe
def who_looked(request: Request, family_id: UUID) -> HttpResponse:
    """Who did what with this family, for the family itself and for its coordinator."""
    seen = read_family(family_id, by=request.user, part="journal", parts=HEAD)
    reader = seen.door.reader
    if reader not in READS:
        raise NotAllowed(_("Alleen het gezin en zijn coördinator zien wie keek."))
    number = page_asked(request.GET.get("pagina", ""))
    lines = lines_for(family_id, by=request.user, reader=reader)
    count = lines.count()
    shown = lines[(number - 1) * LINES : number * LINES]
    return render_family(
        request,
        "rights/journal.html",
        seen,
        "family",
        days=days_of(shown, sitters_of(family_id), for_family=reader is Reader.FAMILY),
        pages=Pages(number=number, last=max(1, -(-count // LINES))),
    )


@require_safe
def numbers(request: Request) -> HttpResponse:
    """The whole journal without content: who did how much of what, day by day."""
    _only_who_runs_the_site(request.user)
    known = months()
    first = _month_asked(request.GET.get("maand", ""), known)
    return render(
        request,
        "rights/journal_numbers.html",
        {"months": known, "month": first, "sums": _sums(first)},
    )


@require_safe
def numbers_file(request: Request) -> HttpResponse:
    """The same as CSV, safe to open in a spreadsheet."""
    _only_who_runs_the_site(request.user)
    first = _month_asked(request.GET.get("maand", ""), months())
    head = (_("dag"), _("wie"), _("wat"), _("deel"), _("gezin"), _("keren"))
    rows = [
        (
            each.day.isoformat() if each.day else "",
            each.actor,
            each.verb,
            each.part,
            each.family,
            str(each.times),
        )
        for each in _sums(first)
    ]
    name = f"kring-journaal-{first:%Y-%m}.csv" if first else "kring-journaal.csv"
    return HttpResponse(
        csv_of([head, *rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _only_who_runs_the_site(user: User) -> None:
    """Raises NotAllowed."""
    if user.system_role != User.SystemRole.ADMINISTRATOR:
        raise NotAllowed(_("Alleen de beheerder ziet deze cijfers."))


def _month_asked(word: str, known: list[date]) -> date | None:
    """The month in an address when the journal knows it, else the newest."""
    return next(
        (each for each in known if f"{each:%Y-%m}" == word), known[0] if known else None
    )


def _sums(first: date | None) -> list[Sum]:
    if first is None:
        return []
    end = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return sums_of(first, end)
