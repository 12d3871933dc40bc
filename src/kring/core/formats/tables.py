"""Reads and writes tables: the pair that people fill in, and the set that loses nothing."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kring.core.codes import Day
from kring.core.family import Family, Theme
from kring.core.formats.csv_text import Rows, csv_of
from kring.core.formats.faults import Imported, Remark, shown
from kring.core.formats.found_tables import Found
from kring.core.formats.from_sheets import families_in
from kring.core.formats.sheets import sheets_of
from kring.core.formats.source import refused
from kring.core.formats.table_shape import (
    ALL_SHAPES,
    FROM,
    TIES,
    TO,
    column_by_heading,
    heading_key,
)
from kring.core.formats.zipped import packed
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

NO_TABLE: Final = gettext_noop(
    "We herkennen geen tabel. Noem ze actoren (met de kolommen naam en kring) en banden (met de"
    " kolommen van en naar)."
)
NOT_READ: Final = gettext_noop(
    "Deze tabel herkennen we niet. We hebben ze niet gelezen: {name}."
)
CALLED: Final = {
    heading_key(name): shape.table
    for shape in ALL_SHAPES
    for name in (shape.table, shape.dutch)
}
EXPLANATION: Final = "uitleg"  # the sheet of the template that is not for filling in


def read_tables(
    tables: Sequence[tuple[str, Rows]], *, file: str = "", on: Day | None = None
) -> Imported:
    """The families in tables of text cells, each with its name and its rows.

    The names are those of CSV files, or of the sheets of the workbook `file`. `on`: see
    `from_sheets.families_in`. Raises FileRefused.
    """
    found, others = [], []
    for name, rows in tables:
        table, headings, below = table_of(name, rows)
        if table:
            cells = tuple((number, tuple(row)) for number, row in below)
            found.append(Found(f"{file}, {name}" if file else name, table, headings, cells))
        elif _stem(name) != EXPLANATION:
            others.append(name)
    whole = file or tables[0][0]
    if not found:
        raise refused(whole, sentence(NO_TABLE))
    imported = families_in(found, on=on)
    unread = tuple(Remark(whole, sentence(NOT_READ, name=shown(name))) for name in others)
    return replace(imported, remarks=imported.remarks + unread)


def table_of(name: str, rows: Rows) -> tuple[str, tuple[str, ...], Rows]:
    """Which of our tables this is, or ""; its headings, and the rows below them.

    By its name, else by its headings.
    """
    filled = [at for at, (_, cells) in enumerate(rows) if any(cell.strip() for cell in cells)]
    if filled and [cell[:4] for cell in rows[filled[0]][1] if cell] == ["sep="]:
        filled = filled[1:]  # what Excel is told about the mark between cells
    first = filled[0] if filled else len(rows)
    headings = tuple(rows[first][1]) if filled else ()
    table = CALLED.get(_stem(name), "") or _by_headings(headings)
    return table, headings, rows[first + 1 :]


def write_csv_set(families: Sequence[Family], themes: Sequence[Theme] = SHIPPED) -> bytes:
    """A zip with a CSV file for each table; `read_tables` finds everything in it again."""
    return packed(
        (f"{sheet.table}.csv", csv_of([sheet.columns, *sheet.rows]))
        for sheet in sheets_of(families, themes)
    )


def _stem(name: str) -> str:
    return heading_key(name.rsplit("/", 1)[-1].removesuffix(".csv"))


def _by_headings(headings: Sequence[str]) -> str:
    for table, needed in ((TIES, {FROM, TO}), ("actors", {"label", "sphere"})):
        known = column_by_heading(table)
        if needed <= {known.get(heading_key(heading)) for heading in headings}:
            return table
    return ""
