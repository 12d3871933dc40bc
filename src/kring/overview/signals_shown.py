"""Signals and practices as people read them: how far they came, and where they belong."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from kring.core.codes import SignalLevel, SignalStatus, ThemeId
from kring.core.family import Family, Theme
from kring.core.plan import GoodPractice, Signal
from kring.core.words import gettext_noop

PATH: Final = (
    gettext_noop("Gemeld"),
    gettext_noop("Gebundeld"),
    gettext_noop("Doorgegeven aan het beleid"),
    gettext_noop("Antwoord"),
)
# How far along the path a phase is. Two phases leave it: they have a word of their own.
_REACHED: Final = {
    SignalStatus.DRAFT: 0,
    SignalStatus.CHECKED: 0,
    SignalStatus.BUNDLED: 1,
    SignalStatus.ANALYSED: 1,
    SignalStatus.SENT: 2,
    SignalStatus.ANSWERED: 3,
    SignalStatus.ACTION: 3,
    SignalStatus.CLOSED: 3,
}


class Part(StrEnum):
    """The four parts of the guide's chapter on policy."""

    VOLUNTEERS = "vrijwilligers"
    BRIDGES = "brugfiguren"
    STATUS = "statuut"
    PRACTICES = "praktijken"

    @property
    def label(self) -> str:
        return _PARTS[self][0]

    @property
    def icon(self) -> str:
        return _PARTS[self][1]


_PARTS: Final = {
    Part.VOLUNTEERS: (gettext_noop("De rol van vrijwilligers"), "heart-handshake"),
    Part.BRIDGES: (gettext_noop("Brugfiguren"), "bridge"),
    Part.STATUS: (gettext_noop("Verschil in statuut"), "id-card"),
    Part.PRACTICES: (gettext_noop("Goede praktijken"), "star"),
}
# The words by which a published signal says itself that it is about one of these.
_SAYS: Final = {
    Part.VOLUNTEERS: re.compile(r"vrijwillig|buddy|omarmer", re.I),
    Part.BRIDGES: re.compile(r"brugfig|sleutelfig|toeleider|tolk", re.I),
    Part.STATUS: re.compile(r"statuut|verblijfs|asielprocedure", re.I),
}


@dataclass(frozen=True, slots=True)
class Step:
    words: str
    is_done: bool
    is_now: bool


def path_of(status: SignalStatus) -> tuple[Step, ...]:
    """The four steps of a signal; none when it left the path."""
    if status not in _REACHED:
        return ()
    now = _REACHED[status]
    return tuple(Step(words, at <= now, at == now) for at, words in enumerate(PATH))


@dataclass(frozen=True, slots=True)
class ShownSignal:
    signal: Signal
    themes: tuple[Theme, ...]
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ShownPractice:
    practice: GoodPractice
    themes: tuple[Theme, ...]


def signals_in(family: Family, themes: Sequence[Theme]) -> tuple[ShownSignal, ...]:
    """The signals that this family gave, as it is seen."""
    return tuple(
        ShownSignal(each, _of(themes, each.themes), path_of(each.status))
        for each in family.signals
    )


def practices_in(family: Family, themes: Sequence[Theme]) -> tuple[ShownPractice, ...]:
    return tuple(
        ShownPractice(each, _of(themes, each.themes)) for each in family.good_practices
    )


def _of(themes: Sequence[Theme], ids: Sequence[str]) -> tuple[Theme, ...]:
    return tuple(theme for theme in themes if theme.id in ids)


class Published(Protocol):
    """What stands in a publication (`signals.models.Publication`)."""

    kind: str
    title: str
    statement: str
    consequence: str
    themes: Sequence[str]
    level: Sequence[str]
    status: str
    quarter: str  # 2026-Q1


@dataclass(frozen=True, slots=True)
class Item:
    """One published signal or practice. `path` is empty for a practice."""

    title: str
    statement: str
    consequence: str
    themes: tuple[Theme, ...]
    levels: tuple[SignalLevel, ...]
    path: tuple[Step, ...]
    year: str
    quarter: str  # its number


@dataclass(frozen=True, slots=True)
class Chapter:
    """The items of one part of the guide, or of one theme where no part is known."""

    items: tuple[Item, ...]
    part: Part | None = None
    theme: Theme | None = None


def chapters(published: Iterable[Published], themes: Sequence[Theme]) -> tuple[Chapter, ...]:
    """The four parts, also when empty, then a chapter for each theme that holds the rest."""
    parts: dict[Part, list[Item]] = {part: [] for part in Part}
    rest: dict[ThemeId | None, list[Item]] = {}
    for each in published:
        item = _item(each, themes)
        part = part_of(each)
        if part:
            parts[part].append(item)
        else:
            rest.setdefault(item.themes[0].id if item.themes else None, []).append(item)
    known = [
        Chapter(tuple(rest[theme.id]), theme=theme) for theme in themes if theme.id in rest
    ]
    loose = [Chapter(tuple(rest[None]))] if None in rest else []
    return (
        *(Chapter(tuple(items), part=part) for part, items in parts.items()),
        *known,
        *loose,
    )


def part_of(published: Published) -> Part | None:
    """A practice says so itself; a signal by the first word of ours in its own text."""
    if published.kind == "practice":
        return Part.PRACTICES
    text = f"{published.title} {published.statement}"
    found = {
        part: match.start() for part, said in _SAYS.items() if (match := said.search(text))
    }
    return min(found, key=found.__getitem__) if found else None


def _item(published: Published, themes: Sequence[Theme]) -> Item:
    year, _, quarter = published.quarter.partition("-Q")
    return Item(
        title=published.title,
        statement=published.statement,
        consequence=published.consequence,
        themes=_of(themes, published.themes),
        levels=tuple(SignalLevel(level) for level in published.level),
        path=path_of(SignalStatus(published.status)) if published.status else (),
        year=year,
        quarter=quarter,
    )
