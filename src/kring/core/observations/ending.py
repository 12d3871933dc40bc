"""O15: support or a residence card that ends soon, and a map that grew old."""

from collections.abc import Iterator
from datetime import timedelta

from kring.core.codes import Day, Id, Round, ThemeId
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.observations.wording import day_in_words
from kring.core.words import Sentence, gettext_noop, sentence


def support_ends(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O15 for an actor whose last day is near or past: high when nobody else helps with or
    carries a theme of N (where themes and needs were asked), or it is a contact point."""
    last = facts.on + timedelta(days=thresholds.until_days)
    for key, actor in facts.actors.items():
        if actor.until is None or actor.until > last:
            continue
        themes = _alone_on(facts, key)
        point = facts.contact_point(key)
        reasons = [_term(facts, actor.until, thresholds.until_days)]
        if themes:
            reasons.append(
                sentence(
                    gettext_noop("Bij {themes} is {actor} de enige die helpt of trekt."),
                    themes=facts.theme_names(themes),
                    actor=facts.label(key),
                )
            )
        if point:
            reasons.append(
                sentence(gettext_noop("{actor} is het aanspreekpunt."), actor=facts.label(key))
            )
        yield Observation(
            code="O15",
            subject=key,
            severity=Severity.HIGH if themes or point else Severity.MEDIUM,
            sentence=sentence(
                gettext_noop("De steun van {actor} stopte op {day}. Wat komt daarna?")
                if actor.until < facts.on
                else gettext_noop("De steun van {actor} stopt op {day}. Wat komt daarna?"),
                actor=facts.label(key),
                day=day_in_words(actor.until),
            ),
            reasons=tuple(reasons),
            rows=Rows(themes=themes, actors=(key,)),
        )


def card_ends(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O15 for a member who is here and whose residence card ends soon or has ended."""
    last = facts.on + timedelta(days=thresholds.card_days)
    for member in facts.members:
        if member.status_until is None or member.status_until > last:
            continue
        yield Observation(
            code="O15",
            subject=member.id,
            severity=Severity.MEDIUM,
            sentence=sentence(
                gettext_noop("De kaart van {member} stopte op {day}. Wat komt daarna?")
                if member.status_until < facts.on
                else gettext_noop("De kaart van {member} stopt op {day}. Wat komt daarna?"),
                member=str(member.name),
                day=day_in_words(member.status_until),
            ),
            reasons=(_term(facts, member.status_until, thresholds.card_days),),
            rows=Rows(members=(member.id,)),
        )


def old_map(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O15 for the map: a large part of R was last confirmed long ago.

    A tie that nobody dated is not old; it does count in the whole.
    """
    stale = timedelta(days=thresholds.stale_days)
    old = [r for r in facts.relations if r.confirmed and facts.on - r.confirmed >= stale]
    if old and len(old) / len(facts.relations) >= thresholds.stale_share:
        actors = facts.in_order(relation.actor for relation in old)
        yield Observation(
            code="O15",
            subject="map",
            severity=Severity.INFO,
            sentence=sentence(
                gettext_noop(
                    "Een deel van deze kaart is al lang niet nagekeken. Klopt het nog?"
                )
            ),
            reasons=(
                sentence(
                    gettext_noop("Minstens {days} dagen niet bevestigd: {names}."),
                    days=thresholds.stale_days,
                    names=facts.names(actors),
                ),
            ),
            rows=Rows(actors=actors),
        )


def _alone_on(facts: Facts, actor: Id) -> tuple[ThemeId, ...]:
    if not facts.asked(Round.THEMES, Round.NEED):
        return ()
    alone = {*facts.sole_support(actor), *facts.sole_carrier(actor)}
    return tuple(theme for theme in facts.needs if theme in alone)


def _term(facts: Facts, day: Day, days: int) -> Sentence:
    if day < facts.on:
        return sentence(gettext_noop("Die dag is voorbij."))
    return sentence(gettext_noop("Dat is binnen {days} dagen."), days=days)
