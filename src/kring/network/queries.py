"""Questions about the network around families. Every function says who is asking."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID

from kring.base.records import records_by_family
from kring.core.codes import ActorStatus, Frequency, Sphere
from kring.core.family import Actor as ActorRecord
from kring.core.family import Link as LinkRecord
from kring.core.family import MapRecord as MapOf
from kring.core.family import Relation as RelationRecord
from kring.core.words import Text
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import User

NO_LABEL: Final = Text.dutch("")


def actors_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[ActorRecord]]:
    rows = Actor.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, ActorRecord)


def relations_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[RelationRecord]]:
    rows = Relation.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, RelationRecord)


def links_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[LinkRecord]]:
    rows = Link.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, LinkRecord)


def maps_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[MapOf]]:
    """The times the map was made, oldest first."""
    rows = MapRecord.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, MapOf)


# What the small ring of a family is drawn from, and who is its contact point.
_RING_ACTOR: Final = ("id", "visible_to", "coordination", "label")
_ANYWHERE: Final = {"sphere": Sphere.KIN}  # where somebody stands does not change a ring
_RING_TIE: Final = ("actor", "members", "quality", "themes")
_RING_MAP: Final = ("id", "date", "asked")


def rings_of(families: Collection[UUID], *, by: User) -> dict[UUID, dict[str, list[Any]]]:
    """As much of actors, relations and maps as the small ring needs, for walls of families.

    Only a contact point has its label; all else that lies sealed stays so. Who is not active,
    and a tie without contact, do not count in a ring and are left out. Three questions.
    """
    actors: Any = Actor.objects.visible_to(by)
    actors = actors.filter(family__in=families, status=ActorStatus.ACTIVE)
    ties: Any = Relation.objects.visible_to(by)
    ties = ties.filter(family__in=families).exclude(freq=Frequency.NONE)
    maps = MapRecord.objects.visible_to(by).filter(family__in=families)
    parts: tuple[tuple[str, dict[UUID, list[Any]]], ...] = (
        (
            "actors",
            records_by_family(
                actors,
                ActorRecord,
                only=_RING_ACTOR,
                opened_if="coordination",
                closed={"label": NO_LABEL},
                **_ANYWHERE,
            ),
        ),
        ("relations", records_by_family(ties, RelationRecord, only=_RING_TIE)),
        ("maps", records_by_family(maps, MapOf, only=_RING_MAP)),
    )
    found: dict[UUID, dict[str, list[Any]]] = {}
    for part, answers in parts:
        for family, records in answers.items():
            found.setdefault(family, {}).setdefault(part, []).extend(records)
    return found
