"""`kring map convert`: out of any file into another kind, and nothing lost without a word."""

import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from python_calamine import CalamineWorkbook

from cast import MAANLICHT, STERRENBERG
from kring.core.family import Actor, FamilyFile, Meta
from kring.core.formats.family_file import read, write_yaml
from kring.core.plain import plain
from kring.core.words import Text
from kring.exchange.copies import KINDS
from kring.site.cli import main


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gezinnen.yaml"
    both = FamilyFile(
        meta=Meta(reference_date=date(2026, 3, 1), fictional=True),
        families=(STERRENBERG, MAANLICHT),
    )
    path.write_text(write_yaml(both), "utf-8")
    return path


@pytest.fixture
def convert(tmp_path):
    def run(kind, *words):
        target = tmp_path / f"uit.{kind}"
        assert main(["map", "convert", *map(str, words), "-o", str(target)]) == 0
        return target

    return run


def test_the_six_kinds():
    assert list(KINDS) == ["yaml", "json", "xlsx", "csv.zip", "graphml", "nwk.json"]


@pytest.mark.parametrize("kind", ["yaml", "json", "xlsx", "csv.zip"])
def test_there_and_back_again_with_several_families(kind, file, convert):
    there = convert(kind, file)
    back = read(convert("yaml", there).read_bytes(), "x.yaml")

    assert [plain(each) for each in back.families] == [plain(STERRENBERG), plain(MAANLICHT)]


@pytest.mark.parametrize("kind", list(KINDS))
def test_there_and_back_again_with_one(kind, file, convert):
    there = convert(kind, file, "--family", "ster")
    [back] = read(convert("yaml", there).read_bytes(), "x.yaml").families

    assert [actor.label for actor in back.actors] == [each.label for each in STERRENBERG.actors]


def test_our_own_kinds_keep_what_the_file_says_of_itself(file, convert):
    for kind in ("yaml", "json"):
        meta = read(convert(kind, file).read_bytes(), f"x.{kind}").meta
        assert (meta.reference_date, meta.fictional) == (date(2026, 3, 1), True)


def test_each_kind_is_what_its_name_says(file, convert):
    assert convert("yaml", file).read_text().startswith("meta:")
    assert "families" in json.loads(convert("json", file).read_text())
    assert zipfile.is_zipfile(convert("csv.zip", file))
    assert "actors" in CalamineWorkbook.from_path(str(convert("xlsx", file))).sheet_names
    assert "<graphml" in convert("graphml", file, "--family", "ster").read_text()
    assert "alteri" in convert("nwk.json", file, "--family", "ster").read_text()


TABLES = {
    "actoren.csv": "naam;kring;onbekend\nLieve;vrijwilligers;blauw\nOCMW;diensten;groen\n",
    "banden.csv": "van;naar\nLieve;OCMW\n",
}


@pytest.fixture(params=["folder", "zip", "files"])
def tables(request, tmp_path):
    """The same pair of tables as a folder, as a zip and as two files."""
    folder = tmp_path / "tabellen"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_text(text, "utf-8")
    if request.param == "folder":
        return [folder]
    if request.param == "files":
        return [folder / name for name in TABLES]
    packed = tmp_path / "tabellen.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in TABLES.items():
            archive.writestr(name, text)
    return [packed]


def test_tables_come_in_and_what_was_not_understood_is_told_and_kept(tables, convert, capsys):
    out = convert("yaml", *tables)

    [family] = read(out.read_bytes(), "x.yaml").families
    assert {str(actor.label) for actor in family.actors} == {"Lieve", "OCMW"}
    assert len(family.links) == 1
    said = capsys.readouterr().err
    assert "onbekend" in said
    assert "blauw" in out.read_text()


def test_on_standard_output_from_standard_input(file, monkeypatch, capfdbinary):
    data = file.read_bytes()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert main(["map", "convert", "-", "--from", "yaml", "-o", "-", "--to", "json"]) == 0
    out, said = capfdbinary.readouterr()
    assert len(json.loads(out)["families"]) == 2
    assert said == b""


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["FILE"], "dit ontbreekt nog: -o/--output"),
        (["FILE", "-o", "x.docx"], "-o x.docx kunnen we niet maken, wel een bestand op yaml, "),
        (["FILE", "-o", "-"], "bij -o - hoort --to"),
        (["FILE", "-o", "x.graphml"], "kies er een met --family: ster, maan"),
        (["FILE", "-o", "x.nwk.json"], "kies er een met --family: ster, maan"),
        (["FILE", "-o", "x.yaml", "--family", "zon"], "--family: 'zon' kennen we niet"),
        (["-", "-o", "x.yaml"], "bij - hoort --from"),
    ],
)
def test_a_wrong_call(words, what, file, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert main(["map", "convert", *(str(file) if w == "FILE" else w for w in words)]) == 2
    assert what in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_a_longer_ending_goes_before_a_shorter_one(file, convert):
    held = json.loads(convert("nwk.json", file, "--family", "ster").read_text())

    assert "families" not in held


def test_what_stays_behind_is_told(file, convert, capsys):
    convert("nwk.json", file, "--family", "ster")
    assert "gaan niet mee" in capsys.readouterr().err
    convert("graphml", file, "--family", "ster")
    assert capsys.readouterr().err == ""


def test_a_file_of_nobody_is_refused(tmp_path, capsys):
    path = tmp_path / "brief.txt"
    path.write_text("Beste,\n")

    assert main(["map", "convert", str(path), "-o", str(tmp_path / "x.yaml")]) == 1
    assert "We kunnen dit bestand niet lezen" in capsys.readouterr().err
    assert not (tmp_path / "x.yaml").exists()


def test_what_a_kind_of_file_cannot_hold_is_refused(tmp_path, capsys):
    """A cell of Excel holds 32767 characters."""
    path = tmp_path / "lang.yaml"
    actor = Actor(id="a", label=Text.dutch("A"), sphere="kin", note=Text.dutch("x" * 40_000))
    family = replace(MAANLICHT, actors=(actor,))
    path.write_text(write_yaml(FamilyFile(meta=Meta(), families=(family,))), "utf-8")

    assert main(["map", "convert", str(path), "-o", str(tmp_path / "x.xlsx")]) == 1
    assert "past niet in een cel van Excel" in capsys.readouterr().err


def test_an_output_that_cannot_be_written(file, capsys):
    assert main(["map", "convert", str(file), "-o", "/nergens/x.yaml"]) == 1
    assert "hier kunnen we niet schrijven" in capsys.readouterr().err
