"""Questions about families. Every function says who is asking."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from kring.base.errors import NotFoundHere
from kring.base.keystore import open_keys
from kring.base.records import record_of, value_of
from kring.core.codes import Id
from kring.core.family import Consent as ConsentRecord
from kring.core.family import Member as MemberRecord
from kring.core.family import Story as StoryRecord
from kring.core.family import Strength as StrengthRecord
from kring.core.family import Theme
from kring.core.sharing import Reader
from kring.core.themes import SHIPPED
from kring.core.unreadable import Unreadable
from kring.families.models import Consent, Family, Hidden, Member, Seat, Story, Strength
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

ONE_LOOK: Final = timedelta(minutes=10)  # looking again within this time is the same look
WEIGHT: Final = (Seat.Role.COORDINATOR, Seat.Role.WORKER, Seat.Role.FAMILY, Seat.Role.VOLUNTEER)


@dataclass(frozen=True, slots=True)
class OpenFamily:
    """A family that this reader may read, and how."""

    row: Family
    reader: Reader
    actor: Id | None  # the reader's own token on the map
    member: Id | None

    @property
    def pk(self) -> UUID:
        return cast(UUID, self.row.pk)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody in the circle of a family, as the others there may know them."""

    name: str
    role: Reader
    organisation: str
    tie: str  # to silence, in words; "" when nobody wrote it down
    until: date


def families_of(user: User) -> QuerySet[Family]:
    """The families whose circle this person sits in, with the role they have there."""
    seat = (
        Seat.of(user)
        .filter(family=OuterRef("pk"))
        .annotate(
            weight=Case(
                *(When(role=role, then=Value(place)) for place, role in enumerate(WEIGHT)),
                output_field=IntegerField(),
            )
        )
        .order_by("weight")
    )
    return Family.objects.visible_to(user).annotate(
        reader=Subquery(seat.values("role")[:1]),
        # From whichever seat says so: who holds two is the same person in both.
        reader_actor=Subquery(seat.filter(actor__isnull=False).values("actor")[:1]),
        reader_member=Subquery(seat.filter(member__isnull=False).values("member")[:1]),
    )


def open_family(
    family_id: UUID, *, by: User, part: str, beside: Mapping[str, Any] | None = None
) -> OpenFamily:
    """The one door into a family's file. The first look leaves a line in the journal.

    `beside`: expressions on the family, by name, that come along with its row and so are no
    question of their own.

    Raises:
        NotFoundHere: there is no such family, or this person does not sit in its circle.
            Both read the same, so that nobody learns which families exist.
    """
    seen = Entry.objects.filter(
        verb=Entry.Verb.VIEWED, actor_id=by.pk, family_id=OuterRef("pk"),
        part=part, at__gt=now() - ONE_LOOK,
    )  # fmt: skip
    head = Entry.objects.values("mac")[:1]
    family = (
        families_of(by)
        .annotate(seen=Exists(seen), journal_head=Subquery(head), **(beside or {}))
        .filter(pk=family_id)
        .first()
    )
    if family is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    found: Any = family
    if not found.seen:
        record(Entry.Verb.VIEWED, by=by, part=part, family=family.pk, head=found.journal_head)
    open_keys([family.pk])
    return opened(family)


def opened(family: Family) -> OpenFamily:
    """A row of `families_of`, with its reader."""
    found: Any = family
    return OpenFamily(
        row=family,
        reader=Reader(found.reader),
        actor=_id(found.reader_actor),
        member=_id(found.reader_member),
    )


def circle_of(family_id: UUID, *, by: User) -> list[Sitting]:
    """Who sits in the circle now: coordinators, workers, the family, volunteers; by name.

    For the family and the professionals; for a volunteer and a stranger nobody.
    """
    may_know = Seat.of(by).exclude(role=Seat.Role.VOLUNTEER)
    seats = (
        Seat.now()
        .filter(family=family_id, family__in=may_know.values("family"), user__isnull=False)
        .exclude(_is_hidden_from(by))
        .select_related("user__organisation")
    )
    found = [
        Sitting(
            name=str(seat.user),
            role=Reader(seat.role),
            organisation=_organisation_of(seat),
            tie=str(seat.get_tie_display()),
            until=localdate(seat.ends_at),
        )
        for seat in seats
    ]
    order = [Reader(role) for role in WEIGHT]
    return sorted(found, key=lambda each: (order.index(each.role), each.name.casefold()))


def _is_hidden_from(user: User) -> Q:
    """Seats of whom this person must not know: by account, as a member, or as a helper."""
    hidden = Hidden.items_for(user).values("item")
    return (
        Q(pk__in=hidden)
        | Q(user__in=hidden)
        | Q(member__isnull=False, member__in=hidden)
        | Q(actor__isnull=False, actor__in=hidden)
    )


def _organisation_of(seat: Seat) -> str:
    """For whom somebody comes; a family comes for nobody."""
    organisation = seat.user.organisation if seat.user else None
    return organisation.name if organisation and seat.role != Seat.Role.FAMILY else ""


def themes_of(family: Family) -> tuple[Theme, ...]:
    """The shipped themes, unless the family has its own; a stand-in when those do not open."""
    own: tuple[Theme, ...] = value_of(family, "own_themes", tuple[Theme, ...])
    return own if own or isinstance(own, Unreadable) else SHIPPED


def members_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[MemberRecord]]:
    rows = Member.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, MemberRecord))


def stories_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[StoryRecord]]:
    rows = Story.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, StoryRecord))


def strengths_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[StrengthRecord]]:
    rows = Strength.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, StrengthRecord))


def consents_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[ConsentRecord]]:
    rows = Consent.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, ConsentRecord))


def by_family(rows: Any, read: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.family_id, []).append(read(row))
    return found


def _id(value: UUID | None) -> Id | None:
    return None if value is None else Id(str(value))
