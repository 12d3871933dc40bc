"""A command line: every wrong call is one sentence in the reader's language, and code 2."""

from datetime import date

import pytest

from kring.site.cli import main
from kring.site.commands.line import Line, command, day, not_there, whole
from kring.site.commands.papers import refused


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "nl_BE.UTF-8")


def proef(words):
    line = Line(prog="kring proef", description="Iets proberen.", exits="Uitgang: 0 gelukt.")
    line.add_argument("file", metavar="BESTAND")
    line.add_argument("--names", choices=("full", "roles"), default="full")
    line.add_argument("--port", type=whole(1, 9))
    line.add_argument("--on", type=day)
    line.add_argument("--bw", action="store_true")
    return line.read(words)


@command
def asked(words):
    proef(words)
    return 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ([], "dit ontbreekt nog: BESTAND"),
        (["x", "--colour"], "dit kennen we niet: --colour"),
        (["x", "--nam", "full"], "dit kennen we niet: --nam full"),
        (["x", "--names"], "na --names hoort nog een woord"),
        (["x", "--names", "nick"], "bij --names kan 'nick' niet; kies uit"),
        (["x", "--bw=1"], "--bw staat alleen, zonder '1'"),
        (["x", "--port", "0"], "bij --port: dit is een getal van 1 tot 9"),
        (["x", "--port", "vier"], "bij --port: dit is een getal van 1 tot 9"),
        (["x", "--on", "1 maart"], "bij --on: schrijf de dag als jaar-maand-dag"),
        (["x", "--on", "20260301"], "bij --on: schrijf de dag als jaar-maand-dag"),
        (["x", "--on", "9999-12-31"], "bij --on: schrijf de dag als jaar-maand-dag"),
    ],
)
def test_a_wrong_call_is_one_sentence(words, what, capsys):
    assert asked(words) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.count("\n") == 1
    assert said.startswith(f"kring proef begrijpt dit niet: {what}")
    assert said.endswith("'kring proef --help' zegt wat kan.\n")


def test_a_right_call_is_understood():
    found = proef(["-", "--names", "roles", "--port", "9", "--on", "2026-03-01", "--bw"])

    assert (found.file, found.names, found.port, found.on, found.bw) == (
        "-", "roles", 9, date(2026, 3, 1), True,
    )  # fmt: skip


@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_help_gives_the_shape_and_the_exit_codes_in_dutch(flag, capsys):
    assert asked([flag]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Gebruik: kring proef")
    assert "Uitgang: 0 gelukt." in told
    assert "usage" not in told
    assert "options" not in told


def test_what_argparse_says_and_we_have_no_words_for_is_said_as_it_is(capsys):
    @command
    def work(words):
        Line(prog="kring proef", exits="").error("something new")

    assert work([]) == 2
    assert "something new" in capsys.readouterr().err


def test_input_that_is_refused_ends_with_one(capsys):
    @command
    def work(words):
        raise refused("{name}: dit is geen kaart.", name="x.yaml")

    assert work([]) == 1
    assert capsys.readouterr().err == "x.yaml: dit is geen kaart.\n"


def test_work_gives_its_own_code():
    assert command(lambda words: len(words))(["a", "b", "c"]) == 3


def test_something_that_is_not_there_names_what_is():
    assert not_there("GEZ-Z", ["GEZ-A", "GEZ-B"]) == (
        "'GEZ-Z' kennen we niet, kies uit GEZ-A, GEZ-B"
    )
    assert not_there("x", [str(n) for n in range(21)]).endswith("18, 19, …")


@pytest.mark.parametrize("words", [["--port", "0"], ["--port", "80000"], ["--prt", "1"]])
def test_the_demo_answers_a_wrong_call_the_same_way(words, capsys):
    assert main(["demo", *words]) == 2
    assert capsys.readouterr().err.startswith("kring demo begrijpt dit niet: ")
