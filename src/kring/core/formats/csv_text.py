"""A table as CSV (RFC 4180), safe to open in a spreadsheet, and back.

A cell that a spreadsheet would take for a formula gets an apostrophe in front; reading takes it
off again. So does Network Canvas.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from kring.core.formats.source import refused, text_of
from kring.core.words import gettext_noop, sentence

# What a formula begins with, also full-width, after signs that are not seen and our own mark.
UNSEEN: Final = r"\s'\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
FORMULA: Final = re.compile(rf"[{UNSEEN}]*[=+\-@\t\r＝＋－＠]")
MARK: Final = "'"

NO_CSV: Final = gettext_noop("Deze regel is geen CSV. Staan alle aanhalingstekens per twee?")

Rows = list[tuple[int, list[str]]]  # the number of each row in the file, and its cells


def rows_in(data: bytes, *, name: str) -> Rows:
    """The rows of a CSV file in UTF-8, with commas, semicolons or tabs between its cells.

    The number of a row counts from 1, as a spreadsheet shows it. Raises FileRefused.
    """
    text = text_of(data, name=name)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_mark_between(text), strict=True
    )
    rows: Rows = []
    try:
        for number, cells in enumerate(reader, start=1):
            rows.append((number, [unmarked(cell) for cell in cells]))
    except csv.Error:
        raise refused(name, sentence(NO_CSV), line=reader.line_num) from None
    return rows


def csv_of(rows: Iterable[Sequence[str]], *, between: str = ",") -> bytes:
    """UTF-8 with a byte-order mark, which Excel needs; every cell between quotes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=between, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([marked(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def marked(cell: str) -> str:
    return MARK + cell if FORMULA.match(cell) else cell


def unmarked(cell: str) -> str:
    return cell[1:] if cell.startswith(MARK) and FORMULA.match(cell[1:]) else cell


def _mark_between(text: str) -> str:
    """The mark that stands most often in the first row, outside quotes."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")).split("\n", 1)[0]
    return max(",;\t", key=first.count)
