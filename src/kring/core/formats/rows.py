"""One row of a table as one branch of the tree that a family file would have."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from kring.core.formats.cell_words import Vocabulary
from kring.core.formats.cells import Misread, value_in
from kring.core.formats.faults import Fault
from kring.core.formats.findings import unknown
from kring.core.formats.found_tables import Row
from kring.core.formats.records import Column
from kring.core.formats.table_shape import FAMILY, FROM, TO, Shape, names_of
from kring.core.formats.tree import Listed, Mapped, Node, Scalar, Unread
from kring.core.plain import Plain
from kring.core.words import gettext_noop, sentence

TOOL: Final = "table"  # the key under `extra` of columns that we do not know

EMPTY: Final = gettext_noop("Deze cel mag niet leeg zijn.")
NO_NAME: Final = gettext_noop("Gezin zonder naam")

# What a row may leave out though its record needs it; ids are made of the number of the row.
INSTEAD: Final[Mapping[tuple[str, str], str]] = {
    ("members", "role"): "other",
    ("families", "label"): NO_NAME,
}
IDS: Final[Mapping[str, str]] = {"families": "gezin", "members": "lid", "actors": "actor"}


class Branch(NamedTuple):
    """A record; its columns that we do not know are kept, and told in `unknown`."""

    node: Mapped
    name: str  # its id, when it has one
    label: str
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]


def branch_of(
    row: Row, shape: Shape, words: Vocabulary, ends: Mapping[str, Plain] | None = None
) -> Branch:
    """`ends`: the fields that say whom a tie is between."""
    columns = names_of(shape.record)
    entries: dict[str, tuple[int, Node]] = {}
    faults = []
    for name, column in columns.items():
        if name in (FROM, TO):
            continue
        text = row.cells.get(name) or _instead(row, shape, column)
        if text:
            try:
                node = grown(value_in(text, column.kind, words, name), row.number)
            except Misread as misread:
                node = Unread(row.number)
                faults.append(row.fault(misread.what, name))
            entries[column.name] = (row.number, node)
        elif column.required:
            entries[column.name] = (row.number, Unread(row.number))
            faults.append(row.fault(sentence(EMPTY), name))
    entries |= {
        field: (row.number, grown(value, row.number)) for field, value in (ends or {}).items()
    }
    known = {*columns, FAMILY, FROM, TO}
    more = {
        **row.others,
        **{name: text for name, text in row.cells.items() if name not in known},
    }
    if more and "extra" in columns:
        _keep(entries, more, row.number)
    elif more:
        faults += [row.fault(unknown(name, [*columns]), name) for name in more]
    label = row.cells.get("label") or row.cells.get("name") or f"rij {row.number}"
    own_id = entries.get("id", (0, None))[1]
    return Branch(
        Mapped(entries, row.number),
        own_id.text if isinstance(own_id, Scalar) else "",
        label,
        tuple(faults),
        tuple(more),
    )


def grown(value: Plain, line: int = 1) -> Node:
    """A plain value as a node of a tree; the opposite of `tree.held`."""
    if isinstance(value, dict):
        return Mapped({key: (line, grown(each, line)) for key, each in value.items()}, line)
    if isinstance(value, list):
        return Listed([grown(each, line) for each in value], line)
    return Scalar(value, "" if value is None else str(value), line)


def _instead(row: Row, shape: Shape, column: Column) -> str:
    if column.name == "id" and column.required:
        return f"{IDS.get(shape.table, shape.table)}-{row.number}"
    return INSTEAD.get((shape.table, column.name), "")


def _keep(entries: dict[str, tuple[int, Node]], more: Mapping[str, str], line: int) -> None:
    """Put the columns that we do not know under `extra`, beside what is there already."""
    held = entries.get("extra", (line, Mapped({}, line)))[1]
    if isinstance(held, Mapped):
        before = held.entries.get(TOOL, (line, Mapped({}, line)))[1]
        kept = before.entries if isinstance(before, Mapped) else {}
        more_nodes = {name: (line, grown(text, line)) for name, text in more.items()}
        table = Mapped({**kept, **more_nodes}, line)
        entries["extra"] = (line, Mapped({**held.entries, TOOL: (line, table)}, line))
