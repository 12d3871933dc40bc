"""Who stands on the map: for each actor its symbol, sector, ring and the badges it wears.

The ring is that of the closest relation; a closeness that nobody gave counts as "verder"; who
may still come stands outside the third ring.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from kring.core.codes import (
    ActorStatus,
    Fluency,
    Formality,
    Id,
    Interpreter,
    Kind,
    Location,
    Sphere,
    ThemeId,
)
from kring.core.family import Actor, Family, Member, Relation
from kring.core.observations.facts import formality_of

# Counter-clockwise from the top, the people's half first.
SECTORS: Final = (
    Sphere.VOLUNTEERS,
    Sphere.KIN,
    Sphere.FRIENDS_NEIGHBOURS,
    Sphere.COMMUNITY,
    Sphere.DAILY_LIFE,
    Sphere.SERVICES,
)
PEOPLE: Final = 4  # so many sectors make the people's half
FURTHER, WANTED = 2, 3  # rings

ENDS_WITHIN: Final = timedelta(days=60)
CONFIRMED_WITHIN: Final = timedelta(days=180)
SPEAKS_FROM_AGE: Final = 12  # years; younger children are not asked to bridge a language


class Symbol(StrEnum):
    PERSON = "person"
    VOLUNTEER = "volunteer"
    SERVICE = "service"
    GROUP = "group"
    PLACE = "place"


class Badge(StrEnum):
    """Small signs on a symbol, the most telling first."""

    BRIDGE = "bridge"
    CONTACT = "contact"
    CHILD_INTERPRETS = "child_interprets"
    LANGUAGE_GAP = "language_gap"
    ENDS_SOON = "ends_soon"
    INTERPRETER = "interpreter"
    ABROAD = "abroad"
    UNCONFIRMED = "unconfirmed"


OWN_CORNER: Final = frozenset({Badge.BRIDGE, Badge.CONTACT})  # these always show


@dataclass(frozen=True, slots=True)
class Standing:
    """An actor on the map with everything the drawing, the table and the list say about it."""

    actor: Actor
    relations: tuple[Relation, ...]
    sector: int
    ring: int
    symbol: Symbol
    badges: tuple[Badge, ...]  # all of them; a drawing shows the first two small ones

    @property
    def shown_badges(self) -> tuple[Badge, ...]:
        small = [badge for badge in self.badges if badge not in OWN_CORNER]
        return (*(badge for badge in self.badges if badge in OWN_CORNER), *small[:2])

    @property
    def is_wanted(self) -> bool:
        return self.actor.status in (ActorStatus.POTENTIAL, ActorStatus.DESIRED)

    @property
    def is_ended(self) -> bool:
        return self.actor.status is ActorStatus.ENDED

    @property
    def is_warm(self) -> bool:
        """In the colour of people; the others are in the colour of services."""
        if self.symbol in (Symbol.PERSON, Symbol.VOLUNTEER):
            return True
        return self.symbol is not Symbol.SERVICE and not is_formal(self.actor)


def standings(
    family: Family,
    *,
    themes: Sequence[ThemeId],
    show_ended: bool = False,
    on: date | None = None,
) -> tuple[Standing, ...]:
    """Everybody who stands on the map, sector by sector; services in the order of the themes.

    Args:
        themes: the themes' ids in the order of the rim.
        show_ended: also those who stopped.
        on: the day it is; without it nothing ends soon and nothing is out of date.
    """
    relations = relations_by_actor(family)
    order = {theme: place for place, theme in enumerate(themes)}

    def first_theme(standing: Standing) -> int:
        own = [theme for relation in standing.relations for theme in relation.themes]
        own += standing.actor.possible_themes
        return min((order.get(theme, len(order)) for theme in own), default=len(order))

    everybody = [
        _standing(actor, relations.get(actor.id, ()), family.members, on)
        for actor in family.actors
        if show_ended or actor.status is not ActorStatus.ENDED
    ]
    everybody.sort(
        key=lambda one: (
            one.sector,
            first_theme(one) if one.sector == len(SECTORS) - 1 else 0,
            one.ring,
            one.actor.id,
        )
    )
    return tuple(everybody)


def relations_by_actor(family: Family) -> Mapping[Id, tuple[Relation, ...]]:
    found: dict[Id, tuple[Relation, ...]] = {}
    for relation in family.relations:
        found[relation.actor] = (*found.get(relation.actor, ()), relation)
    return found


def is_formal(actor: Actor) -> bool:
    return formality_of(actor) is Formality.FORMAL


def symbol_of(actor: Actor) -> Symbol:
    if actor.kind is Kind.GROUP:
        return Symbol.GROUP
    if actor.kind is Kind.PLACE:
        return Symbol.PLACE
    if actor.kind is Kind.SERVICE or is_formal(actor):
        return Symbol.SERVICE
    return Symbol.VOLUNTEER if actor.sphere is Sphere.VOLUNTEERS else Symbol.PERSON


def _standing(
    actor: Actor, relations: tuple[Relation, ...], members: tuple[Member, ...], on: date | None
) -> Standing:
    return Standing(
        actor=actor,
        relations=relations,
        sector=SECTORS.index(actor.sphere),
        ring=_ring(actor, relations),
        symbol=symbol_of(actor),
        badges=tuple(_badges(actor, relations, members, on)),
    )


def _ring(actor: Actor, relations: tuple[Relation, ...]) -> int:
    if actor.status in (ActorStatus.POTENTIAL, ActorStatus.DESIRED):
        return WANTED
    closest = min((r.closeness for r in relations if r.closeness), default=FURTHER + 1)
    return closest - 1


def _badges(
    actor: Actor, relations: tuple[Relation, ...], members: tuple[Member, ...], on: date | None
) -> list[Badge]:
    interpreters = {relation.interpreter for relation in relations}
    gap = any(lacks_a_shared_language(actor, r, members, on) for r in relations)
    ends = on is not None and actor.until is not None and actor.until <= on + ENDS_WITHIN
    worn = {
        Badge.BRIDGE: actor.bridge,
        Badge.CONTACT: actor.coordination,
        Badge.CHILD_INTERPRETS: Interpreter.CHILD in interpreters,
        Badge.LANGUAGE_GAP: gap,
        Badge.ENDS_SOON: ends and actor.status is not ActorStatus.ENDED,
        Badge.INTERPRETER: Interpreter.PROFESSIONAL in interpreters,
        Badge.ABROAD: actor.abroad,
        Badge.UNCONFIRMED: any(_is_out_of_date(relation, on) for relation in relations),
    }
    return [badge for badge in Badge if worn[badge]]


def _is_out_of_date(relation: Relation, on: date | None) -> bool:
    if on is None or relation.confirmed is None:
        return False
    return on - relation.confirmed > CONFIRMED_WITHIN


def lacks_a_shared_language(
    actor: Actor, relation: Relation, members: tuple[Member, ...], on: date | None
) -> bool:
    """Nobody involved can hold a conversation with the actor, and nobody interprets.

    False as long as a language, or whether somebody interprets, is not known.
    """
    if relation.interpreter not in (Interpreter.NONE, Interpreter.INFORMAL_ADULT):
        return False
    speakers = _speakers(relation, members, on)
    if not actor.languages or not speakers or not all(m.languages for m in speakers):
        return False
    spoken = {
        _language(tag)
        for member in speakers
        for tag, fluency in member.languages.items()
        if _order(fluency) >= _order(Fluency.CONVERSATIONAL)
    }
    return spoken.isdisjoint(map(_language, actor.languages))


def _language(tag: str) -> str:
    """Without region or script: who speaks `nl-BE` understands `nl`."""
    return tag.lower().split("-")[0]


def _order(fluency: Fluency) -> int:
    return list(Fluency).index(fluency)


def _speakers(relation: Relation, members: tuple[Member, ...], on: date | None) -> list[Member]:
    """Who of the family talks with this actor: those involved of twelve and older; where only
    young children are involved, the adults who are here."""
    here = [member for member in members if member.location is Location.HERE]
    if on is not None:
        here = [
            member
            for member in here
            if member.birth_year is None or on.year - member.birth_year >= SPEAKS_FROM_AGE
        ]
    if relation.members == "all":
        return here
    return [member for member in here if member.id in relation.members] or here
