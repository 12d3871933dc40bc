"""A small circle of people to draw, and a plain layout that puts everybody somewhere."""

import math
from datetime import date
from types import MappingProxyType
from xml.etree import ElementTree

from kring.core import codes
from kring.core.codes import Id, Language, ThemeId
from kring.core.drawing.draw import draw
from kring.core.drawing.on_map import prepare
from kring.core.drawing.scene_of import scene_of
from kring.core.family import Actor, Family, Link, MapRecord, Member, Relation, ThemeState
from kring.core.layout.scene import Format, Furniture, Layout, Node, Widths
from kring.core.themes import SHIPPED
from kring.core.words import Text

DAY = date(2026, 3, 1)
WIDTHS = Widths(
    regular=MappingProxyType({chr(c): 0.55 for c in range(32, 0x250)}),
    bold=MappingProxyType({chr(c): 0.6 for c in range(32, 0x250)}),
)
ICONS = MappingProxyType(
    {"heart-handshake": '<path d="M1 1L23 23"/>', "house": '<path d="M2 2"/>'}
)


CODED = {
    "sphere": codes.Sphere,
    "kind": codes.Kind,
    "formality": codes.Formality,
    "location": codes.Location,
    "quality": codes.Quality,
    "dir": codes.Direction,
    "interpreter": codes.Interpreter,
    "freq": codes.Frequency,
    "need": codes.Need,
    "status": codes.ActorStatus,
}


def coded(fields):
    """Codes from the words of a file."""
    return {key: CODED[key](value) if key in CODED else value for key, value in fields.items()}


def nl(words):
    return Text.dutch(words)


def actor(key, label=None, sphere="volunteers", **more):
    return Actor(id=Id(key), label=nl(label or key), **coded({"sphere": sphere, **more}))


def relation(key, **more):
    return Relation(actor=Id(key), **coded(more))


def member(key, name=None, role="mother", **more):
    return Member(id=Id(key), name=nl(name or key), role=role, **coded(more))


def family(*actors, relations=(), **more):
    return Family(
        id=Id("gez"), label=nl("Gezin Amal"), actors=actors, relations=tuple(relations), **more
    )


def spoken(**languages):
    return {Language(tag): codes.Fluency(fluency) for tag, fluency in languages.items()}


def on_theme(key, **more):
    return ThemeState(id=ThemeId(key), **coded(more))


def link(a, b, kind="knows"):
    return Link(a=Id(a), b=Id(b), type=codes.LinkType(kind))


def asked(*rounds, day=DAY, key="m1"):
    return MapRecord(id=Id(key), date=day, asked=tuple(map(codes.Round, rounds)))


def themes(**parts):
    return {ThemeId(key): codes.Part(part) for key, part in parts.items()}


def plain_layout(
    scene, page=Format.A4, *, side="R", font=12.0, on_demand=False, bends=None, r=12.0
):
    """Everybody on a ray of their own in their sector and ring; not pretty, but in place."""
    center, inner = (300.0, 300.0), (240.0, 240.0)
    spans = [(90.0 + 60 * i, 150.0 + 60 * i) for i in range(len(scene.sectors))]
    rings = [(0.2 + 0.2 * i, 0.4 + 0.2 * i) for i in range(len(scene.rings))]
    nodes = []
    for index, spot in enumerate(scene.spots):
        angle = math.radians(spans[spot.sector][0] + 2 + (index * 7) % 56)
        reach = 240 * (rings[spot.ring][0] + 0.1)
        x, y = 300 + reach * math.cos(angle), 300 - reach * math.sin(angle)
        lines = (spot.label, spot.under) if spot.under else (spot.label,)
        boxes = tuple(
            (x + 14, y - 6 + 13 * i, x + 90, y + 6 + 13 * i) for i in range(len(lines))
        )
        nodes.append(
            Node(spot.id, x, y, r, 12.0, lines, boxes, side, small=len(lines) - 1)
        )  # fmt: skip
    middle = (scene.family, scene.under) if scene.under else (scene.family,)
    boxes = tuple((270.0, 280.0 + 14 * i, 330.0, 294.0 + 14 * i) for i in range(len(middle)))
    return Layout(
        page=(600.0, 660.0),
        format=page,
        center=center,
        inner=inner,
        rim=((248.0, 248.0), (280.0, 280.0)),
        family=Node("family", *center, 40.0, 12.0, middle, boxes, "", small=len(middle) - 1),
        nodes=tuple(nodes),
        ring_radii=tuple(rings),
        sector_spans=tuple(spans),
        bends=bends or {},
        furniture=(
            Furniture("title", scene.name, (0, 0, 200, 20), 14),
            Furniture("half", scene.halves[0], (200, 60, 290, 75), 12),
            Furniture("half", scene.halves[1], (310, 60, 400, 75), 12),
            *(Furniture("ring", r.label, (290, 500, 350, 510), 9) for r in scene.rings),
            Furniture("legend", "", (0, 600, 600, 660), 10),
        ),
        font=12.0,
        ties_on_demand=on_demand,
        bold=True,
    )


def prepared(whom, *, names="full", show_ended=False, themes_list=SHIPPED, layout=None, **more):
    """A family ready to draw; `layout` holds arguments of `plain_layout`."""
    scene = scene_of(whom, themes=themes_list, names=names, show_ended=show_ended, on=DAY)
    places = plain_layout(scene, **(layout or {}))
    more.setdefault("on", DAY)
    return prepare(whom, themes=themes_list, layout=places, scene=scene, **more)


SVG = "{http://www.w3.org/2000/svg}"


def drawn(whom, *, options=None, **choices):
    svg = draw(prepared(whom, **choices), icons=ICONS, widths=WIDTHS, **(options or {}))
    return ElementTree.fromstring(svg)


def classes(element):
    return element.get("class", "").split()


def with_class(root, name):
    return [element for element in root.iter() if name in classes(element)]


def names(root):
    return [element.get("aria-label") for element in with_class(root, "actor")]


def everything():
    """A family with every sign of the grammar on its map."""
    kinds = ("knows", "cooperates", "refers", "conflict")
    return family(
        actor("person", sphere="kin", abroad=True),
        actor("buddy", bridge=True),
        actor("office", sphere="services", coordination=True),
        actor("club", sphere="community", kind="group"),
        actor("park", sphere="community", kind="place"),
        actor("maybe", sphere="services", status="potential", possible_themes=("work",)),
        actor("gone", sphere="kin", status="ended"),
        actor("flat", sphere="daily_life"),
        relations=[
            relation("person", quality="strong", dir="mutual", members=("m",)),
            relation("buddy", quality="weak", dir="to_family", themes=themes(health="carries")),
            relation(
                "office",
                quality="stressful",
                dir="from_family",
                interpreter="child",
                themes=themes(health="helps", work="carries", income="helps"),
            ),
            relation("club", quality="broken"),
            relation("park", quality="normal"),
            relation("park", quality="strong"),
            relation("gone", quality="strong"),
        ],
        links=(
            *(link("person", "buddy", kind) for kind in kinds),
            link("person", "buddy"),
            link("flat", "flat"),
            link("flat", "maybe"),
            link("flat", "x"),
        ),
        members=(member("m", "Amal"), member("k", "Sami", role="child")),
        themes=(
            on_theme("housing", need="some"),
            on_theme("family", need="none"),
            on_theme("social", self=True),
        ),
    )


def signs(choice, **options):
    drawing = prepared(everything(), show_ended=True, difficult_ties=True, **choice)
    return [entry.key for entry in drawing.legend()], draw(
        drawing, icons=ICONS, widths=WIDTHS, **options
    )
