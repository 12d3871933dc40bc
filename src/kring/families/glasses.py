"""Questions about glasses broken: whose is open, what waits for review, who may at all."""

from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate, now

from kring.families.models import BreakGlass, Family, Hidden, Protocol
from kring.families.models.rule import reads_nothing
from kring.people.models import User

REVIEW_WITHIN: Final = 5  # working days
SATURDAY: Final = 5


class Reach:
    """The families that somebody could read in need. It only says yes or no to one id: there
    is no list of them."""

    def __init__(self, protocols: QuerySet[Protocol]) -> None:
        self._protocols = protocols

    def __contains__(self, family_id: UUID) -> bool:
        return self._protocols.filter(family=family_id).exists()


def families_in_reach(user: User) -> Reach:
    """Those whose protocol names this person's organisation, if that allows it at all."""
    protocols = Protocol.objects.filter(
        organisation=user.organisation_id, organisation__break_glass_allowed=True
    )
    return Reach(protocols.none() if reads_nothing(user) else protocols)


def glass_of(user: User) -> QuerySet[BreakGlass]:
    """The glasses of this person that are open at this moment."""
    moment = now()
    mine = BreakGlass.objects.filter(user=user, ended_at=None)
    if reads_nothing(user):
        return mine.none()
    return mine.filter(starts_at__lte=moment, ends_at__gt=moment)


def glass_to_review(at: datetime) -> list[BreakGlass]:
    """Every glass that nobody reviewed and whose five working days are over, oldest first."""
    waiting = BreakGlass.objects.filter(reviewed_at=None).order_by("starts_at")
    return [each for each in waiting.select_related("user") if localdate(at) > review_by(each)]


def overdue_reviews(user: User) -> list[BreakGlass]:
    """Those of one person: until they are reviewed, this person breaks no other glass."""
    return [each for each in glass_to_review(now()) if each.user_id == user.pk]


def review_by(glass: BreakGlass) -> date:
    """The last day to review it. Saturdays and Sundays do not count; feast days do."""
    day, left = localdate(glass.starts_at), REVIEW_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def glasses_seen(family_id: UUID, *, by: User) -> QuerySet[BreakGlass]:
    """Every time somebody read this family in need, for those who may open it; newest first.

    Not of who is hidden from them.
    """
    rows = BreakGlass.objects.filter(
        family__in=Family.objects.visible_to(by).filter(pk=family_id)
    ).exclude(user__isnull=False, user__in=Hidden.items_for(by).values("item"))
    return rows.select_related("user__organisation")
