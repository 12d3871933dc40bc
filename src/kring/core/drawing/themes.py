"""The themes on the rim: in which of six states each is, and who supports it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kring.core.codes import (
    ActorStatus,
    Frequency,
    Need,
    Part,
    Quality,
    Round,
    Sphere,
    ThemeId,
)
from kring.core.drawing.standing import SECTORS, Symbol, symbol_of
from kring.core.family import Actor, Family, Theme, ThemeState
from kring.core.observations.facts import rounds_asked


class State(StrEnum):
    """How a theme closes the ring. Only a need that somebody voiced can leave a gap."""

    MANY = "many"  # two or more helpers
    ONE = "one"
    OURSELVES = "ourselves"  # "wij zelf"
    NOT_NEEDED = "not_needed"
    GAP = "gap"
    NOT_ASKED = "not_asked"


class MarkShape(StrEnum):
    DOT = "dot"  # a person
    RING = "ring"  # a volunteer
    SQUARE = "square"  # a service


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody who supports a theme; filled when they carry it, open when they help."""

    actor: Actor
    shape: MarkShape
    part: Part

    @property
    def is_filled(self) -> bool:
        return self.part is Part.CARRIES


@dataclass(frozen=True, slots=True)
class RimTheme:
    theme: Theme
    state: State
    marks: tuple[Mark, ...]


def rim_of(family: Family, themes: Sequence[Theme]) -> tuple[RimTheme, ...]:
    """The rim, in the order of the themes.

    A helper is an active actor with a relation for the theme that is not broken and in which
    there is contact. A theme without helpers is a gap when the family says that it needs
    something there and the latest map asked for both themes and need; it was not asked when
    nothing is known about it.
    """
    helpers = helpers_by_theme(family)
    said = {state.id: state for state in family.themes}
    asked = {Round.THEMES, Round.NEED} <= rounds_asked(family)
    return tuple(
        RimTheme(
            theme=theme,
            state=_state(said.get(theme.id), len(helpers.get(theme.id, {})), asked=asked),
            marks=tuple(helpers.get(theme.id, {}).values()),
        )
        for theme in themes
    )


def helpers_by_theme(family: Family) -> Mapping[ThemeId, Mapping[str, Mark]]:
    """For each theme its marks by actor id: by sector, then in the family's own order."""
    active = {a.id: a for a in family.actors if a.status is ActorStatus.ACTIVE}
    place = {actor_id: index for index, actor_id in enumerate(active)}
    found: dict[ThemeId, dict[str, Mark]] = {}
    supporting = [
        relation
        for relation in family.relations
        if relation.actor in active
        and relation.quality is not Quality.BROKEN
        and relation.freq is not Frequency.NONE
    ]
    supporting.sort(key=lambda r: (SECTORS.index(active[r.actor].sphere), place[r.actor]))
    for relation in supporting:
        actor = active[relation.actor]
        for theme, part in relation.themes.items():
            marks = found.setdefault(theme, {})
            known = marks.get(actor.id)
            if known is None or part is Part.CARRIES:
                marks[actor.id] = Mark(actor=actor, shape=mark_shape(actor), part=part)
    return found


def mark_shape(actor: Actor) -> MarkShape:
    if symbol_of(actor) is Symbol.SERVICE:
        return MarkShape.SQUARE
    return MarkShape.RING if actor.sphere is Sphere.VOLUNTEERS else MarkShape.DOT


def _state(said: ThemeState | None, helpers: int, *, asked: bool) -> State:
    if said and said.self:
        return State.OURSELVES
    if helpers:
        return State.ONE if helpers == 1 else State.MANY
    if said is None or said.need is Need.UNKNOWN:
        return State.NOT_ASKED
    if said.need is Need.NONE:
        return State.NOT_NEEDED
    return State.GAP if asked else State.NOT_ASKED
