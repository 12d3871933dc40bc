"""What of a family one reader gets: nothing that leads to somebody they may not know of.

The rows a reader may not see are left out before this (the database decides that, see
`families/models.py`). Here the loose ends go: an id of somebody who is not there, and what a
tie feels like for those it is not meant for.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from enum import StrEnum
from typing import Any, Final

from kring.core.codes import Id, LinkType, MayRead, Round
from kring.core.family import Actor, Family, Member, ThemeState
from kring.core.loose_ends import without_loose_ends
from kring.core.plan import VISIT, Plan


class Reader(StrEnum):
    """In which role somebody reads."""

    FAMILY = "family"
    VOLUNTEER = "volunteer"
    WORKER = "worker"
    COORDINATOR = "coordinator"


_FAMILY: Final = frozenset({Reader.FAMILY})
STAFF: Final = frozenset({Reader.WORKER, Reader.COORDINATOR})
ALL_PARTS: Final = frozenset({"story", "map", "plan"})
# Feelings are for the family and for the professionals who wrote them down.
READS_FEELINGS: Final = _FAMILY | STAFF
# What a volunteer can bear is for that volunteer and the professionals, never for the family.
READS_LOAD: Final = STAFF
# Who has which residence card is for that person and the professionals.
READS_PAPERS: Final = STAFF
# What one volunteer told of a visit is for the family and the professionals, and for them.
READS_VISITS: Final = _FAMILY | STAFF
# Who reads a chapter of the story, by what the person who told it chose.
READS_STORY: Final = {
    MayRead.FAMILY: _FAMILY,
    MayRead.WORKER: _FAMILY | STAFF,
    MayRead.CIRCLE: frozenset(Reader),
    MayRead.PUBLIC: frozenset(Reader),
}


def as_seen_by(
    family: Family,
    *,
    role: Reader,
    actor: Id | None = None,
    member: Id | None = None,
    parts: Collection[str] = ALL_PARTS,
    house: str = "",
) -> Family:
    """The family for a reader in this role; `actor` or `member` is the reader on the map.

    `parts`: what the family shows this reader. `house`: the organisation they come for, by
    name: what a tie with it feels like is not for its people either.
    """
    me = frozenset({actor, member})
    concerned = concerned_by(family, role=role, actor=actor, house=house)
    family = within(family, parts)
    family = without_loose_ends(
        replace(
            family,
            stories=tuple(
                each for each in family.stories if role in READS_STORY[each.may_read]
            ),
            plan=family.plan and _without_private_steps(family.plan, me),
            meetings=tuple(
                each
                for each in family.meetings
                if role in READS_VISITS or each.kind != VISIT or _is_for(each.present, me)
            ),
            members=tuple(
                each if role in READS_PAPERS or each.id in me else _without_papers(each)
                for each in family.members
            ),
            actors=tuple(
                each if role in READS_LOAD or each.id in me else _without_load(each)
                for each in family.actors
                if role in STAFF or not each.visible_to or _is_for(each.visible_to, me)
            ),
        )
    )
    if role not in READS_FEELINGS:
        return without_feelings(without_notes(family), about=lambda _: True)
    if concerned:
        return without_feelings(family, about=lambda who: who in concerned, all_asked=True)
    return family


def concerned_by(
    family: Family, *, role: Reader, actor: Id | None = None, house: str = ""
) -> frozenset[Id]:
    """The actors whose ties this reader does not learn the feel of: it is about them."""
    found = {*_of_house(house, family)} if role in STAFF else set()
    return frozenset(found | ({actor} if actor else set()))


def _of_house(house: str, family: Family) -> list[Id]:
    """Who on the map is the organisation of this name, in whatever language."""
    name = house.strip().casefold()
    return [
        each.id
        for each in family.actors
        if name and any(name == word.strip().casefold() for word in each.label.words.values())
    ]


def within(family: Family, parts: Collection[str]) -> Family:
    """The family without the parts that it does not show.

    The database leaves out their records; here goes what stands with the family itself.
    """
    bare: dict[str, Any] = {}
    if "story" not in parts:
        bare |= {"stories": (), "strengths": (), "arrival": None, "phase": None}
        bare |= {"note": None, "extra": {}}
    if "map" not in parts:
        bare |= {"actors": (), "relations": (), "links": (), "maps": ()}
    if "plan" not in parts:
        bare |= {"plan": None, "meetings": ()}
    return replace(family, **bare, themes=_themes_within(family, parts)) if bare else family


def _themes_within(family: Family, parts: Collection[str]) -> tuple[ThemeState, ...]:
    """What was said of a theme goes with the story, how it stands with the map."""
    shown = {"story", "map"} & set(parts)
    if shown == {"map"}:
        return tuple(replace(each, words=None, note=None) for each in family.themes)
    if shown == {"story"}:
        return tuple(
            ThemeState(id=each.id, words=each.words, date=each.date) for each in family.themes
        )
    return family.themes if shown else ()


def _is_for(people: Collection[Id], me: Collection[Id | None]) -> bool:
    return any(who in me for who in people)


def _without_papers(member: Member) -> Member:
    return replace(member, status=None, status_until=None)


def without_notes(family: Family) -> Family:
    """Without what somebody jotted down beside a record, and what papers the family has."""

    def bare(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(each, note=None, extra={}) for each in records)

    return replace(
        family,
        note=None,
        extra={},
        phase=None,
        members=bare(family.members),
        actors=bare(family.actors),
        relations=bare(family.relations),
        links=bare(family.links),
    )


def _without_private_steps(plan: Plan, me: Collection[Id | None]) -> Plan:
    """Without the steps that are private to others."""
    actions = tuple(
        each for each in plan.actions if not each.private_to or _is_for(each.private_to, me)
    )
    return replace(plan, actions=actions)


def _without_load(actor: Actor) -> Actor:
    return replace(
        actor, capacity=None, hours_agreed=None, hours_week=None, other_families=None,
        wants_support_on=(),
    )  # fmt: skip


def without_feelings(
    family: Family, *, about: Callable[[Id], bool], all_asked: bool = False
) -> Family:
    """Quality, pressure and the family's view of these actors' ties become unknown.

    A conflict between actors one of whom is meant is left out. Unless `all_asked`, feelings
    then count as never asked, so that nothing is concluded from their absence.
    """
    relations = tuple(
        replace(each, quality=None, pressure=None, family_view=None)
        if about(each.actor)
        else each
        for each in family.relations
    )
    links = tuple(
        link
        for link in family.links
        if not (link.type is LinkType.CONFLICT and (about(link.a) or about(link.b)))
    )
    family = replace(family, relations=relations, links=links)
    if all_asked:
        return family
    rest = tuple(each for each in Round if each is not Round.FEELINGS)
    maps = tuple(
        replace(
            each,
            asked=rest
            if each.asked is None
            else tuple(r for r in each.asked if r is not Round.FEELINGS),
        )
        for each in family.maps
    )
    return replace(family, maps=maps)
