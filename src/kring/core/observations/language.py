"""O11: help without a shared language, or a child who interprets."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from kring.core.codes import Fluency, Id, Interpreter, Need, Round, ThemeId
from kring.core.family import Member, Relation
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.words import Sentence, gettext_noop, sentence

LEAST_FIRST: Final = tuple(Fluency)


def language_gap(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O11, once for an actor: (a) a child interprets: high on a sensitive theme, else medium;
    (b) on a sensitive theme nobody who is involved shares a language with the actor, and no
    professional or bridging figure interprets: high on a theme that is urgent, else medium.

    Relations count whose members are the whole family or somebody who is here. The round of
    themes is needed to know that a theme is concerned, the round of needs that it is urgent.
    """
    for actor, relations in _by_actor(facts).items():
        child = [r for r in relations if r.interpreter == Interpreter.CHILD]
        gap = [r for r in relations if _no_shared_language(facts, thresholds, r)]
        if child or gap:
            yield _observation(facts, actor, child=child, gap=gap)


def _by_actor(facts: Facts) -> dict[Id, list[Relation]]:
    found: dict[Id, list[Relation]] = {actor: [] for actor in facts.actors}
    for relation in facts.relations:
        if relation.members == "all" or _involved(facts, relation):
            found[relation.actor].append(relation)
    return found


def _no_shared_language(facts: Facts, thresholds: Thresholds, relation: Relation) -> bool:
    """Known for sure: languages or an interpreter that nobody gave may well do."""
    theirs = {_language(tag) for tag in facts.actors[relation.actor].languages}
    if (
        relation.interpreter not in (Interpreter.NONE, Interpreter.INFORMAL_ADULT)
        or not theirs
        or not _sensitive(facts, [relation])
        or not _involved(facts, relation)
    ):
        return False
    return all(
        member.languages and not theirs & _spoken_by(member, thresholds)
        for member in _speakers(facts, thresholds, relation)
    )


def _speakers(facts: Facts, thresholds: Thresholds, relation: Relation) -> tuple[Member, ...]:
    """Who could speak with the actor: the members involved who are old enough; where only young
    children are involved, the adults who are here. An unknown age may be old enough."""
    involved = _involved(facts, relation)
    aged = tuple(m for m in involved if facts.at_least(m, thresholds.speaker_age) is not False)
    if any(facts.at_least(member, thresholds.speaker_age) for member in aged):
        return aged
    return aged + tuple(
        m for m in facts.members if facts.at_least(m, thresholds.adult_age) is not False
    )


def _involved(facts: Facts, relation: Relation) -> tuple[Member, ...]:
    return tuple(
        member
        for member in facts.members
        if relation.members == "all" or member.id in relation.members
    )


def _spoken_by(member: Member, thresholds: Thresholds) -> set[str]:
    least = LEAST_FIRST.index(thresholds.shared_fluency)
    return {
        _language(tag)
        for tag, fluency in member.languages.items()
        if LEAST_FIRST.index(fluency) >= least
    }


def _language(tag: str) -> str:
    """Without region or script: who speaks `nl-BE` understands `nl`."""
    return tag.lower().split("-")[0]


def _themes(facts: Facts, relations: Iterable[Relation]) -> tuple[ThemeId, ...]:
    if not facts.asked(Round.THEMES):
        return ()
    named = {theme for relation in relations for theme in relation.themes}
    return tuple(theme for theme in facts.themes if theme in named)


def _sensitive(facts: Facts, relations: Iterable[Relation]) -> tuple[ThemeId, ...]:
    return tuple(t for t in _themes(facts, relations) if facts.themes[t].sensitive)


def _observation(
    facts: Facts, actor: Id, *, child: Sequence[Relation], gap: Sequence[Relation]
) -> Observation:
    relations = [*child, *gap]
    themes = _sensitive(facts, relations) or _themes(facts, child)
    urgent = facts.asked(Round.NEED) and any(
        facts.needs.get(theme) == Need.URGENT for theme in _sensitive(facts, gap)
    )
    involved = {member.id for relation in relations for member in _involved(facts, relation)}
    return Observation(
        code="O11",
        subject=actor,
        severity=Severity.HIGH if urgent or _sensitive(facts, child) else Severity.MEDIUM,
        sentence=_sentence(facts, actor, themes),
        reasons=_reasons(child=child, gap=gap),
        rows=Rows(
            themes=themes,
            actors=(actor,),
            members=tuple(member.id for member in facts.members if member.id in involved),
        ),
    )


def _sentence(facts: Facts, actor: Id, themes: Sequence[ThemeId]) -> Sentence:
    if not themes:
        return sentence(
            gettext_noop("Bij {actor} tolkt een kind. Is een tolk geregeld?"),
            actor=facts.label(actor),
        )
    return sentence(
        gettext_noop(
            "Bij {actor} en {themes} is er geen gedeelde taal, of tolkt een kind. "
            "Is een tolk geregeld?"
        ),
        actor=facts.label(actor),
        themes=facts.theme_names(themes),
    )


def _reasons(*, child: Sequence[Relation], gap: Sequence[Relation]) -> tuple[Sentence, ...]:
    reasons = []
    if child:
        reasons.append(sentence(gettext_noop("Op de kaart staat dat een kind tolkt.")))
    if gap:
        reasons.append(
            sentence(
                gettext_noop(
                    "Wie bij dit contact hoort, spreekt geen taal goed genoeg "
                    "die ook deze persoon of dienst spreekt. Er is geen beroepstolk."
                )
            )
        )
    return tuple(reasons)
