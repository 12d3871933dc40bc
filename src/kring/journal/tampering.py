"""What did not open while a page was made goes into the journal: where, and who met it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import now

from kring.base.envelope import Spot
from kring.base.unreadable import met_in_one_request
from kring.journal.models import Entry
from kring.journal.services import record

PART: Final = "seal"
ONE_SIGHT: Final = timedelta(minutes=10)  # meeting it again within this time says nothing new
MOST: Final = 100  # of one request; a family without its key would fill a book

View = Callable[[HttpRequest], HttpResponse]


def written_down(get_response: View) -> View:
    """Middleware outside of the page's own transaction, so that a refused save is told too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with met_in_one_request() as found:
            response = get_response(request)
        if found:
            write_down(found, by=getattr(request, "user", None))
        return response

    return middleware


def write_down(found: dict[Spot, str], *, by: Any) -> None:
    """A line for each place, unless it has one of the last ten minutes."""
    signed_in = by if by is not None and by.is_authenticated else None
    rows = {spot.row for spot in found}
    known = set(
        Entry.objects.filter(
            verb=Entry.Verb.TAMPERED, item_id__in=rows, at__gt=now() - ONE_SIGHT
        ).values_list("item_id", "detail")
    )
    new = [
        (spot, detail)
        for spot, reason in found.items()
        if (spot.row, detail := f"{spot.table}.{spot.field} {reason}") not in known
    ]
    for spot, detail in new[:MOST]:
        record(
            Entry.Verb.TAMPERED, by=signed_in, part=PART, family=spot.family, item=spot.row,
            detail=detail,
        )  # fmt: skip
