"""`kring map draw`: one family's map in five kinds of file, and who stands on it how."""

import io
import json
import re
import xml.etree.ElementTree as Xml
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from PIL import Image

from cast import MAANLICHT, STERRENBERG
from kring.core.codes import LinkType
from kring.core.family import FamilyFile, Link, Meta
from kring.core.formats.family_file import write_yaml
from kring.site.cli import main

QUARREL = replace(STERRENBERG, links=(Link(a="lieve", b="ocmw", type=LinkType.CONFLICT),))


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gezin.yaml"
    meta = Meta(reference_date=date(2026, 3, 1))
    path.write_text(write_yaml(FamilyFile(meta=meta, families=(QUARREL,))), "utf-8")
    return str(path)


@pytest.fixture
def draw(file, tmp_path):
    """What `kring map draw` makes of the family, as bytes."""

    def run(kind, *words):
        target = tmp_path / f"kaart.{kind}"
        assert main(["map", "draw", file, "-o", str(target), *words]) == 0
        return target.read_bytes()

    return run


def labels(svg):
    """Everything that is written or said on a drawing."""
    root = Xml.fromstring(svg)
    written = [text.text or "" for text in root.iter() if text.text]
    said = [each.get("aria-label", "") for each in root.iter()]
    return " ".join([*written, *said])


def test_an_svg_is_valid_and_says_who_helps(draw):
    words = labels(draw("svg"))

    assert "Netwerkkaart van Gezin Sterrenberg" in words
    assert "Lieve, omarmer, vrijwilliger, heel dicht." in words


def test_a_png_is_a_picture(draw):
    picture = Image.open(io.BytesIO(draw("png")))

    assert picture.format == "PNG"
    assert picture.width > 1000


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ([], (841.89, 595.28)),
        (["--page", "A4"], (841.89, 595.28)),
        (["--page", "A3"], (1190.55, 841.89)),
        (["--page", "screen"], (820.0, 876.0)),
    ],
)
def test_a_pdf_is_one_page_on_paper(draw, words, size):
    pdf = pikepdf.open(io.BytesIO(draw("pdf", *words)))
    [page] = pdf.pages

    assert [float(each) for each in page.MediaBox][2:] == pytest.approx(size, abs=0.1)
    assert str(pdf.Root.Lang) == "nl"
    assert str(pdf.docinfo["/Title"]) == "Netwerkkaart van Gezin Sterrenberg"


def test_html_has_the_map_the_table_the_list_and_what_it_says(draw):
    page = draw("html").decode()

    assert page.count("<table>") == 2
    assert "<svg" in page
    assert "Dit zegt de kaart" in page
    assert "Wij willen" not in page  # the story stays at home
    assert "<script" not in page


def test_what_is_to_be_spoken_of_apart_does_not_stand_in_html(draw):
    page = draw("html").decode()

    assert "vertrouwen" not in page  # O07, about one adult


@pytest.mark.parametrize("page", ["screen", "A4"])
def test_json_has_the_places_and_the_marks_of_the_themes(draw, page):
    held = json.loads(draw("json", "--page", page))

    assert held["units"] == "pt"
    assert [node["id"] for node in held["nodes"]] == ["family", "lieve", "hala", "ocmw"]
    assert [theme["id"] for theme in held["themes"]][:3] == ["residence", "family", "housing"]
    housing, work = (each for each in held["themes"] if each["id"] in ("housing", "work"))
    assert housing == {
        "id": "housing",
        "label": "Wonen",
        "state": "many",
        "marks": [
            {"actor": "lieve", "shape": "ring", "part": "carries"},
            {"actor": "ocmw", "shape": "square", "part": "helps"},
        ],
    }
    assert (work["state"], work["marks"]) == ("gap", [])


@pytest.mark.parametrize(
    ("names", "there", "gone"),
    [
        ("full", ["Lieve", "Amal"], []),
        ("initials", ["L.", "A.", "T. H."], ["Lieve", "Amal", "Sterrenberg"]),
        ("roles", ["omarmer", "moeder"], ["Lieve", "Amal", "Sterrenberg", "Hala"]),
    ],
)
@pytest.mark.parametrize("kind", ["svg", "html"])
def test_names_stand_on_it_as_far_as_was_asked(draw, kind, names, there, gone):
    words = draw(kind, "--names", names).decode()

    assert all(name in words for name in there)
    assert not any(name in words for name in gone)


