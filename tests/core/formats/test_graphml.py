"""GraphML: ours with everything in it, and that of other tools as far as it goes."""

import io
import json
from dataclasses import replace
from datetime import date

import networkx
import pytest
from family_values import family_files
from hypothesis import given, settings
from samples_formats import sample
from strategies_formats import awkward_families

from kring.core.codes import Frequency, Kind, LinkType, Quality, Round, Sphere
from kring.core.family import Actor, Family, Link, Member, Relation
from kring.core.formats.faults import FileRefused
from kring.core.formats.graphml import read_graphml
from kring.core.formats.graphml_write import write_graphml
from kring.core.plain import plain
from kring.core.themes import SHIPPED
from kring.core.words import Text

DAY = date(2026, 3, 1)
FILE = "net.graphml"


def graphml(*inside, keys="", attributes=""):
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{keys}'
        f"<graph {attributes}>{''.join(inside)}</graph></graphml>"
    ).encode()


def key(own, name, of="node", kind="string", default=None):
    inner = "" if default is None else f"<default>{default}</default>"
    return f'<key id="{own}" for="{of}" attr.name="{name}" attr.type="{kind}">{inner}</key>'


def node(own, **data):
    inner = "".join(f'<data key="{name}">{value}</data>' for name, value in data.items())
    return f'<node id="{own}">{inner}</node>'


def edge(source, target, attributes="", **data):
    inner = "".join(f'<data key="{name}">{value}</data>' for name, value in data.items())
    return f'<edge source="{source}" target="{target}" {attributes}>{inner}</edge>'


def only(data, on=None):
    [family] = read_graphml(data, name=FILE, on=on).families
    return family


def remarks(data):
    return [str(each) for each in read_graphml(data, name=FILE).remarks]


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        read_graphml(data, name=FILE)
    return str(refused.value)


def in_order(value):
    return json.dumps(plain(value))


FAMILY = Family(
    id="G",
    label=Text({"ar": "بيت", "nl": "Gezin <&> \"H\""}),
    members=(
        Member(id="m1", name=Text.dutch("Yara"), role="child", birth_year=2012),
        Member(id="m2", name=Text.dutch("Samir"), role="father"),
    ),
    actors=(
        Actor(id="oma", label=Text.dutch("Lieve"), sphere=Sphere.VOLUNTEERS, bridge=True,
              hours_week=2.5, extra={"easynwk": {"age": "70"}, "graphml": {"weight": 1.5}}),
        Actor(id="ocmw", label=Text.dutch("OCMW"), sphere=Sphere.SERVICES,
              extra={"graphml": {"weight": 2.0, "label": "x", "rich": {"a": 1}, "on": True,
                                 "n": 7, " ": "", "big": 10**30, "inf": "x\r"}}),
    ),
    relations=(
        Relation(actor="oma", closeness=1, themes={"housing": "carries"}),
        Relation(actor="oma", members=("m1",)),
        Relation(id="r3", actor="ocmw", members=("m1", "m2"), freq=Frequency.DAILY),
        Relation(actor="ocmw", members=()),
    ),
    links=(Link(a="oma", b="ocmw"), Link(a="ocmw", b="oma", type=LinkType.CONFLICT)),
)  # fmt: skip


# Ours


def test_our_own_file_is_a_graph_that_networkx_reads_too():
    graph = networkx.read_graphml(io.BytesIO(write_graphml(FAMILY)))

    assert set(graph.nodes) == {"G", "m1", "m2", "oma", "ocmw"}
    assert graph.nodes["oma"] == {
        "record": "actor", "label": "Lieve", "sphere": "volunteers", "bridge": True,
        "hours_week": 2.5, "weight": 1.5, "extra": '{"easynwk": {"age": "70"}}',
    }  # fmt: skip
    assert graph.nodes["m1"]["birth_year"] == 2012
    assert graph.number_of_edges() == 6
    assert sorted(graph.edges()) == [
        ("G", "ocmw"), ("G", "ocmw"), ("G", "oma"), ("m1", "oma"), ("oma", "ocmw"),
        ("oma", "ocmw"),
    ]  # fmt: skip


def test_what_came_from_other_graphml_are_attributes_again_where_that_is_safe():
    nodes = networkx.read_graphml(io.BytesIO(write_graphml(FAMILY))).nodes
    family = only(write_graphml(FAMILY))

    assert (nodes["ocmw"]["weight"], nodes["ocmw"]["on"], nodes["ocmw"]["n"]) == (2.0, True, 7)
    assert nodes["ocmw"]["label"] == "OCMW"
    assert set(json.loads(nodes["ocmw"]["extra"])["graphml"]) == {
        "label", "rich", " ", "big", "inf"
    }  # fmt: skip
    assert family == FAMILY


