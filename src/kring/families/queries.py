"""Questions about families. Every function says who is asking."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, cast
from uuid import UUID

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.keystore import open_keys
from kring.base.records import record_of, value_of, values_of_families
from kring.core.codes import Id
from kring.core.family import Consent as ConsentRecord
from kring.core.family import Member as MemberRecord
from kring.core.family import Story as StoryRecord
from kring.core.family import Strength as StrengthRecord
from kring.core.family import Theme
from kring.core.sharing import Reader
from kring.core.themes import SHIPPED
from kring.core.unreadable import Unreadable
from kring.core.words import Text
from kring.families.circle import WEIGHT, Sitting, circle_of
from kring.families.glasses import (
    families_in_reach,
    glass_of,
    glass_to_review,
    glasses_seen,
    overdue_reviews,
    review_by,
)
from kring.families.models import (
    Consent,
    ConsentTalk,
    Family,
    Member,
    Seat,
    Story,
    Strength,
)
from kring.families.models.rule import PARTS, UNDER_GLASS, Rule, shows
from kring.journal.models import Entry
from kring.journal.services import record, record_looks
from kring.people.models import Organisation, User

__all__ = [
    "OpenFamily",
    "Sitting",
    "by_family",
    "circle_of",
    "closed_for_all",
    "consents_of",
    "families_in_reach",
    "families_of",
    "families_on_walls",
    "glass_of",
    "glass_to_review",
    "glasses_seen",
    "has_lead",
    "looks_at",
    "members_of",
    "names_of_families",
    "note_looks",
    "open_family",
    "opened",
    "overdue_reviews",
    "review_by",
    "stories_of",
    "strengths_of",
    "themes_of",
]

ONE_LOOK: Final = timedelta(minutes=10)  # looking again within this time is the same look
WALL: Final = "wall"  # how the journal calls a page on which a family stands among others


@dataclass(frozen=True, slots=True)
class OpenFamily:
    """A family that this reader may read, and how."""

    row: Family
    reader: Reader
    actor: Id | None  # the reader's own token on the map
    member: Id | None
    parts: frozenset[str]  # of story, map and plan: what the family shows this reader
    read_only: bool = False  # read in need, see `services.break_glass`
    house: str = ""  # for which organisation a helper comes

    @property
    def pk(self) -> UUID:
        return cast(UUID, self.row.pk)

    def check_may_leave(self) -> None:
        """Raises NotAllowed: what somebody reads in need stays on the screen."""
        if self.read_only:
            raise NotAllowed(
                _("Je leest dit gezin uit nood. Veranderen of meenemen kan dan niet.")
            )


def families_of(user: User) -> QuerySet[Family]:
    """The families that this person may open now, with who they are there and what they get."""
    seat = (
        Seat.of(user)
        .filter(family=OuterRef("pk"), family__is_restricted=False)
        .annotate(
            weight=Case(
                *(When(role=role, then=Value(place)) for place, role in enumerate(WEIGHT)),
                output_field=IntegerField(),
            )
        )
        .order_by("weight")
    )
    # From whichever seat says so, ended or not: who comes back is the same person.
    anybody = Seat.objects.filter(user=user, family=OuterRef("pk")).order_by("-ends_at")
    house = Organisation.objects.filter(users=user).values("name")
    return Family.objects.visible_to(user).annotate(
        reader=Subquery(seat.values("role")[:1]),
        reader_actor=Subquery(anybody.filter(actor__isnull=False).values("actor")[:1]),
        reader_member=Subquery(anybody.filter(member__isnull=False).values("member")[:1]),
        reader_house=Subquery(house[:1]),
        under_glass=Rule(UNDER_GLASS, user, family="pk"),
        **{f"shows_{part}": Rule(shows(part), user, family="pk") for part in PARTS},
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
    family = (
        _with_looks(families_of(by), part, by=by, **(beside or {})).filter(pk=family_id).first()
    )
    if family is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    found: Any = family
    if not found.seen:
        record(
            Entry.Verb.VIEWED, by=by, part=part, family=family.pk, head=found.journal_head,
            detail="glass" if found.under_glass else "",
        )  # fmt: skip
    open_keys([family.pk])
    return opened(family)


def names_of_families(
    *, by: User, holds: Callable[[str], bool] = lambda text: True
) -> dict[UUID, Text]:
    """What each family that this person may open calls itself, and nothing else of it: who
    sorts or searches needs every name and shows few. As `values_of_families`.
    """
    return values_of_families(Family.objects.visible_to(by), "label", Text, holds=holds)


def families_on_walls(
    user: User, *, beside: Mapping[str, Any] | None = None
) -> QuerySet[Family]:
    """`families_of`, for a page on which they stand together; then `note_looks`. `beside`: as
    in `open_family`."""
    return _with_looks(families_of(user), WALL, by=user, **(beside or {}))


def looks_at(families: Collection[UUID], *, by: User) -> list[Family]:
    """Those of these families that this person may open, with nothing but their names; then
    `note_looks`."""
    rows = Family.objects.visible_to(by).only("id", "label").filter(pk__in=families)
    return list(_with_looks(rows, WALL, by=by))


def note_looks(rows: Sequence[Family], *, by: User) -> None:
    """Write down that these rows of `families_on_walls` are shown now.

    Raises:
        NotWritten: see `record`.
    """
    new: list[Any] = [row for row in rows if not cast(Any, row).seen]
    if new:
        record_looks([row.pk for row in new], by=by, part=WALL, head=new[0].journal_head)


def _with_looks(
    families: QuerySet[Family], part: str, *, by: User, **beside: Any
) -> QuerySet[Family]:
    """With whether this person looked here just now, and with the journal's last mark."""
    seen = Entry.objects.filter(
        verb=Entry.Verb.VIEWED, actor_id=by.pk, family_id=OuterRef("pk"),
        part=part, at__gt=now() - ONE_LOOK,
    )  # fmt: skip
    head = Entry.objects.values("mac")[:1]
    return families.annotate(seen=Exists(seen), journal_head=Subquery(head), **beside)


