"""What the map says to this reader: a few lines, each with its reason and its rows."""

from dataclasses import dataclass, replace
from datetime import date

from kring.core.codes import Id
from kring.core.family import Theme
from kring.core.observations import Line, Observation, Reading, Severity, read_map, shown
from kring.core.sharing import Reader
from kring.core.words import Translate
from kring.overview.queries import SeenFamily
from kring.overview.situation import STAFF
from kring.overview.somebody import Somebody, everybody

MOST = 5


@dataclass(frozen=True, slots=True)
class ShownLine:
    """`apart`: to be spoken of with one person and the worker alone."""

    words: str
    reason: str
    is_strength: bool
    is_chance: bool
    apart: bool
    themes: tuple[Theme, ...]
    people: tuple[Somebody, ...]

    @property
    def theme(self) -> Theme | None:
        """The one theme that it is about, if it is one."""
        return self.themes[0] if len(self.themes) == 1 else None

    @property
    def somebody(self) -> Somebody | None:
        return self.people[0] if len(self.people) == 1 else None


def lines_for(seen: SeenFamily, *, on: date, translate: Translate) -> tuple[ShownLine, ...]:
    """At most five, strengths first. What is to be spoken of apart is for professionals."""
    reading = for_reader(
        read_map(seen.family, themes=seen.themes, on=on),
        reader=seen.door.reader,
        members={member.id for member in seen.family.members},
    )
    people = everybody(seen.family)
    return tuple(
        _line(each, seen.themes, people, translate)
        for each in shown(reading, MOST, apart=seen.door.reader in STAFF)
    )


def for_reader(reading: Reading, *, reader: Reader, members: set[Id]) -> Reading:
    """Without the day on which somebody's residence card ends, for a volunteer."""
    if reader is not Reader.VOLUNTEER:
        return reading

    def is_about_papers(said: Observation) -> bool:
        return said.code == "O15" and said.subject in members

    kept = tuple(each for each in reading.observations if not is_about_papers(each))
    return replace(reading, observations=kept)


def _line(
    line: Line, themes: tuple[Theme, ...], people: dict[Id, Somebody], translate: Translate
) -> ShownLine:
    rows = line.rows
    return ShownLine(
        words=line.sentence.say(translate),
        reason=line.reason.say(translate),
        is_strength=line.severity is Severity.STRENGTH,
        is_chance=line.severity is Severity.CHANCE,
        apart=line.apart,
        themes=tuple(theme for theme in themes if theme.id in rows.themes),
        people=tuple(people[each] for each in (*rows.actors, *rows.members) if each in people),
    )