def test_a_name_with_values_of_two_types_stays_under_extra():
    weights = ({"w": 1}, {"w": "one"})
    actors = tuple(
        replace(actor, extra={"graphml": weight})
        for actor, weight in zip(FAMILY.actors, weights, strict=True)
    )
    family = replace(FAMILY, actors=actors)

    assert b'attr.name="w"' not in write_graphml(family)
    assert only(write_graphml(family)) == family


def test_the_family_gets_a_node_of_its_own():
    family = replace(FAMILY, id="oma")

    assert "oma_" in networkx.read_graphml(io.BytesIO(write_graphml(family))).nodes
    assert only(write_graphml(family)) == family


@settings(max_examples=60)
@given(awkward_families() | family_files())
def test_our_own_file_reads_back_the_same(file):
    for family in file.families:
        imported = read_graphml(write_graphml(family, file.themes), name=FILE, on=DAY)

        assert imported.families == (family,)
        assert in_order(imported.families) == in_order((family,))
        assert imported.themes == file.themes
        assert imported.remarks == ()


@settings(max_examples=15)
@given(awkward_families(most=1))
def test_networkx_agrees_on_who_there_is(file):
    [family] = file.families
    graph = networkx.read_graphml(io.BytesIO(write_graphml(family)))

    known = {each.id for each in (*family.members, *family.actors)}
    assert len(set(graph.nodes) - known) == 1
    assert graph.number_of_edges() == len(family.relations) + len(family.links)


def test_what_networkx_writes_of_ours_is_read_again():
    graph = networkx.read_graphml(io.BytesIO(write_graphml(FAMILY)))
    held = io.BytesIO()
    networkx.write_graphml(graph, held)
    family = only(held.getvalue())

    assert family.actors == FAMILY.actors
    assert family.members == FAMILY.members
    assert len(family.relations) == len(FAMILY.relations)


def test_what_somebody_added_to_our_file_must_be_an_actor():
    data = write_graphml(FAMILY).replace(
        b"</graph>", b'<node id="nieuw"><data key="x">1</data></node></graph>'
    )

    assert refusal(data).startswith('net.graphml (knoop "nieuw", kolom label): Deze cel mag')


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (b">volunteers<", b">vriendn<", 'net.graphml (knoop "oma", kolom sphere): "vriendn"'),
        (b'target="oma"', b'target="niemand"',
         'net.graphml (band 1, kolom to): "niemand" kennen we niet.'),
        (b">[]<", b">[1]<", 'net.graphml: Wat bij "maps" staat, kunnen we niet lezen.'),
        (b">[]<", b">{}<", 'net.graphml: Wat bij "maps" staat, kunnen we niet lezen.'),
        (b">[]<", b">[{&quot;id&quot;: &quot;k&quot;}]<",
         "net.graphml (maps 1, kolom date): Deze cel mag niet leeg zijn."),
    ],
)  # fmt: skip
def test_a_mistake_in_our_file_says_which_node_or_tie(was, now, said):
    data = write_graphml(replace(FAMILY, links=(), maps=()))

    assert was in data
    assert refusal(data.replace(was, now)).startswith(said)


def test_a_file_of_a_newer_kring_is_refused():
    data = write_graphml(FAMILY)
    own = data.split(b'attr.name="kring_schema_version"')[0].split(b'key id="')[-1]
    own = own.split(b'"')[0]

    newer = data.replace(b'<data key="' + own + b'">1<', b'<data key="' + own + b'">99<')
    assert refusal(newer) == (
        "net.graphml: Dit bestand is van een nieuwere Kring. Werk Kring eerst bij."
    )
    odd = data.replace(b'<data key="' + own + b'">1<', b'<data key="' + own + b'">een<')
    assert only(odd) == FAMILY


def test_extra_of_ours_that_is_no_group_is_replaced():
    family = replace(FAMILY, actors=FAMILY.actors[:1], relations=(), links=())
    data = write_graphml(family).replace(b'{"easynwk": {"age": "70"}}', b'{"graphml": 5}')

    assert only(data).actors[0].extra == {"graphml": {"weight": 1.5}}


def test_extra_that_is_no_group_is_a_mistake():
    family = replace(FAMILY, actors=FAMILY.actors[:1], relations=(), links=())
    data = write_graphml(family).replace(b'{"easynwk": {"age": "70"}}', b"[1]")

    assert "kolom extra" in refusal(data)


