"""The clocks of what we keep: what is due, what is wiped, and who hears of it in time."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kring.base.reader import errand
from kring.base.register import models
from kring.base.register import terms as terms_written
from kring.families.models import Seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.journal.volumes import bind, over
from kring.people.models import User
from kring.reception.services.leaving import forget_account
from kring.rights.models import Closing, Decision, OldValue, RetentionRun
from kring.rights.models.decisions import TIME_TO_THINK
from kring.rights.services.erasing import ERRAND, erase_family

REMINDED_BEFORE: Final = 2  # months before a closed family is wiped
# However short the term and wherever the clock jumped: nobody is wiped sooner after a reminder.
AFTER_REMINDER: Final = timedelta(days=14)
MONTH: Final = timedelta(days=30)
TWO_YEARS: Final = timedelta(days=730)
MOST_AT_ONCE: Final = 3  # more families on one day than this is rather a wrong clock
BACK: Final = timedelta(hours=1)  # a clock that goes back further is looked at first
FORWARD: Final = timedelta(days=2)  # the same for one that jumps ahead; the job runs daily


@dataclass(frozen=True, slots=True)
class Due:
    """What the clocks say at one moment. Ids only: nothing here is opened."""

    families: tuple[tuple[UUID, str], ...]  # with the ticket: decision or closed
    reminders: tuple[UUID, ...]
    accounts: tuple[UUID, ...]
    seats: int
    old_values: int
    lines: int  # of the journal, to be bound
    small_things: int  # sessions, invitations, copies that were asked


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day is not there."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def last_day_of(closed_on: date) -> date:
    """On which day a family that was closed is wiped."""
    return months_after(closed_on, settings.KRING_KEEP_MONTHS)


def due_at(moment: datetime) -> Due:
    """What is due, without doing anything."""
    with errand(ERRAND):
        return Due(
            families=tuple(_families(moment)),
            reminders=tuple(_reminders(moment)),
            accounts=tuple(_accounts(moment)),
            seats=_seats(moment).count(),
            old_values=OldValue.objects.filter(kept_until__lt=_day(moment)).count(),
            lines=over(moment).count(),
            small_things=sum(rows.count() for rows in _small_things(moment)),
        )


def why_not(moment: datetime, due: Due) -> str:
    """Why a person must look before this is done: "back", "forward" or "many"; "" for go on."""
    last = RetentionRun.objects.order_by("at").last()
    if last and moment < last.at - BACK:
        return "back"
    if last and moment > last.at + FORWARD:
        return "forward"
    return "many" if len(due.families) > MOST_AT_ONCE else ""


def carry_out(due: Due, moment: datetime) -> list[UUID]:
    """Do what is due; who may hear of it. Safe to run twice, at once, and after it was cut off.

    Every family is a transaction of its own, and looked at again before it is wiped.
    """
    with errand(ERRAND):
        for family, ticket in due.families:
            if (family, ticket) in set(_families(moment)):
                erase_family(family, by=None, ticket=ticket)
        for user in due.accounts:
            forget_account(user)
        with transaction.atomic():
            _blank_seats(moment)
            OldValue.objects.filter(kept_until__lt=_day(moment)).delete()
            for rows in _small_things(moment):
                rows.delete()
            reminded = [each for each in due.reminders if _claim(each, moment)]
            RetentionRun.objects.create(at=moment)
        bind(moment)
    return reminded


def _families(moment: datetime) -> list[tuple[UUID, str]]:
    decided = Decision.objects.filter(
        kind=Decision.Kind.ERASE, agreed_at__lte=moment - TIME_TO_THINK, done_at=None,
        withdrawn_at=None,
    )  # fmt: skip
    found = dict.fromkeys(decided.values_list("family_id", flat=True), "decision")
    # What is restricted is kept as it is, for as long as that lasts (GDPR article 18.2).
    closed = Closing.objects.filter(family__is_restricted=False, reminded_on__isnull=False)
    for each in closed:
        warned = each.reminded_on and each.reminded_on + AFTER_REMINDER <= _day(moment)
        if warned and last_day_of(each.closed_on) <= _day(moment):
            found.setdefault(each.family_id, "closed")
    return sorted(found.items())


def _reminders(moment: datetime) -> list[UUID]:
    ahead = max(settings.KRING_KEEP_MONTHS - REMINDED_BEFORE, 0)
    return [
        each.family_id
        for each in Closing.objects.filter(reminded_on=None).order_by("closed_on", "pk")
        if months_after(each.closed_on, ahead) <= _day(moment)
    ]


def _claim(family_id: UUID, moment: datetime) -> bool:
    """Whether this run is the one that reminds: of two at once, one is."""
    waiting = Closing.objects.filter(family=family_id, reminded_on=None)
    return waiting.update(reminded_on=_day(moment)) == 1


def _accounts(moment: datetime) -> list[UUID]:
    ended = User.objects.filter(is_active=False, left_at__lte=moment - MONTH)
    # An account that was forgotten has no word to sign in with, and no name.
    named = ended.exclude(username__startswith="weg-", first_name="", last_name="")
    return sorted(named.values_list("pk", flat=True))


def _seats(moment: datetime) -> Any:
    ended = Q(ends_at__lte=moment - TWO_YEARS) | Q(withdrawn_at__lte=moment - TWO_YEARS)
    return Seat.objects.filter(ended, user__isnull=False)


def _blank_seats(moment: datetime) -> None:
    for seat in _seats(moment).select_for_update():
        record(
            Entry.Verb.CHANGED, by=None, part="seat", family=seat.family_id, item=seat.pk,
            detail="name gone",
        )  # fmt: skip
    _seats(moment).update(user=None, ended_by=None)


def _small_things(moment: datetime) -> list[Any]:
    live = Session.objects.filter(expire_date__gte=moment).values("session_key")
    return [
        Session.objects.filter(expire_date__lt=moment),
        UserSession.objects.exclude(session_key__in=live),  # where somebody was signed in
        *_over(moment),
    ]


def _over(moment: datetime) -> list[Any]:
    """What the register says is over, table by table; see `term` in `site/register.toml`."""
    known, found = models(), []
    for name, terms in terms_written().items():
        rule = Q(pk__in=[])
        for term in terms:
            over = Q(**{f"{term.after}__lte": moment - term.limit})
            rule |= over & Q(**{f"{term.unless}__isnull": True}) if term.unless else over
        found.append(known[name]._base_manager.filter(rule))
    return found


def leads_of(families: list[UUID]) -> list[User]:
    """Who coordinates these families now, each once."""
    seats = Seat.now().filter(family__in=families, role=Seat.Role.COORDINATOR)
    people = User.objects.filter(pk__in=seats.values("user"), is_active=True)
    return list(people.order_by("pk"))


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
