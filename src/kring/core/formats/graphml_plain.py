"""A graph of another tool as a family: each node an actor, each edge a link between actors.

A node that is called "ego" is the family itself. An attribute that is called as one of our
columns is used where it fits; everything else is kept under `extra`, key `graphml`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from kring.core.codes import Day, Id, Kind, Sphere
from kring.core.family import Actor, Family, Link, Relation
from kring.core.formats.asked import with_map
from kring.core.formats.faults import Remark
from kring.core.formats.graph_xml import Data, Graph, Key, Node
from kring.core.formats.graphml_write import TOOL, written
from kring.core.formats.lenient import taken
from kring.core.formats.records import PATTERNS
from kring.core.formats.remarks import Said, kept, named
from kring.core.formats.rows import NO_NAME
from kring.core.formats.source import refused
from kring.core.labels import label
from kring.core.words import Text, gettext_noop, sentence

EGO: Final = "ego"
MOST_PEOPLE: Final = 500
AN_ID: Final = re.compile(PATTERNS["Id"])
NAMES: Final = ("label", "name", "naam", "family_name")

TOO_MANY: Final = gettext_noop(
    "Hier staan {count} mensen. Een gezin in Kring heeft er hoogstens {most}."
)
TIES: Final = sentence(gettext_noop("banden tussen mensen"))
FILE: Final = sentence(gettext_noop("het hele bestand"))
NO_SPHERE: Final = gettext_noop(
    "{who}: het bestand zegt niet in welke kring. We kozen {sphere}. Kijk dat na."
)
LOOSE: Final = gettext_noop(
    "Banden naar niemand of naar zichzelf: {count}. Ze staan bij “extra”."
)


def family_of_graph(
    graph: Graph, keys: Sequence[Key], *, number: int, name: str, on: Day | None
) -> tuple[Family, tuple[Remark, ...]]:
    """The family, and what it cannot hold. Raises FileRefused for too many people."""
    ego = _ego(graph)
    people = [node for node in graph.nodes if node is not ego]
    if len(people) > MOST_PEOPLE:
        raise refused(name, sentence(TOO_MANY, count=len(people), most=MOST_PEOPLE))
    ids = {node.id: _id(node, at) for at, node in enumerate(people, start=1)}
    actors = [_actor(node, ids[node.id]) for node in people]
    relations, links, loose = _ties(graph, ids, ego)
    ego_data = ego.data if ego else {}
    more = {
        "data": graph.data,
        "edgedefault": "directed" if graph.directed else "",
        "ego": ego_data,
        "edges": loose,
        "hyperedges": graph.hyperedges,
        "defaults": _defaults(keys),
    }
    family = Family(
        id=Id(f"gezin-{number}"),
        label=Text.dutch(_called(ego_data) or _called(graph.data) or graph.id or NO_NAME),
        actors=tuple(actor for actor, _ in actors),
        relations=relations,
        links=links,
        extra=_extra({key: value for key, value in more.items() if value}),
    )
    chosen = [actor for actor, knew_sphere in actors if not knew_sphere]
    return with_map(family, on), (*_remarks(family, name), *chosen_spheres(chosen, name))


def _ego(graph: Graph) -> Node | None:
    """The one node that is called so, or marked so; nobody when there are more."""
    found = [
        node
        for node in graph.nodes
        if node.data.get(EGO) is True
        or EGO in {name.casefold() for name in (node.id, *_names(node.data))}
    ]
    return found[0] if len(found) == 1 else None


def _called(data: Data) -> str:
    return next((name for name in _names(data) if name.casefold() != EGO), "")


def _names(data: Data) -> list[str]:
    return [str(data[key]) for key in NAMES if key in data]


def _id(node: Node, at: int) -> Id:
    return Id(node.id if AN_ID.fullmatch(node.id) else f"actor-{at}")


def _actor(node: Node, name: Id) -> tuple[Actor, bool]:
    """The actor, and whether the node says in which circle it stands."""
    called = _called(node.data)
    rest = dict(node.data)
    for key in NAMES:
        if called and str(rest.get(key)) == called:
            del rest[key]
    needed = {"id": name, "label": called or node.id, "sphere": Sphere.FRIENDS_NEIGHBOURS.value}
    fields, used = taken(Actor, "actors", _texts(rest), needed)
    if node.id not in (name, called or node.id):
        rest["id"] = node.id
    is_service = fields.get("kind") is Kind.SERVICE
    sphere = Sphere.SERVICES if is_service else Sphere.FRIENDS_NEIGHBOURS
    actor = Actor(
        **{"label": Text.dutch(called or node.id), "sphere": sphere, **fields},
        id=name,
        extra=_extra({key: value for key, value in rest.items() if key not in used}),
    )
    return actor, "sphere" in fields


def _ties(
    graph: Graph, ids: Mapping[str, Id], ego: Node | None
) -> tuple[tuple[Relation, ...], tuple[Link, ...], list[Data]]:
    """Ties with the family, between actors, and those that are with nobody or with oneself."""
    relations, links, loose = [], [], []
    names = set(ids.values())
    hub = ego.id if ego else None
    for edge in graph.edges:
        data = dict(edge.data)
        if edge.directed != graph.directed:
            data["directed"] = edge.directed
        fields = {}
        if AN_ID.fullmatch(edge.id) and edge.id not in names:
            names.add(Id(edge.id))
            fields["id"] = Id(edge.id)
        elif edge.id:
            data["id"] = edge.id
        actors = [ids[end] for end in (edge.source, edge.target) if end in ids]
        if hub in (edge.source, edge.target) and len(actors) == 1:
            relations.append(_tie(Relation, {**fields, "actor": actors[0]}, data))
        elif len(set(actors)) == 2:
            links.append(_tie(Link, {**fields, "a": actors[0], "b": actors[1]}, data))
        else:
            loose.append({**fields, "source": edge.source, "target": edge.target, **data})
    return tuple(relations), tuple(links), loose


def _tie(record: type, needed: dict[str, Id], data: Data) -> Any:
    fields, used = taken(record, "ties", _texts(data), needed)
    rest = {key: value for key, value in data.items() if key not in used}
    return record(**needed, **fields, extra=_extra(rest))


def _texts(data: Data) -> dict[str, str]:
    return {key: written(value) for key, value in data.items()}


def _defaults(keys: Sequence[Key]) -> dict[str, dict[str, str]]:
    """What the file says of all nodes or edges that say nothing themselves."""
    held: dict[str, dict[str, str]] = {}
    for key in keys:
        if key.default:
            held.setdefault(key.of, {})[key.name] = key.default
    return held


def _extra(rest: Data) -> dict[str, Any]:
    return {TOOL: rest} if rest else {}


def _remarks(family: Family, name: str) -> tuple[Remark, ...]:
    more = family.extra.get(TOOL, {})
    pairs: list[tuple[Said, Said]] = [
        (key, str(actor.label)) for actor in family.actors for key in actor.extra.get(TOOL, {})
    ]
    held = [tie.extra for tie in family.relations] + [tie.extra for tie in family.links]
    pairs += [(key, TIES) for extra in held for key in extra.get(TOOL, {})]
    pairs += [(key, FILE) for key in more if key != "edges"]
    said = kept(pairs, name=name)
    if loose := more.get("edges"):
        said += (Remark(name, sentence(LOOSE, count=len(loose))),)
    return said


def chosen_spheres(actors: Sequence[Actor], name: str) -> Iterator[Remark]:
    """In which circle we put those of whom the file does not say it."""
    for sphere in Sphere:
        who = [str(actor.label) for actor in actors if actor.sphere is sphere]
        if who:
            told = sentence(NO_SPHERE, who=named(who), sphere=sentence(label(sphere)))
            yield Remark(name, told)
