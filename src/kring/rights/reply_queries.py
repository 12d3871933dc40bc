"""What the family said about its data, as far as somebody may read it."""

from collections.abc import Collection
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from kring.families.circle import hidden_seats
from kring.families.models import FamilyRecord, Hidden, Member, Seat, Story
from kring.network.models import Actor, Relation
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting
from kring.rights.models import Reply

# What an answer can change at once: the words of each kind of item.
WORDS_OF: Final[dict[type[FamilyRecord], str]] = {
    Member: "name", Story: "words", Actor: "label", Relation: "note", Goal: "words",
    Action: "what", Agreement: "text", Meeting: "note",
}  # fmt: skip


def replies_of(family_id: UUID, *, by: User) -> QuerySet[Reply]:
    """What the family said, about items that this reader gets."""
    return replies_among([family_id], by=by)


def replies_among(families: Collection[UUID], *, by: User) -> QuerySet[Reply]:
    """The same, of several families: not what was said by somebody hidden from the reader.

    What one member of a family said is not for another: it would tell that they sign in.
    """
    seen: Any = Reply.objects.visible_to(by).filter(family__in=families)
    about = Q(pk__in=())
    for model in WORDS_OF:
        rows: Any = model.objects  # type: ignore[attr-defined]
        about |= Q(item__in=rows.visible_to(by).filter(family__in=families).values("pk"))
    unknown = Seat.objects.filter(hidden_seats(by), family__in=families, user__isnull=False)
    by_unknown = Q(author__in=unknown.values("user")) | Q(
        author__in=Hidden.items_for(by).values("item")
    )
    as_member = Seat.of(by).filter(role=Seat.Role.FAMILY).values("family")
    of_another = Q(family__in=as_member, author__isnull=False) & ~Q(author=by)
    seen = seen.filter(about).exclude(of_another)
    return cast("QuerySet[Reply]", seen.exclude(Q(author__isnull=False) & by_unknown))
