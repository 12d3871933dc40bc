"""Taking steps: what passes, what is shown, and the lines at the end."""

import sys
from pathlib import Path

from kring.site.commands.steps import Outcome, Question, Tool, program, python, summary, take

WORDS = ("-c", "import os, sys; print(os.getcwd(), os.environ.get('KLEUR')); sys.exit(3)")


def test_a_tool_runs_in_the_house_with_its_own_environment(tmp_path):
    tool = Tool("proef", (sys.executable, *WORDS), environment={"KLEUR": "groen"})

    outcome = take(tool, root=tmp_path)

    assert not outcome.passed
    assert outcome.output == f"{tmp_path} groen"
    assert outcome.seconds > 0


def test_a_code_may_be_fine_and_then_nothing_is_shown(tmp_path):
    tool = Tool("proef", (sys.executable, *WORDS), fine=frozenset({3}))

    assert take(tool, root=tmp_path).passed
    assert take(tool, root=tmp_path).output == ""


def test_unless_it_is_worth_showing(tmp_path):
    tool = Tool("proef", (sys.executable, *WORDS), fine=frozenset({3}), shows=True)

    assert take(tool, root=tmp_path).output == f"{tmp_path} None"


def test_a_live_tool_prints_by_itself(tmp_path, capfd):
    outcome = take(Tool("proef", (sys.executable, *WORDS)), root=tmp_path, live=True)

    assert outcome.output == ""
    assert capfd.readouterr().out == f"{tmp_path} None\n"


def test_a_question_passes_when_there_is_nothing_to_say(tmp_path):
    assert take(Question("proef", list), root=tmp_path).passed

    outcome = take(Question("proef", lambda: ["Dit niet.", "Dat ook niet."]), root=tmp_path)
    assert not outcome.passed
    assert outcome.output == "Dit niet.\nDat ook niet."


def test_programs_come_out_of_our_own_environment():
    assert python("ruff", "check") == (sys.executable, "-m", "ruff", "check")
    assert program("kring", "--version")[1] == "--version"
    assert Path(program("kring")[0]).is_file()


def test_the_summary_names_what_went_wrong_last():
    good, bad = Outcome("stijl", True, 1.26), Outcome("types", False, 41.0, "mypy zegt dit")

    assert summary([good]).splitlines() == ["  goed   stijl (1.3 s)", "Alles is in orde."]
    assert summary([good, bad]).splitlines() == [
        "  goed   stijl (1.3 s)",
        "  FOUT   types (41.0 s)",
        "Niet in orde: types.",
    ]
