"""O05: how much goes through one person."""

from collections.abc import Iterator

from kring.core.codes import Id, Round, ThemeId
from kring.core.observations.facts import Facts
from kring.core.observations.hanging import cuts
from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.thresholds import Thresholds
from kring.core.words import Sentence, gettext_noop, sentence


def all_through_one(facts: Facts, thresholds: Thresholds) -> Iterator[Observation]:
    """O05: sole support or sole carrier of many themes of N, or who keeps the map together.

    The last one is the cut share: of all pairs of *other* actors in the country that can reach
    each other by links now, the part that cannot when this actor leaves. It is looked at from
    `cut_actors` active actors and `cut_pairs` such pairs on.
    """
    keepers = _keepers(facts, thresholds) if facts.asked(Round.LINKS) else frozenset()
    who_helps = facts.asked(Round.THEMES, Round.NEED)
    for actor in facts.actors:
        name = facts.label(actor)
        alone = facts.sole_support(actor) if who_helps else ()
        carried = facts.sole_carrier(actor) if who_helps else ()
        why: list[Sentence] = []
        themes: set[ThemeId] = set()
        if len(alone) >= thresholds.sole_themes:
            themes.update(alone)
            why.append(
                sentence(
                    gettext_noop("Bij {themes} helpt alleen {actor}."),
                    themes=facts.theme_names(alone),
                    actor=name,
                )
            )
        if len(carried) >= thresholds.sole_themes:
            themes.update(carried)
            why.append(
                sentence(
                    gettext_noop("Bij {themes} is alleen {actor} de trekker."),
                    themes=facts.theme_names(carried),
                    actor=name,
                )
            )
        if actor in keepers:
            why.append(
                sentence(
                    gettext_noop("Zonder {actor} verliezen veel anderen elkaar."), actor=name
                )
            )
        if why:
            yield Observation(
                code="O05",
                subject=actor,
                severity=Severity.HIGH,
                sentence=sentence(
                    gettext_noop(
                        "Veel loopt via {actor}. "
                        "Wat als {actor} stopt, en wie kan iets overnemen?"
                    ),
                    actor=name,
                ),
                reasons=tuple(why),
                rows=Rows(
                    themes=tuple(theme for theme in facts.needs if theme in themes),
                    actors=(actor,),
                ),
            )


def _keepers(facts: Facts, thresholds: Thresholds) -> frozenset[Id]:
    """Those whose cut share is large, on a map that is large enough to say so."""
    if len(facts.actors) < thresholds.cut_actors:
        return frozenset()
    return frozenset(
        actor
        for actor, cut in cuts(facts.groups, facts.linked).items()
        if cut.connected >= thresholds.cut_pairs and cut.share >= thresholds.cut_share
    )
