"""Tables of text cells as families; everything that is wrong is told by row and column."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, cast

from kring.core.codes import Day
from kring.core.family import Actor, FamilyFile, Member, Theme
from kring.core.formats import references
from kring.core.formats.asked import with_map
from kring.core.formats.cell_words import Vocabulary
from kring.core.formats.cells import Misread, value_in
from kring.core.formats.family_file import SCHEMA_VERSION, SHIPPED_BY_ID, completed
from kring.core.formats.faults import Fault, FileRefused, Imported
from kring.core.formats.findings import MOST_FAULTS, Findings, Path, listed, path_text
from kring.core.formats.found_tables import Found, Row, rows_of
from kring.core.formats.records import Line
from kring.core.formats.remarks import Said, kept
from kring.core.formats.rows import NO_NAME, Branch, branch_of, grown
from kring.core.formats.shape import Shaping
from kring.core.formats.source import refused
from kring.core.formats.table_shape import (
    ENDS,
    FAMILIES,
    FAMILY,
    FROM,
    PLANS,
    SHAPES,
    THEME_LIST,
    TIES,
    TO,
    Shape,
)
from kring.core.formats.ties import Everybody, tie_between
from kring.core.formats.tree import Listed, Mapped, Node
from kring.core.plain import Plain
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

FIRST_STEP: Final = re.compile(r"\.([\w-]+)")
ONLY: Final = "gezin-1"  # the family of tables that do not say whose they are
WHOSE: Final = gettext_noop(
    "Van welk gezin is deze rij? Schrijf in de kolom gezin een id: {ids}."
)
TABLE_TWICE: Final = gettext_noop("De tabel {table} is er al. Voeg ze samen.")
NOBODY: Final = gettext_noop("In deze tabellen staat nog niemand.")
ONE_PLAN: Final = gettext_noop("Een gezin heeft één plan.")


def families_in(tables: Sequence[Found], *, on: Day | None = None) -> Imported:
    """The families in these tables, of which there is one of each kind.

    `on`: the day of the map record that a family gets when there is no table of maps.
    Raises FileRefused with all that is wrong.
    """
    faults: list[Fault] = []
    rows: dict[str, list[Row]] = {}
    for found in tables:
        if found.table in rows:
            told = sentence(TABLE_TWICE, table=found.table)
            faults.append(Fault(file=found.file, what=told))
        rows[found.table] = rows_of(found, faults)
    if faults:
        raise FileRefused(faults[:MOST_FAULTS])
    if not any(rows.values()):
        raise refused(tables[0].file, sentence(NOBODY))
    reading = _Reading(rows, tables[0].file)
    file = reading.read()
    day = None if "maps" in rows else on
    return Imported(
        families=tuple(with_map(family, day) for family in file.families),
        themes=tuple(completed(theme) for theme in file.themes) or SHIPPED,
        remarks=kept(reading.unknown, name=tables[0].file),
    )


class _Reading:
    """Grows the tree that a family file would have, and remembers which row each branch is."""

    def __init__(self, rows: Mapping[str, Sequence[Row]], file: str) -> None:
        self.rows = rows
        self.name = file
        self.faults: list[Fault] = []
        self.unknown: list[tuple[Said, Said]] = []  # columns that we do not know, and of whom
        self.origins: dict[str, tuple[Row, Shape]] = {}  # by the path of a record
        self.words = Vocabulary()
        self.people: defaultdict[int, Everybody] = defaultdict(Everybody)

    def read(self) -> FamilyFile:
        """Raises FileRefused with all that is wrong."""
        themes = self._themes()
        meta = mapped(schema_version=grown(SCHEMA_VERSION))
        root = mapped(meta=meta, themes=themes, families=self._families())
        findings = Findings(self.name)
        shaping = Shaping(findings)
        file = shaping.record(FamilyFile, root)
        references.check(shaping.mentions, findings, shipped=SHIPPED_BY_ID)
        try:
            findings.settle()
        except FileRefused as refused:
            self.faults += map(self._placed, refused.faults)
        if self.faults:
            raise FileRefused(sorted(self.faults, key=_in_order)[:MOST_FAULTS])
        return cast(FamilyFile, file)

    def _themes(self) -> Listed:
        """Its names for themes are words of this file from here on."""
        rows = self.rows.get(THEME_LIST.table, ())
        nodes: list[Node] = [
            self._branch(row, THEME_LIST, ("themes", at)).node for at, row in enumerate(rows)
        ]
        if nodes:
            shaped = (Shaping(Findings("")).record(Theme, node) for node in nodes)
            self.words = Vocabulary(each for each in shaped if isinstance(each, Theme))
        return Listed(nodes, 1)

    def _families(self) -> Listed:
        families = self._named_families()
        first: dict[str, int] = {}
        for at, (name, _) in enumerate(families):
            first.setdefault(name, at)
        only = families[0][0] if len(families) == 1 else ""
        for table in dict.fromkeys(shape.table for shape in SHAPES):
            for row in self.rows.get(table, ()):
                if len(self.faults) > MOST_FAULTS:  # more is not one mistake
                    raise FileRefused(self.faults[:MOST_FAULTS])
                whose = _whose(row) or only
                if whose in first:
                    self._take(row, first[whose], families[first[whose]][1])
                else:
                    told = sentence(WHOSE, ids=listed(first))
                    self.faults.append(row.fault(told, FAMILY))
        return Listed([node for _, node in families], 1)

    def _named_families(self) -> list[tuple[str, Mapped]]:
        """Those of the table of families; else those that the other tables speak of."""
        branches = [
            self._branch(row, FAMILIES, ("families", at))
            for at, row in enumerate(self.rows.get(FAMILIES.table, ()))
        ]
        if branches:
            return [(branch.name, branch.node) for branch in branches]
        named = [_whose(row) for table in self.rows.values() for row in table]
        ids = [name for name in dict.fromkeys(named) if name] or [ONLY]
        return [(name, mapped(id=grown(name), label=grown(NO_NAME))) for name in ids]

    def _take(self, row: Row, at: int, family: Mapped) -> None:
        """Put the record of this row in its family, the one with number `at`."""
        shape, ends = self._shape(row, self.people[at])
        if shape is None:
            return
        *outer, last = shape.path
        holder = family
        for step in outer:
            self.origins.setdefault(path_text(("families", at, step)), (row, PLANS))
            holder = cast(Mapped, _within(holder, step, Mapped({}, row.number)))
        if shape is PLANS:
            if last in holder.entries:
                self.faults.append(row.fault(sentence(ONE_PLAN)))
            branch = self._branch(row, shape, ("families", at, last))
            holder.entries[last] = (row.number, branch.node)
            return
        items = cast(Listed, _within(holder, last, Listed([], row.number))).items
        branch = self._branch(row, shape, ("families", at, *shape.path, len(items)), ends)
        items.append(branch.node)
        if shape.record in (Member, Actor):
            label = row.cells.get("label") or row.cells.get("name", "")
            self.people[at].add(branch.name, label, actor=shape.record is Actor)

    def _shape(self, row: Row, people: Everybody) -> tuple[Shape | None, dict[str, Plain]]:
        """What kind of record the row is: a tie is of one of two kinds, by its ends."""
        shapes = {shape.record: shape for shape in SHAPES if shape.table == row.found.table}
        if row.found.table != TIES:
            return next(iter(shapes.values())), {}
        ends = []
        for column in (FROM, TO):
            try:
                ends.append(people.end(row.cells.get(column, "")))
            except Misread as misread:
                self.faults.append(row.fault(misread.what, column))
        if len(ends) < 2:
            return None, {}
        try:
            record, fields = tie_between(*ends)
        except Misread as misread:
            self.faults.append(row.fault(misread.what, TO))
            return None, {}
        return shapes[record], fields

    def _branch(
        self, row: Row, shape: Shape, path: Path, ends: Mapping[str, Plain] | None = None
    ) -> Branch:
        branch = branch_of(row, shape, self.words, ends)
        self.origins[path_text(path)] = (row, shape)
        self.faults += branch.faults
        self.unknown += [(column, branch.label) for column in branch.unknown]
        return branch

    def _placed(self, fault: Fault) -> Fault:
        """The fault by row and column instead of by its path in the tree."""
        path = fault.path
        while path and path not in self.origins:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        if path not in self.origins:
            return Fault(file=self.name, what=fault.what)
        row, shape = self.origins[path]
        step = FIRST_STEP.match(fault.path.removeprefix(path))
        name = step[1] if step else ""
        return row.fault(fault.what, ENDS.get(shape.record, {}).get(name, name))


def _whose(row: Row) -> str:
    """The id of the family that the row says it is of; empty when it says none."""
    text = row.cells.get(FAMILY, "")
    return str(value_in(text, Line("Id"), Vocabulary())) if text else ""


def mapped(**entries: Node) -> Mapped:
    return Mapped({name: (1, node) for name, node in entries.items()}, 1)


def _within(node: Mapped, step: str, fresh: Node) -> Node:
    """What stands under this name; `fresh` from now on when nothing did."""
    return node.entries.setdefault(step, (fresh.line, fresh))[1]


def _in_order(fault: Fault) -> tuple[str, int]:
    number = re.search("[0-9]+", fault.path)
    return fault.file, int(number[0]) if number else 0