def test_without_names_the_page_tells_nothing_in_which_names_stand(draw):
    named, nameless = (draw("html", "--names", names).decode() for names in ("full", "roles"))

    assert "Het huis is nat." in named
    assert "Het huis is nat." not in nameless
    assert "Dit zegt de kaart" not in nameless


@pytest.mark.parametrize(
    ("words", "shown"),
    [([], True), (["--page", "A4"], False), (["--page", "A3"], False)],
)
@pytest.mark.parametrize("kind", ["svg", "html"])
def test_how_a_tie_is_stands_on_the_screen_and_never_on_paper(draw, kind, words, shown):
    drawn = draw(kind, *words).decode()

    assert ("oeilijke band" in drawn) == shown
    assert ("hebben ruzie" in drawn) == shown


def test_a_pdf_is_paper_whatever_its_page(draw):
    pdf = draw("pdf", "--page", "screen")

    assert b"oeilijke" not in pdf
    assert "Moeilijke band" not in alt_of(pdf)
    assert "Lieve, omarmer" in alt_of(pdf)


def alt_of(data):
    pdf = pikepdf.open(io.BytesIO(data))
    found = [each["/Alt"] for each in pdf.objects if _has_alt(each)]
    return " ".join(map(str, found))


def _has_alt(each):
    return isinstance(each, pikepdf.Dictionary) and "/Alt" in each


def test_in_black_and_white_every_colour_is_grey(draw):
    colours = set(re.findall(r'(?:fill|stroke)="#(\w{6})"', draw("svg", "--bw").decode()))

    assert colours
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--theme", "housing"], "Alleen wie helpt met wonen staat in kleur."),
        (["--member", "amal"], "Alleen wie contact heeft met Amal staat in kleur."),
    ],
)
def test_a_theme_or_a_member_is_looked_at(draw, words, said):
    assert said in labels(draw("svg", *words))


def test_a_name_is_written_in_the_language_that_was_asked(draw):
    assert "أمل" in labels(draw("svg", "--language", "ar"))


def test_the_same_map_gives_the_same_bytes(draw):
    for kind in ("svg", "pdf", "png"):
        assert draw(kind) == draw(kind)


def test_on_standard_output(file, capfdbinary):
    assert main(["map", "draw", file, "-o", "-", "--to", "svg"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"<svg")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "dit ontbreekt nog: BESTAND, -o/--output"),
        (["FILE", "-o", "kaart.docx"], "-o kaart.docx kunnen we niet maken, wel een bestand op "
         "svg, pdf, png, html, json"),
        (["FILE", "-o", "-"], "bij -o - hoort --to, met een van svg, pdf"),
        (["FILE", "-o", "x.svg", "--theme", "hond"], "--theme: 'hond' kennen we niet, kies uit "
         "residence, family"),
        (["FILE", "-o", "x.svg", "--member", "opa"], "--member: 'opa' kennen we niet, kies uit "
         "amal, yousef"),
        (["FILE", "-o", "x.svg", "--names", "nick"], "bij --names kan 'nick' niet"),
        (["FILE", "-o", "x.svg", "--page", "A5"], "bij --page kan 'A5' niet"),
        (["FILE", "-o", "x.svg", "--language", "ne derlands"], "bij --language: "),
        (["FILE", "-o", "x.svg", "--family", "zon"], "--family: 'zon' kennen we niet"),
    ],
)  # fmt: skip
def test_a_wrong_call(words, what, file, capsys):
    assert main(["map", "draw", *(file if word == "FILE" else word for word in words)]) == 2
    assert what in capsys.readouterr().err


def test_several_families_need_a_choice(tmp_path, capsys):
    path = tmp_path / "gezinnen.yaml"
    both = FamilyFile(meta=Meta(), families=(STERRENBERG, MAANLICHT))
    path.write_text(write_yaml(both), "utf-8")
    target = tmp_path / "kaart.svg"

    assert main(["map", "draw", str(path), "-o", str(target)]) == 2
    assert "kies er een met --family: ster, maan" in capsys.readouterr().err
    assert main(["map", "draw", str(path), "-o", str(target), "--family", "maan"]) == 0
    assert "Gezin Maanlicht" in target.read_text("utf-8")


def test_a_file_without_a_family_has_nothing_to_draw(tmp_path, capsys):
    path = tmp_path / "leeg.yaml"
    path.write_text("meta: {schema_version: 1}\nfamilies: []\n")

    assert main(["map", "draw", str(path), "-o", str(tmp_path / "x.svg")]) == 1
    assert "geen gezin" in capsys.readouterr().err
