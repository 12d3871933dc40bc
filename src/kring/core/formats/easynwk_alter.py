"""One person on an easyNWK map, as our actor with its tie, and back.

An alter is kept as it came where our records cannot say the same: under `extra`, key `easynwk`.
Written again it says what it said, unless somebody changed that in Kring.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from math import floor, isclose
from operator import or_
from typing import Any, Final, TypeGuard

from kring.core.codes import ActorStatus, Code, Direction, Id, Quality, Sphere, Support
from kring.core.family import Actor, Place, Relation
from kring.core.formats.easynwk_words import (
    BLANK_ALTER,
    FORMER,
    QUARTER_OF,
    QUARTERS,
    ROLES,
    SPHERE_OF_ROLE,
    SUPPORT_KEYS,
    TOOL,
)
from kring.core.formats.records import PATTERNS
from kring.core.roles import ACTOR_ROLES, role_label
from kring.core.words import Text, gettext_noop

Raw = Mapping[str, Any]

RING: Final = 100 / 3  # width of a horizon; the outer one ends at 100
BEYOND: Final = 105.0  # outside the outer horizon: not tied to the family now
EXACT: Final = 6  # decimals of an angle and a distance
FINER: Final = 9  # decimals of a share, so that the angle comes back the same
DIRECTIONS: Final = {  # two bits: the family supports them, they support the family
    1: Direction.FROM_FAMILY,
    2: Direction.TO_FAMILY,
    3: Direction.MUTUAL,
}
BITS: Final = {direction: bits for bits, direction in DIRECTIONS.items()}
STRAINED: Final = (Quality.STRESSFUL, Quality.BROKEN)
MIDDLE: Final = Place(along=0.5, across=0.5)
ALMOST: Final = 0.99999  # the end of a cell already belongs to the next
OUR_ROLES: Final = {code: words for words, code in reversed(ROLES.items())}
A_CODE: Final = re.compile(PATTERNS["Code"])
BY_OUR_LABEL: Final = {role.label: Code(code) for code, role in ACTOR_ROLES.items()}
NAMELESS: Final = gettext_noop("Iemand zonder naam")


def modern(raw: Raw) -> dict[str, Any]:
    """An alter of any generation with the keys of 2.7.

    `edgeWeight` was never asked: 0 says nothing. Before `deceased` a cross stood before the
    name (`+Hubert`); before `human` the gender said "kein Mensch".
    """
    alter = dict(raw)
    if weight := alter.pop("edgeWeight", 0):
        alter.setdefault("edgeType", weight)
    for key in ("edgeType", "edgeTypeByUser"):
        if isinstance(alter.get(key), str) and alter[key].lstrip("-").isdecimal():
            alter[key] = int(alter[key])
    name = alter.get("name")
    if "deceased" not in alter and isinstance(name, str) and name.startswith("+"):
        alter.update(name=name[1:], deceased=True)
    if "human" not in alter and alter.get("currentGender") == "kein Mensch":
        alter["human"] = False
    return alter


def read_alter(alter: Raw, name: Id) -> tuple[Actor, Relation]:
    """The actor and its tie, of a `modern` alter; what they cannot say is under `extra`."""
    sphere, closeness, place = _position(alter)
    kinds, direction = _support(alter)
    actor = Actor(
        id=name,
        label=Text.dutch(_label(alter)),
        sphere=sphere,
        role=_role(alter),
        status=_status(alter),
        place=place,
        note=_note(alter),
    )
    relation = Relation(
        actor=name,
        closeness=closeness,
        quality=_quality(alter),
        dir=direction,
        support=kinds,
    )
    said = _generated(actor, [relation])
    extra = {
        key: value
        for key, value in alter.items()
        if key != "id" and not _same(value, said.get(key, FORMER.get(key)))
    }
    return replace(actor, extra={TOOL: extra} if extra else {}), relation


def write_alter(actor: Actor, relations: Sequence[Relation]) -> dict[str, Any]:
    """The alter without its id: as it came where that still says what our records say."""
    alter = _generated(actor, relations)
    came = actor.extra.get(TOOL, {})
    meant: dict[Reader, Any] = {
        _label: str(actor.label),
        _role: actor.role,
        _note: actor.note,
        _status: actor.status,
        _quality: _quality(alter),
        _support: _support(alter),
        _position: (QUARTER_OF[actor.sphere], _closest(relations), actor.place),
    }
    for read, says in meant.items():
        tried = {key: came[key] for key in SAID_BY[read] if key in came}
        if read({**alter, **tried}) == says:
            alter |= tried
    return alter | {key: value for key, value in came.items() if key not in SPOKEN_FOR}


def _generated(actor: Actor, relations: Sequence[Relation]) -> dict[str, Any]:
    """The alter that says as much of these records as 2.7 can."""
    angle, distance = _polar(actor, _closest(relations))
    return {
        **BLANK_ALTER,
        "name": str(actor.label),
        "role": OUR_ROLES.get(actor.role or Code(""), role_label(actor.role)),
        "note": str(actor.note or ""),
        "edgeType": 1 if actor.status is ActorStatus.ACTIVE else 0,
        "angle": angle,
        "distance": distance,
        "conflict": any(tie.quality in STRAINED for tie in relations),
        **{key: _bits(kind, relations) for key, kind in SUPPORT_KEYS.items()},
    }


def _bits(kind: Support, relations: Sequence[Relation]) -> int:
    """Who gives this kind of support; where nobody said the direction, it is to the family."""
    given = (tie.dir or Direction.TO_FAMILY for tie in relations if kind in tie.support)
    return reduce(or_, (BITS[direction] for direction in given), 0)


def _closest(relations: Sequence[Relation]) -> int | None:
    return min((tie.closeness for tie in relations if tie.closeness is not None), default=None)


def _polar(actor: Actor, closeness: int | None) -> tuple[float, float]:
    """Angle and distance. Without closeness: in the outer ring when there is a tie."""
    place = actor.place or MIDDLE
    angle = QUARTERS[QUARTER_OF[actor.sphere]] + 90 * min(place.along, ALMOST)
    distance = ((closeness or 3) - 1 + min(place.across, ALMOST)) * RING
    if closeness is None and actor.status is not ActorStatus.ACTIVE:
        distance = BEYOND
    return round(angle, EXACT), round(distance, EXACT)


def _position(alter: Raw) -> tuple[Sphere, int | None, Place | None]:
    """Quarter, ring and place; an alter that stands nowhere is put with its role's quarter."""
    if not stands(alter):
        role = _role(alter)
        return SPHERE_OF_ROLE.get(role or Code(""), Sphere.FRIENDS_NEIGHBOURS), None, None
    angle, distance = round(alter["angle"], EXACT), round(alter["distance"], EXACT)
    if not -180 <= angle <= 180:
        angle = (angle + 180) % 360 - 180
    start = min(floor(angle / 90) * 90, 90)
    sphere = next(sphere for sphere, begin in QUARTERS.items() if begin == start)
    if distance > 100:
        return sphere, None, None
    ring = min(int(distance / RING), 2)
    along, across = (angle - start) / 90, distance / RING - ring
    return sphere, ring + 1, Place(along=_share(along), across=_share(across))