# Of other tools


def test_nodes_are_actors_and_edges_are_links():
    data = graphml(
        node("1", d0="Amal", d1="41", d2="0.5"),
        node("2", d0="", d1="x"),
        node("drie vier"),
        node("vijf zes", d0="Zes"),
        edge("1", "2", 'id="e1" directed="false"', d3="2.5"),
        edge("2", "drie vier", 'id="e1"'),
        keys=key("d0", "name") + key("d1", "age", kind="int") + key("d2", "x", kind="double")
        + key("d3", "weight", "edge", "double", "1.0"),
        attributes='id="mijn net" edgedefault="directed"',
    )  # fmt: skip
    family = only(data, on=DAY)

    assert str(family.label) == "mijn net"
    assert [(each.id, str(each.label), each.extra) for each in family.actors] == [
        ("1", "Amal", {"graphml": {"age": 41, "x": 0.5}}),
        ("2", "2", {"graphml": {"age": "x"}}),
        ("actor-3", "drie vier", {}),
        ("actor-4", "Zes", {"graphml": {"id": "vijf zes"}}),
    ]
    assert family.relations == ()
    assert family.links == (
        Link(id="e1", a="1", b="2", extra={"graphml": {"weight": 2.5, "directed": False}}),
        Link(a="2", b="actor-3", extra={"graphml": {"id": "e1"}}),
    )
    assert family.extra == {
        "graphml": {"edgedefault": "directed", "defaults": {"edge": {"weight": "1.0"}}}
    }
    assert family.maps[0].asked == (Round.LINKS,)
    said = " ".join(remarks(data))
    for what in (
        "age: bij Amal, 2.",
        "x: bij Amal.",
        "weight: bij banden tussen mensen.",
        "edgedefault: bij het hele bestand.",
        "defaults: bij het hele bestand.",
        "Amal, 2, drie vier en nog 1: het bestand zegt niet in welke kring.",
    ):
        assert what in said
    assert only(write_graphml(family)) == family


def test_attributes_that_are_called_as_ours_are_used_where_they_fit():
    data = graphml(
        node("a", label="OCMW", sphere="diensten", rol="buur", kind="dienst", bridge="ja",
             id="7", status="klaar", closeness="1"),
        node("b", naam="Jef", soort="plek", kring="overal"),
        node("c", label="c", name="d", kind="service", hours_week="900"),
        edge("a", "b", type="werken samen", quality="sterk", freq="nooit"),
    )  # fmt: skip
    family = only(data)

    first, second, third = family.actors
    assert (first.sphere, first.role, first.kind, first.bridge) == (
        Sphere.SERVICES, "neighbour", Kind.SERVICE, True
    )  # fmt: skip
    assert first.extra == {"graphml": {"id": "7", "status": "klaar", "closeness": "1"}}
    assert (str(second.label), second.kind) == ("Jef", Kind.PLACE)
    assert second.extra == {"graphml": {"kring": "overal"}}
    assert (third.sphere, third.extra) == (
        Sphere.SERVICES,
        {"graphml": {"name": "d", "hours_week": "900"}},
    )
    assert family.links == (
        Link(a="a", b="b", type=LinkType.COOPERATES,
             extra={"graphml": {"quality": "sterk", "freq": "nooit"}}),
    )  # fmt: skip


@pytest.mark.parametrize(
    "ego", [node("EGO", label="Rosa"), node("n0", label="ego"), node("n0", ego="true")]
)
def test_the_ego_is_the_family(ego):
    own = "EGO" if "EGO" in ego else "n0"
    data = graphml(
        ego,
        node("1"),
        edge(own, "1", closeness="2", quality="moeilijk", weight="3", nabijheid="7"),
        keys=key("ego", "ego", kind="boolean"),
        attributes='id="net"',
    )
    family = only(data)

    assert [each.id for each in family.actors] == ["1"]
    assert family.relations == (
        Relation(actor="1", closeness=2, quality=Quality.STRESSFUL,
                 extra={"graphml": {"weight": "3", "nabijheid": "7"}}),
    )  # fmt: skip
    assert str(family.label) in ("Rosa", "net")
    assert only(write_graphml(family)) == family


def test_two_egos_are_none():
    assert len(only(graphml(node("ego"), node("Ego"))).actors) == 2


