"""The `kring` command: the right module for each word, and a sentence for every mistake."""

import subprocess
import sys
from importlib import import_module
from importlib.metadata import entry_points, version
from types import SimpleNamespace

import pytest

from kring.site import cli, speech


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def word(monkeypatch):
    """Puts a word of our own in the table; gives what it was called with."""
    heard = []

    def learn(work):
        def run(words):
            heard.append(list(words))
            return work()

        monkeypatch.setitem(cli.WORDS, "proef", ("proefmodule:run", "iets proberen"))
        monkeypatch.setitem(sys.modules, "proefmodule", SimpleNamespace(run=run))
        return heard

    return learn


def raising(fault):
    def work():
        raise fault

    return work


def test_a_word_gets_the_rest_of_the_line_and_gives_the_exit_code(word):
    heard = word(lambda: 1)

    assert cli.main(["proef", "bestand.yaml", "--on", "2026-11-02"]) == 1
    assert heard == [["bestand.yaml", "--on", "2026-11-02"]]


def test_without_arguments_the_command_line_is_read(word, monkeypatch):
    heard = word(lambda: 0)
    monkeypatch.setattr(sys, "argv", ["kring", "proef", "x"])

    assert cli.main() == 0
    assert heard == [["x"]]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["help"]])
def test_help_names_every_word(arguments, capsys):
    assert cli.main(arguments) == 0
    told = capsys.readouterr().out
    assert all(f"\n  {name} " in told for name in cli.WORDS)


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(flag, capsys):
    assert cli.main([flag]) == 0
    assert capsys.readouterr().out == f"kring {version('kring')}\n"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("dmeo", "kring kent het woord 'dmeo' niet. Bedoel je 'demo'?"),
        ("maps", "kring kent het woord 'maps' niet. Bedoel je 'map'?"),
        ("xyzzy", "kring kent het woord 'xyzzy' niet. Dit kan wel: demo, map,"),
        ("--demo", "kring kent het woord '--demo' niet. Bedoel je 'demo'?"),
    ],
)
def test_an_unknown_word_is_a_wrong_call_with_the_nearest_one(typed, answer, capsys):
    assert cli.main([typed]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(answer)
    assert told.err.count("\n") == 1


def test_a_mistake_of_our_own_is_one_sentence_without_traceback(word, capsys):
    word(raising(ValueError("driehoek")))

    assert cli.main(["proef"]) == 70
    told = capsys.readouterr().err
    assert told.startswith("Er ging iets mis in Kring zelf (ValueError: driehoek).")
    assert told.count("\n") == 1


def test_with_debug_the_mistake_itself_comes_out(word, monkeypatch):
    word(raising(ValueError("driehoek")))
    monkeypatch.setenv("KRING_DEBUG", "1")

    with pytest.raises(ValueError, match="driehoek"):
        cli.main(["proef"])


def test_a_missing_module_does_not_break_the_other_words(word, monkeypatch, capsys):
    word(lambda: 0)
    monkeypatch.setitem(cli.WORDS, "weg", ("kring.site.commands.weg:run", "bestaat niet"))

    assert cli.main(["weg"]) == 70
    assert "kring.site.commands.weg" in capsys.readouterr().err
    assert cli.main(["proef"]) == 0


def test_ctrl_c_ends_quietly(word, capsys):
    word(raising(KeyboardInterrupt()))

    assert cli.main(["proef"]) == 130
    assert capsys.readouterr().err == ""


def test_a_reader_who_stops_reading_is_no_mistake():
    """As in `kring ... | head -1`: no sentence, no traceback."""
    command = (
        "import sys; from types import SimpleNamespace; from kring.site import cli\n"
        "def run(words):\n"
        "    print('x' * 200_000, flush=True)\n"
        "sys.modules['proefmodule'] = SimpleNamespace(run=run)\n"
        "cli.WORDS['proef'] = ('proefmodule:run', '')\n"
        "sys.exit(cli.main(['proef']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize("name", cli.WORDS)
def test_every_word_leads_to_a_function(name):
    module, function = cli.WORDS[name][0].split(":")

    assert callable(getattr(import_module(module), function))


def test_django_gets_its_own_commands(monkeypatch):
    asked = []
    monkeypatch.setattr("django.core.management.execute_from_command_line", asked.append)

    assert cli.main(["manage", "migrate", "--plan"]) == 0
    assert asked == [["kring manage", "migrate", "--plan"]]


def test_the_installed_command_is_this_one():
    (command,) = entry_points(group="console_scripts", name="kring")

    assert command.load() is cli.main


def test_starting_loads_nothing_heavy():
    """Every word starts fast because none of the others is loaded."""
    command = (
        "import sys; from kring.site.cli import main; main(['--version']); print(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True
    )

    loaded = set(run.stdout.split())
    assert not loaded & {"django", "numpy", "yaml", "typst", "argparse", "asyncio"}


def test_another_language_says_it_in_that_language(monkeypatch, capsys, tmp_path):
    class Said:
        def gettext(self, sentence):
            return sentence.replace("Bedoel je", "Do you mean")

    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(
        speech, "catalogue", lambda language: Said() if language == "en" else None
    )

    assert cli.main(["dmeo"]) == 2
    assert "Do you mean 'demo'?" in capsys.readouterr().err
