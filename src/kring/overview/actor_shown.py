"""Somebody on the map in words: who they are, what they do here, whom they know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kring.core.codes import ActorStatus, Id, LinkType, Part, Quality, ThemeId
from kring.core.drawing.said import BADGES
from kring.core.drawing.standing import Standing, standings
from kring.core.family import Actor, Family, Relation, Theme
from kring.core.labels import RINGS
from kring.core.observations import without
from kring.core.sharing import READS_FEELINGS
from kring.core.words import Translate, gettext_noop
from kring.overview.plan_shown import in_words
from kring.overview.queries import SeenFamily
from kring.overview.situation import STAFF
from kring.overview.somebody import Somebody, everybody, of_actor

CHANNELS: Final = {
    "home": gettext_noop("thuis"),
    "place": gettext_noop("op een plek"),
    "phone": gettext_noop("aan de telefoon"),
    "online": gettext_noop("online"),
}
VIEWS: Final = {
    "helps": gettext_noop("dit helpt"),
    "mixed": gettext_noop("soms helpt het, soms niet"),
    "does_not_help": gettext_noop("dit helpt niet"),
}
_LINKS: Final = {
    LinkType.KNOWS: gettext_noop("Kent"),
    LinkType.COOPERATES: gettext_noop("Werkt samen met"),
    LinkType.CONFLICT: gettext_noop("Heeft ruzie met"),
}
_REFERS: Final = (gettext_noop("Verwijst door naar"), gettext_noop("Krijgt mensen van"))


@dataclass(frozen=True, slots=True)
class ShownTie:
    """One tie with the family. `members` is empty when it is with all of them.

    `quality`, `pressure` and `view` say nothing to who may not know how a tie feels.
    """

    relation: Relation
    members: tuple[Somebody, ...]
    ring: str
    channel: str
    carries: tuple[Theme, ...]
    helps: tuple[Theme, ...]
    quality: Quality | None
    pressure: bool
    view: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Wat als … wegvalt?"""

    question: str
    sentences: tuple[str, ...]
    apart: tuple[str, ...]  # about one person: for professionals alone


@dataclass(frozen=True, slots=True)
class ShownActor:
    actor: Actor
    who: Somebody
    signs: tuple[str, ...]
    ties: tuple[ShownTie, ...]
    may_help: tuple[Theme, ...]
    known: tuple[tuple[str, tuple[Somebody, ...]], ...]  # how, and whom
    absence: Absence | None  # nobody misses who is not there


def show_actor(seen: SeenFamily, actor: Actor, *, on: date, translate: Translate) -> ShownActor:
    family, reader = seen.family, seen.door.reader
    standing = _standing(seen, actor, on)
    people = everybody(family)
    return ShownActor(
        actor=actor,
        who=of_actor(actor),
        signs=tuple(translate(BADGES[badge]) for badge in standing.badges),
        ties=tuple(
            _tie(each, seen.themes, people, translate, feelings=reader in READS_FEELINGS)
            for each in standing.relations
        ),
        may_help=tuple(theme for theme in seen.themes if theme.id in actor.possible_themes),
        known=_known(family, actor.id, people, translate),
        absence=_absence(seen, actor, on, translate),
    )


def _standing(seen: SeenFamily, actor: Actor, on: date) -> Standing:
    everyone = standings(
        seen.family, themes=[theme.id for theme in seen.themes], show_ended=True, on=on
    )
    return next(each for each in everyone if each.actor.id == actor.id)


def _tie(
    relation: Relation,
    themes: Sequence[Theme],
    people: Mapping[Id, Somebody],
    translate: Translate,
    *,
    feelings: bool,
) -> ShownTie:
    members = () if relation.members == "all" else relation.members
    return ShownTie(
        relation=relation,
        members=tuple(people[each] for each in members if each in people),
        ring=translate(RINGS[relation.closeness - 1]) if relation.closeness else "",
        channel=in_words(CHANNELS, relation.channel, translate),
        carries=_with_part(themes, relation.themes, Part.CARRIES),
        helps=_with_part(themes, relation.themes, Part.HELPS),
        quality=relation.quality if feelings else None,
        pressure=feelings and bool(relation.pressure),
        view=in_words(VIEWS, relation.family_view, translate) if feelings else "",
    )


def _with_part(
    themes: Sequence[Theme], held: Mapping[ThemeId, Part], part: Part
) -> tuple[Theme, ...]:
    return tuple(theme for theme in themes if held.get(theme.id) is part)


def _known(
    family: Family, actor: Id, people: Mapping[Id, Somebody], translate: Translate
) -> tuple[tuple[str, tuple[Somebody, ...]], ...]:
    found: dict[str, list[Somebody]] = {}
    for link in family.links:
        if actor not in (link.a, link.b) or link.a == link.b:
            continue
        other = link.b if link.a == actor else link.a
        words = _REFERS[other == link.a] if link.type is LinkType.REFERS else _LINKS[link.type]
        found.setdefault(translate(words), []).append(people[other])
    return tuple((words, tuple(others)) for words, others in found.items())


def _absence(seen: SeenFamily, actor: Actor, on: date, translate: Translate) -> Absence | None:
    if actor.status is not ActorStatus.ACTIVE:
        return None
    lost = without(seen.family, actor.id, themes=seen.themes, on=on)
    is_staff = seen.door.reader in STAFF
    return Absence(
        question=lost.question.say(translate),
        sentences=tuple(each.say(translate) for each in lost.sentences),
        apart=tuple(each.say(translate) for each in lost.apart) if is_staff else (),
    )
