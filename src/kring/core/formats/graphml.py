"""Reads GraphML: our own with everything in it, and that of other tools as far as it goes."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kring.core.codes import Day
from kring.core.formats.cells import cell_of
from kring.core.formats.family_file import SCHEMA_VERSION
from kring.core.formats.faults import Imported, shown
from kring.core.formats.found_tables import Found
from kring.core.formats.from_sheets import families_in
from kring.core.formats.graph_xml import Data, Edge, Graph, Key, graphs_in
from kring.core.formats.graphml_plain import family_of_graph
from kring.core.formats.graphml_write import (
    COLUMNS,
    MEMBERS,
    NETWORK,
    NO_WORDS,
    OURS,
    RECORD,
    TOOL,
    VERSION,
    Row,
    written,
)
from kring.core.formats.records import Anything, Line
from kring.core.formats.sheets import ALL, end_cell
from kring.core.formats.source import json_of, refused
from kring.core.formats.table_shape import ALL_SHAPES, FROM, TIES, TO
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop, sentence

TABLES: Final = frozenset(shape.table for shape in ALL_SHAPES)

NEWER: Final = gettext_noop("Dit bestand is van een nieuwere Kring. Werk Kring eerst bij.")
BAD_TABLE: Final = gettext_noop('Wat bij "{table}" staat, kunnen we niet lezen.')


def read_graphml(data: bytes, *, name: str, on: Day | None = None) -> Imported:
    """A family for each graph in the file. Raises FileRefused.

    `on`: the day of the map record for a graph of another tool, which has none of its own.
    """
    graphs, keys = graphs_in(data, name=name)
    return from_graphs(graphs, keys, name=name, on=on)


def from_graphs(
    graphs: Sequence[Graph], keys: Sequence[Key], *, name: str, on: Day | None = None
) -> Imported:
    """As `read_graphml`, of graphs that were parsed already."""
    if any(VERSION in graph.data for graph in graphs):
        read = [families_in(_tables(graph, name), on=on) for graph in graphs]
        return Imported(
            families=tuple(family for each in read for family in each.families),
            themes=read[0].themes,
            remarks=tuple(remark for each in read for remark in each.remarks),
        )
    plain = [
        family_of_graph(graph, keys, number=at, name=name, on=on)
        for at, graph in enumerate(graphs, start=1)
    ]
    return Imported(
        families=tuple(family for family, _ in plain),
        themes=SHIPPED,
        remarks=tuple(remark for _, remarks in plain for remark in remarks),
    )


def _tables(graph: Graph, name: str) -> list[Found]:
    """The tables that our own graph was made of."""
    version = graph.data.get(VERSION)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise refused(name, sentence(NEWER))
    hubs = {node.id for node in graph.nodes if node.data.get(RECORD) == "family"}
    members, actors = [], []
    for node in graph.nodes:
        row = (
            f'knoop "{shown(node.id)}"',
            {**_own_id(node.id), **_cells(node.data, "node", name)},
        )
        if node.data.get(RECORD) == "member":
            members.append(row)
        elif node.id not in hubs:
            actors.append(row)
    # networkx numbers the edges between two nodes: such a number is nobody's own id.
    counts = Counter([node.id for node in graph.nodes] + [edge.id for edge in graph.edges])
    ties = []
    for at, edge in enumerate(graph.edges, start=1):
        own_id = _own_id(edge.id if counts[edge.id] == 1 else "")
        cells = _cells(edge.data, "edge", name)
        ties.append((f"band {at}", {**own_id, **_ends(edge, hubs), **cells}))
    family = {**_own_id(graph.id), "label": "", **_cells(graph.data, "graph", name)}
    return [
        _found(name, "families", [("graph", family)]),
        _found(name, "members", members),
        _found(name, "actors", actors),
        _found(name, TIES, ties),
        *_other_tables(graph.data, name),
    ]


def _own_id(own: str) -> Row:
    return {"id": cell_of(own, Line("Id"), NO_WORDS)} if own else {}


def _cells(data: Data, of: str, name: str) -> Row:
    """The texts that are ours, by column; what is not goes under `extra`."""
    row = {key: written(value) for key, value in data.items() if key in COLUMNS[of]}
    foreign = {key: value for key, value in data.items() if key not in OURS[of]}
    extra = json_of(row.get("extra", "{}"), name=name)
    if foreign and isinstance(extra, dict):
        held = extra.get(TOOL)
        before = held if isinstance(held, dict) else {}
        row["extra"] = cell_of({**extra, TOOL: {**before, **foreign}}, Anything(), NO_WORDS)
    return row


def _ends(edge: Edge, hubs: Collection[str]) -> Row:
    """A tie with some of the members is drawn from the node of the whole family."""
    members = edge.data.get(MEMBERS, ALL)
    ends = ((FROM, edge.source), (TO, edge.target))
    return {column: members if end in hubs else end_cell(end) for column, end in ends}


def _other_tables(data: Data, name: str) -> Iterator[Found]:
    """What is no network: each table is a list of rows, in JSON."""
    for table in TABLES - set(NETWORK):
        if table in data:
            rows = json_of(str(data[table]), name=name)
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise refused(name, sentence(BAD_TABLE, table=table))
            yield _found(
                name,
                table,
                [
                    (f"{table} {at}", {column: str(cell) for column, cell in row.items()})
                    for at, row in enumerate(rows, start=1)
                ],
            )


def _found(name: str, table: str, rows: Sequence[tuple[str, Row]]) -> Found:
    headings = tuple(dict.fromkeys(column for _, row in rows for column in row))
    return Found(
        file=name,
        table=table,
        headings=headings,
        rows=tuple(
            (at, tuple(row.get(column, "") for column in headings))
            for at, (_, row) in enumerate(rows, start=1)
        ),
        places={at: place for at, (place, _) in enumerate(rows, start=1)},
    )
