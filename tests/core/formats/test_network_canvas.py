"""What Network Canvas exports: GraphML and CSV, of both of its exporters."""

from datetime import date

import pytest
from samples_formats import folder

from kring.core.codes import Formality, Frequency, Kind, LinkType, Round, Sphere, Support
from kring.core.family import Link
from kring.core.formats.csv_text import rows_in
from kring.core.formats.detect import read_any
from kring.core.formats.faults import FileRefused
from kring.core.formats.graph_xml import graphs_in
from kring.core.formats.network_canvas import (
    families_of,
    is_its_graph,
    is_network_canvas,
    sessions_of_graphs,
    sessions_of_tables,
)
from kring.core.themes import SHIPPED

DAY = date(2026, 3, 2)
EGO = (
    "networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID,networkCanvasProtocolName,"
    "sessionStart,APP_VERSION,household\n"
    "E1,geval 1,S1,Kaart,2026-03-01T09:00:00.000Z,,5\n"
)
PEOPLE = (
    "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,age,x_x,RelStrength,Contact_Freq,"
    "support_emotional,support_information,formal,sector_family,sector_care,sector_school,null\n"
    '10,E1,u10,"Amal ""de buurvrouw"", 2e",41,0.3,Very_close,Weekly,true,false,false,true,'
    "false,false,\n"
    "2,E1,u2,'=HYPERLINK(1),,,Not_close_at_all,Less_than_weekly,,true,true,false,true,false,\n"
    "3,E1,u3,,,,,,,,true,false,false,true,iets\n"
    "4,E1,u4,Bo,,,,,,,,true,true,,\n"
)
PLACES = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,Label\n5,E1,u5,Sociaal Huis\n"
KNOWS = (
    "edgeID,from,to,networkCanvasEgoUUID,networkCanvasUUID,networkCanvasSourceUUID,"
    "networkCanvasTargetUUID,strength\n"
    "1,99,98,E1,k1,u10,u2,2\n2,3,4,E1,k2,,,\n3,4,77,E1,k3,u4,zoek,\n"
)
TIES = KNOWS.split("\n")[0] + "\n11,5,2,E1,k4,u5,u2,\n"

SET = {
    "geval_attributeList_Person.csv": PEOPLE,
    "geval_attributeList_Organisation.csv": PLACES,
    "geval_edgeList_Knows.csv": KNOWS,
    "geval_edgeList_Werkt_met.csv": TIES,
    "geval_ego.csv": EGO,
}


def tables(files):
    return [(name, rows_in(text.encode(), name=name)) for name, text in files.items()]


def read(files, on=None):
    return families_of(sessions_of_tables(tables(files)), name="geval", on=on)


def only(files, on=None):
    [family] = read(files, on).families
    return family


def refusal(files):
    with pytest.raises(FileRefused) as refused:
        read(files)
    return refused.value.say()


def one_person(**variables):
    """The actor and the tie of somebody of whom this was answered."""
    head = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name"
    text = f"{','.join([head, *variables])}\n1,E,u,An,{','.join(variables.values())}\n"
    family = only({"x_attributeList_Person.csv": text})
    return family.actors[0], family.relations[0]


def test_an_interview_is_a_family():
    family = only(SET)

    assert (family.id, str(family.label)) == ("gezin-1", "geval 1")
    assert [(each.id, str(each.label), each.kind) for each in family.actors] == [
        ("n2", "=HYPERLINK(1)", Kind.PERSON),
        ("n3", "Person 3", Kind.PERSON),
        ("n4", "Bo", Kind.PERSON),
        ("n5", "Sociaal Huis", Kind.SERVICE),
        ("n10", 'Amal "de buurvrouw", 2e', Kind.PERSON),
    ]
    assert [each.sphere for each in family.actors] == [
        Sphere.SERVICES, Sphere.SERVICES, Sphere.FRIENDS_NEIGHBOURS, Sphere.SERVICES, Sphere.KIN
    ]  # fmt: skip
    assert [
        (each.actor, each.closeness, each.freq, each.support) for each in family.relations
    ] == [
        ("n2", 3, None, (Support.INFORMATIONAL,)),
        ("n3", None, None, ()),
        ("n4", None, None, ()),
        ("n5", None, None, ()),
        ("n10", 1, Frequency.WEEKLY, (Support.EMOTIONAL,)),
    ]
    assert family.maps[0].date == date(2026, 3, 1)
    assert family.maps[0].asked == (Round.NEAR, Round.LINKS, Round.FEELINGS)


