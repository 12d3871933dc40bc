"""What people say themselves: their own language first, beside it one that the reader knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kring.core.codes import Id, Language, Sphere
from kring.core.family import Family, Story
from kring.core.languages import DUTCH
from kring.core.sharing import READS_STORY, Reader
from kring.core.words import Text


@dataclass(frozen=True, slots=True)
class Block:
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """One chapter. `beside` is `None` when it exists in one language that this reader gets."""

    own: Block
    beside: Block | None
    unchecked: bool  # a language stands here that no native speaker has read
    chapter: Text | None
    by: Text | None
    told_on: date | None
    has_sound: bool
    id: Id | None = None


def said_in(
    family: Family, *, reader: Reader, language: str, by_volunteers: bool = False
) -> tuple[Said, ...]:
    """The chapters that this reader may read: the volunteers' own, or everybody else's."""
    names = {each.id: each.name for each in family.members}
    names |= {each.id: each.label for each in family.actors}
    volunteers = _volunteers(family)
    return tuple(
        _said(story, names.get(story.spoken_by or Id("")), language)
        for story in family.stories
        if story.words
        and reader in READS_STORY[story.may_read]
        and (story.spoken_by in volunteers) == by_volunteers
    )


def _volunteers(family: Family) -> frozenset[Id]:
    return frozenset(actor.id for actor in family.actors if actor.sphere is Sphere.VOLUNTEERS)


def _said(story: Story, by: Text | None, language: str) -> Said:
    own, *others = in_both(story.words, language)
    return Said(
        own=own,
        beside=others[0] if others else None,
        unchecked=bool(others) and not _checked((own, *others), story.reviewed),
        chapter=story.chapter,
        by=by,
        told_on=story.told_on,
        has_sound=bool(story.sound),
        id=story.id,
    )


def in_both(words: Text, language: str) -> list[Block]:
    """The language it was said in, then the reader's, else Dutch to point at."""
    own = next(iter(words.words))
    found = words.language_for(language)
    beside = found if found != own else DUTCH
    shown = [own, beside] if beside != own and beside in words.words else [own]
    return [Block(each, words.words[each]) for each in shown]


def _checked(blocks: Iterable[Block], reviewed: Iterable[Language]) -> bool:
    return {block.language for block in blocks} - {DUTCH} <= set(reviewed)
