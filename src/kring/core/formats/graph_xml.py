"""The graphs in a GraphML file (graphml.graphdrawing.org), as plain values."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree as Xml

from kring.core.formats.faults import Fault, FileRefused, shown
from kring.core.formats.source import refused, text_of
from kring.core.formats.tree import MOST_NESTED, UNREADABLE, no_letter
from kring.core.words import gettext_noop, sentence

MOST_NODES: Final = 5_000
NO_DTD: Final = gettext_noop(
    "Dit bestand gebruikt DOCTYPE of ENTITY. Dat lezen we niet: het kan gevaarlijk zijn."
)
BROKEN: Final = gettext_noop("Dit is geen geldige XML: er klopt iets niet op deze regel.")
TOO_DEEP: Final = gettext_noop("Hier staat te veel in elkaar: hoogstens {most} niveaus diep.")
NOT_GRAPHML: Final = gettext_noop("Dit is geen GraphML: er staat geen netwerk in.")
TOO_MANY: Final = gettext_noop("Hier staan te veel knopen: hoogstens {most} kan.")
TWICE: Final = gettext_noop('De knoop "{name}" staat er twee keer.')
NO_NAME: Final = gettext_noop("Een knoop heeft geen id.")

WHOLE: Final = re.compile(r"[-+]?[0-9]{1,18}")
BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}
NUMBER: Final = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]{1,3})?")

Data = dict[str, Any]


@dataclass(slots=True)
class Node:
    id: str
    data: Data


@dataclass(slots=True)
class Edge:
    source: str
    target: str
    data: Data
    directed: bool
    id: str = ""


@dataclass(slots=True)
class Graph:
    """`attributes` are those of the element itself, with the name space in braces."""

    id: str
    directed: bool
    data: Data
    nodes: list[Node]
    edges: list[Edge]
    attributes: dict[str, str]
    hyperedges: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Key:
    name: str
    of: str  # node, edge, graph, all
    type: str
    default: str


def graphs_in(data: bytes, *, name: str) -> tuple[list[Graph], list[Key]]:
    """All graphs of the file, and the keys with what they are called. Raises FileRefused."""
    text = text_of(data, name=name)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused(name, sentence(NO_DTD))
    try:
        # Nothing to expand: there is no DTD.
        root = Xml.fromstring(text, Xml.XMLParser(target=_Growing(name)))  # noqa: S314
    except Xml.ParseError as error:
        raise refused(name, sentence(BROKEN), line=error.position[0]) from None
    keys = dict(_keys(root))
    graphs = [_graph(each, keys) for each in root if _tag(each) == "graph"]
    if _tag(root) != "graphml" or not graphs:
        raise refused(name, sentence(NOT_GRAPHML))
    if faults := [fault for graph in graphs for fault in _faults(graph, name)]:
        raise FileRefused(faults)
    return graphs, list(keys.values())


class _Growing(Xml.TreeBuilder):
    """Stops where elements stand too deep in each other, and at what is no letter."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Xml.Element:
        self._check("".join(attrs.values()))
        self.depth += 1
        if self.depth > MOST_NESTED:
            raise refused(self.name, sentence(TOO_DEEP, most=MOST_NESTED))
        return super().start(tag, attrs)

    def end(self, tag: str) -> Xml.Element:
        self.depth -= 1
        return super().end(tag)

    def data(self, data: str) -> None:
        self._check(data)
        super().data(data)

    def _check(self, text: str) -> None:
        """A letter may be written as a number, and be none."""
        if wrong := UNREADABLE.search(text):
            raise refused(self.name, no_letter(wrong[0]))


def _keys(root: Xml.Element) -> Iterator[tuple[str, Key]]:
    for each in root:
        if _tag(each) == "key":
            default = next((_text(held) for held in each if _tag(held) == "default"), "")
            own = each.get("id", "")
            yield (
                own,
                Key(
                    name=each.get("attr.name") or own,
                    of=each.get("for", "all"),
                    type=each.get("attr.type", "string"),
                    default=default,
                ),
            )


def _graph(element: Xml.Element, keys: dict[str, Key]) -> Graph:
    """Also what stands in graphs within its nodes."""
    directed = element.get("edgedefault") == "directed"
    graph = Graph(
        id=element.get("id", ""),
        directed=directed,
        data=_data(element, keys),
        nodes=[],
        edges=[],
        attributes=dict(element.attrib),
    )
    for each in element.iter():
        match _tag(each):
            case "node":
                graph.nodes.append(Node(each.get("id", ""), _data(each, keys)))
            case "edge":
                ends = each.get("source", ""), each.get("target", "")
                told = each.get("directed", str(directed)).casefold() == "true"
                graph.edges.append(Edge(*ends, _data(each, keys), told, each.get("id", "")))
            case "hyperedge":
                ends_of = [end.get("node", "") for end in each if _tag(end) == "endpoint"]
                graph.hyperedges.append(ends_of)
    return graph


def _data(element: Xml.Element, keys: dict[str, Key]) -> Data:
    """By the name of its key; a name that two keys have gets the key's own id behind it."""
    data: Data = {}
    for each in element:
        if _tag(each) == "data":
            own = each.get("key", "")
            key = keys.get(own, Key(own, "all", "string", ""))
            name = key.name if key.name not in data else f"{key.name} ({own})"
            text = _text(each)
            if text:
                data[name] = typed(text, key.type)
    return data


def typed(text: str, kind: str) -> Any:
    """The value; as it is written when it is not of its kind."""
    if kind == "boolean" and text.casefold() in BOOLEANS:  # networkx writes True
        return BOOLEANS[text.casefold()]
    if kind in ("int", "long") and WHOLE.fullmatch(text):
        return int(text)
    if kind in ("float", "double") and NUMBER.fullmatch(text):
        number = float(text)
        return number if abs(number) != float("inf") else text
    return text


def _text(element: Xml.Element) -> str:
    return "".join(element.itertext()).strip()


def _tag(element: Xml.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _faults(graph: Graph, name: str) -> Iterator[Fault]:
    if len(graph.nodes) > MOST_NODES:
        yield Fault(file=name, what=sentence(TOO_MANY, most=MOST_NODES))
        return
    seen = set()
    for node in graph.nodes:
        if not node.id:
            yield Fault(file=name, what=sentence(NO_NAME))
        elif node.id in seen:
            yield Fault(file=name, what=sentence(TWICE, name=shown(node.id)))
        seen.add(node.id)