def test_ties_go_by_the_long_ids_or_else_by_the_numbers():
    family = only(SET)

    assert family.links == (
        Link(id="e1", a="n10", b="n2",
             extra={"network_canvas": {"networkCanvasUUID": "k1", "strength": "2"}}),
        Link(id="e2", a="n3", b="n4", extra={"network_canvas": {"networkCanvasUUID": "k2"}}),
        Link(id="e11", a="n5", b="n2", extra={
            "network_canvas": {"networkCanvasUUID": "k4", "networkCanvasType": "Werkt_met"}}),
    )  # fmt: skip
    assert family.extra["network_canvas"]["ties"] == [
        {"networkCanvasUUID": "k3", "networkCanvasTargetUUID": "zoek", "from": "4", "to": "77"}
    ]


def test_all_else_is_kept_and_told():
    imported = read(SET)
    [family] = imported.families

    amal = family.actors[-1]
    assert amal.extra["network_canvas"] == {
        "networkCanvasUUID": "u10", "age": "41", "x_x": "0.3", "support_information": "false",
        "sector_care": "false", "sector_school": "false",
    }  # fmt: skip
    assert family.extra["network_canvas"]["ego"] == {"household": "5"}
    said = [str(each) for each in imported.remarks]
    assert said[0].startswith("geval: Over mensen heeft Kring hier geen plaats voor: ")
    for key in ("age", "x_x", "Contact_Freq", "sector_school", "null", "networkCanvasType"):
        assert key in said[0]
    assert (
        "Over banden heeft Kring hier geen plaats voor: networkCanvasUUID, strength" in said[1]
    )
    assert "Over het gesprek heeft Kring hier geen plaats voor: household" in said[2]
    assert said[3] == ("geval: Banden met iemand die er niet is: 1. Ze staan bij “extra”.")
    assert said[4].startswith("geval: Person 3, Sociaal Huis: het bestand zegt niet in welke")
    assert "We kozen Diensten." in said[4]
    assert "Bo: het bestand zegt niet in welke kring. We kozen Vrienden en buren." in said[5]


@pytest.mark.parametrize(
    ("variables", "sphere", "formality"),
    [
        ({"sector_family": "true"}, Sphere.KIN, None),
        ({"kring_vrienden": "true", "formal": "false"}, Sphere.FRIENDS_NEIGHBOURS, None),
        ({"category_work": "true", "formal": "true"}, Sphere.DAILY_LIFE, Formality.FORMAL),
        ({"sector_care": "true", "formal": "false"}, Sphere.SERVICES, Formality.INFORMAL),
        ({"sector_care": "true", "formal": "true"}, Sphere.SERVICES, None),
        ({"formal": "misschien"}, Sphere.FRIENDS_NEIGHBOURS, None),
        ({"sector_moon": "true"}, Sphere.FRIENDS_NEIGHBOURS, None),
    ],
)
def test_the_circle_is_taken_where_it_is_sure(variables, sphere, formality):
    actor, _ = one_person(**variables)

    assert (actor.sphere, actor.formality) == (sphere, formality)


@pytest.mark.parametrize(
    ("variable", "answer", "closeness"),
    [
        ("closeness", "Somewhat_close", 2),
        ("RelStrength", "very close", 1),
        ("nabijheid", "Verder", 3),
        ("closeness", "1", None),
        ("HeroinFreq", "very close", None),
    ],
)
def test_closeness_is_taken_from_words_only(variable, answer, closeness):
    actor, relation = one_person(**{variable: answer})

    assert relation.closeness == closeness
    kept = actor.extra["network_canvas"]
    assert (variable in kept) is (closeness is None)


def test_another_name_is_kept():
    actor, _ = one_person(label="Annie", naam="An")

    assert str(actor.label) == "An"
    assert actor.extra == {"network_canvas": {"networkCanvasUUID": "u", "label": "Annie"}}


def test_a_frequency_of_something_else_is_no_contact():
    assert one_person(HeroinFreq="Daily")[1].freq is None
    assert one_person(contact_frequency="daily")[1].freq is Frequency.DAILY


