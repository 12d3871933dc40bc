"""O10 and O13: what weighs on a volunteer, and ties under strain."""

from collections.abc import Iterator

from kring.core.codes import ActionStatus, Capacity, Id, Quality, Round
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.observations.wording import decimal
from kring.core.words import Sentence, gettext_noop, sentence

OPEN = (
    ActionStatus.PROPOSED,
    ActionStatus.AGREED,
    ActionStatus.IN_PROGRESS,
    ActionStatus.BLOCKED,
)


def volunteer_under_pressure(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O10: what the volunteer says, hours, themes of N, open actions of the plan, families.

    High when the volunteer says it, or for two reasons at once. The sentence of the volunteer's
    own word or hours is not used where neither is known.
    """
    for actor in facts.in_order(facts.volunteers):
        told = _told(facts, thresholds, actor)
        load = _load(facts, thresholds, actor)
        if not told and not load:
            continue
        overloaded = facts.actors[actor].capacity == Capacity.OVERLOADED
        heavy = overloaded or len(told) + len(load) >= thresholds.load_reasons
        template = (
            gettext_noop(
                "{actor} geeft aan dat het zwaar is of doet meer dan afgesproken. "
                "Wat kan er af?"
            )
            if told
            else gettext_noop("{actor} draagt veel tegelijk. Wat kan er af?")
        )
        themes = facts.helped_by(actor) if facts.asked(Round.THEMES, Round.NEED) else ()
        yield Observation(
            code="O10",
            subject=actor,
            severity=Severity.HIGH if heavy else Severity.MEDIUM,
            sentence=sentence(template, actor=facts.label(actor)),
            reasons=tuple(told + load),
            rows=Rows(
                themes=themes if len(themes) >= thresholds.load_themes else (), actors=(actor,)
            ),
        )


def _told(facts: Facts, thresholds: Thresholds, key: Id) -> list[Sentence]:
    actor = facts.actors[key]
    reasons = []
    if actor.capacity == Capacity.OVERLOADED:
        reasons.append(
            sentence(gettext_noop("Deze vrijwilliger zegt zelf dat het te veel is."))
        )
    if (
        actor.hours_week is not None
        and actor.hours_agreed is not None
        and actor.hours_week > thresholds.hours_factor * actor.hours_agreed
    ):
        reasons.append(
            sentence(
                gettext_noop("Afgesproken: {agreed} uur per week. Nu: {hours} uur."),
                agreed=decimal(actor.hours_agreed),
                hours=decimal(actor.hours_week),
            )
        )
    return reasons


def _load(facts: Facts, thresholds: Thresholds, key: Id) -> list[Sentence]:
    actor, plan = facts.actors[key], facts.family.plan
    reasons = []
    if facts.asked(Round.THEMES, Round.NEED):
        themes = facts.helped_by(key)
        if len(themes) >= thresholds.load_themes:
            reasons.append(
                sentence(
                    gettext_noop("Helpt bij veel thema's: {themes}."),
                    themes=facts.theme_names(themes),
                )
            )
    actions = plan.actions if plan is not None else ()
    due = sum(1 for action in actions if action.responsible == key and action.status in OPEN)
    if due >= thresholds.load_actions:
        reasons.append(sentence(gettext_noop("Heeft veel open stappen in het plan.")))
    if actor.other_families is not None and actor.other_families >= thresholds.load_families:
        reasons.append(sentence(gettext_noop("Helpt ook verschillende andere gezinnen.")))
    return reasons


def strain(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O13: a stressful tie with the only one who helps with, or carries, a theme of N; and a
    large part of all ties of R stressful (`family`)."""
    if not facts.asked(Round.FEELINGS):
        return
    stressful = [r for r in facts.relations if r.quality == Quality.STRESSFUL]
    actors = facts.in_order(relation.actor for relation in stressful)
    if facts.asked(Round.THEMES, Round.NEED):
        for actor in actors:
            yield from _key_support(facts, actor)
    if stressful and len(stressful) / len(facts.relations) >= thresholds.stressful_share:
        yield Observation(
            code="O13",
            subject="family",
            severity=Severity.MEDIUM,
            sentence=sentence(
                gettext_noop("Meerdere contacten rond het gezin zijn gespannen. Wat helpt?")
                if len(actors) > 1
                else gettext_noop("Het contact met {actor} is gespannen. Wat helpt?"),
                actor=facts.names(actors),
            ),
            reasons=(
                sentence(
                    gettext_noop("Een groot deel van de contacten is gespannen: {names}."),
                    names=facts.names(actors),
                ),
            ),
            rows=Rows(actors=actors),
        )


def _key_support(facts: Facts, actor: Id) -> Iterator[Observation]:
    themes = tuple(
        theme
        for theme in facts.needs
        if {actor} in (facts.helpers[theme], facts.carriers[theme])
    )
    if not themes:
        return
    name = facts.label(actor)
    yield Observation(
        code="O13",
        subject=actor,
        severity=Severity.HIGH,
        sentence=sentence(
            gettext_noop(
                "Het contact met {actor} is gespannen, en {actor} is belangrijk voor {themes}. "
                "Wat helpt?"
            ),
            actor=name,
            themes=facts.theme_names(themes),
        ),
        reasons=(
            sentence(
                gettext_noop("Bij {themes} is {actor} de enige die helpt of trekt."),
                actor=name,
                themes=facts.theme_names(themes),
            ),
        ),
        rows=Rows(themes=themes, actors=(actor,)),
    )
