"""Letting a signal or a practice leave the house, cut loose from the family that gave it."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.core.codes import SignalStatus
from kring.core.plan import GoodPractice, Signal
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User
from kring.signals.models import Publication

# From this phase on a signal has been handed over, and may be read outside its circle.
HANDED_OVER: Final = frozenset(
    {SignalStatus.SENT, SignalStatus.ANSWERED, SignalStatus.ACTION, SignalStatus.CLOSED}
)


@transaction.atomic
def publish_signal(signal: Signal, *, on: date, by: User | None) -> Publication:
    """Make a signal's words known: no family, no author, and a quarter instead of a day.

    Raises:
        NotAllowed: it was not handed over yet, or the family did not agree.
    """
    if signal.status not in HANDED_OVER or not signal.family_agrees:
        raise NotAllowed(
            _("Dit signaal is nog niet doorgegeven, of het gezin zei nog geen ja.")
        )
    return _publish(
        by,
        kind=Publication.Kind.SIGNAL,
        title=str(signal.title),
        statement=str(signal.what_we_see),
        consequence=str(signal.consequence or ""),
        themes=[str(theme) for theme in signal.themes],
        level=[level.value for level in signal.level],
        status=signal.status.value,
        quarter=quarter(on),
    )


@transaction.atomic
def publish_practice(practice: GoodPractice, *, on: date, by: User | None) -> Publication:
    return _publish(
        by,
        kind=Publication.Kind.PRACTICE,
        title=str(practice.title),
        statement=str(practice.how or practice.goal or ""),
        consequence=str(practice.results or ""),
        themes=[str(theme) for theme in practice.themes],
        quarter=quarter(on),
    )


def quarter(day: date) -> str:
    """`2026-Q1`: as exactly as a publication tells when."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _publish(by: User | None, **words: object) -> Publication:
    published = Publication.objects.create(**words)
    record(Entry.Verb.PUBLISHED, by=by, part=published.kind, item=published.pk)
    return published
