"""Questions about the network around families. Every function says who is asking."""

from collections.abc import Collection
from uuid import UUID

from kring.base.records import records_by_family
from kring.core.family import Actor as ActorRecord
from kring.core.family import Link as LinkRecord
from kring.core.family import MapRecord as MapOf
from kring.core.family import Relation as RelationRecord
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import User


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
