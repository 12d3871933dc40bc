"""Plain values as YAML for people: a short record stands on one line, a long one below it."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from kring.core.formats.records import DAY, MONTH, YEAR
from kring.core.formats.tree import WORDS

WIDTH: Final = 100
LONGEST_KEY: Final = 1000  # libyaml wants a longer one announced with a question mark

# Words that some reader of YAML takes for something else than text.
TAKEN: Final = {*WORDS, "y", "n", "yes", "no", "on", "off"}
# What needs no quotes, not even between brackets: it begins with a letter, and holds no sign
# that means something. A day or a month may stand bare too.
BARE: Final = re.compile(rf"[^\W\d_](?:[\w .'/()+-]*[\w.)'])?|{DAY}|{YEAR}-{MONTH}")
# Line breaks to libyaml, and what turns the direction of the text around it.
HIDDEN: Final = re.compile("[\x85\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")


def yaml_of(values: dict[str, Any]) -> str:
    """A filled mapping of None, bool, int, finite float, str, list and dict, as YAML 1.2."""
    return "\n".join(_below(values, 0)) + "\n"


def _below(values: Any, indent: int) -> Iterator[str]:
    """The lines of a mapping or a list, each `indent` spaces from the margin."""
    margin = " " * indent
    if isinstance(values, dict):
        for key, value in values.items():
            name = _scalar(key)
            if len(name) > LONGEST_KEY:
                yield f"{margin}? {name}"
                name = ""
            yield from _beside(f"{margin}{name}:", value, indent)
    else:
        for item in values:
            if isinstance(item, dict | list) and _on_one_line(item, WIDTH - indent - 2) is None:
                first, *rest = _below(item, indent + 2)
                yield f"{margin}- {first[indent + 2 :]}"
                yield from rest
            else:
                yield from _beside(f"{margin}-", item, indent)


def _beside(head: str, value: Any, indent: int) -> Iterator[str]:
    """`head` with the value behind it, or below it where it is long."""
    line = _on_one_line(value, WIDTH - len(head) - 1)
    if line is not None:
        yield f"{head} {line}"
    elif isinstance(value, dict | list):
        yield head
        yield from _below(value, indent + 2)
    elif _is_block(value):
        yield f"{head} |-"
        yield from (" " * (indent + 2) + line if line else "" for line in value.split("\n"))
    else:
        yield f"{head} {_scalar(value)}"


def _on_one_line(value: Any, room: int) -> str | None:
    """The value in at most `room` characters, or None."""
    if isinstance(value, dict):
        parts = _parts(((f"{_scalar(key)}: ", held) for key, held in value.items()), room)
        line = None if parts is None else "{" + ", ".join(parts) + "}"
    elif isinstance(value, list):
        parts = _parts((("", held) for held in value), room)
        line = None if parts is None else "[" + ", ".join(parts) + "]"
    else:
        line = None if _is_block(value) else _scalar(value)
    return line if line is None or len(line) <= room else None


def _parts(pairs: Iterator[tuple[str, Any]], room: int) -> list[str] | None:
    parts: list[str] = []
    for head, value in pairs:
        room -= len(head)
        part = _on_one_line(value, room)
        if part is None:
            return None
        parts.append(head + part)
        room -= len(part)
    return parts


def _is_block(value: Any) -> bool:
    """Whether it is text of several lines that a block of text gives back as it is."""
    if not isinstance(value, str) or "\n" not in value or HIDDEN.search(value) or "\r" in value:
        return False
    first, *between, last = value.split("\n")
    return (
        first[:1].strip() != "" and last.strip() != ""
        and all(line == "" or line.strip() for line in between)
    )  # fmt: skip


def _scalar(value: Any) -> str:
    if not isinstance(value, str):
        return json.dumps(value, allow_nan=False)
    if BARE.fullmatch(value) and value.casefold() not in TAKEN:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return HIDDEN.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", quoted)
