"""Families as tables of text cells: what the CSV set, the workbook and GraphML are made of."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kring.core.family import Family, Theme
from kring.core.formats.cell_words import WHOLE_FAMILY, Vocabulary
from kring.core.formats.cells import cell_of
from kring.core.formats.records import Line, Many
from kring.core.formats.table_shape import (
    ALL_SHAPES,
    ALWAYS,
    FAMILIES,
    FAMILY,
    FROM,
    SHAPES,
    THEME_LIST,
    TO,
    Shape,
    names_of,
    table_columns,
)
from kring.core.plain import Plain, plain
from kring.core.themes import SHIPPED

ALL: Final = "gezin"  # how a tie with the whole family says so
IDS: Final = Many(Line("Id"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table, each row with a cell for each column."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sheets_of(
    families: Sequence[Family], themes: Sequence[Theme] = SHIPPED
) -> tuple[Sheet, ...]:
    """Everything in these families; tables and columns that are empty are left out."""
    words = Vocabulary(themes)
    rows: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for family in families:
        held = plain(family)
        rows[FAMILIES.table].append(row_of(held, FAMILIES, words))
        for shape in SHAPES:
            for record in _records(held, shape):
                row = {FAMILY: _id_cell(family.id)} if len(families) > 1 else {}
                rows[shape.table].append(row | row_of(record, shape, words))
    if tuple(themes) != SHIPPED:
        rows[THEME_LIST.table] = [row_of(plain(theme), THEME_LIST, words) for theme in themes]
    tables = dict.fromkeys(shape.table for shape in ALL_SHAPES)
    return tuple(
        _sheet(table, rows[table]) for table in tables if table in ALWAYS or rows[table]
    )


def row_of(record: Mapping[str, Plain], shape: Shape, words: Vocabulary) -> dict[str, str]:
    """The cells of one record, by column; what it does not say has no cell."""
    row = {}
    for name, column in names_of(shape.record).items():
        value = record.get(column.name)
        if name in (FROM, TO):
            row[name] = end_cell(value)
        elif column.name in record:
            row[name] = cell_of(value, column.kind, words, name)
    return row


def _id_cell(name: str) -> str:
    return cell_of(name, Line("Id"), Vocabulary())


def end_cell(value: Plain) -> str:
    """One end of a tie: an id, a list of ids, or None for the whole family."""
    if value is None:
        return ALL
    ids = value if isinstance(value, list) else [value]
    text = cell_of(ids, IDS, Vocabulary())
    return json.dumps(ids, ensure_ascii=False) if text.casefold() in WHOLE_FAMILY else text


def _records(family: Mapping[str, Plain], shape: Shape) -> list[Mapping[str, Plain]]:
    held: Plain = family
    for step in shape.path:
        held = held.get(step, [])
        if held == []:
            return []
    return held if isinstance(held, list) else [held]


def _sheet(table: str, rows: Sequence[Mapping[str, str]]) -> Sheet:
    """Only the columns that are needed, or that a row cannot do without."""
    used = {column for row in rows for column in row}
    shapes = [shape for shape in ALL_SHAPES if shape.table == table]
    for shape in shapes:
        for name, column in names_of(shape.record).items():
            used |= {name} if column.required or name in (FROM, TO) else set()
    columns = tuple(name for name in (FAMILY, *table_columns(table)) if name in used)
    return Sheet(
        table, columns, tuple(tuple(row.get(name, "") for name in columns) for row in rows)
    )
