"""What a family's map states on a day: the sets of actors, relations and themes to ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kring.core.codes import (
    ActorStatus,
    Day,
    Formality,
    Frequency,
    Id,
    LinkType,
    Location,
    Need,
    Part,
    Quality,
    Round,
    Sphere,
    ThemeId,
)
from kring.core.family import Actor, Family, Member, Relation, Theme
from kring.core.observations.hanging import components
from kring.core.observations.observation import Severity
from kring.core.observations.wording import Words, joined, listed, theme_name

Set = frozenset[Id]
NOBODY: Final[Set] = frozenset()

# Said by the role where nobody gave a year of birth; a child's age stays unknown.
GROWN_UP: Final = frozenset({"mother", "father", "adult_child", "grandparent"})


def formality_of(actor: Actor) -> Formality:
    """As written down, else by sphere: services formal, daily life neutral, others informal."""
    if actor.formality is not None:
        return actor.formality
    if actor.sphere == Sphere.SERVICES:
        return Formality.FORMAL
    return Formality.NEUTRAL if actor.sphere == Sphere.DAILY_LIFE else Formality.INFORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The letters are those of the definitions in `docs/kaart-zegt.md`.

    Actors and members stand in the order of their names, themes in the order of the list, so
    that neither the order of rows nor the ids that a file happens to use change what is said.
    """

    family: Family
    on: Day
    rounds: frozenset[Round]  # asked when the map was last made
    themes: Mapping[ThemeId, Theme]
    members: tuple[Member, ...]  # who are here: the others are not asked about
    actors: Mapping[Id, Actor]  # A: active
    chances: tuple[Actor, ...]  # potential or desired
    formal: Set  # F
    informal: Set  # I
    volunteers: Set  # V
    in_country: Set  # A*
    relations: tuple[Relation, ...]  # R: with A, not broken, with some contact
    needs: Mapping[ThemeId, Need]  # N: some or urgent, and not "wij zelf"
    helpers: Mapping[ThemeId, Set]  # C(t)
    carriers: Mapping[ThemeId, Set]  # L(t)
    linked: Mapping[Id, Set]  # W: who of A knows whom of A, other than by a conflict
    groups: tuple[tuple[Id, ...], ...]  # comps: components of (A*, W), the family left out
    rank: Mapping[Id, int]  # of every actor, by name

    def asked(self, *rounds: Round) -> bool:
        """Unknown is never no: a rule speaks only when all its rounds were done."""
        return self.rounds.issuperset(rounds)

    def urgency(self, theme: ThemeId) -> Severity:
        return Severity.HIGH if self.needs[theme] == Need.URGENT else Severity.MEDIUM

    def in_order(self, actors: Iterable[Id]) -> tuple[Id, ...]:
        return tuple(sorted(set(actors), key=self.rank.__getitem__))

    def label(self, actor: Id) -> str:
        return str(self.actors[actor].label)

    def names(self, actors: Iterable[Id]) -> Words:
        return joined([self.label(actor) for actor in self.in_order(actors)])

    def theme_names(self, themes: Sequence[ThemeId]) -> Words:
        return listed([theme_name(self.themes[theme]) for theme in themes])

    def sole_support(self, actor: Id) -> tuple[ThemeId, ...]:
        """Themes of N where nobody else helps."""
        return tuple(theme for theme in self.needs if self.helpers[theme] == {actor})

    def sole_carrier(self, actor: Id) -> tuple[ThemeId, ...]:
        """Themes of N that nobody else carries."""
        return tuple(theme for theme in self.needs if self.carriers[theme] == {actor})

    def helped_by(self, actor: Id) -> tuple[ThemeId, ...]:
        """Themes of N that this actor helps with or carries."""
        return tuple(theme for theme in self.needs if actor in self.helpers[theme])

    def contact_point(self, actor: Id) -> bool:
        plan = self.family.plan
        return self.actors[actor].coordination or (
            plan is not None and plan.coordinator == actor
        )

    def at_least(self, member: Member, years: int) -> bool | None:
        """Whether somebody is so old: the year of the day minus the year of birth.

        Without a year of birth a grown-up's role says yes; None when nobody knows.
        """
        if member.birth_year is not None:
            return self.on.year - member.birth_year >= years
        return True if member.role in GROWN_UP else None

    def relations_of(self, member: Member) -> tuple[Relation, ...]:
        """R of this member, the relations of the whole family among them."""
        return tuple(
            relation
            for relation in self.relations
            if relation.members == "all" or member.id in relation.members
        )


