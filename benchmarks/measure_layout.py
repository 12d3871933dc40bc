"""How good a drawn map is, whatever engine drew it: the counts and shares that maps compare by.

    python benchmarks/measure_layout.py LAYOUT.json [LAYOUT.json ...]

Reads what `kring map layout` writes, and positions of other engines in the same shape:
`nodes` with `id, x, y, r, sector, ring, ego, label_boxes`, `edges` with `source, target, kind`
and perhaps `points`, and `center, ellipse, ring_radii, sector_spans` when rings and sectors are
to be checked. Writes one JSON line a file.

node_node, label_label, label_node: pairs that overlap; label_edge_share: labels that a tie runs
under which is not theirs, of all labels; tunnel: ties through another's symbol; cross_aa:
crossings between ties among actors; ring_exact, sector_exact: share of actors inside their own;
off_page: labels over the edge.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

HAIR = 1e-6
Array = np.ndarray[Any, Any]
Drawing = dict[str, Any]


def measure(drawing: Drawing) -> dict[str, float]:
    nodes = drawing["nodes"]
    number = {node["id"]: index for index, node in enumerate(nodes)}
    at = np.array([[node["x"], node["y"]] for node in nodes], float)
    radius = np.array([node.get("r", 4.0) for node in nodes], float)
    owners = [index for index, node in enumerate(nodes) for _ in node.get("label_boxes", [])]
    found = [box for node in nodes for box in node.get("label_boxes", [])]
    boxes, owner = np.array(found, float).reshape(-1, 4), np.array(owners, int)
    lines, ends, is_ego = _lines(drawing["edges"], at, number)
    apart = np.hypot(*(at[:, None] - at[None]).transpose(2, 0, 1))
    symbols = np.triu(apart < radius[:, None] + radius - HAIR, 1)
    labels = _boxes_meet(boxes, boxes) & (owner[:, None] < owner)
    on_symbol = _circles_meet(at, radius, boxes) & (np.arange(len(nodes))[:, None] != owner)
    under = lines_meet_boxes(lines, boxes)
    under &= (ends[:, 1:2] != owner) & (ends[:, 2:] != owner)
    through = _distance(lines, at) < radius * 0.9
    through &= (ends[:, 1:2] != np.arange(len(nodes))) & (ends[:, 2:] != np.arange(len(nodes)))
    width, height = drawing.get("page", [math.inf, math.inf])
    measured = {
        "actors": sum(not node.get("ego") for node in nodes),
        "node_node": int(symbols.sum()),
        "label_label": _pairs(owner[np.argwhere(labels)]),
        "label_node": len({(int(i), int(owner[j])) for i, j in np.argwhere(on_symbol)}),
        "label_edge_share": len(set(owner[under.any(0)])) / max(1, len(set(owners))),
        "tunnel": len({(int(ends[i, 0]), int(j)) for i, j in np.argwhere(through)}),
        "cross_aa": crossings(lines[~is_ego], ends[~is_ego]),
        "off_page": int(((boxes < -0.5) | (boxes > [width + 0.5, height + 0.5] * 2)).sum()),
    }
    return measured | _exact(drawing)


def _lines(
    edges: list[dict[str, Any]], at: Array, number: dict[str, int]
) -> tuple[Array, Array, Array]:
    """Straight pieces, the tie and the two ends of each, and whether it is the family's own."""
    lines, ends, is_ego = [], [], []
    for tie, edge in enumerate(edges):
        a, b = number[edge["source"]], number[edge["target"]]
        points = edge.get("points") or [at[a], at[b]]
        for start, end in pairwise(points):
            lines.append([*start, *end])
            ends.append([tie, a, b])
            is_ego.append(edge.get("kind") == "ego")
    return (
        np.array(lines, float).reshape(-1, 4),
        np.array(ends, int).reshape(-1, 3),
        np.array(is_ego, bool),
    )


def _pairs(pairs: Array) -> int:
    return len({tuple(pair) for pair in pairs.tolist()})


def _boxes_meet(some: Array, others: Array) -> Array:
    a, b = some[:, None], others[None]
    return ((a[..., :2] < b[..., 2:] - HAIR) & (b[..., :2] < a[..., 2:] - HAIR)).all(2)


def _circles_meet(at: Array, radius: Array, boxes: Array) -> Array:
    a, b = at[:, None], boxes[None]
    away = np.maximum(np.maximum(b[..., :2] - a, a - b[..., 2:]), 0)
    return np.hypot(away[..., 0], away[..., 1]) < radius[:, None] - HAIR


def lines_meet_boxes(lines: Array, boxes: Array) -> Array:
    """Clip each line by each box (Liang and Barsky, 1984): is anything left inside?"""
    start, way = lines[:, None, :2], (lines[:, 2:] - lines[:, :2])[:, None]
    low, high = boxes[None, :, :2], boxes[None, :, 2:]
    with np.errstate(divide="ignore", invalid="ignore"):
        one, two = (low - start) / way, (high - start) / way
    level = way == 0
    inside = (start > low) & (start < high)
    enters = np.where(level, np.where(inside, 0, 2), np.minimum(one, two)).max(2)
    leaves = np.where(level, np.where(inside, 1, -1), np.maximum(one, two)).min(2)
    return np.minimum(leaves, 1) - np.maximum(enters, 0) > 1e-9


def _distance(lines: Array, points: Array) -> Array:
    way = lines[:, 2:] - lines[:, :2]
    square = np.maximum((way**2).sum(1), 1e-12)
    there = points[None] - lines[:, None, :2]
    along = np.clip((there * way[:, None]).sum(2) / square[:, None], 0, 1)
    return np.hypot(*np.moveaxis(there - along[..., None] * way[:, None], 2, 0))


def crossings(lines: Array, ends: Array) -> int:
    """Pairs of pieces that cross, of ties that share no actor."""
    count, step = 0, max(1, 2_000_000 // max(1, len(lines)))
    for first in range(0, len(lines), step):
        part, own = lines[first : first + step], ends[first : first + step]
        a, b = part[:, None, :2], part[:, None, 2:]
        c, d = lines[None, :, :2], lines[None, :, 2:]
        cross = (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)
        for one in (1, 2):
            for two in (1, 2):
                cross &= own[:, one][:, None] != ends[:, two]
        count += int(np.triu(cross, first + 1).sum())
    return count


def _turn(p: Array, q: Array, r: Array) -> Array:
    return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
        r[..., 0] - p[..., 0]
    )


def _exact(drawing: Drawing) -> dict[str, float]:
    if "ring_radii" not in drawing:
        return {}
    actors = [node for node in drawing["nodes"] if not node.get("ego")]
    (cx, cy), (rx, ry) = drawing["center"], drawing.get("ellipse", (1.0, 1.0))
    rings, sectors = [], []
    for node in actors:
        x, y = (node["x"] - cx) / rx, (cy - node["y"]) / ry
        low, high = drawing["ring_radii"][node["ring"]]
        start, end = drawing["sector_spans"][str(node["sector"])]
        rings.append(low - HAIR <= math.hypot(x, y) <= high + HAIR)
        turned = (math.degrees(math.atan2(y, x)) - start) % 360
        sectors.append(turned <= end - start + HAIR)
    many = max(1, len(actors))
    return {"ring_exact": sum(rings) / many, "sector_exact": sum(sectors) / many}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        drawn = json.loads(Path(name).read_text(encoding="utf-8-sig"))
        print(json.dumps({"file": name, **measure(drawn)}))
