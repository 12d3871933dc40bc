"""Writes a family as a file of easyNWK 2.7; what once came from there is given back."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from kring.core.codes import Day
from kring.core.family import Actor, Family
from kring.core.formats.easynwk import label_of
from kring.core.formats.easynwk_alter import write_alter
from kring.core.formats.easynwk_words import BLANK_EGO, SIZE, TOOL


def write_easynwk(family: Family, *, on: Day | None = None) -> bytes:
    """JSON in UTF-8. A map of which nobody knows the day gets `on`, else an empty date.

    easyNWK holds less than we do: `losses.what_is_lost` tells what stays behind.
    """
    more = family.extra.get(TOOL, {})
    versions, current = _versions(family, on)
    nwk = _nwk(family, [each for each in versions if "nwk" in each])
    record = {
        "versions": [{**each, "nwk": each.get("nwk", nwk)} for each in versions],
        "currentVersion": current,
        **SIZE,
        **more.get("record", {}),
    }
    return json.dumps(record, ensure_ascii=False).encode()


def _versions(family: Family, on: Day | None) -> tuple[list[dict[str, Any]], int]:
    """The maps in order, and the number of the current one, which has no `nwk` yet.

    Of our own map records only the last is current: what stood on the others is not in the
    family any more.
    """
    undated = list(family.extra.get(TOOL, {}).get("undated", ()))
    numbers = _numbers(
        [record.id for record in family.maps], "kaart-", taken=[each["id"] for each in undated]
    )
    dated: list[dict[str, Any]] = [
        {
            "id": numbers[record.id],
            "title": str(record.title or ""),
            "date": record.date.isoformat(),
            **record.extra.get(TOOL, {}),
        }
        for record in family.maps
    ]
    own = [each for each in (*undated, *dated) if "nwk" not in each]
    current = max(own, key=lambda each: str(each["date"]), default=None)
    if current is None:
        number = next(_free([*numbers.values(), *(each["id"] for each in undated)]))
        current = {"id": number, "title": "", "date": on.isoformat() if on else ""}
        undated.append(current)
    kept = [each for each in (*dated, *undated) if "nwk" in each or each is current]
    return kept, current["id"]


def _nwk(family: Family, others: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    more = family.extra.get(TOOL, {})
    numbers: dict[str, Any] = dict(_numbers([actor.id for actor in family.actors], "a"))
    for actor in family.actors:
        numbers[actor.id] = actor.extra.get(TOOL, {}).get("id", numbers[actor.id])
    pairs: dict[frozenset[str], Any] = {}
    for link in family.links:
        ends = {"id1": numbers[link.a], "id2": numbers[link.b]}
        pairs.setdefault(frozenset((link.a, link.b)), {**ends, **link.extra.get(TOOL, {})})
    return {
        "ego": _ego(family, others),
        "alteri": [_alter(family, actor, numbers[actor.id]) for actor in family.actors],
        "connections": [*pairs.values(), *more.get("connections", ())],
        **more.get("nwk", {}),
    }


def _ego(family: Family, others: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """An ego without a name here stays so as long as the family is called as on another map."""
    label = str(family.label)
    came = family.extra.get(TOOL, {}).get("ego", {})
    ego = {**BLANK_EGO, **came, "name": label, "note": str(family.note or "")}
    if "name" in came and label_of(came, others) == label:
        ego["name"] = came["name"]
    if "note" in came and family.note is None:
        ego["note"] = came["note"]
    return ego


def _alter(family: Family, actor: Actor, number: Any) -> dict[str, Any]:
    ties = [relation for relation in family.relations if relation.actor == actor.id]
    return {"id": number} | write_alter(actor, ties) | {"id": number}


def _numbers(names: list[str], prefix: str, taken: Collection[int] = ()) -> dict[str, int]:
    """`a7` is number 7 again; who has another name gets the next free number."""
    own = {name: int(name.removeprefix(prefix)) for name in names if _is_own(name, prefix)}
    free = _free([*own.values(), *taken])
    return {name: own[name] if name in own else next(free) for name in names}


def _is_own(name: str, prefix: str) -> bool:
    digits = name.removeprefix(prefix)
    return digits.isdecimal() and f"{prefix}{int(digits)}" == name


def _free(taken: Collection[int]) -> Iterator[int]:
    return count(max(taken, default=0) + 1)
