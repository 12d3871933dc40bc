"""Figures of one map, to reflect on: compared with the family's own earlier map at most."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kring.core.codes import Direction, Id, Need, Round, Sphere
from kring.core.observations.facts import Facts
from kring.core.observations.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Numbers of actors unless said otherwise; None where the round was not asked.

    `by_ring`: by the nearest ring that any relation gives, "1", "2", "3", and "unknown" where
    there are such.
    `formal_share`: formal among formal and informal; None with neither.
    `density`: links in W by possible pairs, among active actors in the country; 0 below two.
    `groups`, `isolates`: components of the same graph with more than one actor, and with one.
    `needed`: themes with a need; `covered`: those among them with support, or "wij zelf".
    `reciprocity`: share of relations R with a known direction in which support goes both ways;
    None with no such relation.
    `close`: the family's own people: informal, in the country and, in R, in the nearest ring.
    """

    size: int
    by_ring: Mapping[str, int] | None
    by_sphere: Mapping[str, int]
    formal_share: float | None
    density: float | None
    groups: int | None
    isolates: int | None
    covered: int | None
    needed: int | None
    reciprocity: float | None
    close: int | None


def measure(facts: Facts, thresholds: Thresholds) -> Measures:
    asked_links = facts.asked(Round.LINKS)
    asked_near = facts.asked(Round.NEAR)
    spheres = Counter(actor.sphere for actor in facts.actors.values())
    return Measures(
        size=len(facts.actors),
        by_ring=_by_ring(facts) if asked_near else None,
        by_sphere={sphere.value: spheres[sphere] for sphere in Sphere},
        formal_share=_share(len(facts.formal), len(facts.formal) + len(facts.informal)),
        density=_density(facts) if asked_links else None,
        groups=sum(len(group) > 1 for group in facts.groups) if asked_links else None,
        isolates=sum(len(group) == 1 for group in facts.groups) if asked_links else None,
        covered=_covered(facts) if facts.asked(Round.THEMES, Round.NEED) else None,
        needed=_needed(facts) if facts.asked(Round.NEED) else None,
        reciprocity=_reciprocity(facts) if facts.asked(Round.FEELINGS) else None,
        close=len(_close(facts, thresholds)) if asked_near else None,
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _by_ring(facts: Facts) -> Mapping[str, int]:
    nearest: dict[Id, int] = {}
    for relation in facts.family.relations:
        actor, ring = relation.actor, relation.closeness
        if actor in facts.actors and ring is not None:
            nearest[actor] = min(ring, nearest.get(actor, ring))
    rings = Counter(nearest.values())
    unknown = len(facts.actors) - len(nearest)
    known = {"1": rings[1], "2": rings[2], "3": rings[3]}
    return known | {"unknown": unknown} if unknown else known


def _density(facts: Facts) -> float:
    actors = len(facts.in_country)
    ends = sum(len(facts.linked[actor] & facts.in_country) for actor in facts.in_country)
    return ends / (actors * (actors - 1)) if actors > 1 else 0.0


def _needed(facts: Facts) -> int:
    return len(facts.needs) + _by_themselves(facts)


def _covered(facts: Facts) -> int:
    return sum(bool(facts.helpers[theme]) for theme in facts.needs) + _by_themselves(facts)


def _by_themselves(facts: Facts) -> int:
    return sum(
        state.self and state.need in (Need.SOME, Need.URGENT) and state.id in facts.themes
        for state in facts.family.themes
    )


def _reciprocity(facts: Facts) -> float | None:
    known = [relation for relation in facts.relations if relation.dir is not None]
    return _share(sum(relation.dir == Direction.MUTUAL for relation in known), len(known))


def _close(facts: Facts, thresholds: Thresholds) -> frozenset[Id]:
    near = frozenset(
        relation.actor
        for relation in facts.relations
        if relation.closeness is not None and relation.closeness <= thresholds.near_ring
    )
    return near & facts.informal & facts.in_country
