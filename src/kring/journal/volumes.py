"""Binding: lines older than two years become numbers per month, marked, and are then gone."""

import json
import logging
from collections import Counter
from datetime import date, datetime
from typing import Any, Final

from django.db import connection, models, transaction
from django.utils.timezone import get_default_timezone, localdate, make_aware

from kring.base.keystore import key_ring
from kring.journal.models import Entry, Volume
from kring.journal.services import START, is_genuine, marked

log: Final = logging.getLogger("kring.journal")
YEARS: Final = 2  # as the register says
AT_ONCE: Final = 2000
LOCK: Final = 0x42696E64  # "Bind"


def bound_before(moment: datetime) -> date:
    """The first day that stays: that of the month in which `moment` fell two years ago."""
    day = localdate(moment)
    return day.replace(year=day.year - YEARS, day=1)


def over(moment: datetime) -> models.QuerySet[Any]:
    """The lines whose time is over, the oldest first.

    Only what stands before every younger line, so that a clock that jumped leaves no hole, and
    never the very last line: the next one follows it.
    """
    first = make_aware(datetime.combine(bound_before(moment), datetime.min.time()))
    younger = Entry.objects.filter(at__gte=first).order_by("pk").values_list("pk", flat=True)
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first()
    stays = younger.first() or newest
    return Entry.objects.filter(pk__lt=stays or 0).order_by("pk")


@transaction.atomic
def bind(moment: datetime) -> Volume | None:
    """Put what is over in a volume and let its lines go; None when there is nothing to bind.

    Of a journal that is not whole nothing goes: what is wrong there is evidence. Then the log
    says so, as `kring journal verify` does.
    """
    _wait_for_others()
    last, counted = None, Counter[tuple[str, str, str]]()
    before = _newest()
    follows = bytes(before.head) if before else START
    for line in over(moment).iterator(chunk_size=AT_ONCE):
        if bytes(line.previous) != follows or not _is_ours(line):
            log.error("the journal is not whole at line %s: nothing is bound", line.pk)
            return None
        last, follows = line, bytes(line.mac)
        month = localdate(line.at, get_default_timezone()).strftime("%Y-%m")
        counted[month, line.verb, line.part] += 1
    if last is None:
        return None
    volume = Volume(
        until=bound_before(moment), last_line=last.pk, head=follows, lines=counted.total(),
        sums=[[*what, times] for what, times in sorted(counted.items())],
        previous=bytes(before.mac) if before else START, key_id=key_ring().primary,
    )  # fmt: skip
    volume.mac = mac_of(volume)
    volume.save(force_insert=True)
    # The queryset of the model refuses; the triggers of the database look at the volume.
    models.QuerySet(Entry).filter(pk__lte=last.pk).delete()
    return volume


def mac_of(volume: Volume) -> bytes:
    """The mark over every field, and over the volume before. Raises as `marked`."""
    return marked(volume.key_id, [
        b"kring/journal/volume/1",
        volume.key_id.encode(),
        volume.until.isoformat().encode(),
        str(volume.last_line).encode(),
        bytes(volume.head),
        str(volume.lines).encode(),
        json.dumps(volume.sums, separators=(",", ":")).encode(),
        bytes(volume.previous),
    ])  # fmt: skip


def _wait_for_others() -> None:
    """Of two jobs at once the second finds nothing left. Pages go on writing lines meanwhile.

    SQLite has one writer at a time already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _newest() -> Volume | None:
    newest: Volume | None = Volume.objects.order_by("-last_line").first()
    return newest


def _is_ours(line: Entry) -> bool:
    try:
        return is_genuine(line)
    except KeyError:
        return False
