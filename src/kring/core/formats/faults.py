"""What a reader of files says: faults that refuse a file, remarks beside what was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kring.core.codes import Day
from kring.core.family import Family, Theme
from kring.core.words import Sentence, Translate, gettext_noop

LONGEST_QUOTE: Final = 60  # characters of a value that a sentence quotes
LONGEST_PATH: Final = 4096  # of a file's name: whoever must mend it has to find it


def shown(value: object, *, most: int = LONGEST_QUOTE) -> str:
    """A value as a sentence quotes it: short, on one line, nothing that steers a terminal."""
    text = str(value)
    if len(text) > most:
        text = text[: most - 1] + "…"
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong in a file, where, and what is allowed there.

    `path` is written as `families[0].actors[2].sphere`, or as a row and a column for a table;
    empty for the file as a whole. `line` counts from 1; None where a format has no lines.
    """

    file: str
    what: Sentence
    path: str = ""
    line: int | None = None

    def say(self, translate: Translate = gettext_noop) -> str:
        """`families.yaml, regel 12 (families[0].label): "vrienden" kennen we niet.`"""
        where = shown(self.file, most=LONGEST_PATH)
        if self.line is not None:
            place = Sentence(
                gettext_noop("{file}, regel {line}"), {"file": where, "line": self.line}
            )
            where = place.say(translate)
        if self.path:
            where = f"{where} ({self.path})"
        return f"{where}: {self.what.say(translate)}"

    def __str__(self) -> str:
        return self.say()


class FileRefused(Exception):
    """A file that is not read, not even in part. `faults` holds all that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(*self.faults)

    def say(self, translate: Translate = gettext_noop) -> tuple[str, ...]:
        return tuple(fault.say(translate) for fault in self.faults)

    def __str__(self) -> str:
        return "\n".join(self.say())


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was not understood, or that our model cannot hold; it is kept."""

    path: str
    what: Sentence

    def say(self, translate: Translate = gettext_noop) -> str:
        said = self.what.say(translate)
        return f"{self.path}: {said}" if self.path else said

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a reader found in another tool's file; its families speak of these `themes`.

    `reference_date` and `fictional` are what a family file of ours says of itself.
    """

    families: tuple[Family, ...]
    themes: tuple[Theme, ...]
    remarks: tuple[Remark, ...] = ()
    reference_date: Day | None = None
    fictional: bool = False