def stands(alter: Raw) -> bool:
    """Whether it has a place on the map: a new contact has none yet."""
    angle, distance = alter.get("angle"), alter.get("distance")
    return _is_number(angle) and _is_number(distance) and round(distance, EXACT) > 0


def _share(value: float) -> float:
    return min(max(round(value, FINER), 0.0), 1.0)


def _label(alter: Raw) -> str:
    return str(alter["name"]).strip() or NAMELESS


def _role(alter: Raw) -> Code | None:
    role = alter.get("role")
    if not isinstance(role, str) or not role.strip() or not A_CODE.fullmatch(role):
        return None
    return ROLES.get(role) or BY_OUR_LABEL.get(role) or Code(role)


def _note(alter: Raw) -> Text | None:
    note = alter.get("note")
    return Text.dutch(note) if isinstance(note, str) and note.strip() else None


def _status(alter: Raw) -> ActorStatus:
    """It never draws a tie to the dead and to animals: that says nothing about them."""
    if alter.get("deceased") is True:
        return ActorStatus.ENDED
    if alter.get("human") is False:
        return ActorStatus.ACTIVE
    return ActorStatus.POTENTIAL if alter.get("edgeType") == 0 else ActorStatus.ACTIVE


def _quality(alter: Raw) -> Quality | None:
    return Quality.STRESSFUL if alter.get("conflict") is True else None


def _support(alter: Raw) -> tuple[tuple[Support, ...], Direction | None]:
    """The kinds that are given, and their directions taken together."""
    bits = {
        kind: alter[key]
        for key, kind in SUPPORT_KEYS.items()
        if _is_number(alter.get(key)) and alter[key] in DIRECTIONS
    }
    return tuple(bits), DIRECTIONS.get(reduce(or_, map(int, bits.values()), 0))


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _same(one: Any, other: Any) -> bool:
    if _is_number(one) and _is_number(other):
        return isclose(one, other, abs_tol=1e-6)
    return type(one) is type(other) and bool(one == other)


Reader = Callable[[Raw], Any]
SAID_BY: Final[Mapping[Reader, tuple[str, ...]]] = {  # which keys say what
    _label: ("name",),
    _role: ("role",),
    _note: ("note",),
    _status: ("edgeType", "human", "deceased"),
    _quality: ("conflict",),
    _support: tuple(SUPPORT_KEYS),
    _position: ("angle", "distance"),
}
SPOKEN_FOR: Final = {key for keys in SAID_BY.values() for key in keys}
