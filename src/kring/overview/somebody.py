"""Anybody on a page about a family, member or actor, with the shape that says who it is."""

from dataclasses import dataclass
from typing import Final

from kring.core.codes import ActorStatus, Id
from kring.core.drawing.standing import Symbol, symbol_of
from kring.core.family import Actor, Family
from kring.core.roles import ACTOR_ROLES
from kring.core.words import Text

# The shapes of the style sheet (`.who`); a plain circle is a person.
_SHAPES: Final = {
    Symbol.PERSON: "",
    Symbol.VOLUNTEER: "volunteer",
    Symbol.SERVICE: "service",
    Symbol.GROUP: "group",
    Symbol.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    id: Id
    name: Text
    shape: str  # classes
    icon: str
    is_member: bool = False


def everybody(family: Family) -> dict[Id, Somebody]:
    """The members and the actors that this reader knows of, by id."""
    members = {
        each.id: Somebody(each.id, each.name, "member", "user-round", is_member=True)
        for each in family.members
    }
    return members | {each.id: of_actor(each) for each in family.actors}


def of_actor(actor: Actor) -> Somebody:
    known = ACTOR_ROLES.get(actor.role or "")
    wanted = actor.status in (ActorStatus.POTENTIAL, ActorStatus.DESIRED)
    shape = _SHAPES[symbol_of(actor)]
    return Somebody(
        id=actor.id,
        name=actor.label,
        shape=f"{shape} wanted".strip() if wanted else shape,
        icon=known.icon if known else "user-round",
    )
