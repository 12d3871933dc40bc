"""One door for all files: what is in them decides who reads them."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples_formats import folder

from kring.core.family import Family, FamilyFile, Meta, Theme
from kring.core.formats.detect import Tool, read_any, tool_of
from kring.core.formats.easynwk_write import write_easynwk
from kring.core.formats.family_file import read, write_json, write_yaml
from kring.core.formats.faults import FileRefused
from kring.core.formats.graphml_write import write_graphml
from kring.core.formats.tables import write_csv_set
from kring.core.formats.zipped import MOST_FILES, packed, unpacked
from kring.core.themes import SHIPPED
from kring.core.words import Text

DAY = date(2026, 3, 1)
FAMILY = Family(id="G", label=Text.dutch("Gezin H."))
OURS = FamilyFile(
    meta=Meta(fictional=True, reference_date=DAY), families=(FAMILY,), themes=SHIPPED
)
EASYNWK = json.dumps({"ego": {"name": "Rosa"}, "alteri": [], "connections": []}).encode()
# A family that keeps an older map of easyNWK.
WITH_A_MAP = write_json(
    replace(OURS, families=(replace(FAMILY, extra={"easynwk": {"nwk": {"alteri": []}}}),))
).encode()
TEXT = b"E;Rosa;45\r\nF;1;5.3.2018\r\n"
ACTORS = b"naam;kring\nAn;kin\n"
TIES = b"van;naar\ngezin;An\n"
GRAPH = b'<graphml><graph><node id="1"/></graph></graphml>'
CANVAS = b"nodeID,networkCanvasEgoUUID,name\n1,E,An\n"
CANVAS_GRAPH = (
    b'<graphml xmlns:nc="http://schema.networkcanvas.com/xmlns">'
    b'<graph nc:caseId="c" nc:sessionUUID="S"><node id="1"/></graph></graphml>'
)
WORKBOOK = packed([("xl/workbook.xml", b"<x/>"), ("[Content_Types].xml", b"<x/>")])


def ids(files, **how):
    return [family.id for family in read_any(files, **how).families]


def refusal(files):
    with pytest.raises(FileRefused) as refused:
        read_any(files)
    return refused.value.say()


@pytest.mark.parametrize(
    ("name", "data", "tool"),
    [
        ("f.yaml", write_yaml(OURS).encode(), Tool.FAMILY_FILE),
        ("f", write_yaml(OURS).encode(), Tool.FAMILY_FILE),
        ("f.json", write_json(OURS).encode(), Tool.FAMILY_FILE),
        ("f", b'{"families": []}', Tool.FAMILY_FILE),
        ("leeg.yaml", b"", Tool.FAMILY_FILE),
        ("x.json", b"\xef\xbb\xbf" + EASYNWK, Tool.EASYNWK),
        ("x", EASYNWK, Tool.EASYNWK),
        ("kapot.json", EASYNWK[:-1], Tool.EASYNWK),
        ("f.json", WITH_A_MAP, Tool.FAMILY_FILE),
        ("f.json", WITH_A_MAP[:-5], Tool.FAMILY_FILE),
        ("lijst.json", b'{"a": [{"alteri": []}]}', Tool.NONE),
        ("x.nwk", TEXT, Tool.EASYNWK),
        ("x.csv", TEXT, Tool.EASYNWK),
        ("x.txt", b"\n <?xml version='1.0'?>" + GRAPH, Tool.GRAPHML),
        ("x.svg", b"<svg/>", Tool.NONE),
        ("x.csv", b"wat dan ook", Tool.CSV),
        ("x.txt", ACTORS, Tool.CSV),
        ("x.txt", CANVAS, Tool.CSV),
        ("x.txt", b"soep;zout\n", Tool.NONE),
        ("x.txt", b"gewone tekst", Tool.NONE),
        ("x.txt", b"", Tool.NONE),
        ("x.json", b'{"a": 1}', Tool.NONE),
        ("x.xlsx", WORKBOOK, Tool.WORKBOOK),
        ("x.zip", packed([("a.csv", ACTORS)]), Tool.NONE),
        ("x.png", b"\x89PNG\r\n\x1a\n\0", Tool.NONE),
        ("x.pdf", b"%PDF-1.7 \xff", Tool.NONE),
    ],
)
def test_a_file_is_known_by_what_is_in_it(name, data, tool):
    assert tool_of(name, data) is tool


def test_a_file_of_ours_says_of_itself_whether_it_is_made_up():
    imported = read_any([("f.yaml", write_yaml(OURS).encode())])

    assert imported.families == (FAMILY,)
    assert imported.themes == SHIPPED
    assert (imported.fictional, imported.reference_date) == (True, DAY)
    mixed = read_any([("f.yaml", write_yaml(OURS).encode()), ("g.graphml", GRAPH)])
    assert (mixed.fictional, mixed.reference_date) == (False, DAY)


def test_files_of_several_tools_at_once():
    files = [("a.json", EASYNWK), ("b.nwk", TEXT), ("c.graphml", GRAPH), ("d.csv", CANVAS)]

    assert ids([*files, ("e.csv", ACTORS), ("f.csv", TIES)]) == [
        "gezin-1", "gezin-1-2", "gezin-1-3", "gezin-1-4", "gezin-1-5"
    ]  # fmt: skip


def test_tables_are_one_set_and_a_zip_is_its_files():
    zipped = packed([("map/actoren.csv", ACTORS), ("map/banden.csv", TIES)])
    clutter = [("__MACOSX/._a.csv", b"\0"), (".DS_Store", b"x")]

    [apart] = read_any([("actoren.csv", ACTORS), ("banden.csv", TIES)], on=DAY).families
    [together] = read_any([("set.zip", zipped)], on=DAY).families
    assert apart == together
    assert len(apart.relations) == 1
    assert read_any([("x.zip", packed([("a.csv", ACTORS), *clutter]))]).remarks == ()
    assert read_any([("s.zip", write_csv_set([FAMILY]))]).families == (FAMILY,)


def test_one_interview_in_two_forms_is_one_family():
    ego = b"networkCanvasEgoUUID,networkCanvasCaseID,networkCanvasSessionID\nE,c,S\n"

    assert ids([("c.graphml", CANVAS_GRAPH), ("c_ego.csv", ego)]) == ["c"]


def test_what_is_none_of_ours_is_told_when_there_is_more():
    imported = read_any([("lees.md", b"# lees mij"), ("g.graphml", GRAPH)])

    assert len(imported.families) == 1
    assert str(imported.remarks[-1]) == (
        "lees.md: Dit bestand kennen we niet. We hebben het niet gelezen."
    )


def test_other_files_get_a_plain_refusal():
    unknown = (
        "We kunnen dit bestand niet lezen. Kies een gezinsbestand (.yaml of .json), een kaart"
        " van easyNWK (.json of .nwk), GraphML, een export van Network Canvas, of tabellen"
        " (.csv of .xlsx)."
    )
    assert refusal([("foto.png", b"\x89PNG"), ("x.pdf", b"%PDF")]) == (
        f"foto.png: {unknown}", f"x.pdf: {unknown}"
    )  # fmt: skip
    assert refusal([]) == ("-: Er is geen bestand om te lezen.",)
    assert refusal([("leeg.zip", packed([]))]) == (f"leeg.zip: {unknown}",)
    assert refusal([("w.xlsx", WORKBOOK)]) == (
        "w.xlsx: Excel kunnen we hier niet lezen. Bewaar de tabellen als CSV.",
    )


def test_a_workbook_is_read_by_who_can():
    def sheets(data, *, name):
        assert (data, name) == (WORKBOOK, "w.xlsx")
        return [("actoren", [(1, ["naam", "kring"]), (2, ["An", "x"])])]

    with pytest.raises(FileRefused, match=r"w\.xlsx, actoren"):
        read_any([("w.xlsx", WORKBOOK)], sheets=sheets)


def test_one_broken_file_and_nothing_is_read():
    assert refusal([("g.graphml", GRAPH), ("kapot.json", b'{"alteri": [}')])[0].startswith(
        "kapot.json, regel 1"
    )


def test_themes_of_two_files_are_put_together():
    garden = FamilyFile(
        meta=Meta(), families=(FAMILY,), themes=(*SHIPPED, Theme(id="g1", nl="Tuin"))
    )
    other = FamilyFile(
        meta=Meta(), families=(FAMILY,), themes=(*SHIPPED, Theme(id="g1", nl="Hof"))
    )
    imported = read_any(
        [("a.json", write_json(garden).encode()), ("b.json", write_json(other).encode())]
    )

    assert [theme.nl for theme in imported.themes][-1] == "Tuin"
    assert [family.id for family in imported.families] == ["G", "G-2"]
    assert [str(each) for each in imported.remarks] == [
        "Het thema Hof heet in twee bestanden anders. We houden de eerste naam."
    ]


# Zips


def zip_of(*members, compression=zipfile.ZIP_DEFLATED):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rommel", "z.zip: Deze zip is stuk of met een wachtwoord gesloten."),
        (zip_of(("../../etc/passwd", "x")), "z.zip: In deze zip heeft een bestand een"),
        (zip_of(("/etc/passwd", "x")), "z.zip: In deze zip heeft een bestand een gevaarlijke"),
        (zip_of(("C:\\x.csv", "x")), "z.zip: In deze zip heeft een bestand een gevaarlijke"),
        (zip_of(("a\\..\\x.csv", "x")), "z.zip: In deze zip heeft een bestand een gevaarlijke"),
        (zip_of(("a.csv", b"0" * 21 * 1024**2)), "z.zip: Deze zip is uitgepakt te groot"),
        (zip_of(("a.csv", b"0" * 3 * 1024**2)), "z.zip: Deze zip is uitgepakt te groot"),
        (zip_of(*[(f"{at}.csv", "x") for at in range(MOST_FILES + 1)]),
         "z.zip: In deze zip zitten te veel bestanden: hoogstens 200 kan."),
    ],
)  # fmt: skip
def test_a_dangerous_zip_is_refused(data, said):
    assert refusal([("z.zip", data)])[0].startswith(said)


def test_a_zip_with_a_broken_file_in_it_is_refused():
    data = zip_of(("a.csv", ACTORS * 9), compression=zipfile.ZIP_STORED)

    assert refusal([("z.zip", data.replace(b"An", b"Bo", 1))]) == (
        "z.zip: Deze zip is stuk of met een wachtwoord gesloten.",
    )


def test_a_zip_in_a_zip_is_not_opened():
    assert refusal([("z.zip", zip_of(("y.zip", zip_of(("a.csv", ACTORS)))))])[0].startswith(
        "y.zip: We kunnen dit bestand niet lezen."
    )


def test_folders_in_a_zip_are_no_files():
    assert unpacked(zip_of(("map/", ""), ("map\\a.csv", "x")), name="z") == [("a.csv", b"x")]


# Whatever comes in


SEEDS = [
    EASYNWK.replace(b"[]", b'[{"id":1,"name":"A","angle":45,"distance":50}]', 1),
    TEXT + b"N;1;A;w;Fr;x\r\nP;1;1;0.5;0.4;1\r\nL;1;1;1\r\n",
    ACTORS, TIES, GRAPH, CANVAS, CANVAS_GRAPH,
    write_graphml(FAMILY), write_csv_set([FAMILY]), write_yaml(OURS).encode(),
]  # fmt: skip


@settings(max_examples=150)
@given(st.sampled_from(SEEDS), st.data())
def test_any_file_is_read_or_refused_with_a_sentence(seed, data):
    held = bytearray(seed)
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(held)))
        held[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=6))
    try:
        imported = read_any([("x", bytes(held))], on=DAY)
    except FileRefused:
        return
    file = FamilyFile(meta=Meta(), families=imported.families, themes=imported.themes)
    assert read(write_yaml(file).encode(), "x.yaml").families == imported.families


# The real files


@pytest.mark.samples
def test_every_real_file_of_the_three_tools_is_read_and_fits_our_own_file():
    paths = [
        path
        for tool in ("easynwk", "network-canvas", "graphml")
        for path in sorted((folder() / tool).rglob("*"))
        if path.is_file() and path.suffix != ".md"
    ]
    assert len(paths) == 48
    for path in paths:
        imported = read_any([(path.name, path.read_bytes())], on=DAY)
        file = FamilyFile(meta=Meta(), families=imported.families, themes=imported.themes)
        again = read(write_yaml(file).encode(), "x.yaml")
        assert again.families == imported.families, path
        assert imported.remarks, path


@pytest.mark.samples
def test_a_real_map_goes_through_every_kind_of_file_unchanged():
    name = "constructed-all-features-v2.7.json"
    data = (folder() / "easynwk" / name).read_bytes()
    [family] = read_any([(name, data)]).families
    file = FamilyFile(meta=Meta(), families=(family,), themes=SHIPPED)
    for out, held in {
        "f.yaml": write_yaml(file).encode(),
        "f.json": write_json(file).encode(),
        "f.graphml": write_graphml(family),
        "f.csv.zip": write_csv_set([family]),
        "f.nwk.json": write_easynwk(family),
    }.items():
        assert read_any([(out, held)]).families == (family,), out


@pytest.mark.samples
def test_real_files_that_are_none_of_these_get_a_plain_refusal():
    others = [path for path in sorted((folder() / "hsds-3.0").rglob("*")) if path.is_file()]
    assert others
    for path in others:
        assert "kennen" in refused_sentence(path) or "niet lezen" in refused_sentence(path)


def refused_sentence(path: Path) -> str:
    return refusal([(path.name, path.read_bytes())])[0]
