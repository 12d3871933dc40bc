"""The one door for files from elsewhere: finds out by what is in them which tool made them."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import Final

from kring.core.codes import Day, Id
from kring.core.family import Family, Theme
from kring.core.formats import family_file
from kring.core.formats.csv_text import Rows, rows_in
from kring.core.formats.easynwk import read_easynwk
from kring.core.formats.easynwk_record import looks_like_easynwk
from kring.core.formats.easynwk_text import looks_like_text
from kring.core.formats.faults import Fault, FileRefused, Imported, Remark
from kring.core.formats.graph_xml import graphs_in
from kring.core.formats.graphml import from_graphs
from kring.core.formats.network_canvas import (
    families_of,
    is_its_graph,
    is_network_canvas,
    sessions_of_graphs,
    sessions_of_tables,
)
from kring.core.formats.network_canvas_family import Session
from kring.core.formats.source import refused
from kring.core.formats.tables import read_tables, table_of
from kring.core.formats.tree import MOST_BYTES
from kring.core.formats.zipped import is_workbook, is_zip, unpacked
from kring.core.words import gettext_noop, sentence

Files = Sequence[tuple[str, bytes]]
ReadSheets = Callable[..., Sequence[tuple[str, Rows]]]  # of a workbook's bytes and its `name`

NO_FILE: Final = gettext_noop("Er is geen bestand om te lezen.")
UNKNOWN: Final = gettext_noop(
    "We kunnen dit bestand niet lezen. Kies een gezinsbestand (.yaml of .json), een kaart van"
    " easyNWK (.json of .nwk), GraphML, een export van Network Canvas, of tabellen (.csv of"
    " .xlsx)."
)
NO_WORKBOOK: Final = gettext_noop(
    "Excel kunnen we hier niet lezen. Bewaar de tabellen als CSV."
)
NOT_READ: Final = gettext_noop("Dit bestand kennen we niet. We hebben het niet gelezen.")
SAME_THEME: Final = gettext_noop(
    "Het thema {theme} heet in twee bestanden anders. We houden de eerste naam."
)

OF_FAMILY_FILE: Final = re.compile(
    rb"""(^|[{,])\s*["']?(meta|families)["']?\s*:""", re.MULTILINE
)


class Tool(Enum):
    """What made a file, or in what form it is."""

    FAMILY_FILE = auto()
    EASYNWK = auto()
    GRAPHML = auto()
    CSV = auto()
    WORKBOOK = auto()
    NONE = auto()


def read_any(
    files: Files, *, sheets: ReadSheets | None = None, on: Day | None = None
) -> Imported:
    """All families in these files, each given by its name and bytes.

    CSV files are taken together as one set; a zip is taken as the files in it. What is none of
    ours is left out with a remark, unless there is nothing else. `sheets` reads a workbook;
    `on` is the day of the map record for files that do not tell when the map was made.

    Raises FileRefused; then nothing is read.
    """
    found = [(name, data, tool_of(name, data)) for name, data in _flat(files)]
    known = [each for each in found if each[2] is not Tool.NONE]
    if not known:
        raise FileRefused(
            [Fault(file=name, what=sentence(UNKNOWN)) for name, _, _ in found]
            or [Fault(file="-", what=sentence(NO_FILE))]
        )
    reading = _Reading(sheets, on)
    for each in known:
        reading.take(*each)
    others = [name for name, _, tool in found if tool is Tool.NONE]
    return _together(reading.all(), tuple(Remark(name, sentence(NOT_READ)) for name in others))


def tool_of(name: str, data: bytes) -> Tool:
    """By what the file begins with and holds; its name decides only where that says nothing."""
    if is_zip(data):
        return Tool.WORKBOOK if is_workbook(data, name=name) else Tool.NONE
    if looks_like_text(data):
        return Tool.EASYNWK
    begin = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begin == b"<":
        return Tool.GRAPHML if b"<graphml" in data else Tool.NONE
    if begin == b"{" and b'"alteri"' in data and _is_easynwk(data):
        return Tool.EASYNWK
    suffix = name.casefold().rpartition(".")[2]
    if suffix in ("yaml", "yml") or OF_FAMILY_FILE.search(data, 0, MOST_BYTES):
        return Tool.FAMILY_FILE
    return Tool.CSV if suffix == "csv" or _is_table(name, data) else Tool.NONE


def _flat(files: Files) -> Iterator[tuple[str, bytes]]:
    for name, data in files:
        if is_zip(data) and not is_workbook(data, name=name):
            yield from unpacked(data, name=name)
        else:
            yield name, data


def _is_easynwk(data: bytes) -> bool:
    """Not a file of ours that keeps a map of theirs; a broken file is theirs if not ours."""
    try:
        return looks_like_easynwk(json.loads(data[: MOST_BYTES + 1]))
    except (ValueError, RecursionError):
        return not OF_FAMILY_FILE.search(data, 0, MOST_BYTES)


def _is_table(name: str, data: bytes) -> bool:
    try:
        rows = rows_in(data, name=name)
    except FileRefused:
        return False
    headings = rows[0][1] if rows else []
    return len(headings) > 1 and (is_network_canvas(headings) or bool(table_of("", rows)[0]))


class _Reading:
    """Reads each file as it is taken; tables and interviews wait until all are there."""

    def __init__(self, sheets: ReadSheets | None, on: Day | None) -> None:
        self.sheets = sheets
        self.on = on
        self.read: list[Imported] = []
        self.tables: list[tuple[str, Rows]] = []
        self.interviews: list[tuple[str, Rows]] = []
        self.sessions: list[tuple[str, Session]] = []

    def take(self, name: str, data: bytes, tool: Tool) -> None:
        if tool is Tool.EASYNWK:
            self.read.append(read_easynwk(data, name=name, on=self.on))
        elif tool is Tool.GRAPHML:
            self._take_graphs(name, data)
        elif tool is Tool.WORKBOOK:
            if self.sheets is None:
                raise refused(name, sentence(NO_WORKBOOK))
            sheets = self.sheets(data, name=name)
            self.read.append(read_tables(sheets, file=name, on=self.on))
        elif tool is Tool.CSV:
            rows = rows_in(data, name=name)
            theirs = bool(rows) and is_network_canvas(rows[0][1])
            (self.interviews if theirs else self.tables).append((name, rows))
        else:
            file = family_file.read(data, name)
            self.read.append(
                Imported(
                    families=file.families,
                    themes=file.themes,
                    reference_date=file.meta.reference_date,
                    fictional=file.meta.fictional,
                )
            )

    def _take_graphs(self, name: str, data: bytes) -> None:
        graphs, keys = graphs_in(data, name=name)
        if any(is_its_graph(graph) for graph in graphs):
            self.sessions += [(name, session) for session in sessions_of_graphs(graphs)]
        else:
            self.read.append(from_graphs(graphs, keys, name=name, on=self.on))

    def all(self) -> list[Imported]:
        sessions = [session for _, session in self.sessions]
        names = [name for name, _ in (*self.sessions, *self.interviews)]
        if self.interviews:
            sessions += sessions_of_tables(self.interviews)
        if sessions:
            self.read.append(families_of(sessions, name=names[0], on=self.on))
        if self.tables:
            self.read.append(read_tables(self.tables, on=self.on))
        return self.read


def _together(read: Sequence[Imported], others: tuple[Remark, ...]) -> Imported:
    """The families of all, with ids of their own, and the themes of all."""
    families: dict[Id, Family] = {}
    themes: dict[str, Theme] = {}
    clashes = []
    for imported in read:
        for theme in imported.themes:
            if themes.setdefault(theme.id, theme) != theme:
                clashes.append(Remark("", sentence(SAME_THEME, theme=theme.nl)))
        for family in imported.families:
            own = _free(family.id, families)
            families[own] = replace(family, id=own)
    remarks = tuple(remark for each in read for remark in each.remarks)
    return Imported(
        families=tuple(families.values()),
        themes=tuple(themes.values()),
        remarks=(*remarks, *clashes, *others),
        reference_date=next(
            (each.reference_date for each in read if each.reference_date), None
        ),
        fictional=all(each.fictional for each in read),
    )


def _free(name: Id, taken: dict[Id, Family]) -> Id:
    number = 1
    free = name
    while free in taken:
        number += 1
        free = Id(f"{name}-{number}")
    return free
