"""The wall of rings: a page of the families that somebody may see, in an order that stays."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.safestring import SafeString

from kring.core.codes import ActorStatus
from kring.core.unreadable import Unreadable
from kring.core.words import Text
from kring.overview.queries import SeenFamily
from kring.overview.shell import ring_of

MOST: Final = 50  # families on one page


@dataclass(frozen=True, slots=True)
class Card:
    family_id: UUID
    label: Text
    municipality: Text | None
    contact: Text | None  # the contact point of its network
    ring: SafeString
    is_example: bool
    is_whole: bool  # everything in it opens
    is_shown: bool  # its map, and so its ring


@dataclass(frozen=True, slots=True)
class Pages:
    number: int
    last: int

    @property
    def previous(self) -> int | None:
        return min(self.number - 1, self.last) if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def page_asked(word: str) -> int:
    """The page in an address: from 1 on; what is no number is the first page."""
    return max(1, int(word)) if word.isascii() and word.isdigit() and len(word) < 6 else 1


def pages(*, number: int, count: int) -> Pages:
    return Pages(number=number, last=max(1, -(-count // MOST)))


def card_of(seen: SeenFamily) -> Card:
    family = seen.family
    contacts = (
        actor.label
        for actor in family.actors
        if actor.coordination and actor.status is ActorStatus.ACTIVE
    )
    return Card(
        family_id=seen.door.pk,
        label=family.label,
        municipality=readable(family.municipality),
        contact=readable(next(contacts, None)),
        ring=ring_of(family, seen.themes),
        is_example=seen.door.row.is_example,
        is_whole=not seen.unreadable,
        is_shown="map" in seen.door.parts,
    )


def readable(text: Text | None) -> Text | None:
    """Nothing where it does not open: the card says that once, for all of it."""
    return None if isinstance(text, Unreadable) else text
