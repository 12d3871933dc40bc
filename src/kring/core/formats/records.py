"""What the records say about the file: the fields of each, and the kind of value in each field.

The reader, the JSON Schema and the documentation's tests all walk this one description.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeAlias, Union, get_args, get_origin

from kring.core.codes import Between
from kring.core.plain import hints, name_in_file
from kring.core.words import Text

YEAR: Final = "(19[0-9]{2}|20[0-9]{2}|2100)"
MONTH: Final = "(0[1-9]|1[0-2])"
DAY_OF_MONTH: Final = "(0[1-9]|[12][0-9]|3[01])"

# How a text that is no free text is written; the same for Python and for JSON Schema. What is
# looked up has a place of 64 characters in the database.
PATTERNS: Final = {
    "Id": r"\S{1,64}",
    "ThemeId": r"\S{1,64}",
    "Code": r"[^\n\r]{1,64}",
    "Language": r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*",
    "Month": f"{YEAR}(-{MONTH}(-{DAY_OF_MONTH})?)?",
    "str": r"[\s\S]*",
}
DAY: Final = f"{YEAR}-{MONTH}-{DAY_OF_MONTH}"


@dataclass(frozen=True, slots=True)
class Words:
    """A text that a person reads: a string, or a mapping of language to string."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text with a pattern; `name` is a key of PATTERNS."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    codes: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Number:
    whole: bool
    bounds: Between | None = None


@dataclass(frozen=True, slots=True)
class YesNo:
    pass


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day, in the years 1900 to 2100."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list; with `all_word`, that word may stand instead of it."""

    item: "Kind"
    all_word: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    key: "Kind"
    value: "Kind"


@dataclass(frozen=True, slots=True)
class Anything:
    """A mapping that is kept as it is."""


@dataclass(frozen=True, slots=True)
class Record:
    of: type


Simple: TypeAlias = Line | Choice | Number | YesNo | Calendar  # one written value
Kind: TypeAlias = Simple | Words | Many | Table | Anything | Record
FREE_TEXT: Final = Line("str")
PER_LANGUAGE: Final = Table(Line("Language"), FREE_TEXT)

OF_CLASS: Final[Mapping[Any, Kind]] = {
    Text: Words(),
    bool: YesNo(),
    int: Number(whole=True),
    float: Number(whole=False),
    date: Calendar(),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a record. `attribute` in Python, `name` in the file."""

    name: str
    attribute: str
    kind: Kind
    required: bool
    most: int | None


@cache
def columns_of(record: type) -> Mapping[str, Column]:
    """The fields of a record in their order, by their name in the file."""
    types = hints(record)
    columns = [
        Column(
            name=name_in_file(field),
            attribute=field.name,
            kind=kind_of(types[field.name]),
            required=bool(field.metadata.get("required"))
            or (field.default is MISSING and field.default_factory is MISSING),
            most=field.metadata.get("most"),
        )
        for field in fields(record)
    ]
    return {column.name: column for column in columns}


@cache
def kind_of(hint: Any) -> Kind:
    """The kind of a type hint, whether or not it may be None as well."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _kind_of_union(arguments)
    if origin is Annotated:
        return Number(whole=arguments[0] is int, bounds=arguments[1])
    if origin in (tuple, Sequence):
        return Many(kind_of(arguments[0]))
    if origin is Mapping:
        open_ended = arguments[1] is Any
        return Anything() if open_ended else Table(*map(kind_of, arguments))
    if hint in OF_CLASS:
        return OF_CLASS[hint]
    if isinstance(hint, type):
        if is_dataclass(hint):
            return Record(hint)
        if issubclass(hint, StrEnum):
            return Choice(hint)
    return Line(hint.__name__)  # str, or a new name for it


def _kind_of_union(members: tuple[Any, ...]) -> Kind:
    """Of `X | None`, or of `Literal["all"] | tuple[X, ...]`."""
    [kind] = [
        kind_of(member)
        for member in members
        if member is not NoneType and get_origin(member) is not Literal
    ]
    words = [get_args(member)[0] for member in members if get_origin(member) is Literal]
    return replace(kind, all_word=words[0]) if words and isinstance(kind, Many) else kind
