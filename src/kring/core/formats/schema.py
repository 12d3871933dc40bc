"""The family file as a JSON Schema, for editors and for other people's programs."""

from typing import Any

from kring.core.family import FamilyFile, Meta
from kring.core.formats.family_file import SCHEMA_VERSION
from kring.core.formats.records import (
    DAY,
    FREE_TEXT,
    PATTERNS,
    PER_LANGUAGE,
    Calendar,
    Choice,
    Kind,
    Line,
    Many,
    Number,
    Record,
    Table,
    Words,
    YesNo,
    columns_of,
)

Schema = dict[str, Any]

NULL: Schema = {"type": "null"}


def json_schema() -> Schema:
    """What `family_file.read` accepts, as JSON Schema 2020-12, as far as a schema can say it.

    It cannot say that ids are unique and exist, that a day is in the calendar, and that texts
    hold no control letters; nor that an older version is migrated.
    """
    named: dict[str, Schema] = {}
    root = _record(FamilyFile, named)
    named[Meta.__name__]["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kring: gezinsbestand",
        **root,
        "$defs": dict(sorted(named.items())),
    }


def _name(name: str, schema: Schema, named: dict[str, Schema]) -> Schema:
    """A reference to `schema`, which is put in `named`."""
    named[name] = schema
    return {"$ref": f"#/$defs/{name}"}


def _record(record: type, named: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    for column in columns_of(record).values():
        value = _value(column.kind, named)
        if column.most:
            value["maxItems"] = column.most
        # What is empty counts as left out.
        properties[column.name] = value if column.required else {"anyOf": [value, NULL]}
    schema = {
        "type": "object",
        "properties": properties,
        "required": [column.name for column in columns_of(record).values() if column.required],
        "additionalProperties": False,
    }
    return _name(record.__name__, schema, named)


def _value(kind: Kind, named: dict[str, Schema]) -> Schema:
    match kind:
        case Record():
            return _record(kind.of, named)
        case Many():
            many = {"type": "array", "items": _value(kind.item, named)}
            return {"anyOf": [{"const": kind.all_word}, many]} if kind.all_word else many
        case Table():
            key, value = _value(kind.key, named), _value(kind.value, named)
            return {"type": "object", "propertyNames": key, "additionalProperties": value}
        case Words():
            texts = {"anyOf": [_value(FREE_TEXT, named), _value(PER_LANGUAGE, named)]}
            return _name("Text", texts, named)
        case Line():
            return {"type": "string"} if kind == FREE_TEXT else _line(kind, named)
        case Choice():
            codes = {"enum": [code.value for code in kind.codes]}
            return _name(kind.codes.__name__, codes, named)
        case Number():
            return _number(kind)
        case Calendar():
            day = {"type": "string", "format": "date", "pattern": f"^{DAY}$"}
            return _name("Day", day, named)
        case YesNo():
            return {"type": "boolean"}
        case _:  # anything that is a mapping
            return {"type": "object"}


def _line(kind: Line, named: dict[str, Schema]) -> Schema:
    text: Schema = {"type": "string", "pattern": f"^(?:{PATTERNS[kind.name]})$"}
    if kind.name == "Month":  # a year by itself may be a number
        text = {"anyOf": [text, {"type": "integer", "minimum": 1900, "maximum": 2100}]}
    return _name(kind.name, text, named)


def _number(kind: Number) -> Schema:
    number: Schema = {"type": "integer" if kind.whole else "number"}
    if kind.bounds:
        number |= {"minimum": kind.bounds.least, "maximum": kind.bounds.most}
    return number
