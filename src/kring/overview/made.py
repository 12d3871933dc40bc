"""How the map came about: the family's own words, the day, with whom, what was not asked."""

from dataclasses import dataclass
from datetime import date

from kring.core.codes import Round
from kring.core.family import Family
from kring.core.labels import label
from kring.core.observations.facts import rounds_asked
from kring.core.sharing import READS_FEELINGS, Reader
from kring.core.words import Translate
from kring.overview.household import words_by_theme
from kring.overview.own_words import Said, in_both, said_in
from kring.overview.queries import SeenFamily
from kring.overview.somebody import Somebody, everybody


@dataclass(frozen=True, slots=True)
class Made:
    """The last time it was made. `not_asked`: what nobody knows, so the map does not say it."""

    on: date
    together_with: tuple[Somebody, ...]
    not_asked: tuple[str, ...]


def made_of(family: Family, *, reader: Reader, translate: Translate) -> Made | None:
    if not family.maps:
        return None
    last = max(family.maps, key=lambda each: (each.date, each.id))
    people = everybody(family)
    asked = set(rounds_asked(family))
    if reader not in READS_FEELINGS:
        asked.add(Round.FEELINGS)  # whether that was asked is not for this reader either
    return Made(
        on=last.date,
        together_with=tuple(people[each] for each in last.made_with if each in people),
        not_asked=tuple(translate(label(each)) for each in Round if each not in asked),
    )


def quote_of(seen: SeenFamily, *, language: str) -> Said | None:
    """One thing that the family says: its first chapter, else its first words on a theme."""
    chapters = said_in(seen.family, reader=seen.door.reader, language=language)
    if chapters:
        return chapters[0]
    on_themes = words_by_theme(seen.family, seen.themes)
    if not on_themes:
        return None
    own, *others = in_both(on_themes[0].words, language)
    return Said(
        own=own,
        beside=others[0] if others else None,
        unchecked=False,
        chapter=None,
        by=None,
        told_on=None,
        has_sound=False,
    )
