"""Between records and plain JSON-like values, by the types the records declare.

No checks here: what comes from outside is checked by `formats/`; this is for what we wrote
ourselves, such as a sealed value, or an export.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from kring.core.codes import Id
from kring.core.words import Text

Plain = Any  # None, bool, int, float, str, list or dict of these


def name_in_file(field: Field[Any]) -> str:
    """`with` for `with_`: a field's name outside Python."""
    name: str = field.metadata.get("name", field.name)
    return name


@cache
def hints(record: Any) -> Mapping[str, Any]:
    return get_type_hints(record, include_extras=True)


def default_of(field: Field[Any]) -> Any:
    """The field's default, or MISSING when it must be given."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


def plain(value: Any) -> Plain:
    """A record as a mapping without the fields that hold their default; the order is kept.

    A text in Dutch alone becomes a string, days become ISO 8601, codes their value.
    """
    if isinstance(value, Text):
        return value.words["nl"] if list(value.words) == ["nl"] else dict(value.words)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name_in_file(field): plain(held)
            for field in fields(value)
            if (held := getattr(value, field.name)) != default_of(field)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {plain(key): plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [plain(held) for held in value]
    return value


def typed(hint: Any, value: Plain) -> Any:
    """The value that `plain` was made of, given its declared type."""
    return reader_of(hint)(value)


@cache
def reader_of(hint: Any) -> Callable[[Plain], Any]:
    """How a value of this type is read. Found once for each type: pages read thousands."""
    hint = bare(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _one_of(arguments)
    if origin is tuple:
        each = reader_of(arguments[0])
        return lambda value: tuple(map(each, value))
    if origin is not None and issubclass(origin, Mapping) and Any not in arguments:
        name, held = map(reader_of, arguments)
        return lambda value: {name(key): held(inner) for key, inner in value.items()}
    if hint is Text:
        return lambda value: Text.dutch(value) if isinstance(value, str) else Text(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint
    return lambda value: value


def _one_of(arguments: tuple[Any, ...]) -> Callable[[Plain], Any]:
    if any(get_origin(each) is Literal for each in arguments):
        return lambda value: (
            None if value is None else reader_of(_member(arguments, value))(value)
        )
    other = reader_of(next(each for each in arguments if each is not type(None)))
    return lambda value: None if value is None else other(value)


def renamed(hint: Any, value: Any, name: Callable[[Id], Id]) -> Any:
    """The same value with every id in it renamed, by its declared type."""
    if hint is Id:
        return name(value)
    hint = bare(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None or isinstance(value, str):
        return name(Id(value)) if Id in arguments and value is not None else value
    if origin in (Union, UnionType):
        return renamed(_member(arguments, value), value, name)
    if origin is tuple:
        return tuple(renamed(arguments[0], held, name) for held in value)
    if isinstance(hint, type) and is_dataclass(hint) and hint is not Text:
        inner = hints(hint)
        return hint(
            **{
                field.name: renamed(inner[field.name], getattr(value, field.name), name)
                for field in fields(hint)
            }
        )
    return value


def _record(record: Any) -> Callable[[Plain], Any]:
    inner = hints(record)
    read = {
        name_in_file(field): (field.name, reader_of(inner[field.name]))
        for field in fields(record)
    }

    def made(value: Mapping[str, Plain]) -> Any:
        return record(
            **{
                name: reading(value[written])
                for written, (name, reading) in read.items()
                if written in value
            }
        )

    return made


def bare(hint: Any) -> Any:
    """Without bounds and new names: `Annotated[int, …]` is int, `Id` is str."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    return getattr(hint, "__supertype__", hint)


def _member(arguments: tuple[Any, ...], value: Any) -> Any:
    """Which member of a union this value is: at most one is neither None nor a literal."""
    if isinstance(value, str) and any(get_origin(each) is Literal for each in arguments):
        return str  # "all"
    others = (each for each in arguments if each is not type(None))
    return next(each for each in others if get_origin(each) is not Literal)
