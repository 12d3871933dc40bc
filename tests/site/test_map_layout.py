"""`kring map layout`: a network goes in, places come out; every wrong network is told."""

import io
import json
import math
import sys
from itertools import pairwise
from types import SimpleNamespace

import pytest

from kring.site.cli import main


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


def network(count=12, **more):
    """Everybody in turn in another of four sectors and three rings, each knows the next."""
    ids = [f"a{number}" for number in range(count)]
    return {
        "id": "n",
        "size": count,
        "ego": {"id": "ego", "label": "Gezin Haddad"},
        "sectors": [{"id": n, "label": f"Sector {n}"} for n in range(4)],
        "rings": [{"id": n, "label": f"ring {n}"} for n in range(3)],
        "actors": [
            {"id": key, "label": f"Buur {key}", "sector": n % 4, "ring": n % 3, "formal": True}
            for n, key in enumerate(ids)
        ],
        "ties": [{"source": a, "target": b} for a, b in pairwise(ids)],
    } | more  # fmt: skip


@pytest.fixture
def lay_out(tmp_path):
    """Puts a network in a file and gives the exit code and what came out."""

    def run(value, *words):
        source, target = tmp_path / "net.json", tmp_path / "uit.json"
        source.write_text(value if isinstance(value, str) else json.dumps(value))
        code = main(["map", "layout", str(source), "-o", str(target), *words])
        return code, json.loads(target.read_text()) if target.exists() else None

    return run


@pytest.mark.parametrize("page", ["A4", "A3"])
@pytest.mark.parametrize("actors", [0, 1, 12, 30])
def test_everybody_gets_a_place_in_the_shape_that_others_measure(lay_out, actors, page):
    given = network(actors)
    code, out = lay_out(given, "--page", page)

    assert code == 0
    assert (out["units"], out["y_up"]) == ("pt", False)
    width, height = {"A4": (277, 190), "A3": (400, 277)}[page]
    assert out["page"] == pytest.approx([width * 72 / 25.4, height * 72 / 25.4], abs=0.01)
    ego, *nodes = out["nodes"]
    assert ego["ego"]
    assert ego["id"] == "ego"
    assert [node["id"] for node in nodes] == [actor["id"] for actor in given["actors"]]
    for node, actor in zip(nodes, given["actors"], strict=True):
        assert (node["sector"], node["ring"]) == (actor["sector"], actor["ring"])
        assert node["label"] == actor["label"]
        assert node["r"] >= 0.4 * node["font_pt"]
        assert is_in_its_cell(node, out)
        for x0, y0, x1, y1 in node["label_boxes"]:
            assert 0 <= x0 < x1 <= out["page"][0]
            assert 0 <= y0 < y1 <= out["page"][1]
            assert y1 - y0 >= 0.8 * node["font_pt"]
    kinds = [edge["kind"] for edge in out["edges"]]
    assert kinds.count("ego") == actors
    assert kinds.count("alter") == len(given["ties"])
    assert {"rim", "legend", "title"} <= set(out["furniture"])
    assert ("ellipse" in out) == (actors >= 20)


def is_in_its_cell(node, out):
    rx, ry = out.get("ellipse", (1, 1))
    dx, dy = ((node[key] - middle) for key, middle in zip("xy", out["center"], strict=True))
    far = math.hypot(dx / rx, dy / ry)
    near, end = out["ring_radii"][node["ring"]]
    start, stop = out["sector_spans"][str(node["sector"])]
    angle = math.degrees(math.atan2(-dy / ry, dx / rx))
    return near <= far <= end and (angle - start) % 360 <= stop - start


def test_furniture_of_one_kind_is_numbered(lay_out):
    _, out = lay_out(network())

    boxes = {name: box for name, box in out["furniture"].items() if name != "rim"}
    assert {"ring", "ring-2", "half", "half-2"} <= set(boxes)
    assert all(len(box) == 4 for box in boxes.values())
    rim = out["furniture"]["rim"]
    assert rim["outer"][0] > rim["inner"][0] > 0


def test_ids_may_be_words_and_an_actor_may_stand_beyond_the_last_ring(lay_out):
    given = network(4)
    given["sectors"] = [{"id": "kin", "label": "Familie"}, {"id": "care", "label": "Zorg"}]
    for number, actor in enumerate(given["actors"]):
        actor |= {"sector": ("kin", "care")[number % 2], "ring": 3}

    code, out = lay_out(given)

    assert code == 0
    assert [node["sector"] for node in out["nodes"][1:]] == [0, 1, 0, 1]
    assert {node["ring"] for node in out["nodes"][1:]} == {3}


