"""Which lines of the journal of a family one reader gets: nothing hidden, or about hiding."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from kring.core.sharing import READS_STORY, Reader
from kring.families.models import (
    FamilyRecord,
    Hidden,
    Seat,
    Story,
    Strength,
)
from kring.journal.models import Entry
from kring.journal.queries import lines_of
from kring.network.models import Link, Relation
from kring.people.models import User
from kring.rights.models import Reply

# Hiding is told to nobody but who did it: also later, when it is no longer hidden.
HIDING: Final = ("hidden", "hide")
NOTHING: Final = Q(pk__in=())
CODE: Final = "code"
SECRET: Final = ("seal", "safety")  # for who runs the site, and not about what anybody did


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who stands in a line, as the reader may know them."""

    name: str
    role: str
    organisation: str


@cache
def record_kinds() -> tuple[Any, ...]:
    """Every kind of record that a family has, also one that comes later."""
    models: list[Any] = [*apps.get_app_config("kring").get_models()]
    return tuple(model for model in models if issubclass(model, FamilyRecord))


def lines_for(family: UUID, *, by: User, reader: Reader) -> QuerySet[Entry]:
    """The lines about this family that this reader may know of, newest first."""
    hidden = set(Hidden.items_for(by).filter(family=family).values_list("item", flat=True))
    people = _hidden_people(family, hidden, by=by, reader=reader)
    items = hidden | people.seats | _unseen(family, hidden, by=by, reader=reader)
    lines = lines_of(family, items=items, actors=people.users)
    if reader is Reader.FAMILY:  # that the other adult has a way in of their own, is theirs
        lines = lines.exclude(~Q(actor_id=by.pk), part=CODE)
    return lines.exclude(~Q(actor_id=by.pk), part__in=HIDING).exclude(part__in=SECRET)


@dataclass(frozen=True, slots=True)
class _People:
    users: set[UUID]
    seats: set[UUID]


def _hidden_people(
    family: UUID, hidden: Collection[UUID], *, by: User, reader: Reader
) -> _People:
    """The accounts of whom the reader must not know, whoever they are in this family.

    One adult of a family never learns whether, or when, the other one signs in.
    """
    about = Q(pk__in=hidden) | Q(user__in=hidden) | Q(member__in=hidden) | Q(actor__in=hidden)
    if reader is Reader.FAMILY:
        about |= Q(role=Seat.Role.FAMILY) & ~Q(user=by)
    seats = list(Seat.objects.filter(about, family=family).values_list("pk", "user"))
    users = {user for _, user in seats if user} | set(hidden)
    return _People(users=users, seats={seat for seat, _ in seats})


def _unseen(family: UUID, hidden: Collection[UUID], *, by: User, reader: Reader) -> set[UUID]:
    """The records of this family that this reader does not get, all kinds in one question."""
    unread = [each for each, readers in READS_STORY.items() if reader not in readers]
    gone: dict[Any, Q] = {
        Relation: Q(actor__in=hidden),
        Link: Q(a__in=hidden) | Q(b__in=hidden),
        Strength: Q(member__in=hidden),
        Story: Q(spoken_by__in=hidden) | Q(may_read__in=unread),
        Reply: Q(item__in=hidden),
    }
    kinds: list[Any] = [
        model.objects.for_system("lines that a reader does not get")
        .filter(
            ~Q(pk__in=model.objects.visible_to(by).filter(family=family).values("pk"))
            | gone.get(model, NOTHING),
            family=family,
        )
        .order_by()
        .values_list("pk", flat=True)
        for model in record_kinds()
    ]
    return set(kinds[0].union(*kinds[1:], all=True))


def sitters_of(family: UUID) -> dict[UUID, Somebody]:
    """Everybody who ever had a seat here, by account; the newest seat says their role."""
    seats = (
        Seat.objects.filter(family=family, user__isnull=False)
        .select_related("user__organisation")
        .order_by("starts_at")
    )
    return {seat.user.pk: _somebody(seat) for seat in seats if seat.user}


def _somebody(seat: Seat) -> Somebody:
    user = seat.user
    organisation = user.organisation if user and seat.role != Seat.Role.FAMILY else None
    return Somebody(
        name=str(user),
        role=str(seat.get_role_display()),
        organisation=organisation.name if organisation else "",
    )
