"""Kring's map beside Graphviz and networkx on the same networks in the same run.

    python benchmarks/layout.py [--seed 20260801] [--sizes 20,40,80,150] [--page A4] [--runs 5]

Each network is laid out and drawn by Kring, laid out and drawn by `neato -Goverlap=prism`
(process included) and laid out by networkx, one after the other, so that all feel the same
machine. A map's time is the median of its runs, a size's the median of its ten maps; counts are
means of ten maps. Needs Graphviz and networkx; with scipy there is one engine more.
"""

import argparse
import shutil
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from generate import Network, network
from measure_layout import Drawing, measure
from rivals import NETWORKX, dot_of, drawing_of, neato, places_of_neato

from kring.core.codes import Id, Quality, Sphere
from kring.core.drawing.draw import draw
from kring.core.drawing.on_map import prepare
from kring.core.family import Actor, Family, Link, Relation
from kring.core.layout.engine import lay_out
from kring.core.layout.scene import Format, Layout, Ring, Scene, Sector, Spot
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.documents.assets import font_widths, icons

FAULTS = ("node_node", "label_label", "label_node", "off_page")
MOST_FOR_KAMADA_KAWAI = 80  # actors; beyond, it takes seconds a map


def scene_of(made: Network) -> Scene:
    half = len(made["sectors"]) // 2
    return Scene(
        name=f"Netwerkkaart van {made['ego']['label']}",
        family=made["ego"]["label"],
        sectors=tuple(
            Sector(str(each["id"]), each["label"], people=each["id"] < half)
            for each in made["sectors"]
        ),
        rings=tuple(Ring(str(each["id"]), each["label"]) for each in made["rings"]),
        spots=tuple(
            Spot(each["id"], each["label"], each["sector"], each["ring"])
            for each in made["actors"]
        ),
        ties=tuple((tie["source"], tie["target"]) for tie in made["ties"]),
        halves=("Mensen", "Diensten"),
        family_id=made["ego"]["id"],
    )


def family_of(made: Network) -> Family:
    """The same people as a family, so that the drawing has symbols and ties to draw."""
    spheres = [*list(Sphere)[:0:-1], Sphere.SERVICES, Sphere.SERVICES, Sphere.SERVICES]
    actors = made["actors"]
    return Family(
        id=Id("ego"),
        label=Text.dutch(made["ego"]["label"]),
        actors=tuple(
            Actor(
                id=Id(each["id"]),
                label=Text.dutch(each["label"]),
                sphere=spheres[each["sector"]],
            )
            for each in actors
        ),
        relations=tuple(
            Relation(actor=Id(each["id"]), quality=Quality.NORMAL) for each in actors
        ),
        links=tuple(Link(a=Id(t["source"]), b=Id(t["target"])) for t in made["ties"]),
    )


def kring_map(scene: Scene, family: Family, page: Format) -> Layout:
    widths = font_widths()
    layout = lay_out(scene, format=page, widths=widths)
    drawing = prepare(family, themes=SHIPPED, layout=layout, scene=scene)
    draw(drawing, icons=icons(), widths=widths)
    return layout


def measured(made: Network, layout: Layout) -> Drawing:
    """A layout in the shape that `measure_layout` reads."""
    nodes: list[dict[str, Any]] = [
        {
            "id": node.id,
            "x": node.x,
            "y": node.y,
            "r": node.r,
            "sector": node.sector,
            "ring": node.ring,
            "ego": node is layout.family,
            "label_boxes": node.boxes,
        }
        for node in (layout.family, *layout.nodes)
    ]
    edges: list[dict[str, Any]] = [
        {"source": layout.family.id, "target": node.id, "kind": "ego"} for node in layout.nodes
    ]
    for tie in made["ties"]:
        bend = layout.bends.get((tie["source"], tie["target"]))
        edges.append({**tie, "kind": "alter", "points": bend})
    return {
        "page": layout.page,
        "nodes": nodes,
        "edges": edges,
        "center": layout.center,
        "ellipse": layout.inner,
        "ring_radii": layout.ring_radii,
        "sector_spans": {str(n): span for n, span in enumerate(layout.sector_spans)},
    }


@dataclass
class Tally:
    """What the maps of one size gave, by engine."""

    times: dict[str, list[float]] = field(default_factory=dict)
    found: dict[str, list[dict[str, float]]] = field(default_factory=dict)
    fonts: list[float] = field(default_factory=list)

    def mean(self, engine: str, key: str) -> float:
        return statistics.mean(each[key] for each in self.found[engine])

    def median(self, engine: str) -> float:
        return statistics.median(self.times[engine])


def run_size(size: int, *, seed: int, page: Format, runs: int) -> Tally:
    tally = Tally()
    for index in range(10):
        made = network(size, index, seed)
        scene, family, dot = scene_of(made), family_of(made), dot_of(made)
        engines: dict[str, Callable[[], object]] = {
            "kring": lambda s=scene, f=family: kring_map(s, f, page),
            "layout": lambda s=scene: lay_out(s, format=page, widths=font_widths()),
            "neato": lambda d=dot: neato(d),
        }
        for name, place in NETWORKX.items():
            if name != "kamada_kawai" or size <= MOST_FOR_KAMADA_KAWAI:
                engines[name] = lambda p=place, m=made: p(m)
        spent: dict[str, list[float]] = {name: [] for name in engines}
        for _ in range(runs):
            for name, run in engines.items():
                start = time.perf_counter()
                run()
                spent[name].append(1000 * (time.perf_counter() - start))
        for name, each in spent.items():
            tally.times.setdefault(name, []).append(statistics.median(each))
        layout = kring_map(scene, family, page)
        tally.fonts.append(layout.font)
        drawings = {"kring": measured(made, layout)}
        drawings["neato"] = drawing_of(made, places_of_neato(dot))
        for name in engines.keys() & NETWORKX.keys():
            drawings[name] = drawing_of(made, NETWORKX[name](made))
        for name, drawing in drawings.items():
            tally.found.setdefault(name, []).append(measure(drawing))
    return tally


def report(size: int, tally: Tally) -> str:
    kring = tally.found["kring"]
    faults = sum(int(each[key]) for each in kring for key in FAULTS)
    exact = min(min(each["ring_exact"], each["sector_exact"]) for each in kring)
    lines = [
        f"{size} actors: {faults} faults, inside ring and sector {exact:.2f},"
        f" {min(tally.fonts):g} to {max(tally.fonts):g} pt,"
        f" labels under another's tie {tally.mean('kring', 'label_edge_share'):.0%}",
        f"  layout alone {tally.median('layout'):7.1f} ms",
        f"  with drawing {tally.median('kring'):7.1f} ms,"
        f" {tally.mean('kring', 'cross_aa'):9.1f} crossings",
    ]
    for name in tally.found:
        if name != "kring":
            ratio = tally.median("kring") / tally.median(name)
            lines.append(
                f"  {name:12} {tally.median(name):7.1f} ms,"
                f" {tally.mean(name, 'cross_aa'):9.1f} crossings; Kring takes {ratio:.2f} of it"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=20260801)
    parser.add_argument("--sizes", default="20,40,80,150")
    parser.add_argument("--page", default="A4", choices=[each.value for each in Format])
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if shutil.which("neato") is None:
        sys.exit("This benchmark needs Graphviz: apt-get install graphviz")
    for number in map(int, asked.sizes.split(",")):
        done = run_size(number, seed=asked.seed, page=Format(asked.page), runs=asked.runs)
        print(report(number, done), flush=True)
