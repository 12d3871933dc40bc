"""Files of the command line: read by name, folder or pipe, written whole or not at all."""

import io
import sys
from types import SimpleNamespace

import pytest

from kring.core.formats.faults import Fault, FileRefused
from kring.core.words import sentence
from kring.site.commands import papers
from kring.site.commands.papers import Refused, read_inputs, say_refusal, write_output


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


@pytest.fixture
def pipe(monkeypatch):
    """Standard input that holds these bytes."""
    return lambda data: monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data))
    )


def inside(folder):
    return sorted(each.name for each in folder.iterdir())


def said(capsys):
    return capsys.readouterr().err


def test_a_file_is_read_under_the_name_it_was_given(tmp_path):
    path = tmp_path / "gezin.yaml"
    path.write_bytes(b"a")

    assert read_inputs([str(path)]) == [(str(path), b"a")]


def test_a_folder_gives_all_files_in_it_in_the_order_of_their_names(tmp_path):
    for name in ("b.csv", "a.csv", "deep/c.csv", ".DS_Store", "__MACOSX/a.csv", ".git/x"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())

    found = read_inputs([str(tmp_path)])

    assert [data for _, data in found] == [b"a.csv", b"b.csv", b"deep/c.csv"]
    assert all(name.startswith(str(tmp_path)) for name, _ in found)


def test_the_pipe_is_read_under_the_name_that_tells_its_format(pipe):
    pipe(b"families: []")

    assert read_inputs(["-"], pipe_name="-.yaml") == [("-.yaml", b"families: []")]


def test_too_many_files_in_a_folder_are_refused(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(papers, "MOST_FILES", 2)
    for name in "abc":
        (tmp_path / name).touch()

    with pytest.raises(Refused):
        read_inputs([str(tmp_path)])
    assert said(capsys) == (
        f"{tmp_path}: in deze map staan te veel bestanden, hoogstens 2 mag.\n"
    )


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(
    tmp_path, capsys, monkeypatch, pipe
):
    monkeypatch.setattr(papers, "MOST_BYTES", 3)
    path = tmp_path / "x"
    path.write_bytes(b"abcd")
    pipe(b"abcd")

    for name in (str(path), "-"):
        with pytest.raises(Refused):
            read_inputs([name])
        assert said(capsys).startswith(f"{name}: dit bestand is te groot, hoogstens")


def test_a_file_that_is_not_there_is_refused(tmp_path, capsys):
    with pytest.raises(Refused):
        read_inputs([str(tmp_path / "niets.yaml")])

    assert said(capsys) == (
        f"{tmp_path}/niets.yaml: dit kunnen we niet lezen, "
        "dit bestand of deze map bestaat niet.\n"
    )


def test_an_error_we_have_no_words_for_is_told_as_the_machine_tells_it(
    tmp_path, capsys, monkeypatch
):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(papers, "_bytes_of", fail)
    with pytest.raises(Refused):
        read_inputs([str(tmp_path / "x")])

    assert said(capsys).endswith("dit kunnen we niet lezen, Input/output error.\n")


def test_what_is_written_is_there_whole(tmp_path):
    path = tmp_path / "kaart.svg"
    path.write_bytes(b"old")

    write_output(str(path), b"new")

    assert path.read_bytes() == b"new"
    assert inside(tmp_path) == ["kaart.svg"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("nergens/kaart.svg", "dit bestand of deze map bestaat niet"),
        ("map", "dit is een map"),
        ("bestand/kaart.svg", "een deel van dit pad is geen map"),
        ("x" * 300, "deze naam is te lang"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_and_left_as_it_was(tmp_path, capsys, name, why):
    (tmp_path / "map").mkdir()
    (tmp_path / "bestand").touch()

    with pytest.raises(Refused):
        write_output(str(tmp_path / name), b"new")

    assert said(capsys) == f"{tmp_path / name}: hier kunnen we niet schrijven, {why}.\n"
    assert inside(tmp_path) == ["bestand", "map"]


def test_standard_output_gets_the_bytes_as_they_are(capfdbinary, monkeypatch):
    write_output("-", b"\x89PNG")

    assert capfdbinary.readouterr().out == b"\x89PNG"


def test_every_fault_of_a_file_is_a_line(capsys):
    faults = [Fault(file="x.yaml", line=n, what=sentence("fout")) for n in (1, 2)]

    assert isinstance(say_refusal(FileRefused(faults)), Refused)
    assert said(capsys) == "x.yaml, regel 1: fout\nx.yaml, regel 2: fout\n"
