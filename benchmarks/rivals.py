"""The engines that Kring's layout is measured beside: Graphviz and networkx."""

import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import networkx as nx

Network = dict[str, Any]
Places = dict[str, tuple[float, float]]


def dot_of(network: Network) -> str:
    """As anybody would hand it to Graphviz: names in boxes, the family tied to all."""
    lines = ["graph network {", 'node [shape=box, fontsize=10, margin="0.03,0.02"];']
    for each in (network["ego"], *network["actors"]):
        label = each["label"].replace('"', "'")
        lines.append(f'"{each["id"]}" [label="{label}"];')
    lines += [f'"{network["ego"]["id"]}" -- "{actor["id"]}";' for actor in network["actors"]]
    lines += [f'"{tie["source"]}" -- "{tie["target"]}";' for tie in network["ties"]]
    return "\n".join([*lines, "}"])


def neato(dot: str, output: str = "svg") -> str:
    """`neato -Goverlap=prism`, its process included."""
    done = subprocess.run(
        ["neato", "-Goverlap=prism", f"-T{output}"],
        input=dot,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def places_of_neato(dot: str) -> Places:
    rows = [line.split() for line in neato(dot, "plain").splitlines()]
    return {
        row[1].strip('"'): (float(row[2]), float(row[3])) for row in rows if row[0] == "node"
    }


def graph_of(network: Network) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from([network["ego"]["id"], *(actor["id"] for actor in network["actors"])])
    graph.add_edges_from((network["ego"]["id"], actor["id"]) for actor in network["actors"])
    graph.add_edges_from((tie["source"], tie["target"]) for tie in network["ties"])
    return graph


def spring(network: Network) -> Places:
    return _places(nx.spring_layout(graph_of(network), seed=1))


def kamada_kawai(network: Network) -> Places:
    return _places(nx.kamada_kawai_layout(graph_of(network)))


def _places(found: dict[str, Any]) -> Places:
    return {name: (float(x), float(y)) for name, (x, y) in found.items()}


NETWORKX: dict[str, Callable[[Network], Places]] = {"spring": spring}
if find_spec("scipy"):  # networkx needs it for this one alone
    NETWORKX["kamada_kawai"] = kamada_kawai


def drawing_of(network: Network, places: Places) -> dict[str, Any]:
    """Places in the shape that `measure_layout` reads; only their ties can be measured."""
    return {
        "nodes": [
            {"id": name, "x": x, "y": y, "r": 0.0, "ego": name == network["ego"]["id"]}
            for name, (x, y) in places.items()
        ],
        "edges": [{**tie, "kind": "alter"} for tie in network["ties"]],
    }
