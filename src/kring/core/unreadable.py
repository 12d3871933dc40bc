"""What stands in a record where a value is kept that does not open: never empty, never guessed.

A value may be altered, or its key gone. Its place is then taken by a stand-in of the declared
type, so that everything around it can be drawn, sorted and printed. Texts keep their stand-in:
it says that the words are unreadable. The others are for `settled`, after what this reader may
not see is left out: it takes them out and tells where they stood.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from kring.core.plain import bare, default_of, hints
from kring.core.words import Text

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Gap:
    """Where such a value stands: its frozen label, as "member.birth_year", and its row."""

    label: str
    row: str


class Unreadable:
    """A stand-in. It is shown and counted, but never saved and never taken out of the house."""

    gap: Gap


class UnreadableText(Unreadable, Text):
    pass


class UnreadableWord(Unreadable, str):
    pass


class UnreadableDay(Unreadable, date):
    pass


class UnreadableNumber(Unreadable, int):
    pass


class UnreadableList(Unreadable, tuple[Any, ...]):
    pass


class UnreadableMap(Unreadable, dict[Any, Any]):
    pass


def stand_in(hint: Any, gap: Gap, words: Mapping[str, str]) -> Any:
    """A value of the declared type that says of itself that it is none.

    `words`: in each language, what a text says in its place.
    """
    hint = _certain(hint)
    if hint is Text:
        return _marked(UnreadableText(words), gap)
    if isinstance(hint, type) and is_dataclass(hint):
        inner = hints(hint)
        kind: Any = hint
        return kind(
            **{
                field.name: stand_in(inner[field.name], gap, words)
                for field in fields(kind)
                if default_of(field) is MISSING
            }
        )
    origin = get_origin(hint) or hint
    if origin is tuple:
        return _marked(UnreadableList(), gap)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _marked(UnreadableMap(), gap)
    if origin is date:
        return _marked(UnreadableDay(1, 1, 1), gap)
    if origin in (int, float):
        return _marked(UnreadableNumber(), gap)
    return _marked(UnreadableWord(), gap)


def settled(record: R) -> tuple[R, tuple[Gap, ...]]:
    """The record with only texts that stand in, and every gap that was in it, once."""
    gaps: dict[Gap, None] = {}
    kept: R = _settled(record, gaps)
    return kept, tuple(gaps)


def _settled(value: Any, gaps: dict[Gap, None]) -> Any:
    if isinstance(value, tuple):
        return tuple(_settled(each, gaps) for each in value)
    if not is_dataclass(value) or isinstance(value, type | Text):
        return value
    changes = {}
    for field in fields(value):
        held = getattr(value, field.name)
        gap = _gap_in(held)
        if gap is not None:
            gaps[gap] = None
            if not isinstance(held, Text):
                changes[field.name] = _nothing(field)
        elif isinstance(held, tuple) or is_dataclass(held):
            changes[field.name] = _settled(held, gaps)
    return replace(value, **changes) if changes else value


def _gap_in(held: Any) -> Gap | None:
    """Of a stand-in itself, or of a record that `stand_in` made."""
    if isinstance(held, Unreadable):
        return held.gap
    if is_dataclass(held) and not isinstance(held, type | Text):
        asked = (field for field in fields(held) if default_of(field) is MISSING)
        gaps = {_gap_in(getattr(held, field.name)) for field in asked}
        # A record of its own table has values beside it that were sealed apart.
        return gaps.pop() if len(gaps) == 1 else None
    return None


def _nothing(field: Any) -> Any:
    default = default_of(field)
    return "" if default is MISSING else default  # what is required is a text or a code


def _certain(hint: Any) -> Any:
    """The declared type itself: without bounds, without new names, without "or nothing"."""
    hint = bare(hint)
    if get_origin(hint) in (Union, UnionType):
        return _certain(next(each for each in get_args(hint) if each is not type(None)))
    return hint


def _marked(value: Any, gap: Gap) -> Any:
    # Past the lock of a frozen text.
    object.__setattr__(value, "gap", gap)
    return value