def gather(family: Family, *, themes: Sequence[Theme], on: Day) -> Facts:
    """The facts of `family` on the day `on`, with the organisation's list of themes.

    A theme that is not in the list is not looked at. A relation or link with an actor that is
    not there says nothing; a frequency or a quality that nobody gave is not "none" or "broken".
    """
    everyone = sorted(family.actors, key=_by_name)
    active = {actor.id: actor for actor in everyone if actor.status == ActorStatus.ACTIVE}
    in_country = [key for key, actor in active.items() if not actor.abroad]
    relations = tuple(
        relation
        for relation in family.relations
        if relation.actor in active
        and relation.quality != Quality.BROKEN
        and relation.freq != Frequency.NONE
    )
    linked = _linked(family, active)
    listed = {theme.id: theme for theme in themes}
    return Facts(
        family=family,
        on=on,
        rounds=rounds_asked(family),
        themes=listed,
        members=tuple(
            sorted(
                (member for member in family.members if member.location == Location.HERE),
                key=lambda member: (str(member.name).casefold(), member.id),
            )
        ),
        actors=active,
        chances=tuple(
            actor
            for actor in everyone
            if actor.status in (ActorStatus.POTENTIAL, ActorStatus.DESIRED)
        ),
        formal=_of_formality(active, Formality.FORMAL),
        informal=_of_formality(active, Formality.INFORMAL),
        volunteers=frozenset(
            key for key, actor in active.items() if actor.sphere == Sphere.VOLUNTEERS
        ),
        in_country=frozenset(in_country),
        relations=relations,
        needs=_needs(family, listed),
        helpers=_on_themes(listed, relations, (Part.CARRIES, Part.HELPS)),
        carriers=_on_themes(listed, relations, (Part.CARRIES,)),
        linked=linked,
        groups=components(in_country, linked),
        rank={actor.id: place for place, actor in enumerate(everyone)},
    )


def rounds_asked(family: Family) -> frozenset[Round]:
    """What was asked when the map was last made; without a map, or `asked` in it, everything.

    Of two maps on the same day only what both asked counts.
    """
    last = max((record.date for record in family.maps), default=None)
    asked = frozenset(Round)
    for record in family.maps:
        if record.date == last and record.asked is not None:
            asked &= frozenset(record.asked)
    return asked


def _by_name(actor: Actor) -> tuple[str, str]:
    return str(actor.label).casefold(), actor.id


def _of_formality(active: Mapping[Id, Actor], formality: Formality) -> Set:
    return frozenset(key for key, actor in active.items() if formality_of(actor) == formality)


def _needs(family: Family, themes: Iterable[ThemeId]) -> Mapping[ThemeId, Need]:
    voiced = {
        state.id: state.need
        for state in family.themes
        if state.need in (Need.SOME, Need.URGENT) and not state.self
    }
    return {theme: voiced[theme] for theme in themes if theme in voiced}


def _on_themes(
    themes: Iterable[ThemeId], relations: Sequence[Relation], parts: Sequence[Part]
) -> Mapping[ThemeId, Set]:
    found: dict[ThemeId, set[Id]] = {theme: set() for theme in themes}
    for relation in relations:
        for theme, part in relation.themes.items():
            if part in parts and theme in found:
                found[theme].add(relation.actor)
    return {theme: frozenset(actors) for theme, actors in found.items()}


def _linked(family: Family, active: Mapping[Id, Actor]) -> Mapping[Id, Set]:
    found: dict[Id, set[Id]] = {actor: set() for actor in active}
    for link in family.links:
        known = link.a in active and link.b in active and link.a != link.b
        if known and link.type != LinkType.CONFLICT:
            found[link.a].add(link.b)
            found[link.b].add(link.a)
    return {actor: frozenset(others) for actor, others in found.items()}
