"""What the map calls people: by their full name, by initials, or by their role alone."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from kring.core.codes import Id, Kind, Location
from kring.core.family import Actor, Family, Member
from kring.core.labels import label
from kring.core.roles import member_role_label, role_label
from kring.core.words import Translate, gettext_noop

_CHILDREN = frozenset({"child", "adult_child", "daughter", "son"})
_IN_THE_MIDDLE = gettext_noop("{first} en {last}")
_SOMEBODY_DECEASED = gettext_noop("{name} (overleden)")
_SOMEBODY_MISSING = gettext_noop("{name} (vermist)")
_FAMILY = gettext_noop("het gezin")


class Names(StrEnum):
    """How much a reader may know: `FULL` as written, `INITIALS` of people, `ROLES` only."""

    FULL = "full"
    INITIALS = "initials"
    ROLES = "roles"


def initials(name: str) -> str:
    """`Amal Al-Masri` becomes "A. A.": the first letter of each word."""
    firsts = [next((c for c in word if c.isalnum()), "") for word in name.split()]
    return " ".join(f"{first.upper()}." for first in firsts if first)


def actor_names(
    family: Family,
    names: Names,
    *,
    language: str,
    translate: Translate = gettext_noop,
) -> Mapping[Id, str]:
    """The name of each actor of the family.

    Initials and roles that occur more than once get a number, in the order of the family, so
    that a number means the same person in the map, the table and the list.
    """
    plain = {a.id: _actor_name(a, names, language, translate) for a in family.actors}
    if names is Names.FULL:
        return plain
    often = Counter(plain.values())
    seen: Counter[str] = Counter()
    numbered = {}
    for actor_id, name in plain.items():
        seen[name] += 1
        numbered[actor_id] = f"{name} {seen[name]}" if often[name] > 1 else name
    return numbered


def _actor_name(actor: Actor, names: Names, language: str, translate: Translate) -> str:
    name = actor.label.in_language(language)
    role = role_label(actor.role, translate) or translate(label(actor.kind))
    if names is Names.ROLES:
        return role
    if names is Names.INITIALS and actor.kind is Kind.PERSON:
        return initials(name) or role
    return name or role


def member_name(
    member: Member, names: Names, *, language: str, translate: Translate = gettext_noop
) -> str:
    name = member.name.in_language(language)
    role = member_role_label(member.role, translate)
    if names is Names.ROLES:
        return role
    return (initials(name) if names is Names.INITIALS else name) or role


def middle(
    family: Family, names: Names, *, language: str, translate: Translate = gettext_noop
) -> tuple[str, str]:
    """What stands in the middle: the adults large, the children under them."""
    adults: list[str] = []
    children: list[str] = []
    for member in family.members:
        name = member_name(member, names, language=language, translate=translate)
        if member.location is Location.DECEASED:
            name = translate(_SOMEBODY_DECEASED).format(name=name)
        elif member.location is Location.MISSING:
            name = translate(_SOMEBODY_MISSING).format(name=name)
        (children if member.role in _CHILDREN else adults).append(name)
    if not adults:
        adults, children = children, []
    if not adults:
        return family_name(family, names, language=language, translate=translate), ""
    return _together(adults, translate), ", ".join(children)


def _together(people: list[str], translate: Translate) -> str:
    *others, last = people
    if not others:
        return last
    return translate(_IN_THE_MIDDLE).format(first=", ".join(others), last=last)


def family_name(
    family: Family, names: Names, *, language: str, translate: Translate = gettext_noop
) -> str:
    """The family's own label, or nothing that names anybody."""
    return family.label.in_language(language) if names is Names.FULL else translate(_FAMILY)
