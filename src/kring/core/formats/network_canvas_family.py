"""One interview of Network Canvas as a family: who was named, and who knows whom.

What a variable is called is up to whoever made the interview. We take only what its name and
its values say without doubt; everything else is kept under `extra`, key `network_canvas`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from kring.core.codes import Day, Formality, Frequency, Id, Kind, LinkType, Sphere, Support
from kring.core.family import Actor, Family, Link, Relation
from kring.core.formats.asked import with_map
from kring.core.formats.records import DAY
from kring.core.formats.rows import NO_NAME
from kring.core.words import Text

TOOL: Final = "network_canvas"
NAMES: Final = ("name", "label", "naam", "nickname", "family_name", "gezinsnaam")

KINDS: Final = {
    **dict.fromkeys(("person", "people", "persoon", "alter", "contact"), Kind.PERSON),
    **dict.fromkeys(("organisation", "organization", "organisatie", "service"), Kind.SERVICE),
    **dict.fromkeys(("group", "groep", "club"), Kind.GROUP),
    **dict.fromkeys(("place", "location", "venue", "plaats"), Kind.PLACE),
}
SPHERE_OF: Final = ("sector", "sphere", "circle", "kring", "category")
SPHERES: Final = {
    **dict.fromkeys(("family", "kin", "relatives", "familie"), Sphere.KIN),
    **dict.fromkeys(("friends", "neighbours", "neighbors", "vrienden", "buren"),
                    Sphere.FRIENDS_NEIGHBOURS),
    **dict.fromkeys(("community", "gemeenschap"), Sphere.COMMUNITY),
    **dict.fromkeys(("work", "colleagues", "werk"), Sphere.DAILY_LIFE),
    **dict.fromkeys(("volunteers", "vrijwilligers"), Sphere.VOLUNTEERS),
    **dict.fromkeys(("services", "professionals", "care", "diensten"), Sphere.SERVICES),
}  # fmt: skip
SUPPORTS: Final = {
    "emotional": Support.EMOTIONAL,
    "practical": Support.PRACTICAL,
    "instrumental": Support.PRACTICAL,
    "information": Support.INFORMATIONAL,
    "informational": Support.INFORMATIONAL,
    "companionship": Support.COMPANIONSHIP,
    "social": Support.COMPANIONSHIP,
    "linking": Support.LINKING,
}
CLOSENESS_IN: Final = ("closeness", "relstrength", "relationshipstrength", "nabijheid")
CLOSENESS: Final = {
    "very close": 1,
    "somewhat close": 2,
    "not very close": 3,
    "not close at all": 3,
    "heel dicht": 1,
    "dicht": 2,
    "verder": 3,
}
FORMAL: Final = {"true": Formality.FORMAL, "false": Formality.INFORMAL}
OF_ITSELF: Final = {Sphere.SERVICES: Formality.FORMAL, Sphere.DAILY_LIFE: Formality.NEUTRAL}
LINKS: Final = {
    "knows": LinkType.KNOWS,
    "cooperates": LinkType.COOPERATES,
    "refers": LinkType.REFERS,
    "conflict": LinkType.CONFLICT,
}
TRUE: Final = "true"
FREQUENCY_IN: Final = ("contactfreq", "contactfrequency", "frequencyofcontact", "contact")

Data = dict[str, str]  # variables with what was answered; without what was not


@dataclass(slots=True)
class Named:
    """Somebody or something that was named in the interview."""

    number: str
    type: str
    data: Data


@dataclass(slots=True)
class Tie:
    number: str
    source: str  # numbers of those named; empty for who was not named
    target: str
    type: str
    data: Data


@dataclass(slots=True)
class Session:
    """One interview. `told`: what is known of the interview itself."""

    case: str = ""
    started: str = ""
    told: Data = field(default_factory=dict)
    ego: Data = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)


def family_of(session: Session, name: Id, *, on: Day | None) -> tuple[Family, list[Actor]]:
    """The family, and the actors of whom the interview does not say in which circle they are.

    The map record has the day on which the interview began, else `on`.
    """
    people = [_person(each) for each in session.named]
    numbers = [each.number for each in session.named]
    ids = {number: actor.id for number, (actor, _, _) in zip(numbers, people, strict=True)}
    links, loose = _links(session, ids)
    ego = dict(session.ego)
    called = _called(ego)
    family = Family(
        id=name,
        label=Text.dutch(called or session.case or NO_NAME),
        actors=tuple(actor for actor, _, _ in people),
        relations=tuple(relation for _, relation, _ in people),
        links=tuple(links),
        extra=_extra({**session.told, "ego": ego, "ties": loose}),
    )
    chosen = [actor for actor, _, knows_sphere in people if not knows_sphere]
    return with_map(family, _day(session.started) or on), chosen


def _person(named: Named) -> tuple[Actor, Relation, bool]:
    """Who was named is tied to who named them; at last: whether their circle was told."""
    data = dict(named.data)
    own = Id(f"n{named.number}")
    kind = KINDS.get(named.type.casefold(), Kind.PERSON)
    if named.type.casefold() != kind.value:
        data["networkCanvasType"] = named.type
    label = _called(data) or f"{named.type} {named.number}".strip()
    told = _sphere(data)
    formal = _taken(data, ("formal",), FORMAL)
    services = kind is Kind.SERVICE or formal is Formality.FORMAL
    sphere = told or (Sphere.SERVICES if services else Sphere.FRIENDS_NEIGHBOURS)
    relation = Relation(
        actor=own,
        closeness=_taken(data, CLOSENESS_IN, CLOSENESS),
        freq=_taken(data, FREQUENCY_IN, {code.value: code for code in Frequency}),
        support=_support(data),
    )
    actor = Actor(
        id=own,
        label=Text.dutch(label),
        sphere=sphere,
        kind=kind,
        formality=None if formal is OF_ITSELF.get(sphere, Formality.INFORMAL) else formal,
        extra=_extra(data),
    )
    return actor, relation, told is not None


def _links(session: Session, ids: Mapping[str, Id]) -> tuple[list[Link], list[Data]]:
    """The ties between those named, and those with nobody or with oneself."""
    links, loose = [], []
    for tie in session.ties:
        a, b = ids.get(tie.source), ids.get(tie.target)
        kind = LINKS.get(tie.type.casefold())
        data = tie.data if kind else {**tie.data, "networkCanvasType": tie.type}
        if a is None or b is None or a == b:
            loose.append({**data, "from": tie.source, "to": tie.target})
        else:
            links.append(
                Link(
                    id=Id(f"e{tie.number}"),
                    a=a,
                    b=b,
                    type=kind or LinkType.KNOWS,
                    extra=_extra({key: held for key, held in data.items() if held}),
                )
            )
    return links, loose


def _called(data: Data) -> str:
    """The name, taken out of what is left; it may stand there twice."""
    by_key = {key.casefold(): key for key in data}
    found = [by_key[key] for key in NAMES if key in by_key]
    name = data[found[0]] if found else ""
    for key in found:
        if data[key] == name:
            del data[key]
    return name


def _sphere(data: Data) -> Sphere | None:
    """Of a question such as `sector`, when exactly one answer was chosen and we know it."""
    for key in SPHERE_OF:
        chosen = [
            each
            for each in data
            if each.casefold().startswith(f"{key}_") and data[each] == TRUE
        ]
        words = [each.casefold().removeprefix(f"{key}_") for each in chosen]
        if len(words) == 1 and words[0] in SPHERES:
            del data[chosen[0]]
            return SPHERES[words[0]]
    return None


def _support(data: Data) -> tuple[Support, ...]:
    found = {}
    for key in [*data]:
        kind = SUPPORTS.get(key.casefold().removeprefix("support_"))
        if kind and key.casefold().startswith("support_") and data[key] == TRUE:
            found[kind] = data.pop(key)
    return tuple(found)


def _taken(data: Data, variables: Sequence[str], meanings: Mapping[str, Any]) -> Any:
    """The answer to one of these variables, when it is one of these words."""
    for key in [*data]:
        if key.casefold().replace("_", "") in variables:
            words = data[key].casefold().replace("_", " ")
            if words in meanings:
                del data[key]
                return meanings[words]
    return None


def _day(moment: str) -> Day | None:
    """Of `2026-03-01T09:00:00.000Z` the day."""
    try:
        return date.fromisoformat(moment[:10]) if re.fullmatch(DAY, moment[:10]) else None
    except ValueError:
        return None


def _extra(data: Mapping[str, Any]) -> dict[str, Any]:
    held = {key: value for key, value in data.items() if value}
    return {TOOL: held} if held else {}
