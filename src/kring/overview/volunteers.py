"""The volunteers around a family: who carries what, for how many, and what they need."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.codes import ActorStatus, Capacity, Id, Part, Sphere, ThemeId
from kring.core.family import Actor, Family, Theme
from kring.core.sharing import Reader
from kring.core.words import Text
from kring.overview.own_words import Said, said_in
from kring.overview.queries import SeenFamily
from kring.overview.situation import STAFF


@dataclass(frozen=True, slots=True)
class Load:
    """How it goes with a volunteer: for that volunteer and the professionals alone."""

    wants: tuple[Text, ...]
    capacity: Capacity | None
    hours_agreed: float | None  # a week
    hours_week: float | None

    @property
    def has_hours(self) -> bool:
        return self.hours_agreed is not None or self.hours_week is not None


@dataclass(frozen=True, slots=True)
class Volunteer:
    """A volunteer as this reader may see them. `families` counts this one too."""

    actor: Actor
    carries: tuple[Theme, ...]
    helps: tuple[Theme, ...]
    might_help: tuple[Theme, ...]
    families: int | None
    load: Load | None

    @property
    def is_wanted(self) -> bool:
        return self.actor.status is not ActorStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class Circle:
    """The volunteers of one family, for the page that shows them all."""

    family_id: UUID
    label: Text
    said: tuple[Said, ...]
    volunteers: tuple[Volunteer, ...]
    is_whole: bool  # everything in it opens
    is_shown: bool  # its map


def circle_of(seen: SeenFamily, *, language: str) -> Circle:
    family, door = seen.family, seen.door
    return Circle(
        family_id=door.pk,
        label=family.label,
        said=said_in(family, reader=door.reader, language=language, by_volunteers=True),
        volunteers=volunteers_of(
            family, themes=seen.themes, reader=door.reader, own=door.actor
        ),
        is_whole=not seen.unreadable,
        is_shown="map" in door.parts,
    )


def volunteers_of(
    family: Family, *, themes: tuple[Theme, ...], reader: Reader, own: Id | None
) -> tuple[Volunteer, ...]:
    """The volunteers on this map who have not stopped; `own` is the reader's own token."""
    parts = _parts(family)
    return tuple(
        Volunteer(
            actor=actor,
            carries=_chosen(themes, parts.get(actor.id, {}), Part.CARRIES),
            helps=_chosen(themes, parts.get(actor.id, {}), Part.HELPS),
            might_help=tuple(each for each in themes if each.id in actor.possible_themes),
            families=None if actor.other_families is None else actor.other_families + 1,
            load=_load(actor) if may_see_load(actor, reader=reader, own=own) else None,
        )
        for actor in family.actors
        if actor.sphere is Sphere.VOLUNTEERS and actor.status is not ActorStatus.ENDED
    )


def may_see_load(actor: Actor, *, reader: Reader, own: Id | None) -> bool:
    """The volunteer themself, the worker and the coordinator; never the family."""
    return reader in STAFF or (reader is Reader.VOLUNTEER and actor.id == own)


def _load(actor: Actor) -> Load | None:
    """`None` when nobody told anything."""
    told = None if actor.capacity is Capacity.UNKNOWN else actor.capacity
    load = Load(actor.wants_support_on, told, actor.hours_agreed, actor.hours_week)
    return load if load.wants or told or load.has_hours else None


def _parts(family: Family) -> dict[Id, dict[ThemeId, Part]]:
    """Per actor what they do for each theme: carrying beats helping."""
    found: dict[Id, dict[ThemeId, Part]] = {}
    for relation in family.relations:
        held = found.setdefault(relation.actor, {})
        for theme, part in relation.themes.items():
            if held.get(theme) is not Part.CARRIES:
                held[theme] = part
    return found


def _chosen(
    themes: tuple[Theme, ...], parts: dict[ThemeId, Part], part: Part
) -> tuple[Theme, ...]:
    return tuple(theme for theme in themes if parts.get(theme.id) is part)
