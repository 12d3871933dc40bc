"""Which questions a file of another tool evidently answers: what nobody asked is not known."""

from dataclasses import replace
from typing import Final

from kring.core.codes import Day, Id, Need, Round
from kring.core.family import Family, MapRecord

FIRST_MAP: Final = "kaart-1"


def with_map(family: Family, on: Day | None) -> Family:
    """The family with a map record of that day, when it has no record of any map.

    Without a day it stays as it is: a map record cannot do without one.
    """
    if on is None or family.maps:
        return family
    record = MapRecord(id=_free_id(family), date=on, asked=asked_in(family))
    return replace(family, maps=(record,))


def asked_in(family: Family) -> tuple[Round, ...]:
    """The rounds of which there is at least one answer."""
    ties = family.relations
    answered = {
        Round.THEMES: any(tie.themes for tie in ties),
        Round.NEED: any(
            state.need is not Need.UNKNOWN or state.self for state in family.themes
        ),
        Round.NEAR: any(tie.closeness for tie in ties),
        Round.LINKS: bool(family.links),
        Round.FEELINGS: any(tie.quality or tie.dir or tie.support for tie in ties),
        Round.PER_MEMBER: any(tie.members != "all" for tie in ties),
    }
    return tuple(asked for asked, is_answered in answered.items() if is_answered)


def _free_id(family: Family) -> Id:
    taken = {member.id for member in family.members} | {actor.id for actor in family.actors}
    return Id(FIRST_MAP if FIRST_MAP not in taken else f"{FIRST_MAP}-van-{family.id}")
