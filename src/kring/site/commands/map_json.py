"""A layout as JSON, in the shape that others measure and store, and back."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kring.core.drawing.on_map import Drawing
from kring.core.drawing.themes import RimTheme
from kring.core.formats.source import json_of, refused, text_of
from kring.core.labels import theme_short
from kring.core.layout.scene import Box, Format, Layout, Node, Point, Scene
from kring.core.words import Translate, gettext_noop, sentence

NO_LAYOUT: Final = gettext_noop("Dit is geen plaatsing zoals “kring map layout” ze schrijft.")

Json = dict[str, Any]


def drawing_as_json(drawing: Drawing, translate: Translate, *, language: str) -> Json:
    """The layout of a drawing, with the themes on its rim and who supports each.

    `themes`: `{"id", "label", "state", "marks": [{"actor", "shape", "part"}]}`, in the order of
    the rim, clockwise from the top.
    """
    return {
        **layout_as_json(drawing.layout, drawing.scene),
        "themes": [_theme(piece, translate, language) for piece in drawing.rim],
    }


def layout_as_json(layout: Layout, scene: Scene, *, name: str = "") -> Json:
    """Lengths in points from the top left of the page, angles counter-clockwise in degrees.

    On a page-shaped rim `ring_radii` are shares of the `ellipse`; on a round one, points.
    """
    rx, ry = layout.inner
    is_round = rx == ry
    size = rx if is_round else 1.0
    held: Json = {
        "engine": "kring",
        "network": name or scene.name,
        "units": "pt",
        "y_up": False,
        "format": layout.format.value,
        "page": list(layout.page),
        "center": list(layout.center),
        "inner": [rx, ry],
    }
    if not is_round:
        held["ellipse"] = [rx, ry]
    return held | {
        "ring_radii": [
            [size * inside, size * outside] for inside, outside in layout.ring_radii
        ],
        "sector_spans": {str(n): list(span) for n, span in enumerate(layout.sector_spans)},
        "furniture": _furniture(layout),
        "font_pt": layout.font,
        "bold": layout.bold,
        "refit_offered": layout.refit_offered,
        "moved": list(layout.moved),
        "nodes": [_ego(layout, scene), *_nodes(layout, scene)],
        "edges": list(_edges(layout, scene)),
    }


def layout_of(data: bytes, name: str) -> Layout:
    """The layout that was written so before.

    Raises:
        FileRefused: this was not written by us.
    """
    held = json_of(text_of(data, name=name), name=name)
    try:
        return _layout(held)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        raise refused(name, sentence(NO_LAYOUT)) from None


def _layout(held: Json) -> Layout:
    round_size = None if "ellipse" in held else float(held["inner"][0])
    rim = held["furniture"]["rim"]
    [ego] = [node for node in held["nodes"] if node.get("ego")]
    return Layout(
        page=_point(held["page"]),
        format=Format(held["format"]),
        center=_point(held["center"]),
        inner=_point(held["inner"]),
        rim=(_point(rim["inner"]), _point(rim["outer"])),
        family=_placed(ego),
        nodes=tuple(_placed(node) for node in held["nodes"] if not node.get("ego")),
        ring_radii=tuple(
            _point([each / (round_size or 1) for each in pair]) for pair in held["ring_radii"]
        ),
        sector_spans=tuple(_point(span) for span in held["sector_spans"].values()),
        bends={
            (edge["source"], edge["target"]): tuple(map(_point, edge["points"]))
            for edge in held["edges"]
            if "points" in edge
        },
        font=float(held["font_pt"]),
        bold=held["bold"] is True,
    )


def _placed(node: Json) -> Node:
    return Node(
        id=str(node["id"]),
        x=float(node["x"]),
        y=float(node["y"]),
        r=float(node["r"]),
        font=float(node["font_pt"]),
        lines=tuple(map(str, node["lines"])),
        boxes=tuple(_box(box) for box in node["label_boxes"]),
        side=str(node["side"]),
        sector=int(node.get("sector", -1)),
        ring=int(node.get("ring", -1)),
        along=float(node.get("along", 0.5)),
        across=float(node.get("across", 0.5)),
        has_under=node["small"] > 0,
        small=int(node["small"]),
    )


def _point(pair: Any) -> Point:
    x, y = pair
    return float(x), float(y)


def _box(box: Any) -> Box:
    x0, y0, x1, y1 = map(float, box)
    return x0, y0, x1, y1


def _furniture(layout: Layout) -> Json:
    """What no label or symbol enters: boxes by name, and the rim as two ellipses."""
    (inside, outside) = layout.rim
    boxes: Json = {"rim": {"outer": list(outside), "inner": list(inside)}}
    for each in layout.furniture:
        name = each.kind
        number = 2
        while name in boxes:
            name = f"{each.kind}-{number}"
            number += 1
        boxes[name] = list(each.box)
    return boxes


def _ego(layout: Layout, scene: Scene) -> Json:
    return {**_node(layout.family, scene.family), "ego": True}


def _nodes(layout: Layout, scene: Scene) -> Iterator[Json]:
    labels = {spot.id: spot.label for spot in scene.spots}
    for node in layout.nodes:
        yield {
            **_node(node, labels[node.id]),
            "sector": node.sector,
            "ring": node.ring,
            "along": node.along,
            "across": node.across,
        }


def _node(node: Node, label: str) -> Json:
    return {
        "id": node.id,
        "x": node.x,
        "y": node.y,
        "r": node.r,
        "label": label,
        "lines": list(node.lines),
        "font_pt": node.font,
        "label_boxes": [list(box) for box in node.boxes],
        "side": node.side,
        "small": node.small,
    }


def _edges(layout: Layout, scene: Scene) -> Iterator[Json]:
    for node in layout.nodes:
        yield {"source": scene.family_id, "target": node.id, "kind": "ego"}
    for a, b in scene.ties:
        edge: Json = {"source": a, "target": b, "kind": "alter"}
        points = layout.bends.get((a, b))
        if points:
            edge["points"] = [list(point) for point in points]
        yield edge


def _theme(piece: RimTheme, translate: Translate, language: str) -> Mapping[str, Any]:
    return {
        "id": piece.theme.id,
        "label": theme_short(piece.theme, language, translate),
        "state": piece.state.value,
        "marks": [
            {"actor": mark.actor.id, "shape": mark.shape.value, "part": mark.part.value}
            for mark in piece.marks
        ],
    }
