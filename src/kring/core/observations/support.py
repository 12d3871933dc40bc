"""O01 to O04: the themes with a need, and who helps with them."""

from collections.abc import Iterator

from kring.core.codes import Need, Round, ThemeId
from kring.core.observations.facts import Facts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.observations.wording import joined, theme_name
from kring.core.words import Sentence, gettext_noop, sentence


def theme_without_support(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O01: a need that was voiced, and nobody helps. Names who could or is hoped for."""
    if not facts.asked(Round.THEMES, Round.NEED):
        return
    for theme in facts.needs:
        if facts.helpers[theme]:
            continue
        chances = [actor for actor in facts.chances if theme in actor.possible_themes]
        reasons = [
            _need(facts, theme),
            sentence(gettext_noop("Niemand op de kaart helpt hier.")),
        ]
        if chances:
            names = joined([str(actor.label) for actor in chances])
            reasons.append(
                sentence(gettext_noop("Misschien kan dit helpen: {names}."), names=names)
            )
        yield Observation(
            code="O01",
            subject=theme,
            severity=facts.urgency(theme),
            sentence=sentence(
                gettext_noop(
                    "Op deze kaart staat nog niemand bij {theme}. Wie zou hier kunnen helpen?"
                ),
                theme=theme_name(facts.themes[theme]),
            ),
            reasons=tuple(reasons),
            rows=Rows(themes=(theme,), actors=tuple(actor.id for actor in chances)),
        )


def one_volunteer(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O02: a need, and the only one who helps is a volunteer."""
    if not facts.asked(Round.THEMES, Round.NEED):
        return
    for theme in facts.needs:
        helpers = facts.in_order(facts.helpers[theme])
        if len(helpers) != 1 or helpers[0] not in facts.volunteers:
            continue
        name = facts.label(helpers[0])
        yield Observation(
            code="O02",
            subject=theme,
            severity=facts.urgency(theme),
            sentence=sentence(
                gettext_noop(
                    "Voor {theme} staat alleen {actor}, een vrijwilliger. "
                    "Is dat haalbaar, ook als {actor} even weg is?"
                ),
                theme=theme_name(facts.themes[theme]),
                actor=name,
            ),
            reasons=(
                _need(facts, theme),
                sentence(gettext_noop("Alleen {names} helpt hier."), names=name),
            ),
            rows=Rows(themes=(theme,), actors=helpers),
        )


def thin_theme(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O03: an urgent need with one helper who is no volunteer (that is O02), or that nobody
    carries; or any need with helpers abroad only.

    An urgent theme with nobody at all has nobody who carries it either, so it is thin as well
    as empty (O01); a page shows only the O01. Where it is not urgent the sentence leaves that
    word out.
    """
    if not facts.asked(Round.THEMES, Round.NEED):
        return
    for theme, need in facts.needs.items():
        helpers = facts.helpers[theme]
        urgent = need == Need.URGENT
        why = []
        if urgent and len(helpers) == 1 and not helpers & facts.volunteers:
            why.append(
                sentence(gettext_noop("Alleen {names} helpt hier."), names=facts.names(helpers))
            )
        if urgent and not facts.carriers[theme]:
            why.append(sentence(gettext_noop("Niemand is hier de trekker.")))
        if helpers and not helpers & facts.in_country:
            why.append(sentence(gettext_noop("Wie hier helpt, woont in het buitenland.")))
        if not why:
            continue
        template = (
            gettext_noop(
                "{theme} is dringend en rust op weinig schouders. "
                "Wie kan mee dragen of het trekken?"
            )
            if urgent
            else gettext_noop(
                "{theme} rust op weinig schouders. Wie kan mee dragen of het trekken?"
            )
        )
        yield Observation(
            code="O03",
            subject=theme,
            severity=Severity.MEDIUM,
            sentence=sentence(template, theme=theme_name(facts.themes[theme])),
            reasons=(_need(facts, theme), *why),
            rows=Rows(themes=(theme,), actors=facts.in_order(helpers)),
        )


def right_without_service(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O04: help with a right, but from no service: the family may miss what is its due."""
    if not facts.asked(Round.THEMES, Round.NEED):
        return
    for theme in facts.needs:
        helpers = facts.helpers[theme]
        if not helpers or helpers & facts.formal or not facts.themes[theme].formal_required:
            continue
        yield Observation(
            code="O04",
            subject=theme,
            severity=facts.urgency(theme),
            sentence=sentence(
                gettext_noop(
                    "Bij {theme} staat geen dienst. "
                    "Weet het gezin op welke hulp het recht heeft?"
                ),
                theme=theme_name(facts.themes[theme]),
            ),
            reasons=(
                _need(facts, theme),
                sentence(
                    gettext_noop("Dit thema gaat over rechten, en hier helpt: {names}."),
                    names=facts.names(helpers),
                ),
            ),
            rows=Rows(themes=(theme,), actors=facts.in_order(helpers)),
        )


def _need(facts: Facts, theme: ThemeId) -> Sentence:
    if facts.needs[theme] == Need.URGENT:
        return sentence(gettext_noop("Het gezin noemt dit dringend."))
    return sentence(gettext_noop("Het gezin wil hier hulp bij."))
