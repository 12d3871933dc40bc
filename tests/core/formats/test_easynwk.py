"""Maps of easyNWK: read in every form it ever had, and written back in today's."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples_formats import sample

from kring.core.codes import ActorStatus, Direction, LinkType, Quality, Round, Sphere, Support
from kring.core.family import Actor, Family, Link, MapRecord, Place, Relation
from kring.core.formats.easynwk import read_easynwk
from kring.core.formats.easynwk_write import write_easynwk
from kring.core.formats.faults import FileRefused
from kring.core.themes import SHIPPED
from kring.core.words import Text

DAY = date(2026, 3, 1)
FILE = "kaart.json"


def alter(number, name, **more):
    return {"id": number, "name": name, "angle": 45, "distance": 50, "edgeType": 1} | more


def nwk(*alteri, ego="Rosa", connections=(), **more):
    return {
        "ego": {"name": ego},
        "alteri": list(alteri),
        "connections": list(connections),
        **more,
    }


def record(*versions, current=None, **more):
    return {"versions": list(versions), "currentVersion": current or len(versions), **more}


def version(number, held, title="", day="2026-01-10", **more):
    return {"id": number, "title": title, "date": day, "nwk": held, **more}


def one(*alteri, **more):
    return record(version(1, nwk(*alteri, **more)))


def read(value, on=None):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_easynwk(data, name=FILE, on=on)


def family_of(value, on=None):
    [family] = read(value, on).families
    return family


def actor_of(**more):
    family = family_of(one(alter(1, "Amal", **more)))
    return family.actors[0], family.relations[0]


def written(family, on=None):
    return json.loads(write_easynwk(family, on=on))


def refusal(value):
    with pytest.raises(FileRefused) as refused:
        read(value)
    return refused.value.say()


# Where somebody stands


@pytest.mark.parametrize(
    ("angle", "distance", "sphere", "closeness", "along", "across"),
    [
        (0, 10, Sphere.KIN, 1, 0.0, 0.3),
        (45, 50, Sphere.KIN, 2, 0.5, 0.5),
        (90, 50, Sphere.FRIENDS_NEIGHBOURS, 2, 0.0, 0.5),
        (180, 100, Sphere.FRIENDS_NEIGHBOURS, 3, 1.0, 1.0),
        (-180, 33, Sphere.DAILY_LIFE, 1, 0.0, 0.99),
        (-135, 34, Sphere.DAILY_LIFE, 2, 0.5, 0.02),
        (-90, 67, Sphere.SERVICES, 3, 0.0, 0.01),
        (-1, 99, Sphere.SERVICES, 3, 0.988888889, 0.97),
        (270, 50, Sphere.SERVICES, 2, 0.0, 0.5),
        (-270, 50, Sphere.FRIENDS_NEIGHBOURS, 2, 0.0, 0.5),
    ],
)
def test_quarter_and_horizon_become_sphere_closeness_and_kept_place(
    angle, distance, sphere, closeness, along, across
):
    actor, relation = actor_of(angle=angle, distance=distance)

    assert (actor.sphere, relation.closeness) == (sphere, closeness)
    assert actor.place == Place(along=along, across=pytest.approx(across))


def test_outside_the_outer_horizon_there_is_no_closeness():
    family = family_of(one(alter(1, "Opa", angle=40, distance=103, edgeType=0)))

    assert family.actors[0].sphere is Sphere.KIN
    assert family.actors[0].place is None
    assert family.relations[0].closeness is None
    assert written(family)["versions"][0]["nwk"]["alteri"][0]["distance"] == 103


@pytest.mark.parametrize(
    ("where", "role", "sphere"),
    [
        ({"distance": 0}, "Nachbar*in", Sphere.FRIENDS_NEIGHBOURS),
        ({"distance": 0}, "Psycholog*in", Sphere.SERVICES),
        ({"distance": None}, "Familienangehörige*r", Sphere.KIN),
        ({"angle": "links"}, "colleague", Sphere.DAILY_LIFE),
        ({"angle": True}, "Hausmeister", Sphere.FRIENDS_NEIGHBOURS),
    ],
)
def test_who_stands_nowhere_is_put_with_its_role_and_said_so(where, role, sphere):
    imported = read(one(alter(1, "Amal", role=role, **where)))
    [family] = imported.families

    assert family.actors[0].sphere is sphere
    assert family.actors[0].place is None
    assert family.relations[0].closeness is None
    assert any("Amal: staat nergens op de kaart." in str(each) for each in imported.remarks)
    again = written(family)["versions"][0]["nwk"]["alteri"][0]
    assert {key: again[key] for key in where} == where


# Who somebody is


@pytest.mark.parametrize(
    ("role", "code", "back"),
    [
        ("Nachbar*in", "neighbour", "Nachbar*in"),
        ("neighbor", "neighbour", "neighbor"),
        ("Arbeitskolleg*in", "colleague", "Arbeitskolleg*in"),
        ("Großmutter", "Großmutter", "Großmutter"),
        ("OKAN-leerkracht", "okan_teacher", "OKAN-leerkracht"),
        ("night_shelter", "night_shelter", "night_shelter"),
        ("", None, ""),
        ("  ", None, "  "),
        (None, None, None),
        (7, None, 7),
        ("rol\nop twee regels", None, "rol\nop twee regels"),
        ("lang" * 51, None, "lang" * 51),
    ],
)
def test_a_role_becomes_a_code_where_that_is_certain(role, code, back):
    actor, relation = actor_of(role=role)

    assert actor.role == code
    family = Family(id="g", label=Text.dutch("Rosa"), actors=(actor,), relations=(relation,))
    assert written(family)["versions"][0]["nwk"]["alteri"][0]["role"] == back


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"edgeType": 1}, ActorStatus.ACTIVE),
        ({"edgeType": 2}, ActorStatus.ACTIVE),
        ({"edgeType": "0"}, ActorStatus.POTENTIAL),
        ({"edgeType": 0}, ActorStatus.POTENTIAL),
        ({"edgeType": 0, "human": False}, ActorStatus.ACTIVE),
        ({"edgeType": 0, "deceased": True}, ActorStatus.ENDED),
        ({"edgeType": None}, ActorStatus.ACTIVE),
    ],
)
def test_no_tie_now_is_a_chance_unless_none_is_possible(more, status):
    assert actor_of(**more)[0].status is status


def test_a_name_that_is_missing_is_said_in_words_and_given_back():
    family = family_of(one(alter(1, " ")))

    assert str(family.actors[0].label) == "Iemand zonder naam"
    assert written(family)["versions"][0]["nwk"]["alteri"][0]["name"] == " "


def test_what_we_cannot_hold_is_kept_listed_and_given_back():
    person = alter(
        1,
        "Hond Max",
        human=False,
        currentGender="Tier",
        age="3",
        emoji="🐶",
        edgeType=0,
        edgeTypeByUser=2,
        haircut={"colour": "brown"},
    )
    imported = read(one(person))
    [family] = imported.families

    assert family.actors[0].extra["easynwk"] == {
        key: person[key]
        for key in (
            "human", "currentGender", "age", "emoji", "edgeType", "edgeTypeByUser", "haircut"
        )
    }  # fmt: skip
    said = [str(each) for each in imported.remarks]
    for what in ("geen mens", "geslacht", "leeftijd", "emoji", "haircut"):
        assert (
            f"kaart.json: {what}: bij Hond Max. Kring heeft daar geen plaats voor."
            " Het staat bij “extra”."
        ) in said
    [back] = written(family)["versions"][0]["nwk"]["alteri"]
    assert {key: back[key] for key in person} == person


def test_a_remark_names_three_people_and_counts_the_rest():
    people = [alter(number, name, age="9") for number, name in enumerate("ABCDE", start=1)]

    assert "leeftijd: bij A, B, C en nog 2." in str(read(one(*people)).remarks[0])


# What goes over the tie


@pytest.mark.parametrize(
    ("given_", "kinds", "direction"),
    [
        ({}, (), None),
        ({"supportEmotional": 1}, (Support.EMOTIONAL,), Direction.FROM_FAMILY),
        ({"supportInstrumental": 2}, (Support.PRACTICAL,), Direction.TO_FAMILY),
        ({"supportInformational": 3}, (Support.INFORMATIONAL,), Direction.MUTUAL),
        ({"supportSocial": 2, "supportLinking": 2},
         (Support.COMPANIONSHIP, Support.LINKING), Direction.TO_FAMILY),
        ({"supportEmotional": 1, "supportLinking": 2},
         (Support.EMOTIONAL, Support.LINKING), Direction.MUTUAL),
        ({"supportEmotional": 9, "supportSocial": "2", "supportLinking": True}, (), None),
    ],
)  # fmt: skip
def test_five_kinds_of_support_each_with_their_direction(given_, kinds, direction):
    actor, relation = actor_of(**given_)

    assert (relation.support, relation.dir) == (kinds, direction)
    family = Family(id="g", label=Text.dutch("R"), actors=(actor,), relations=(relation,))
    [back] = written(family)["versions"][0]["nwk"]["alteri"]
    assert {key: back[key] for key in given_} == given_


def test_a_conflict_is_a_difficult_tie():
    assert actor_of(conflict=True)[1].quality is Quality.STRESSFUL
    assert actor_of(conflict=False)[1].quality is None


@pytest.mark.parametrize(
    ("people", "asked"),
    [
        ([{}], (Round.NEAR, Round.LINKS)),
        ([{"supportSocial": 1}, {}], (Round.NEAR, Round.LINKS, Round.FEELINGS)),
        ([{}, {"conflict": True}], (Round.NEAR, Round.LINKS, Round.FEELINGS)),
    ],
)
def test_a_map_record_says_which_rounds_were_done(people, asked):
    alteri = [alter(number, "A", **more) for number, more in enumerate(people)]

    assert family_of(one(*alteri)).maps[0].asked == asked


def test_connections_become_links_and_loose_ones_are_kept():
    loose = [{"id1": 1, "id2": 1}, {"id1": 2, "id2": 1}, {"id1": 1, "id2": 9}, {"id1": 1}]
    good = {"id1": 1, "id2": 2, "since": 2020}
    imported = read(one(alter(1, "A"), alter(2, "B"), connections=[good, *loose]))
    [family] = imported.families

    assert family.links == (Link(a="a1", b="a2", extra={"easynwk": {"since": 2020}}),)
    assert family.extra["easynwk"]["connections"] == loose
    said = " ".join(map(str, imported.remarks))
    assert "since: bij banden tussen mensen." in said
    assert "Banden naar niemand of die er dubbel staan: 4." in said
    assert written(family)["versions"][0]["nwk"]["connections"] == [good, *loose]


# The person in the middle


@pytest.mark.parametrize(
    ("ego", "label", "members"),
    [
        ("Rosa", "Rosa", ["Rosa"]),
        ("Gezin H.", "Gezin H.", []),
        ("Familie Müller", "Familie Müller", []),
        ("", "Gezin zonder naam", []),
        (None, "Gezin zonder naam", []),
    ],
)
def test_the_ego_is_the_family_and_its_member(ego, label, members):
    family = family_of(one(ego=ego))

    assert str(family.label) == label
    assert [str(member.name) for member in family.members] == members


def test_what_the_ego_is_more_than_its_name():
    held = nwk(alter(1, "A"))
    held["ego"] |= {"age": "45", "currentGender": "weiblich", "emoji": "🏠", "note": "Lief"}
    imported = read(record(version(1, held)))
    [family] = imported.families

    assert str(family.note) == "Lief"
    assert family.extra["easynwk"]["ego"] == {
        "age": "45", "currentGender": "weiblich", "emoji": "🏠"
    }  # fmt: skip
    assert "leeftijd: bij de persoon in het midden." in " ".join(map(str, imported.remarks))
    assert written(family)["versions"][0]["nwk"]["ego"] == {"name": "Rosa", **held["ego"]}


def test_a_note_that_is_no_text_is_given_back_until_there_is_one():
    held = nwk()
    held["ego"]["note"] = 5
    family = family_of(record(version(1, held)))

    assert family.note is None
    assert written(family)["versions"][0]["nwk"]["ego"]["note"] == 5


def test_an_empty_ego_is_called_as_on_another_map():
    family = family_of(record(version(1, nwk(ego="Gezin H.")), version(2, nwk(ego=""))))

    assert str(family.label) == "Gezin H."
    egos = [each["nwk"]["ego"]["name"] for each in written(family)["versions"]]
    assert egos == ["Gezin H.", ""]


# Several maps over time


def test_the_current_map_is_the_family_and_the_others_are_kept_whole():
    first = version(1, nwk(alter(1, "A", conflict=True)), "Start", colour="red")
    second = version(2, nwk(alter(1, "A"), alter(2, "B")), "Na 3 maanden", "2026-04-12")
    imported = read(record(first, second, current=1))
    [family] = imported.families

    assert [str(actor.label) for actor in family.actors] == ["A"]
    assert [(each.id, each.date, str(each.title)) for each in family.maps] == [
        ("kaart-1", date(2026, 1, 10), "Start"),
        ("kaart-2", date(2026, 4, 12), "Na 3 maanden"),
    ]
    assert family.maps[0].extra == {"easynwk": {"colour": "red"}}
    assert [each["name"] for each in family.maps[1].extra["easynwk"]["nwk"]["alteri"]] == [
        "A", "B"
    ]  # fmt: skip
    said = " ".join(map(str, imported.remarks))
    assert "Andere kaarten: 1." in said
    assert "colour: bij Start." in said
    back = written(family)
    assert back["currentVersion"] == 1
    assert [each["title"] for each in back["versions"]] == ["Start", "Na 3 maanden"]
    assert read(back).families == (family,)


def test_the_last_map_is_current_when_the_file_points_at_none():
    value = record(version(1, nwk(alter(1, "A"))), version(3, nwk(alter(2, "B"))), current=9)

    assert [str(actor.label) for actor in family_of(value).actors] == ["B"]


@pytest.mark.parametrize("told", ["", "gisteren", "9999-01-01", None, 7])
def test_a_map_without_a_day_is_kept_beside_the_family(told):
    value = record(version(4, nwk(alter(1, "A")), "Start", told))
    imported = read(value)
    [family] = imported.families

    assert family.maps == ()
    assert "Er is een kaart zonder datum." in str(imported.remarks[-1])
    back = written(family)
    assert [(each["id"], each["title"], each["date"]) for each in back["versions"]] == [
        (4, "Start", told)
    ]
    assert read(back).families == (family,)


@pytest.mark.parametrize("told", ["", "gisteren"])
def test_a_map_without_a_day_gets_the_day_of_reading(told):
    family = family_of(record(version(4, nwk(alter(1, "A")), "Start", told)), on=DAY)

    assert [each.date for each in family.maps] == [DAY]
    assert written(family)["versions"][0]["date"] == (told or "2026-03-01")


def test_an_older_map_without_a_day_is_given_back_too():
    value = record(version(1, nwk(alter(1, "A")), "", ""), version(2, nwk(alter(2, "B"))))
    back = written(family_of(value))

    names = {each["id"]: each["nwk"]["alteri"][0]["name"] for each in back["versions"]}
    assert names == {1: "A", 2: "B"}
    assert back["currentVersion"] == 2


# Older generations


def test_a_single_map_of_2020():
    value = {
        "ego": {"name": "Rosa"},
        "alteri": [
            {"id": "8e88-77", "name": "Susi", "edgeWeight": 0, "isSelected": True,
             "angle": -131.1, "distance": 42.3, "contactOfPartner": True},
            {"id": "0", "name": "+Hubert", "edgeWeight": 2, "angle": 76, "distance": 80,
             "currentGender": "kein Mensch", "isSelected": False, "contactOfPartner": False},
        ],
        "relations": [{"id1": "8e88-77", "id2": "0"}],
        "editIndex": None,
        "editTab": "",
    }  # fmt: skip
    family = family_of(value)

    susi, hubert = family.actors
    assert (susi.id, str(susi.label), susi.status) == ("p1", "Susi", ActorStatus.ACTIVE)
    assert susi.extra["easynwk"] == {
        "id": "8e88-77", "isSelected": True, "contactOfPartner": True
    }  # fmt: skip
    assert (hubert.id, str(hubert.label), hubert.status) == ("a0", "Hubert", ActorStatus.ENDED)
    assert hubert.extra["easynwk"] == {
        "currentGender": "kein Mensch", "deceased": True, "edgeType": 2, "human": False
    }  # fmt: skip
    assert family.links == (Link(a="p1", b="a0"),)
    assert family.maps == ()
    assert family.extra == {}
    back = written(family, on=DAY)
    assert back["versions"][0]["date"] == "2026-03-01"
    assert [each["id"] for each in back["versions"][0]["nwk"]["alteri"]] == ["8e88-77", 0]
    assert read(back, on=DAY).families == (family_of(value, on=DAY),)


def test_keys_of_a_map_and_of_a_file_that_nobody_knows_stay():
    value = record(version(1, nwk(alter(1, "A"), editTab="base")), size="7", wishes=[1])
    imported = read(value)
    [family] = imported.families

    assert family.extra["easynwk"] == {
        "nwk": {"editTab": "base"}, "record": {"size": "7", "wishes": [1]}
    }  # fmt: skip
    assert "wishes: bij het hele bestand." in " ".join(map(str, imported.remarks))
    back = written(family)
    assert (back["size"], back["wishes"]) == ("7", [1])
    assert back["versions"][0]["nwk"]["editTab"] == "base"


# The text files of 1.5

LINES = [
    "E;Familie Müller;39;Notiz; mit Strichpunkt",
    "F;1;5.3.2018",
    "F;2;12.4.2019",
    "N;1;Großmutter Änne;w;GrM;wohnt nebenan; links",
    "N;2;+Karl;m;Va",
    "N;3;Dr. Weiß;;Sw;",
    "N;4;Jürgen",
    "N;5;Gelöschter Kontakt;m;Fr;",
    "P;1;1;0.62;0.41;1",
    "P;1;2;0.7;0.1;0",
    "P;2;1;0,3;0,35;2",
    "P;2;3;0.72;0.79;1",
    "P;2;4;0.5;0.5;1",
    "L;1;1;2",
    "L;2;1;3",
    "X;iets;anders",
    "",
]


def text(*lines):
    return "\r\n".join(lines).encode("cp1252")


def test_a_text_file_of_easynwk_1_5():
    imported = read(text(*LINES))
    [family] = imported.families

    assert str(family.label) == "Familie Müller"
    assert str(family.note) == "Notiz; mit Strichpunkt"
    assert [(actor.id, str(actor.label), actor.role) for actor in family.actors] == [
        ("a1", "Großmutter Änne", "Großmutter"), ("a3", "Dr. Weiß", "Sw"),
        ("a4", "Jürgen", None),
    ]  # fmt: skip
    assert str(family.actors[0].note) == "wohnt nebenan; links"
    assert family.actors[0].sphere is Sphere.FRIENDS_NEIGHBOURS
    assert family.relations[0].closeness == 2
    assert family.actors[0].extra["easynwk"] == {"currentGender": "weiblich", "edgeType": 2}
    assert family.links == (Link(a="a1", b="a3"),)
    assert [each.date for each in family.maps] == [date(2018, 3, 5), date(2019, 4, 12)]
    older = family.maps[0].extra["easynwk"]["nwk"]
    assert [each["name"] for each in older["alteri"]] == ["Großmutter Änne", "Karl"]
    assert older["alteri"][1]["deceased"] is True
    assert [each["name"] for each in family.extra["easynwk"]["record"]["contacts"]] == [
        "Gelöschter Kontakt"
    ]
    assert family.extra["easynwk"]["record"]["lines"] == ["X;iets;anders"]
    said = " ".join(map(str, imported.remarks))
    assert "Gelöschter Kontakt: staat op geen enkele kaart." in said
    assert "Jürgen: staat nergens op de kaart." in said
    assert "Regels die we niet begrijpen: 1." in said
    assert read(write_easynwk(family)).families == (family,)


def test_a_text_file_without_a_map():
    family = family_of(text("E;Rosa", "N;1;Amal"))

    assert (str(family.label), family.actors, family.maps) == ("Rosa", (), ())


def test_a_text_file_in_utf_8():
    assert str(family_of("\ufeffE;Änne;1\nF;1;1.2.2020\n".encode()).label) == "Änne"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["E;R", "P;1;1;0.5"], FILE + ", regel 2: Een regel met P heeft minstens 6 stukken,"
         " met puntkomma's ertussen."),
        (["E;R", "N;een;A"], FILE + ', regel 2: Hier hoort een getal, maar er staat "een".'),
        (["E;R", "L;1;nan;2"], FILE + ', regel 2: Hier hoort een getal, maar er staat "nan".'),
        (["E;R", "F;1;31.2.2020"], FILE + ", regel 2: Hier hoort een datum zoals 5.3.2018,"
         ' maar er staat "31.2.2020".'),
        (["E;R", "F;1;lente"], FILE + ", regel 2: Hier hoort een datum zoals 5.3.2018,"
         ' maar er staat "lente".'),
        (["E;R", "N;1;A", "N;1;B"],
         FILE + ", regel 3: Nummer 1 staat hier voor de tweede keer."),
        (["E;R", "P;1;7;0.1;0.1;1"],
         FILE + ", regel 2: Nummer 7 staat nergens als persoon (een regel met N)."),
    ],
)  # fmt: skip
def test_a_broken_text_file_says_which_line(lines, said):
    assert refusal(text(*lines)) == (said,)


def test_letters_that_are_in_no_alphabet_are_refused():
    assert refusal(b"E;R\x81sa;1\r\n") == (
        FILE + ": De letters in dit bestand kunnen we niet lezen. Bewaar het opnieuw als"
        " UTF-8.",
    )


# Files that are broken


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"versions": []}, FILE + ": Dit is geen kaart van easyNWK."),
        ([1], FILE + ": Dit is geen kaart van easyNWK."),
        (record(), FILE + ": Er staat geen enkele kaart in dit bestand."),
        (record(5), FILE + " (versions[0]): Hier hoort een groep gegevens tussen accolades."),
        ({"versions": 5, "currentVersion": 1},
         FILE + " (versions): Hier hoort een lijst tussen rechte haken."),
        (record({"id": 1}),
         FILE + " (versions[0].nwk): Hier hoort een groep gegevens tussen accolades."),
        (record(version("een", nwk())), FILE + " (versions[0].id): Hier hoort een nummer."),
        (record(version(True, nwk())), FILE + " (versions[0].id): Hier hoort een nummer."),
        (record(version(1, nwk()), version(1, nwk())),
         FILE + " (versions[1].id): Nummer 1 staat hier twee keer."),
        (record(version(1, nwk(), 5)), FILE + " (versions[0].title): Hier hoort een tekst."),
        (record(version(1, nwk() | {"ego": []})), FILE + " (versions[0].nwk.ego):"
         " Hier hoort een groep gegevens tussen accolades."),
        (record(version(1, nwk() | {"alteri": None})),
         FILE + " (versions[0].nwk.alteri): Hier hoort een lijst tussen rechte haken."),
        (one({"name": "A"}), FILE + " (versions[0].nwk.alteri[0].id): Hier hoort een nummer."),
        (one({"id": 1}), FILE + " (versions[0].nwk.alteri[0].name): Hier hoort een tekst."),
        (one(alter(1, "A"), alter(1, "B")),
         FILE + " (versions[0].nwk.alteri[1].id): Nummer 1 staat hier twee keer."),
        (one(*[alter(number, "A") for number in range(501)]),
         FILE + " (versions[0].nwk.alteri): Hier staan 501 mensen. Een gezin in Kring heeft er"
         " hoogstens 500."),
    ],
)  # fmt: skip
def test_a_broken_file_says_where(value, said):
    assert said in refusal(value)


def test_all_that_is_wrong_is_told_at_once():
    assert len(refusal(one({"id": []}, {"name": "A"}, connections=[5]))) == 4


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe{\x00}\x00",
        b"{\xff}",
        b'{"a\x00": 1}',
        b'{"ego": {}, "alteri": NaN}',
        b"[" * 10_000,
        b'{"ego": {}, "ego": {}, "alteri": []}',
        b" " * (2 * 1024**2 + 1),
    ],
)
def test_a_hostile_file_gets_a_sentence(data):
    assert refusal(data)


# Written from a family of ours


def test_a_family_of_ours_as_an_easynwk_map():
    family = Family(
        id="g",
        label=Text.dutch("Gezin A"),
        note=Text.dutch("Lief"),
        actors=(
            Actor(id="oma", label=Text.dutch("Lieve"), sphere=Sphere.VOLUNTEERS,
                  role="embracer"),
            Actor(id="ocmw", label=Text.dutch("OCMW"), sphere=Sphere.SERVICES,
                  place=Place(along=1.0, across=1.0)),
            Actor(id="a7", label=Text.dutch("Club"), sphere=Sphere.COMMUNITY,
                  status=ActorStatus.DESIRED),
            Actor(id="a007", label=Text.dutch("Werk"), sphere=Sphere.DAILY_LIFE),
        ),
        relations=(
            Relation(actor="oma", closeness=2, support=(Support.EMOTIONAL,),
                     dir=Direction.FROM_FAMILY),
            Relation(actor="oma", closeness=1, support=(Support.EMOTIONAL, Support.LINKING)),
            Relation(actor="ocmw", closeness=3, quality=Quality.BROKEN),
        ),
        links=(
            Link(a="oma", b="ocmw"),
            Link(a="ocmw", b="oma", type=LinkType.CONFLICT),
        ),
        maps=(
            MapRecord(id="kaart-2", date=date(2026, 1, 1)),
            MapRecord(id="M9", date=date(2026, 2, 1), title=Text.dutch("Nu")),
        ),
    )  # fmt: skip

    value = written(family)

    assert value["currentVersion"] == 3
    [only] = value["versions"]
    assert (only["id"], only["title"], only["date"]) == (3, "Nu", "2026-02-01")
    assert only["nwk"]["ego"]["name"] == "Gezin A"
    assert only["nwk"]["ego"]["note"] == "Lief"
    lieve, ocmw, club, work = only["nwk"]["alteri"]
    assert (lieve["id"], lieve["role"], lieve["angle"]) == (8, "omarmer", 135)
    assert (lieve["supportEmotional"], lieve["supportLinking"]) == (3, 2)
    assert lieve["distance"] == pytest.approx(50 / 3)
    assert (ocmw["id"], ocmw["conflict"]) == (9, True)
    assert ocmw["angle"] < 0
    assert ocmw["distance"] < 100
    assert (club["id"], club["edgeType"], club["distance"]) == (7, 0, 105)
    assert (work["id"], work["edgeType"], work["distance"]) == (10, 1, pytest.approx(250 / 3))
    assert only["nwk"]["connections"] == [{"id1": 8, "id2": 9}]


def test_who_was_changed_in_kring_is_written_as_it_is_now():
    family = family_of(
        one(alter(1, "Amal", distance=103, edgeType=0, role="Bekannte*r",
                  supportEmotional=1, supportSocial=2))
    )  # fmt: skip
    [actor], [relation] = family.actors, family.relations
    now = Actor(
        id=actor.id, label=actor.label, sphere=Sphere.KIN, role="friend", extra=actor.extra
    )
    closer = Relation(actor=actor.id, closeness=1)
    changed = Family(id="g", label=family.label, actors=(now,), relations=(closer,))

    [back] = written(changed)["versions"][0]["nwk"]["alteri"]

    assert (back["role"], back["edgeType"]) == ("Freund*in", 1)
    assert back["distance"] < 34
    assert (back["supportEmotional"], back["supportSocial"]) == (0, 0)
    assert relation.dir is Direction.MUTUAL


# What holds always

LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"], exclude_characters="+"
)
WORDS = st.text(LETTERS, max_size=12)
PEOPLE = st.fixed_dictionaries(
    {
        "name": WORDS,
        "angle": st.floats(-180, 180),
        "distance": st.floats(-1, 110),
        "edgeType": st.integers(0, 2),
    },
    optional={
        "role": st.sampled_from(["Nachbar*in", "friend", "Onkel", "", "omarmer"]) | WORDS,
        "note": WORDS,
        "age": WORDS,
        "emoji": st.sampled_from(["", "🐶"]),
        "human": st.booleans(),
        "deceased": st.booleans(),
        "conflict": st.booleans(),
        "edgeTypeByUser": st.integers(-1, 2),
        "currentGender": st.sampled_from(["weiblich", "nicht festgelegt"]),
        "supportEmotional": st.integers(0, 3),
        "supportInstrumental": st.integers(0, 3),
        "supportSocial": st.integers(0, 3),
    },
)


@st.composite
def maps(draw):
    people = [
        {"id": number, **person}
        for number, person in enumerate(draw(st.lists(PEOPLE, max_size=5)), start=1)
    ]
    ends = st.integers(0, len(people) + 1)
    ties = draw(st.lists(st.fixed_dictionaries({"id1": ends, "id2": ends}), max_size=5))
    return nwk(*people, ego=draw(WORDS), connections=ties)


@st.composite
def files(draw):
    days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(str) | st.just("")
    versions = [
        version(number, held, draw(WORDS), draw(days))
        for number, held in enumerate(draw(st.lists(maps(), min_size=1, max_size=3)), start=1)
    ]
    return record(*versions, current=draw(st.integers(1, len(versions))))


@given(files(), st.sampled_from([None, DAY]))
def test_what_is_read_written_and_read_again_is_the_same(value, on):
    family = family_of(value, on)

    again = written(family, on)

    assert read(again, on).families == (family,)
    if on or all(each["date"] for each in value["versions"]):
        assert len(again["versions"]) == len(value["versions"])
        for one_, other in zip(value["versions"], again["versions"], strict=True):
            assert told(one_) == told(other)
            for person, back in zip(people_of(one_), people_of(other), strict=True):
                assert back == pytest.approx(person, abs=1e-5)


def told(held):
    return held["id"], held["title"].strip(), held["nwk"]["ego"]["name"]


def people_of(held):
    """Everybody on a map, without what says nothing."""
    blank = {
        "human": True, "age": "", "note": "", "role": "", "emoji": "", "deceased": False,
        "conflict": False, "edgeTypeByUser": -1, "currentGender": "nicht festgelegt",
        "roleDefault": False, "genderDefault": False,
        "supportEmotional": 0, "supportInstrumental": 0, "supportInformational": 0,
        "supportSocial": 0, "supportLinking": 0, "edgeType": 1,
    }  # fmt: skip
    return [
        {key: value for key, value in person.items() if value != blank.get(key)}
        for person in held["nwk"]["alteri"]
    ]


# The real files


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "label", "actors", "links", "maps_", "ended", "potential"),
    [
        ("Rosa_Braunsteigl-Mueller.json", "Rosa Braunsteigl-Müller", 10, 5, 1, 1, 1),
        ("app-saved-all-features.json", "Gezin H.", 7, 2, 2, 1, 0),
        ("app-saved-demo-v2.7.1.json", "Rosa Braunsteigl-Müller", 10, 5, 1, 1, 1),
        ("app-saved-from-nwk-1.5.json", "Gezin zonder naam", 4, 2, 1, 1, 0),
        ("constructed-all-features-v2.7.json", "Gezin H.", 7, 2, 2, 1, 0),
        ("constructed-easynwk-1.5.nwk", "Familie Müller", 4, 2, 1, 1, 0),
        ("history/demo_2020-12-16_0ae9101.json", "Rosa Braunsteigl-Müller", 7, 0, 1, 0, 0),
        ("history/demo_2021-08-12_53dade6.json", "Rosa Braunsteigl-Müller", 8, 0, 1, 1, 0),
        ("history/demo_2021-08-24_c0a90b9.json", "Rosa Braunsteigl-Müller", 8, 3, 1, 1, 0),
        ("history/demo_2021-12-01_c5aa9d7.json", "Rosa Braunsteigl-Müller", 10, 5, 1, 1, 1),
        ("history/demo_2023-05-25_c9e7ea1.json", "Rosa Braunsteigl-Müller", 10, 5, 1, 1, 1),
        ("history/demo_2024-08-12_afc4ba5.json", "Rosa Braunsteigl-Müller", 10, 5, 1, 1, 1),
    ],
)
def test_a_real_file_is_read_whole(name, label, actors, links, maps_, ended, potential):
    imported = read_easynwk(sample(f"easynwk/{name}"), name=name, on=DAY)
    [family] = imported.families

    statuses = [actor.status for actor in family.actors]
    assert str(family.label) == label
    assert (len(family.actors), len(family.links), len(family.maps)) == (actors, links, maps_)
    assert (statuses.count(ActorStatus.ENDED), statuses.count(ActorStatus.POTENTIAL)) == (
        ended, potential
    )  # fmt: skip
    assert len(family.relations) == actors
    assert imported.themes == SHIPPED
    again = read_easynwk(write_easynwk(family), name=name, on=DAY)
    assert again.families == (family,)


@pytest.mark.samples
def test_the_real_all_features_file_in_detail():
    name = "constructed-all-features-v2.7.json"
    imported = read_easynwk(sample(f"easynwk/{name}"), name=name)
    [family] = imported.families

    by_name = {str(actor.label): actor for actor in family.actors}
    ties = {relation.actor: relation for relation in family.relations}
    amal, ocmw, opa = by_name["Amal"], by_name["OCMW"], by_name["Opa"]
    assert (amal.sphere, amal.role, ties[amal.id].closeness) == (
        Sphere.FRIENDS_NEIGHBOURS, "neighbour", 1
    )  # fmt: skip
    assert ties[amal.id].support == (Support.EMOTIONAL, Support.PRACTICAL)
    assert ties[amal.id].dir is Direction.MUTUAL
    assert amal.extra["easynwk"] == {
        "edgeType": 2, "edgeTypeByUser": 2, "supportEmotional": 2
    }  # fmt: skip
    assert (ocmw.sphere, ties[ocmw.id].quality) == (Sphere.SERVICES, Quality.STRESSFUL)
    assert ties[ocmw.id].dir is Direction.TO_FAMILY
    assert opa.status is ActorStatus.ENDED
    assert by_name["Hund Max"].extra["easynwk"]["emoji"] == "🐶"
    assert str(by_name["Buddy Jan; vrijwilliger"].label) == "Buddy Jan; vrijwilliger"
    assert [each.asked for each in family.maps] == [
        (Round.NEAR, Round.LINKS, Round.FEELINGS)
    ] * 2  # fmt: skip
    assert len(family.maps[0].extra["easynwk"]["nwk"]["alteri"]) == 6
