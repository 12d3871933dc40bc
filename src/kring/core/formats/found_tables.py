"""A table as it was found in a file: which column is which, and where its rows stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kring.core.formats.faults import Fault, shown
from kring.core.formats.table_shape import column_by_heading, heading_key
from kring.core.words import Sentence, gettext_noop, sentence

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 500

TWICE: Final = gettext_noop('De kolom "{heading}" staat er twee keer. Haal er een weg.')
NAMELESS: Final = gettext_noop(
    "Kolom {number} heeft geen naam. Geef ze er een in de eerste rij."
)
TOO_MANY: Final = gettext_noop("Hier staan te veel {what}: hoogstens {most} kan.")
ROWS: Final = sentence(gettext_noop("rijen"))
COLUMNS: Final = sentence(gettext_noop("kolommen"))
UNEVEN: Final = gettext_noop(
    "Deze rij heeft {count} cellen en er zijn {columns} kolommen. Staat een komma of puntkomma"
    " verkeerd?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """`rows`: the number of each row in its file, and a cell for each of the headings.

    `table` is the name of one of `table_shape.SHAPES`.
    """

    file: str
    table: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    places: Mapping[int, str] = field(default_factory=dict)  # what to call a row instead

    def place(self, number: int) -> str:
        return self.places.get(number, f"rij {number}")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that hold something: by column, and by heading where we know no such column."""

    found: Found
    number: int
    cells: Mapping[str, str]
    others: Mapping[str, str]

    def fault(self, what: Sentence, column: str = "") -> Fault:
        path = self.found.place(self.number)
        if column:
            path += f", kolom {shown(self._heading(column))}"
        return Fault(file=self.found.file, path=path, what=what)

    def _heading(self, column: str) -> str:
        """As the file calls it; our own name for a column that it has not."""
        known = column_by_heading(self.found.table)
        found = (each for each in self.found.headings if known.get(heading_key(each)) == column)
        return next(found, column)


def rows_of(found: Found, faults: list[Fault]) -> list[Row]:
    """The rows that hold anything. What is wrong with the table goes to `faults`."""
    known = column_by_heading(found.table)
    keys = [heading_key(heading) for heading in found.headings]
    wrong = [*_wrong_headings(found, [known.get(key, key) for key in keys])]
    if not wrong:
        wrong = [*_wrong_rows(found)]
    faults += wrong
    if wrong:
        return []
    return [
        Row(
            found=found,
            number=number,
            cells={known[key]: text for key, text in _filled(keys, cells) if key in known},
            others={
                heading: text
                for heading, text in _filled(found.headings, cells)
                if heading_key(heading) not in known
            },
        )
        for number, cells in found.rows
        if any(cell.strip() for cell in cells)
    ]


def _filled(headings: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    return (
        (heading, cell.strip())
        for heading, cell in zip(headings, cells, strict=True)
        if cell.strip()
    )


def _wrong_headings(found: Found, columns: Sequence[str]) -> Iterator[Fault]:
    """Too many, without a name, or two that are the same column, be it in two languages."""
    if len(columns) > MOST_COLUMNS:
        yield _fault(found, 1, sentence(TOO_MANY, what=COLUMNS, most=MOST_COLUMNS))
        return
    for at, (column, heading) in enumerate(zip(columns, found.headings, strict=True)):
        if not column:
            if any(cells[at : at + 1] != ("",) for _, cells in found.rows):
                yield _fault(found, 1, sentence(NAMELESS, number=at + 1))
        elif column in columns[:at]:
            yield _fault(found, 1, sentence(TWICE, heading=shown(heading)))


def _wrong_rows(found: Found) -> Iterator[Fault]:
    if len(found.rows) > MOST_ROWS:
        number = found.rows[MOST_ROWS][0]
        yield _fault(found, number, sentence(TOO_MANY, what=ROWS, most=MOST_ROWS))
        return
    columns = len(found.headings)
    for number, cells in found.rows:
        if len(cells) != columns and any(cell.strip() for cell in cells):
            told = sentence(UNEVEN, count=len(cells), columns=columns)
            yield _fault(found, number, told)


def _fault(found: Found, row: int, what: Sentence) -> Fault:
    return Fault(file=found.file, path=found.place(row), what=what)
