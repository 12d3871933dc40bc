"""Writes a family with its network as GraphML that other tools read too.

The family, its members and its actors are nodes; ties are edges. What is no network, such as
stories and the plan, stands with the graph. Every key has a type and a name of its own for
nodes, edges or the graph, as networkx and igraph want it.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree as Xml

from kring.core.family import Actor, Family, Link, Member, Relation, Theme
from kring.core.formats.cell_words import Vocabulary
from kring.core.formats.cells import NOT_IN_A_CELL, cell_of, value_in
from kring.core.formats.family_file import SCHEMA_VERSION
from kring.core.formats.graph_xml import typed
from kring.core.formats.records import Anything, Column, Kind, Line, Number, YesNo
from kring.core.formats.sheets import ALL, Sheet, sheets_of
from kring.core.formats.table_shape import ALL_SHAPES, FROM, TIES, TO, names_of
from kring.core.formats.ties import IDS
from kring.core.themes import SHIPPED

TOOL: Final = "graphml"  # the key under `extra`
SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
VERSION: Final = "kring_schema_version"
RECORD: Final = "record"  # what a node is: family, member or actor
MEMBERS: Final = "members"  # of a tie with some of them
NETWORK: Final = ("families", "members", "actors", TIES)
TYPES: Final = {bool: "boolean", int: "int", float: "double", str: "string"}
COLUMNS: Final[Mapping[str, Mapping[str, Column]]] = {
    "node": {**names_of(Member), **names_of(Actor)},
    "edge": {**names_of(Relation), **names_of(Link)},
    "graph": names_of(Family),
}
# What a reader takes for ours: such a name of another tool stays under `extra`.
OURS: Final[Mapping[str, frozenset[str]]] = {
    "node": frozenset({*COLUMNS["node"], RECORD}),
    "edge": frozenset({*COLUMNS["edge"], MEMBERS}),
    "graph": frozenset({*COLUMNS["graph"], VERSION, *(shape.table for shape in ALL_SHAPES)}),
}
NO_WORDS: Final = Vocabulary()

Row = dict[str, str]  # the cells of one row that hold anything, by column


@dataclass(slots=True)
class Element:
    """A graph, node or edge. `cells`: type and text of each value, by the name of its key."""

    of: str
    attributes: Mapping[str, str]
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


def write_graphml(family: Family, themes: Sequence[Theme] = SHIPPED) -> bytes:
    """GraphML in UTF-8; `graphml.read_graphml` reads everything in it back."""
    tables = {sheet.table: _rows(sheet) for sheet in sheets_of([family], themes)}
    [row] = tables["families"]
    graph = _element("graph", {"id": _own_id(row), "edgedefault": "undirected"}, row)
    for table, rows in tables.items():
        if table not in NETWORK:
            graph.cells[table] = ("string", json.dumps(rows, ensure_ascii=False))
    graph.cells[VERSION] = ("int", str(SCHEMA_VERSION))
    hub = _hub(family)
    elements = [graph, *_nodes(tables, hub), *_edges(tables, hub)]
    _give_back(elements)
    return _xml(elements)


def _rows(sheet: Sheet) -> list[Row]:
    return [
        {name: cell for name, cell in zip(sheet.columns, row, strict=True) if cell}
        for row in sheet.rows
    ]


def _hub(family: Family) -> str:
    """The node of the whole family: its id, unless somebody in the network has that too."""
    taken = {member.id for member in family.members} | {actor.id for actor in family.actors}
    name: str = family.id
    while name in taken:
        name += "_"
    return name


def _nodes(tables: Mapping[str, list[Row]], hub: str) -> Iterator[Element]:
    [family] = tables["families"]
    label = {"label": family["label"]}
    yield _element("node", {"id": hub}, label, record="family")
    for table, record in (("members", "member"), ("actors", "actor")):
        for row in tables.get(table, []):
            yield _element("node", {"id": _own_id(row)}, row, record=record)


def _edges(tables: Mapping[str, list[Row]], hub: str) -> Iterator[Element]:
    """From the family, from the one member whose tie it is, or from an actor."""
    for row in tables[TIES]:
        [target] = value_in(row[TO], IDS, NO_WORDS)
        whose = [] if row[FROM] == ALL else value_in(row[FROM], IDS, NO_WORDS)
        members = {} if row[FROM] == ALL or len(whose) == 1 else {MEMBERS: row[FROM]}
        source = whose[0] if len(whose) == 1 else hub
        own = {"id": _own_id(row)} if "id" in row else {}
        ends = {**own, "source": source, "target": target}
        yield _element("edge", ends, row, **members)


def _own_id(row: Row) -> str:
    return str(value_in(row["id"], Line("Id"), NO_WORDS))


def _element(of: str, attributes: Mapping[str, str], row: Row, **more: str) -> Element:
    element = Element(of, attributes, {name: ("string", text) for name, text in more.items()})
    for name, cell in row.items():
        if name == "extra":
            element.extra = json.loads(cell)
        elif name not in ("id", FROM, TO):
            element.cells[name] = (_type(COLUMNS[of][name].kind), cell)
    return element


def _type(kind: Kind) -> str:
    if isinstance(kind, Number):
        return "int" if kind.whole else "double"
    return "boolean" if isinstance(kind, YesNo) else "string"


def _give_back(elements: Sequence[Element]) -> None:
    """What came from other GraphML becomes keys again, where it reads back as it was."""
    kinds = defaultdict(set)
    for element in elements:
        for name, value in _foreign(element).items():
            kinds[element.of, name].add(type(value))
    for element in elements:
        foreign = _foreign(element)
        for name, value in [*foreign.items()]:
            if len(kinds[element.of, name]) == 1 and _stands(element.of, name, value):
                element.cells[name] = (TYPES[type(value)], written(value))
                del foreign[name]
                if not foreign:
                    del element.extra[TOOL]
        if element.extra:
            cell = cell_of(element.extra, Anything(), NO_WORDS)
            element.cells["extra"] = ("string", cell)


def _foreign(element: Element) -> dict[str, Any]:
    held = element.extra.get(TOOL)
    return held if isinstance(held, dict) else {}


def _stands(of: str, name: str, value: Any) -> bool:
    """Whether a reader gets this name and value back, of the same type."""
    if not name or name in OURS[of] or type(value) not in TYPES:
        return False
    text = written(value)
    back = typed(text.strip(), TYPES[type(value)])
    return bool(text) and not NOT_IN_A_CELL.search(name + text) and _same(back, value)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _xml(elements: Sequence[Element]) -> bytes:
    """The first element is the graph in which the others stand."""
    root = Xml.Element("graphml", {"xmlns": SPACE})
    keys: dict[tuple[str, str], str] = {}
    for element in elements:
        for name, (kind, _) in element.cells.items():
            if (element.of, name) not in keys:
                own = keys[element.of, name] = f"{element.of[0]}{len(keys)}"
                told = {"id": own, "for": element.of, "attr.name": name, "attr.type": kind}
                Xml.SubElement(root, "key", told)
    graph = root
    for element in elements:
        held = Xml.SubElement(graph, element.of, dict(element.attributes))
        for name, (_, text) in element.cells.items():
            Xml.SubElement(held, "data", {"key": keys[element.of, name]}).text = text
        if element.of == "graph":
            graph = held
    Xml.indent(root)
    data: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return data