def test_ties_with_nobody_are_kept_and_told():
    data = graphml(
        node("1"), edge("1", "1", 'id="e"', w="2"), edge("1", "9"),
        '<hyperedge><endpoint node="1"/><port/></hyperedge>',
    )  # fmt: skip
    family = only(data)

    assert family.extra["graphml"] == {
        "edges": [
            {"id": "e", "source": "1", "target": "1", "w": "2"}, {"source": "1", "target": "9"}
        ],
        "hyperedges": [["1"]],
    }  # fmt: skip
    assert "Banden naar niemand of naar zichzelf: 2." in " ".join(remarks(data))


def test_two_keys_with_one_name_are_both_kept():
    data = graphml(
        node("1", v1="Amal", o1="Dienst"), keys=key("v1", "name") + key("o1", "name")
    )

    [actor] = only(data).actors
    assert str(actor.label) == "Amal"
    assert actor.extra == {"graphml": {"name (o1)": "Dienst"}}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("boolean", "true", True),
        ("boolean", "False", False),
        ("boolean", "ja", "ja"),
        ("int", "7", 7),
        ("long", "-7", -7),
        ("int", "7.5", "7.5"),
        ("double", "1e3", 1000.0),
        ("float", ".5", 0.5),
        ("double", "1e999", "1e999"),
        ("double", "NaN", "NaN"),
        ("string", "7", "7"),
    ],
)
def test_a_value_has_the_type_of_its_key(kind, text, value):
    [actor] = only(graphml(node("1", d="x", k=text), keys=key("k", "k", kind=kind))).actors

    assert actor.extra["graphml"]["k"] == value
    assert type(actor.extra["graphml"]["k"]) is type(value)


def test_the_graph_may_say_how_it_is_called_and_hold_more():
    data = graphml('<data key="label">Netwerk A</data><data key="c">1</data>', node("1"))
    family = only(data)

    assert str(family.label) == "Netwerk A"
    assert family.extra == {"graphml": {"data": {"label": "Netwerk A", "c": "1"}}}
    assert str(only(graphml(node("1"))).label) == "Gezin zonder naam"


def test_each_graph_is_a_family():
    data = graphml(node("1")).replace(b"</graphml>", b'<graph><node id="2"/></graph></graphml>')

    assert [each.id for each in read_graphml(data, name=FILE).families] == [
        "gezin-1",
        "gezin-2",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<graphml><graph>", "net.graphml, regel 1: Dit is geen geldige XML"),
        (b"<svg></svg>", "net.graphml: Dit is geen GraphML"),
        (b"<graphml></graphml>", "net.graphml: Dit is geen GraphML"),
        (b"<net><graph/></net>", "net.graphml: Dit is geen GraphML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "net.graphml: Dit bestand gebruikt"),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><graphml/>',
         "net.graphml: Dit bestand gebruikt DOCTYPE"),
        (b"<graphml>" + b"<a>" * 60 + b"</a>" * 60 + b"</graphml>",
         "net.graphml: Hier staat te veel in elkaar"),
        (graphml(node("1"), node("1")), 'net.graphml: De knoop "1" staat er twee keer.'),
        (graphml("<node/>"), "net.graphml: Een knoop heeft geen id."),
        (graphml(*[node(at) for at in range(5001)]), "net.graphml: Hier staan te veel knopen"),
        (graphml(*[node(at) for at in range(501)]), "net.graphml: Hier staan 501 mensen."),
        (graphml(node("1", d="&#127;")), "net.graphml: Hier staat een teken dat geen"),
        (graphml(node("&#127;")), "net.graphml: Hier staat een teken dat geen letter is"),
        ("<graphml/>".encode("utf-16"), "net.graphml: De letters in dit bestand kunnen we"),
        (b" " * (2 * 1024**2 + 1), "net.graphml: Dit bestand is te groot"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence(data, said):
    assert refusal(data).startswith(said)


# The real file


@pytest.mark.samples
def test_the_real_file_of_socnetv():
    data = sample("graphml/ErdosRenyi_N10_E10.graphml")
    imported = read_graphml(data, name=FILE, on=DAY)
    [family] = imported.families
    witness = networkx.read_graphml(io.BytesIO(data))

    assert str(family.label) == "erdos-renyi"
    assert (len(family.actors), len(family.links)) == (10, 10)
    assert {(link.a, link.b) for link in family.links} == set(witness.edges())
    assert family.actors[0].extra["graphml"] == {
        "x_coordinate": 0.504425, "y_coordinate": 0.863711, "shape": "circle"
    }  # fmt: skip
    assert family.extra["graphml"]["defaults"]["node"]["color"] == "red"
    assert imported.themes == SHIPPED
    assert len(imported.remarks) == 7
    assert only(write_graphml(family)) == family