def test_a_part_of_the_set_is_read_as_far_as_it_goes():
    family = only({"x_attributeList_.csv": PEOPLE.replace("Person", "")}, on=DAY)

    assert str(family.label) == "Gezin zonder naam"
    assert str(family.actors[1].label) == "3"
    assert family.maps[0].date == DAY
    assert only({"geval_ego.csv": EGO}).actors == ()
    assert only({"geval_ego.csv": EGO.replace("2026-03-01T", "2026-02-30T")}).maps == ()


def test_two_interviews_of_one_case_are_two_families():
    second = {
        f"2{name}": text.replace("E1", "E2").replace("S1", "S2").replace("geval 1", "gezin-2")
        for name, text in SET.items()
    }
    third = {f"3{name}": text.replace("E2", "E3") for name, text in second.items()}
    families = read({**SET, **second, **{
        name: text.replace("S2", "S3") for name, text in third.items()
    }}).families  # fmt: skip

    assert [family.id for family in families] == ["gezin-1", "gezin-2", "gezin-3"]
    taken = {**second, **{name: text.replace("S2", "S3").replace("gezin-2", "g 2")
                          for name, text in third.items()}}  # fmt: skip
    assert [family.id for family in read(taken).families] == ["gezin-2", "gezin-2-"]


def test_blank_rows_and_double_headings():
    text = "nodeID,networkCanvasEgoUUID,networkCanvasUUID,name,name\n,,,,\n1,E1,u1,An,Annie\n"
    [actor] = only({"a_attributeList_Person.csv": text}).actors

    assert str(actor.label) == "An"
    assert actor.extra["network_canvas"] == {"networkCanvasUUID": "u1", "name (5)": "Annie"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a_attributeList_P.csv": "nodeID,networkCanvasEgoUUID,name\n1,E\n"},
         "a_attributeList_P.csv (rij 2): Deze rij heeft 2 cellen en er zijn 3 kolommen."),
        ({"a_attributeList_P.csv": "nodeID,networkCanvasEgoUUID,name\n1,E,a\n1,E,b\n"},
         'geval: Het nummer "1" staat er twee keer, of is geen nummer.'),
        ({"a_attributeList_P.csv": "nodeID,networkCanvasEgoUUID,name\n1 2,E,a\n"},
         'geval: Het nummer "1 2" staat er twee keer, of is geen nummer.'),
        ({"a_attributeList_P.csv": "nodeID,networkCanvasEgoUUID,name\n"
          + "".join(f"{at},E,a\n" for at in range(501))},
         "geval: Hier staan 501 mensen. Een gezin in Kring heeft er hoogstens 500."),
    ],
)  # fmt: skip
def test_a_broken_set_gets_a_sentence(files, said):
    assert refusal(files)[0].startswith(said)


# GraphML

GRAPH = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:nc="http://schema.networkcanvas.com/xmlns">
<key id="label" attr.name="label" attr.type="string" for="all"/>
<key id="e1" attr.name="family_name" attr.type="string" for="graph"/>
<key id="v1" attr.name="name" attr.type="string" for="node"/>
<key id="o1" attr.name="name" attr.type="string" for="node"/>
<key id="v2" attr.name="age" attr.type="int" for="node"/>
<graph edgedefault="undirected" nc:caseId="geval-1" nc:sessionUUID="S9"
 nc:sessionStartTime="2026-03-01T09:00:00.000Z" nc:codebookHash="h">
