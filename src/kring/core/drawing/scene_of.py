"""From a family to a scene: what the layout is asked to place."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from kring.core.codes import Id
from kring.core.drawing.names import Names, actor_names, family_name, middle
from kring.core.drawing.standing import PEOPLE, SECTORS, Standing, standings
from kring.core.family import Family, Theme
from kring.core.labels import HALVES, RINGS, label
from kring.core.layout.scene import Kept, Ring, Scene, Sector, Spot
from kring.core.roles import role_label
from kring.core.words import Translate, gettext_noop, sentence

_RING_IDS = ("near", "close", "further", "wanted")
_WORD: Final = re.compile(r"\w+")
_TITLE = gettext_noop("Netwerkkaart van {family}")


def scene_of(
    family: Family,
    *,
    themes: Sequence[Theme],
    names: Names | str = Names.FULL,
    language: str = "nl",
    translate: Translate = gettext_noop,
    show_ended: bool = False,
    on: date | None = None,
) -> Scene:
    """Which actors stand where, in which words.

    Args:
        family: what this reader may see and nothing else: whoever is left out of it leaves no
            trace in the scene.
        themes: in the order of the rim; services stand in that order too.
        names: `full`, `initials` or `roles`.
        on: the day it is, for badges that depend on it.
    """
    names = Names(names)
    everybody = standings(family, themes=[t.id for t in themes], show_ended=show_ended, on=on)
    called = actor_names(family, names, language=language, translate=translate)
    in_the_middle, under = middle(family, names, language=language, translate=translate)
    whose = family_name(family, names, language=language, translate=translate)
    shown = {one.actor.id for one in everybody}
    return Scene(
        name=sentence(_TITLE, family=whose).say(translate),
        family=in_the_middle,
        under=under,
        sectors=tuple(
            Sector(id=sphere, label=translate(label(sphere)), people=index < PEOPLE)
            for index, sphere in enumerate(SECTORS)
        ),
        rings=tuple(
            Ring(id=key, label=translate(word))
            for key, word in zip(_RING_IDS, RINGS, strict=True)
        ),
        spots=tuple(_spot(one, called[one.actor.id], translate) for one in everybody),
        ties=_pairs(family, shown),
        halves=(translate(HALVES[0]), translate(HALVES[1])),
    )


def _pairs(family: Family, shown: set[Id]) -> tuple[tuple[str, str], ...]:
    """Who has a tie with whom, each pair once, whatever ties there are between them."""
    pairs: dict[frozenset[Id], tuple[str, str]] = {}
    for link in family.links:
        if link.a in shown and link.b in shown and link.a != link.b:
            pairs.setdefault(frozenset((link.a, link.b)), (link.a, link.b))
    return tuple(pairs.values())


def _says_the_same(name: str, role: str) -> bool:
    """Whether a role adds little to a name: "Huisarts", "Verpleegkundige K&G"."""
    words = {word for word in _WORD.findall(name.casefold()) if len(word) > 3}
    same = not words.isdisjoint(_WORD.findall(role.casefold()))
    return same or role.casefold() in name.casefold()


def _spot(standing: Standing, name: str, translate: Translate) -> Spot:
    actor = standing.actor
    role = role_label(actor.role, translate)
    place = actor.place
    return Spot(
        id=actor.id,
        label=name,
        sector=standing.sector,
        ring=standing.ring,
        under="" if _says_the_same(name, role) else role,
        badges=len(standing.shown_badges),
        kept=Kept(along=place.along, across=place.across, fixed=True) if place else None,
    )
