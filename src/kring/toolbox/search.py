"""Finding an instrument by a few words: accents, case and small typing errors are forgiven."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from kring.toolbox.catalogue import Instrument, instruments

_WORD: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = 0.8  # so alike is a typing error (difflib's ratio)
_MEANT: Final = 0.6  # so alike may be what was meant
_LONG_ENOUGH: Final = 4  # letters; in shorter words every error makes another word
MOST_LETTERS: Final = 80  # of a question


@dataclass(frozen=True, slots=True)
class Answer:
    """The instruments found, the best first; `meant` is a question that would find some."""

    found: tuple[Instrument, ...]
    meant: str = ""


def search(question: str, among: Sequence[Instrument]) -> Answer:
    """The instruments in which every word of the question stands; all for no words."""
    asked = _words(question[:MOST_LETTERS])
    if not asked:
        return Answer(tuple(among))
    alike = [_alike(word) for word in asked]
    placed = [(place, each) for each in among if (place := _place(each, asked, alike))]
    placed.sort(key=lambda each: each[0])
    if placed:
        return Answer(tuple(each for _, each in placed))
    return Answer((), meant=_meant(asked))


def _place(
    instrument: Instrument, asked: Sequence[str], alike: Sequence[Sequence[str]]
) -> tuple[int, int] | None:
    """How well this answers: the part in which the best word stands, then how alike it is."""
    parts = _index()[instrument.slug]
    places = [_word_place(parts, *each) for each in zip(asked, alike, strict=True)]
    known = [place for place in places if place]
    return min(known) if len(known) == len(places) else None


def _word_place(
    parts: Sequence[frozenset[str]], word: str, alike: Sequence[str]
) -> tuple[int, int] | None:
    for number, part in enumerate(parts):
        if any(known.startswith(word) for known in part):
            return number, 0
        for distance, other in enumerate(alike, start=1):
            if other in part:
                return number, distance
    return None


@cache
def _index() -> dict[str, tuple[frozenset[str], ...]]:
    """By slug the words of an instrument: its name, what it is, for what, all the rest."""
    return {each.slug: _parts(each) for each in instruments()}


def _parts(instrument: Instrument) -> tuple[frozenset[str], ...]:
    themes = (f"{theme.nl} {theme.short}" for theme in instrument.themes)
    return (
        frozenset(_words(instrument.name)),
        frozenset(_words(f"{instrument.what} {instrument.purpose}")),
        frozenset(_words(f"{instrument.moment} {instrument.for_whom} {' '.join(themes)}")),
        frozenset(_words(f"{instrument.maker} {instrument.year} {instrument.body}")),
    )


@cache
def _known() -> tuple[str, ...]:
    """Every word by which something can be found, in a fixed order."""
    return tuple(sorted({w for parts in _index().values() for part in parts for w in part}))


def _alike(word: str) -> list[str]:
    """Known words a typing error or an ending away, the nearest first."""
    if len(word) < _LONG_ENOUGH:
        return []
    return get_close_matches(word, _known(), n=6, cutoff=_ALIKE)


def _meant(asked: Sequence[str]) -> str:
    """The question with each unknown word replaced by the nearest; "" when that is no help."""
    nearest = [
        [word] if _is_known(word) else get_close_matches(word, _known(), n=1, cutoff=_MEANT)
        for word in asked
    ]
    meant = [each[0] for each in nearest if each]
    return " ".join(meant) if len(meant) == len(asked) and meant != list(asked) else ""


def _is_known(word: str) -> bool:
    return any(known.startswith(word) for known in _known())


def _words(text: str) -> list[str]:
    """Small letters without accents: `Vóór` becomes `voor`."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(each for each in plain if not unicodedata.combining(each)))
