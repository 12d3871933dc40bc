"""Which families decided to be wiped, as far as one reader may know of it."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from kring.families.models import Hidden
from kring.people.models import User
from kring.rights.models import Decision


def wipes_seen(families: Collection[UUID], *, by: User) -> QuerySet[Decision]:
    """The decisions to wipe that everybody needed said yes to, and nobody took back."""
    hidden = Hidden.items_for(by).filter(family__in=families)
    return Decision.objects.filter(
        family__in=families, kind=Decision.Kind.ERASE, agreed_at__isnull=False, done_at=None,
        withdrawn_at=None,
    ).exclude(pk__in=hidden.values("item"))  # fmt: skip


def planned_for(family_id: UUID, *, by: User) -> date | None:
    """On which day a family will be wiped."""
    decision = wipes_seen([family_id], by=by).last()
    return localdate(decision.final_at) if decision and decision.final_at else None