def opened(family: Family) -> OpenFamily:
    """A row of `families_of`, with its reader."""
    found: Any = family
    seat = found.reader and Reader(found.reader)
    if found.under_glass and seat is not Reader.COORDINATOR:
        seat = Reader.WORKER
    return OpenFamily(
        row=family,
        reader=seat,
        actor=_id(found.reader_actor),
        member=_id(found.reader_member),
        parts=frozenset(part for part in PARTS if getattr(found, f"shows_{part}")),
        read_only=found.under_glass,
        house="" if seat is Reader.FAMILY else found.reader_house or "",
    )


def has_lead(family_id: UUID) -> bool:
    """Whether somebody coordinates the circle of this family now."""
    leads = Seat.now().filter(family=family_id, role=Seat.Role.COORDINATOR)
    return leads.filter(user__is_active=True, user__system_role="").exists()


def closed_for_all(user: User) -> list[UUID]:
    """The restricted families that this person may open again: their own, or as coordinator."""
    deciding = Seat.of(user).filter(role__in=[Seat.Role.FAMILY, Seat.Role.COORDINATOR])
    restricted = deciding.filter(family__is_restricted=True)
    return list(restricted.values_list("family", flat=True).distinct())


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
    """The conversation about consent, for a family file. Two questions.

    It names who has a yes of their own today: who lost it since is not given it back by the
    file, and who got one since is in it.
    """
    talks = ConsentTalk.objects.visible_to(by).filter(family__in=families)
    said: Any = Consent.objects.visible_to(by).filter(receiver__isnull=False)
    given: dict[UUID, dict[UUID, bool]] = {}
    for row in said.filter(family__in=families):
        open_now = given.setdefault(row.family_id, {})
        open_now[row.receiver] = row.withdrawn_on is None or open_now.get(row.receiver, False)
    return by_family(talks, lambda row: _as_it_is_now(row, given.get(row.family_id, {})))


def _as_it_is_now(talk: ConsentTalk, given: Mapping[UUID, bool]) -> ConsentRecord:
    if talk.withdrawn_on is None:
        kept = [each for each in talk.shared_with if given.get(each, False)]
        talk.shared_with = [*kept, *(e for e, on in given.items() if on and e not in kept)]
    return record_of(talk, ConsentRecord)


def by_family(rows: Any, read: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.family_id, []).append(read(row))
    return found


def _id(value: UUID | None) -> Id | None:
    return None if value is None else Id(str(value))
