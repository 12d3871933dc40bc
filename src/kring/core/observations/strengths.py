"""P1 to P4: what is there already, and who could come; always shown first."""

from collections.abc import Iterator, Sequence

from kring.core.codes import ActorStatus, Direction, Id, Round, ThemeId
from kring.core.family import Actor
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.words import Sentence, gettext_noop, sentence


def bridging_figure(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """P1, for each active bridging figure; the reason says which sides they are linked to."""
    for key, actor in facts.actors.items():
        if actor.bridge:
            yield Observation(
                code="P1",
                subject=key,
                severity=Severity.STRENGTH,
                sentence=sentence(
                    gettext_noop("Er is een brugfiguur: {actor}."), actor=facts.label(key)
                ),
                reasons=(_sides(facts, key),),
                rows=Rows(actors=(key,)),
            )


def _sides(facts: Facts, actor: Id) -> Sentence:
    name = facts.label(actor)
    if not facts.asked(Round.LINKS):
        return sentence(gettext_noop("{actor} staat op de kaart als brugfiguur."), actor=name)
    people = facts.linked[actor] & facts.informal
    services = facts.linked[actor] & facts.formal
    if people and services:
        return sentence(
            gettext_noop("{actor} kent mensen en diensten op deze kaart."), actor=name
        )
    if people:
        return sentence(
            gettext_noop("{actor} kent mensen op deze kaart, nog geen diensten."), actor=name
        )
    if services:
        return sentence(
            gettext_noop("{actor} kent diensten op deze kaart, nog geen mensen."), actor=name
        )
    return sentence(
        gettext_noop("{actor} kent nog geen mensen of diensten op deze kaart."), actor=name
    )


def family_gives(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """P2: several relations of R in which the family gives, or both do."""
    if not facts.asked(Round.FEELINGS):
        return
    gifts = [r for r in facts.relations if r.dir in (Direction.MUTUAL, Direction.FROM_FAMILY)]
    if len(gifts) < thresholds.gifts:
        return
    actors = facts.in_order(relation.actor for relation in gifts)
    yield Observation(
        code="P2",
        subject="family",
        severity=Severity.STRENGTH,
        sentence=sentence(
            gettext_noop("Het gezin geeft ook zelf: {names}."),
            names=sentence(gettext_noop("aan {names}"), names=facts.names(actors)),
        ),
        reasons=(
            sentence(
                gettext_noop(
                    "Bij deze contacten geeft het gezin, of gaat de steun in twee richtingen."
                )
            ),
        ),
        rows=Rows(actors=actors),
    )


def shared_themes(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """P3: the themes of N with both formal and informal support, as one observation."""
    if not facts.asked(Round.THEMES, Round.NEED):
        return
    themes = tuple(
        theme
        for theme in facts.needs
        if facts.helpers[theme] & facts.formal and facts.helpers[theme] & facts.informal
    )
    if themes:
        sides = facts.formal | facts.informal
        helpers = [actor for theme in themes for actor in facts.helpers[theme] & sides]
        yield Observation(
            code="P3",
            subject="themes",
            severity=Severity.STRENGTH,
            sentence=sentence(
                gettext_noop("Hier dragen mensen en diensten samen: {themes}."),
                themes=facts.theme_names(themes),
            ),
            reasons=(
                sentence(gettext_noop("Bij elk van deze thema's staan mensen en een dienst.")),
            ),
            rows=Rows(themes=themes, actors=facts.in_order(helpers)),
        )


def chance(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """P4, for each potential or desired actor that could help with a theme of N.

    It is about one person, and so *apart*, when the relations with that actor name one member
    of the family and nobody else.
    """
    if not facts.asked(Round.NEED):
        return
    for actor in facts.chances:
        themes = tuple(theme for theme in facts.needs if theme in actor.possible_themes)
        if themes:
            members = _meant_for(facts, actor)
            yield Observation(
                code="P4",
                subject=actor.id,
                severity=Severity.CHANCE,
                sentence=sentence(
                    gettext_noop("Kans: {actor} kan helpen bij {themes}."),
                    actor=str(actor.label),
                    themes=facts.theme_names(themes),
                ),
                reasons=_hope(facts, actor, themes),
                rows=Rows(themes=themes, actors=(actor.id,), members=members),
                apart=len(members) == 1,
            )


def _hope(facts: Facts, actor: Actor, themes: Sequence[ThemeId]) -> tuple[Sentence, Sentence]:
    template = (
        gettext_noop("{actor} staat op de kaart als wens.")
        if actor.status == ActorStatus.DESIRED
        else gettext_noop("{actor} staat op de kaart als mogelijke hulp.")
    )
    return (
        sentence(
            gettext_noop("Het gezin wil hulp bij {themes}."), themes=facts.theme_names(themes)
        ),
        sentence(template, actor=str(actor.label)),
    )


def _meant_for(facts: Facts, actor: Actor) -> tuple[Id, ...]:
    """The members whom relations with this actor name, unless one is of the whole family."""
    named: set[Id] = set()
    for relation in facts.family.relations:
        if relation.actor == actor.id:
            if relation.members == "all":
                return ()
            named.update(relation.members)
    members = sorted(facts.family.members, key=lambda member: (str(member.name), member.id))
    return tuple(member.id for member in members if member.id in named)
