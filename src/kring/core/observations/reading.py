"""Everything that a map says on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kring.core.codes import Day
from kring.core.family import Family, Theme
from kring.core.observations.ending import card_ends, old_map, support_ends
from kring.core.observations.facts import Facts, gather
from kring.core.observations.language import language_gap
from kring.core.observations.links import loose_actors, many_services, no_bridge
from kring.core.observations.measures import Measures, measure
from kring.core.observations.observation import Observation, Severity
from kring.core.observations.one_person import all_through_one
from kring.core.observations.people import (
    mostly_services,
    no_contact_of_ones_own,
    nobody_to_trust,
)
from kring.core.observations.strain import strain, volunteer_under_pressure
from kring.core.observations.strengths import (
    bridging_figure,
    chance,
    family_gives,
    shared_themes,
)
from kring.core.observations.support import (
    one_volunteer,
    right_without_service,
    theme_without_support,
    thin_theme,
)
from kring.core.observations.thresholds import DEFAULT, Thresholds

Rule = Callable[[Facts, Thresholds], Iterable[Observation]]

RULES: Final[Mapping[str, tuple[Rule, ...]]] = {
    "O01": (theme_without_support,),
    "O02": (one_volunteer,),
    "O03": (thin_theme,),
    "O04": (right_without_service,),
    "O05": (all_through_one,),
    "O06": (mostly_services,),
    "O07": (nobody_to_trust,),
    "O08": (no_bridge,),
    "O09": (loose_actors,),
    "O10": (volunteer_under_pressure,),
    "O11": (language_gap,),
    "O12": (no_contact_of_ones_own,),
    "O13": (strain,),
    "O14": (many_services,),
    "O15": (support_ends, card_ends, old_map),
}
STRENGTHS: Final[Mapping[str, tuple[Rule, ...]]] = {
    "P1": (bridging_figure,),
    "P2": (family_gives,),
    "P3": (shared_themes,),
    "P4": (chance,),
}

RANK: Final[Mapping[Severity, int]] = {
    severity: place for place, severity in enumerate(Severity)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Observations with the most urgent first, then by code; strengths P1 to P4."""

    observations: tuple[Observation, ...]
    strengths: tuple[Observation, ...]
    measures: Measures


def read_map(
    family: Family, *, themes: Sequence[Theme], on: Day, thresholds: Thresholds = DEFAULT
) -> Reading:
    """Everything that the map of `family` says on the day `on`.

    `themes` is the organisation's list, in its order. The order of rows and the ids that a
    family uses change nothing: what is named stands in the order of names.
    """
    facts = gather(family, themes=themes, on=on)
    return Reading(
        observations=_said(RULES, facts, thresholds),
        strengths=_said(STRENGTHS, facts, thresholds),
        measures=measure(facts, thresholds),
    )


def keys(reading: Reading) -> list[str]:
    """`CODE:subject` of all observations and strengths, sorted, each once."""
    return sorted({each.key for each in (*reading.observations, *reading.strengths)})


def _said(
    rules: Mapping[str, tuple[Rule, ...]], facts: Facts, thresholds: Thresholds
) -> tuple[Observation, ...]:
    found = [
        observation
        for each in rules.values()
        for rule in each
        for observation in rule(facts, thresholds)
    ]
    return tuple(sorted(found, key=lambda observation: RANK[observation.severity]))
