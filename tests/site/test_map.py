"""`kring map`: its words, what it says of a map, and every way to ask it wrongly."""

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from cast import MAANLICHT, STERRENBERG
from kring.core.family import FamilyFile, Meta
from kring.core.formats.family_file import write_json, write_yaml
from kring.site.cli import main
from kring.site.commands import map_input


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


def two_families(**meta):
    return FamilyFile(meta=Meta(**meta), families=(STERRENBERG, MAANLICHT))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "gezinnen.yaml"
    path.write_text(write_yaml(two_families(reference_date=date(2026, 3, 1))), "utf-8")
    return str(path)


@pytest.fixture
def observe(capsys):
    """What `kring map observe --format json` answers."""

    def run(*words):
        assert main(["map", "observe", *words, "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)["families"]

    return run


def test_what_a_map_says_as_json(file, observe):
    found = observe(file)

    assert list(found) == ["ster", "maan"]
    ster = found["ster"]
    assert set(ster) == {"keys", "observations", "strengths", "measures"}
    assert "O01:work" in ster["keys"]
    assert ster["keys"] == sorted(set(ster["keys"]))
    assert set(ster["observations"][0]) == {"code", "subject", "severity", "text", "rows"}
    assert set(ster["observations"][0]["rows"]) == {"themes", "actors", "members"}
    assert {"size", "by_ring", "density", "reciprocity", "close"} <= set(ster["measures"])


def test_what_a_map_says_as_text(file, capsys):
    assert main(["map", "observe", file]) == 0

    told = capsys.readouterr().out
    assert told.index("Gezin Sterrenberg") < told.index("Gezin Maanlicht")
    assert "O01" in told


def test_one_family_of_a_file(file, observe):
    assert list(observe(file, "--family", "ster")) == ["ster"]


@pytest.mark.parametrize(
    ("words", "says_so", "spoken_of"),
    [
        (["--on", "2027-03-01"], date(2026, 3, 1), True),  # --on goes before all
        ([], date(2027, 3, 1), True),  # else what the file says
        ([], date(2026, 3, 1), False),
        ([], None, True),  # else today
    ],
)
def test_the_day_on_which_a_map_is_read(
    tmp_path, observe, monkeypatch, words, says_so, spoken_of
):
    monkeypatch.setattr(map_input, "today", lambda: date(2027, 6, 1))
    monkeypatch.setattr("kring.site.commands.map_observe.today", lambda: date(2027, 6, 1))
    path = tmp_path / "gezin.yaml"
    confirmed = tuple(replace(r, confirmed=date(2026, 2, 1)) for r in STERRENBERG.relations)
    family = replace(STERRENBERG, relations=confirmed)
    file = FamilyFile(meta=Meta(reference_date=says_so), families=(family,))
    path.write_text(write_yaml(file), "utf-8")

    keys = observe(str(path), *words)["ster"]["keys"]

    assert ("O15:map" in keys) == spoken_of  # it was confirmed long ago


def test_today_is_the_day_of_this_machine():
    assert map_input.today() == date.today()  # noqa: DTZ011


def test_the_same_through_the_pipe(file, observe, monkeypatch):
    data = write_json(two_families(reference_date=date(2026, 3, 1))).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    assert observe("-", "--from", "json") == observe(file)


def test_help_names_every_word(capsys):
    for words in (["map", "--help"], ["map", "-h"]):
        assert main(words) == 0
        told = capsys.readouterr().out
        for word in ("observe", "draw", "convert", "layout"):
            assert f"\n{word}: " in told
        assert "Uitgang: 0 gelukt, 1 het bestand klopt niet, 2 de vraag is verkeerd." in told


@pytest.mark.parametrize("word", ["observe", "draw", "convert", "layout"])
def test_each_word_tells_its_shape_and_its_exit_codes(word, capsys):
    assert main(["map", word, "--help"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Gebruik: kring map {word}")
    assert "Uitgang: 0 gelukt" in " ".join(told.split())


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "er ontbreekt een woord, kies uit observe, draw, convert, layout"),
        (["teken"], "'teken' kennen we niet, kies uit observe, draw"),
        (["observe"], "dit ontbreekt nog: BESTAND"),
        (["observe", "-"], "bij - hoort --from, met een van yaml, json"),
        (["observe", "-", "--from", "docx"], "bij --from kan 'docx' niet"),
        (["observe", "x.yaml", "--format", "xml"], "bij --format kan 'xml' niet"),
        (["observe", "x.yaml", "--on", "morgen"], "bij --on: schrijf de dag als"),
        (
            ["observe", "FILE", "--family", "zon"],
            "--family: 'zon' kennen we niet, kies uit ster",
        ),
    ],
)
def test_a_wrong_call_is_one_sentence_and_two(words, what, file, capsys):
    assert main(["map", *(file if word == "FILE" else word for word in words)]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert what in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("meta: {schema_version: 1}\nfamilies: [{id: A}]", "regel 2"),
        ("meta: {schema_version: 1}\nfamilies:\n  - {id: A, label: X, hond: 1}", "regel 3"),
        ("meta: {schema_version: 1}\nfamilies: {{", "regel 2"),
    ],
)
def test_a_wrong_file_is_told_with_its_lines(tmp_path, capsys, text, line):
    path = tmp_path / "fout.yaml"
    path.write_text(text)

    assert main(["map", "observe", str(path)]) == 1
    out, said = capsys.readouterr()
    assert out == ""
    assert said.startswith(f"{path}, {line}")


def test_a_file_that_is_not_there(capsys):
    assert main(["map", "observe", "nergens.yaml"]) == 1
    assert "nergens.yaml: dit kunnen we niet lezen" in capsys.readouterr().err


def kring(*words, lang="nl_BE.UTF-8", **more):
    program = Path(sys.executable).parent / "kring"
    environment = {**os.environ, "LANG": lang}
    return subprocess.run(
        [program, "map", *words], capture_output=True, check=False, env=environment, **more
    )


def test_the_installed_command_answers(file):
    found = kring("observe", file, "--format", "json")

    assert (found.returncode, found.stderr) == (0, b"")
    assert set(json.loads(found.stdout)["families"]) == {"ster", "maan"}


def test_reading_a_map_loads_neither_django_nor_drawing():
    program = (
        "import sys; from kring.site.cli import main; main(['map', 'observe', '--help']); "
        "sys.exit(any(n in sys.modules for n in ('django', 'numpy', 'typst', 'xlsxwriter')))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)

    assert found.returncode == 0


def test_a_wrong_call_and_a_wrong_file_of_the_installed_command(tmp_path):
    wrong_call = kring("observe")
    wrong_file = kring("observe", str(tmp_path / "x.yaml"))

    assert (wrong_call.returncode, wrong_file.returncode) == (2, 1)
    for found in (wrong_call, wrong_file):
        assert found.stdout == b""
        assert b"Traceback" not in found.stderr
        assert found.stderr.count(b"\n") == 1


def test_through_the_pipe_of_the_installed_command(file):
    found = kring(
        "observe", "-", "--from", "yaml", "--format", "json", input=Path(file).read_bytes()
    )

    assert found.returncode == 0
    assert json.loads(found.stdout)["families"]["ster"]["keys"]
