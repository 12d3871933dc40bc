"""Words that nobody says, planted in a family: wherever one lies readable, something leaks."""

import base64
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_type_hints

from kring.core.words import Text

WORD = "Kwartelmerk"


def mark(number: int) -> str:
    return f"{WORD}{number:02d}"


def marks_in(text: str) -> set[str]:
    return set(re.findall(rf"{WORD}\d\d", text))


class Planter:
    """Puts another mark in each text of a record, in French: Dutch pages stay as they are."""

    def __init__(self, first: int = 1):
        self.number = first - 1

    def word(self) -> str:
        self.number += 1
        return mark(self.number)

    def plant(self, value):
        if isinstance(value, Text):
            return Text({**value.words, "fr": self.word()})
        if isinstance(value, tuple):
            return tuple(self.plant(each) for each in value)
        if is_dataclass(value):
            hints = get_type_hints(type(value))
            return replace(
                value,
                **{
                    each.name: self._note(getattr(value, each.name), hints[each.name])
                    for each in fields(value)
                    if each.init
                },
            )
        return value

    def _note(self, value, kind):
        """A text that is missing is planted too: an empty place leaks nothing."""
        if value is None and kind == Text | None:
            return Text({"fr": self.word()})
        return self.plant(value)


def forms_of(word: str) -> Iterator[tuple[str, bytes]]:
    """The ways in which a word may lie somewhere, with the name of each."""
    said = word.encode()
    yield "as it is", said
    yield "in small letters", said.lower()
    yield "utf-16", word.encode("utf-16-le")
    yield "utf-16, the other way", word.encode("utf-16-be")
    yield "hex", said.hex().encode()
    yield "HEX", said.hex().upper().encode()
    for start in range(3):
        # What stands before it decides the first letters, and what follows the last.
        whole = base64.b64encode(b"\0" * start + said)
        kept = whole[-(-start * 4 // 3) : (len(said) + start) // 3 * 4]
        yield f"base64 at {start}", kept


def found_in(data: bytes, word: str = WORD) -> list[str]:
    """In which ways the word lies in these bytes."""
    return [name for name, form in forms_of(word) if form in data]


def found_under(folder, word: str = WORD) -> list[str]:
    """The files below the folder in which the word lies, and how."""
    return [
        f"{file.relative_to(folder)}: {', '.join(ways)}"
        for file in sorted(folder.rglob("*"))
        if file.is_file() and (ways := found_in(file.read_bytes(), word))
    ]
