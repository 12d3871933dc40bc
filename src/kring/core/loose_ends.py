"""No loose ends: a family in which every id leads to somebody or something that is there."""

from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Union, get_args, get_origin

from kring.core.codes import Id
from kring.core.family import Family, Relation
from kring.core.plain import hints

Known = Collection[Id]
Walk = Callable[[Any, Known], Any]  # gives the very same value when nothing in it goes


def without_loose_ends(family: Family) -> Family:
    """The same family in which every id leads to somebody or something that is there.

    What belonged to somebody who is gone goes too: a tie, a chapter that they told, a strength
    of theirs.
    """
    known = known_ids(family)
    stories = tuple(each for each in family.stories if each.spoken_by in (None, *known))
    strengths = tuple(each for each in family.strengths if each.member in (None, *known))
    relations = tuple(
        each for each in family.relations if each.actor in known and _has_members(each, known)
    )
    links = tuple(each for each in family.links if each.a in known and each.b in known)
    whole = replace(
        family, relations=relations, links=links, stories=stories, strengths=strengths
    )
    walk = _walk(Family)
    kept: Family = walk(whole, known) if walk else whole
    return kept


def known_ids(family: Family) -> frozenset[Id]:
    plan = family.plan
    groups: tuple[Collection[Any], ...] = (
        family.members, family.actors, family.relations, family.links, family.stories,
        family.maps, family.meetings, family.signals, family.good_practices,
        *((plan.goals, plan.actions, plan.agreements, (plan,)) if plan else ()),
    )  # fmt: skip
    return frozenset(each.id for group in groups for each in group if each.id) | {family.id}


def _has_members(relation: Relation, known: Known) -> bool:
    return relation.members == "all" or any(each in known for each in relation.members)


@cache
def _walk(hint: Any) -> Walk | None:
    """How ids that are not known leave a value of this type; None when it holds none.

    Found once for each type: a page walks through thousands of values. A required id stays: the
    record around it went before.
    """
    if hint == Id | None:
        return lambda value, known: value if value in known else None
    arguments = get_args(hint)
    if get_origin(hint) is tuple:
        return _keep_known if Id in arguments else _each(arguments[0])
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    # What may be one of more types: at most one of them holds ids.
    inside = (_walk(each) for each in arguments) if _is_union(hint) else ()
    return next((walk for walk in inside if walk), None)


def _is_union(hint: Any) -> bool:
    return get_origin(hint) is Union or type(hint) is type(int | None)


def _keep_known(value: Any, known: Known) -> Any:
    if not isinstance(value, tuple) or all(each in known for each in value):
        return value
    return tuple(each for each in value if each in known)


def _each(hint: Any) -> Walk | None:
    inner = _walk(hint)
    if inner is None:
        return None

    def walk(value: Any, known: Known) -> Any:
        kept = tuple(inner(each, known) for each in value)
        same = all(new is old for new, old in zip(kept, value, strict=True))
        return value if same else kept

    return walk


def _record(record: Any) -> Walk | None:
    inner = hints(record)
    found = [(field.name, _walk(inner[field.name])) for field in fields(record)]
    walks = [(name, walk) for name, walk in found if walk]
    if not walks:
        return None

    def walk(value: Any, known: Known) -> Any:
        if value is None:
            return None
        changes = {
            name: kept
            for name, each in walks
            if (kept := each(held := getattr(value, name), known)) is not held
        }
        return replace(value, **changes) if changes else value

    return walk
