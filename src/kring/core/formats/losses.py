"""What a family loses in a file of a tool that holds less than we do: to be said."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from kring.core.family import Family
from kring.core.formats.easynwk import read_easynwk
from kring.core.formats.easynwk_write import write_easynwk
from kring.core.formats.faults import Remark
from kring.core.formats.table_shape import DUTCH, SHAPES
from kring.core.plain import Plain, plain
from kring.core.words import gettext_noop, sentence

LEFT_BEHIND: Final = gettext_noop("Dit past niet in een kaart van easyNWK: {what}.")
WHOM: Final = "voor wie in het gezin"
PARTS: Final = frozenset({"actors", "relations", "links"})  # compared field by field
NOT_SAID: Final = frozenset({"id", "extra", "actor", "a", "b"})
TABLES: Final = {shape.path[-1]: shape.dutch for shape in SHAPES if shape.path[-1] not in PARTS}


def left_out_of_easynwk(family: Family, *, name: str = "") -> tuple[Remark, ...]:
    """One remark with all that an easyNWK file of this family does not say; `name` of the file.

    Found by reading back what is written, so that it is never out of date.
    """
    [after] = read_easynwk(write_easynwk(family), name=name).families
    lost = _lost(family, after)
    if not lost:
        return ()
    told = ", ".join(f"{what} ({count})" for what, count in lost.items())
    return (Remark(name, sentence(LEFT_BEHIND, what=told)),)


def _lost(before: Family, after: Family) -> Counter[str]:
    """How many records lose a field, or are lost whole; by what that is called."""
    lost: Counter[str] = Counter()
    told, again = plain(before), plain(after)
    for field in told.keys() - PARTS - NOT_SAID:
        held, back = told[field], again.get(field)
        items, kept = _items(held), _items(back)
        lost[TABLES.get(field) or _called(field)] += sum(item not in kept for item in items)
    # People come back in their order; ties by who they are with.
    names = {one.id: other.id for one, other in zip(before.actors, after.actors, strict=True)}
    for one, other in zip(before.actors, after.actors, strict=True):
        _compare(plain(one), plain(other), lost)
    ties = {tie.actor: plain(tie) for tie in after.relations}
    for tie in before.relations:
        _compare(plain(tie), ties[names[tie.actor]], lost)
    for link in before.links:
        _compare(plain(link), {}, lost)  # easyNWK says of two people only that they are tied
    return Counter({what: count for what, count in sorted(lost.items()) if count})


def _compare(told: Mapping[str, Plain], again: Mapping[str, Plain], lost: Counter[str]) -> None:
    for field in told.keys() - NOT_SAID:
        if told[field] != again.get(field):
            lost[_called(field)] += 1


def _items(held: Plain) -> list[Plain]:
    """Each record without the id, which another tool gives anew."""
    return [
        {field: value for field, value in item.items() if field not in NOT_SAID}
        if isinstance(item, dict)
        else item
        for item in (held if isinstance(held, list) else [held])
    ]


def _called(field: str) -> str:
    return WHOM if field == "members" else DUTCH.get(field, (field,))[0]
