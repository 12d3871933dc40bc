"""What can be kept from somebody, one by one: people, ties, chapters, steps and meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext

from kring.core.codes import Id
from kring.core.family import Family
from kring.core.words import Text, gettext_noop
from kring.families.models import Hidden, Seat
from kring.overview.queries import MAP, OF_PLAN
from kring.people.models import User
from kring.rights.queries import member_of, sits_as
from kring.rights.receivers import seats_seen

PARTS: Final = (*(part for part in MAP if part != "steps"), *OF_PLAN, "stories", "meetings")
PEOPLE: Final = gettext_noop("Mensen en diensten")
TIES: Final = gettext_noop("Banden")
STORY: Final = gettext_noop("Het verhaal")
STEPS: Final = gettext_noop("Doelen en stappen")
MEETINGS: Final = gettext_noop("Overleg")
LETTERS: Final = 60  # of a text, where it stands for the whole


@dataclass(frozen=True, slots=True)
class Item:
    """Something of a family, with a name short enough for a list."""

    id: UUID
    group: str
    name: str
    about: tuple[Id, ...] = ()  # the members that it is about


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that somebody does not get to see."""

    item: Item
    who: UUID | None
    name: str  # of whom it is kept from


def items_of(family: Family, *, language: str) -> list[Item]:
    """Everything in this family that can be kept from somebody, as its reader sees it."""
    return list(_items(family, language))


def _items(family: Family, language: str) -> Iterator[Item]:
    names = {each.id: each.name for each in family.members}
    names |= {each.id: each.label for each in family.actors}

    def said(text: Text | None) -> str:
        return _short(text.in_language(language)) if text else ""

    for member in family.members:
        yield Item(UUID(member.id), PEOPLE, said(member.name), (member.id,))
    for actor in family.actors:
        yield Item(UUID(actor.id), PEOPLE, said(actor.label))
    for tie in family.relations:
        if tie.id:
            members = () if tie.members == "all" else tie.members
            whose = ", ".join(said(names.get(each)) for each in members)
            name = f"{whose} – {said(names[tie.actor])}" if whose else said(names[tie.actor])
            yield Item(UUID(tie.id), TIES, name, members)
    for link in family.links:
        if link.id:
            yield Item(UUID(link.id), TIES, f"{said(names[link.a])} – {said(names[link.b])}")
    for story in family.stories:
        about = (story.spoken_by,) if story.spoken_by else ()
        yield Item(UUID(story.id), STORY, said(story.chapter) or said(story.words), about)
    if family.plan:
        for goal in family.plan.goals:
            yield Item(UUID(goal.id), STEPS, said(goal.words))
        for step in family.plan.actions:
            yield Item(UUID(step.id), STEPS, said(step.what))
    for meeting in family.meetings:
        day = date_format(meeting.date, "j F Y")
        yield Item(UUID(meeting.id), MEETINGS, gettext("overleg van {day}").format(day=day))


def _short(words: str) -> str:
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1].rstrip()}…"


def people_of(family: Family, *, by: User, language: str) -> dict[UUID, str]:
    """From whom something can be kept: the other members, and the helpers in the circle."""
    family_id = UUID(family.id)
    own = member_of(family_id, user=by)
    members = {
        UUID(each.id): _short(each.name.in_language(language))
        for each in family.members
        if UUID(each.id) != own
    }
    helpers = {
        seat.user.pk: str(seat.user)
        for seat in seats_seen(family_id, by=by)
        if seat.user and seat.user.pk != by.pk
    }
    return members | helpers


def kept_from(family: Family, items: list[Item], *, by: User, language: str) -> list[Kept]:
    """What is kept from whom, as far as this reader may know of both.

    The lead knows of everything; whoever kept something from somebody sees what they kept, and
    a member of the family what is about themselves.
    """
    family_id = UUID(family.id)
    found = {item.id: item for item in items}
    names = people_of(family, by=by, language=language)
    names |= {UUID(each.id): each.label.in_language(language) for each in family.actors}
    leads = sits_as(family_id, [Seat.Role.COORDINATOR], user=by)
    own = member_of(family_id, user=by)
    rows = Hidden.objects.filter(family=family_id, item__in=found).select_related("author")
    return [
        Kept(found[row.item], row.who, names[row.who] if row.who else "")
        for row in rows.order_by("since", "pk")
        if ((row.who is None and leads) or row.who in names)
        and (leads or row.author == by or (own and str(own) in found[row.item].about))
    ]