<data key="networkCanvasUUID">ego</data><data key="e1">Gezin H.</data>
<node id="1"><data key="networkCanvasUUID">u1</data><data key="networkCanvasType">Person</data>
<data key="label">Amal</data><data key="v1">Amal</data><data key="v2">41</data></node>
<node id="2"><data key="networkCanvasUUID">u2</data><data key="networkCanvasType">Venue</data>
<data key="label">Huis</data><data key="o1">Huis</data></node>
<edge id="1" source="1" target="2"><data key="networkCanvasUUID">k1</data>
<data key="networkCanvasType">Conflict</data><data key="networkCanvasSourceUUID">u1</data>
<data key="networkCanvasTargetUUID">u2</data></edge>
</graph></graphml>"""


def test_its_graphml_says_the_same():
    graphs, _ = graphs_in(GRAPH.encode(), name="g")
    [family] = families_of(sessions_of_graphs(graphs), name="g").families

    assert (family.id, str(family.label)) == ("geval-1", "Gezin H.")
    assert [(each.id, str(each.label), each.kind) for each in family.actors] == [
        ("n1", "Amal", Kind.PERSON), ("n2", "Huis", Kind.PLACE)
    ]  # fmt: skip
    assert family.actors[0].extra == {
        "network_canvas": {"networkCanvasUUID": "u1", "age": "41"}
    }  # fmt: skip
    assert family.links == (
        Link(id="e1", a="n1", b="n2", type=LinkType.CONFLICT,
             extra={"network_canvas": {"networkCanvasUUID": "k1"}}),
    )  # fmt: skip
    assert family.extra == {
        "network_canvas": {
            "networkCanvasSessionID": "S9", "sessionStart": "2026-03-01T09:00:00.000Z",
            "codebookHash": "h", "networkCanvasEgoUUID": "ego",
        }
    }  # fmt: skip


def test_its_files_are_known_by_what_is_in_them():
    [graph], _ = graphs_in(GRAPH.encode(), name="g")
    [plain], _ = graphs_in(b"<graphml><graph/></graphml>", name="g")

    assert is_its_graph(graph)
    assert not is_its_graph(plain)
    plain.data["networkCanvasUUID"] = "e"
    assert is_its_graph(plain)
    assert is_network_canvas(["nodeID", "networkCanvasEgoUUID"])
    assert not is_network_canvas(["naam", "kring"])


# The real files


@pytest.mark.samples
def test_the_real_set_of_the_interviewer():
    files = sorted((folder() / "network-canvas" / "export").iterdir())
    imported = read_any([(file.name, file.read_bytes()) for file in files])

    assert [
        (family.id, len(family.actors), len(family.links), family.maps[0].date)
        for family in imported.families
    ] == [
        ("case_1", 5, 7, date(2024, 12, 17)),
        ("case_2", 5, 3, date(2024, 12, 17)),
        ("case_3", 7, 5, date(2024, 12, 17)),
        ("case_4", 6, 5, date(2024, 12, 17)),
        ("case_5", 9, 16, date(2024, 12, 17)),
    ]
    first = imported.families[0]
    assert [str(actor.label) for actor in first.actors] == [
        "Ethan", "Marcus", "Luca", "Jamal", "Samuel"
    ]  # fmt: skip
    assert [(tie.closeness, tie.freq) for tie in first.relations] == [
        (1, Frequency.DAILY), (1, Frequency.WEEKLY), (2, None), (3, None), (2, Frequency.WEEKLY)
    ]  # fmt: skip
    assert first.actors[0].extra["network_canvas"]["Age"] == "29"
    types = [link.extra["network_canvas"]["networkCanvasType"] for link in first.links]
    assert types == ["Close"] * 5 + ["DrugTie", "SexTie"]
    assert len(imported.remarks) == 4
    assert imported.themes == SHIPPED


@pytest.mark.samples
def test_the_real_files_of_the_exporters_say_the_same_in_both_forms():
    files = sorted((folder() / "network-canvas" / "exporters").iterdir())
    held = [(file.name, file.read_bytes()) for file in files]
    csv = read_any([each for each in held if each[0].endswith(".csv")]).families
    graphml = read_any([each for each in held if each[0].endswith(".graphml")]).families

    assert [(family.id, str(family.label)) for family in csv] == [
        ("case-001", "Gezin H."), ("case-002", "Gezin H.")
    ]  # fmt: skip
    assert [family.links for family in csv] == [family.links for family in graphml]
    assert [family.relations for family in csv] == [family.relations for family in graphml]
    assert [family.maps for family in csv] == [family.maps for family in graphml]
    for one, other in zip(csv[0].actors, graphml[0].actors, strict=True):
        assert (one.id, one.label, one.sphere, one.kind) == (
            other.id, other.label, other.sphere, other.kind
        )  # fmt: skip
    assert [str(actor.label) for actor in csv[0].actors] == [
        'Amal "de buurvrouw", 2e verdieping', "Оксана", '=HYPERLINK("x")',
        "OCMW & Sociaal Huis <Noord>", "Ayşe Öztürk",
    ]  # fmt: skip
    both = read_any(held).families
    assert [family.id for family in both] == ["case-001", "case-002"]
