"""Between an Excel workbook and rows of text cells; and the one door for files of any tool."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from kring.core.codes import Day
from kring.core.family import Family, Theme
from kring.core.formats import detect, templates
from kring.core.formats.csv_text import FORMULA, Rows
from kring.core.formats.faults import Imported
from kring.core.formats.found_tables import MOST_COLUMNS, MOST_ROWS
from kring.core.formats.sheets import sheets_of
from kring.core.formats.source import refused
from kring.core.formats.zipped import unpacked
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

LONGEST_CELL: Final = 32_767  # characters, by Excel
MOST_CELLS: Final = 2_000_000
# Where a cell or row says it stands; calamine makes room for all that lies before it.
STANDS_AT: Final = re.compile(
    rb"""<(?:\w+:)?(?:row|c)\b[^<>]*?\br\s*=\s*["']\s*([A-Za-z]*)([0-9]+)"""
)

BROKEN: Final = gettext_noop(
    "We kunnen dit Excel-bestand niet openen. Bewaar het opnieuw als .xlsx."
)
TOO_LARGE: Final = gettext_noop(
    "Dit Excel-bestand heeft te veel rijen of kolommen: hoogstens {rows} rijen kan."
)
TOO_LONG: Final = gettext_noop(
    "Een tekst van {count} tekens past niet in een cel van Excel. Bewaar als csv.zip."
)


def read_any(files: Sequence[tuple[str, bytes]], *, on: Day | None = None) -> Imported:
    """The families in files of any tool that we know; see `core.formats.detect.read_any`."""
    return detect.read_any(files, sheets=sheets_in, on=on)


def sheets_in(data: bytes, *, name: str) -> list[tuple[str, Rows]]:
    """The sheets of a workbook with their rows as text. Raises FileRefused.

    Days become ISO 8601, whole numbers lose their point, true and false stay so; a formula is
    what it last came to.
    """
    _check_size(data, name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [(sheet, _rows(workbook, sheet)) for sheet in workbook.sheet_names]
    except (CalamineError, OSError, ValueError):
        raise refused(name, sentence(BROKEN)) from None


def write_workbook(
    families: Sequence[Family], themes: Sequence[Theme] = SHIPPED, *, name: str = "xlsx"
) -> bytes:
    """A workbook with a sheet for each table; `sheets_in` finds the same cells in it.

    Raises FileRefused when a text is longer than a cell of Excel can be.
    """
    sheets = sheets_of(families, themes)
    return _workbook(((each.table, [each.columns, *each.rows]) for each in sheets), name)


def template_workbook() -> bytes:
    """The empty tables of actors and ties to fill in, with an explanation."""
    return _workbook(templates.template_tables(), "xlsx")


def _workbook(tables: Iterable[tuple[str, Iterable[Sequence[str]]]], name: str) -> bytes:
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(held, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = workbook.add_format({"bold": True})
        text = workbook.add_format({"num_format": "@"})
        guarded = workbook.add_format({"num_format": "@", "quote_prefix": True})
        for table, rows in tables:
            sheet = workbook.add_worksheet(table)
            sheet.freeze_panes(1, 0)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if len(cell) > LONGEST_CELL:
                        raise refused(name, sentence(TOO_LONG, count=len(cell)))
                    kind = guarded if FORMULA.match(cell) else text
                    sheet.write_string(at, column, cell, kind if at else bold)
    return held.getvalue()


def _check_size(data: bytes, name: str) -> None:
    """Before calamine makes room: how far the last cell lies from the first."""
    rows, columns = 0, 0
    for path, held in unpacked(data, name=name):
        if path.endswith(".xml"):
            for letters, number in STANDS_AT.findall(held):
                rows = max(rows, int(number[:8]))
                columns = max(columns, _column(letters[:4]))
    if rows > MOST_ROWS + 1 or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise refused(name, sentence(TOO_LARGE, rows=MOST_ROWS))


def _column(letters: bytes) -> int:
    """`AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(workbook: CalamineWorkbook, sheet: str) -> Rows:
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    width = max(
        (at for row in rows for at, cell in enumerate(row, start=1) if cell != ""), default=0
    )
    return [
        (number, [_text(cell) for cell in row[:width]])
        for number, row in enumerate(rows, start=1)
    ]


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        midnight = cell.time() == datetime.min.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)