def test_what_had_a_place_keeps_it(lay_out, tmp_path):
    given = network(30)
    _, before = lay_out(given)
    old = tmp_path / "oud.json"
    old.write_text(json.dumps(before))
    given["actors"].append({"id": "new", "label": "Nieuwe buur", "sector": 1, "ring": 1})

    code, after = lay_out(given, "--keep", str(old))

    assert code == 0
    stood = {node["id"]: (node["x"], node["y"]) for node in before["nodes"]}
    stands = {node["id"]: (node["x"], node["y"]) for node in after["nodes"]}
    assert {key: stands[key] for key in stood} == stood
    assert after["moved"] == []
    assert not after["refit_offered"]
    assert after["ring_radii"] == before["ring_radii"]
    assert after["sector_spans"] == before["sector_spans"]


def test_a_round_map_is_kept_too(lay_out, tmp_path):
    given = network(5)
    _, before = lay_out(given)
    old = tmp_path / "oud.json"
    old.write_text(json.dumps(before))

    assert lay_out(given, "--keep", str(old)) == (0, before)


def test_through_the_pipe(monkeypatch, capfdbinary):
    data = json.dumps(network()).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert main(["map", "layout", "-", "-o", "-"]) == 0
    assert len(json.loads(capfdbinary.readouterr().out)["nodes"]) == 13


def changed(**more):
    """A network with one thing wrong."""
    return network(2, **more)


def actor(**more):
    return [{"id": "a0", "label": "A", "sector": 0, "ring": 0} | more]


@pytest.mark.parametrize(
    ("given", "path", "what"),
    [
        ("{", "regel 1", ""),
        ("[]", "", "Dit is geen netwerk"),
        ("{}", "(ego)", "Dit is geen netwerk"),
        (changed(sectors=[]), "", "minstens één sector en één ring"),
        (changed(rings=[]), "", "minstens één sector en één ring"),
        (changed(actors={}), "(actors)", "een lijst van objecten"),
        (changed(actors=["x"]), "(actors[0])", "Hier hoort een object."),
        (changed(actors=[{}] * 501), "(actors)", "hoogstens 500 mag"),
        (changed(actors=actor(id=""), ties=[]), "(actors[0].id)", "Hier hoort een kenmerk"),
        (changed(actors=actor(id=True), ties=[]), "(actors[0].id)", "Hier hoort een kenmerk"),
        (changed(actors=actor(label=5), ties=[]), "(actors[0].label)", "Hier hoort tekst."),
        (changed(actors=actor(sector=9), ties=[]), "(actors[0].sector)", '"9" staat niet in'),
        (changed(actors=actor(ring=64), ties=[]), "(actors[0].ring)", '"64" staat niet in'),
        (changed(actors=actor(ring="-1"), ties=[]), "(actors[0].ring)", '"-1" staat niet in'),
        (changed(actors=actor() * 2, ties=[]), "(actors)", 'kenmerk "a0" staat er al'),
        (changed(ego={"id": "a0"}), "(actors)", 'kenmerk "a0" staat er al'),
        (changed(sectors=[{"id": 1}, {"id": 1}]), "(sectors)", 'kenmerk "1" staat er al'),
        (changed(ties=[{"source": "a0", "target": "x"}]), "(ties[0].target)", '"x" is geen'),
        (changed(ties=[{"target": "a1"}]), "(ties[0].source)", "Hier hoort een kenmerk"),
    ],
)  # fmt: skip
def test_a_wrong_network_is_refused_with_the_place_of_the_fault(
    lay_out, capsys, given, path, what
):
    assert lay_out(given) == (1, None)
    said = capsys.readouterr().err
    assert path in said
    assert what in said
    assert "Traceback" not in said


def test_all_faults_are_told_at_once(lay_out, capsys):
    lay_out(changed(actors=actor(sector=9, ring="x", label=[])))

    assert len(capsys.readouterr().err.splitlines()) == 4  # and one end of the tie is gone


@pytest.mark.parametrize(
    "old",
    ["{}", "[]", '"x"', "null", '{"nodes": []}', '{"inner": [1, 1], "furniture": {"rim": 3}}'],
)
def test_old_places_that_we_did_not_write_are_refused(lay_out, tmp_path, capsys, old):
    path = tmp_path / "oud.json"
    path.write_text(old)

    assert lay_out(network(), "--keep", str(path)) == (1, None)
    assert capsys.readouterr().err == (
        f"{path}: Dit is geen plaatsing zoals “kring map layout” ze schrijft.\n"
    )


def test_old_places_may_not_be_there(lay_out, capsys):
    assert lay_out(network(), "--keep", "nergens.json") == (1, None)
    assert "bestaat niet" in capsys.readouterr().err


def test_a_folder_is_no_network(tmp_path, capsys):
    assert main(["map", "layout", str(tmp_path), "-o", "-"]) == 1
    assert "hier hoort één bestand" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "dit ontbreekt nog: NETWERK.json, -o/--output"),
        (["x.json"], "dit ontbreekt nog: -o/--output"),
        (["x.json", "-o", "y", "--page", "A5"], "bij --page kan 'A5' niet"),
        (["-", "-o", "-", "--keep", "-"], "er is maar één pijp"),
    ],
)
def test_a_wrong_call(words, what, capsys):
    assert main(["map", "layout", *words]) == 2
    assert what in capsys.readouterr().err
