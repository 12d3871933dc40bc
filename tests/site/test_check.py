"""`kring test`, `lint` and `tidy`: which steps they take, what they make of the outcomes."""

import json
from pathlib import Path

import pytest

from kring.site import cli
from kring.site.commands import check, machine
from kring.site.commands.steps import Outcome, Question, Tool, program

ROOT = Path(__file__).resolve().parents[2]
FLOORS = "Contracts\n---------\n\nFloors KEPT\n\nContracts: 7 kept, 0 broken."


@pytest.fixture(autouse=True)
def dutch(monkeypatch):
    monkeypatch.setenv("LANG", "C.UTF-8")


class Workshop:
    """Takes no step, but remembers each; what it is told to, fails."""

    def __init__(self):
        self.taken = []
        self.failing = {}
        self.live = set()
        self.roots = set()

    def take(self, step, *, root, live=False):
        self.taken.append(step)
        self.roots.add(root)
        self.live |= {step.name} if live else set()
        output = self.failing.get(step.name, FLOORS if step.name == "verdiepingen" else "")
        return Outcome(step.name, step.name not in self.failing, 0.1, output)

    @property
    def names(self):
        return [step.name for step in self.taken]

    def step(self, name):
        return next(step for step in self.taken if step.name == name)


@pytest.fixture
def house(tmp_path):
    """A repository with one template in it."""
    templates = tmp_path / "house" / "src" / "kring" / "templates"
    templates.mkdir(parents=True)
    (templates / "page.html").write_text("<p>Kring</p>", "utf-8")
    return tmp_path / "house"


@pytest.fixture
def workshop(monkeypatch, house):
    workshop = Workshop()
    monkeypatch.setattr(check, "take", workshop.take)
    monkeypatch.setattr(check, "repository", lambda: house)
    monkeypatch.setattr(machine, "chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(machine, "postgresql", lambda: Path("/usr/bin"))
    return workshop


PAGES = "pagina's in Chromium"
COVERAGE = {"dekking samen", "dekking", "dekkingspoort"}
EVERYTHING = {
    *("tests", PAGES, "opmaak", "regels", "sjablonen", "types", "verdiepingen", "migraties"),
    *("vertalingen", "vragen op PostgreSQL", *COVERAGE),
}


def test_test_takes_every_step_and_says_so_at_the_end(workshop, house, capsys):
    assert check.test([]) == 0

    assert set(workshop.names) == EVERYTHING
    assert workshop.live == {"tests", PAGES}
    assert workshop.roots == {house}
    assert capsys.readouterr().out.rstrip().endswith("Alles is in orde.")


@pytest.mark.parametrize("failing", sorted(EVERYTHING))
def test_one_failure_fails_all_and_stops_nothing(workshop, failing, capsys):
    workshop.failing = {failing: f"{failing} zegt wat er is"}

    assert check.test([]) == 1

    red = failing in {"tests", PAGES, "vragen op PostgreSQL"}
    assert set(workshop.names) == EVERYTHING - (COVERAGE if red else set())
    told = capsys.readouterr().out
    assert ("Niet alle tests slaagden, dus de dekking is niet nagekeken." in told) is red
    assert told.rstrip().endswith(f"Niet in orde: {failing}.")
    assert f"--- {failing}\n{failing} zegt wat er is" in told


def test_the_tests_are_all_but_the_long_ones_and_the_queries_again_elsewhere(workshop):
    check.test([])

    assert workshop.step("tests").command[-4:] == (
        "pytest", "-m", "not long", "--ignore=tests/browser",
    )  # fmt: skip
    assert workshop.step(PAGES).command[-4:] == (
        "pytest", "-m", "not long", "tests/browser",
    )  # fmt: skip
    again = workshop.step("vragen op PostgreSQL")
    assert again.command[-1] == "query and not long"
    assert again.environment["KRING_TEST_DATABASE"] == "postgresql"
    assert 5 in again.fine
    assert 5 not in workshop.step("tests").fine


@pytest.mark.parametrize(
    ("lacking", "line"),
    [
        ("chromium", "Geen Chromium op deze machine: de browsertests zijn overgeslagen."),
        (
            "postgresql",
            "Geen PostgreSQL op deze machine: de vragen zijn alleen op SQLite getest.",
        ),
    ],
)
def test_half_a_run_says_what_was_skipped_and_has_no_gate(
    workshop, monkeypatch, lacking, line, capsys
):
    monkeypatch.setattr(machine, lacking, lambda: None)

    assert check.test([]) == 0

    assert set(workshop.names) == EVERYTHING - COVERAGE
    assert line in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("typed", "asked", "none_is_fine"),
    [
        (["tests/core", "-k", "ring"], ("-m", "not long", "tests/core", "-k", "ring"), False),
        (["--long"], ("-m", "long"), True),
        (["--long", "-k", "ring"], ("-m", "long", "-k", "ring"), False),
    ],
)
def test_words_go_to_pytest_alone(workshop, typed, asked, none_is_fine):
    assert check.test(typed) == 0

    (step,) = workshop.taken
    assert step.command[1:] == ("-m", "pytest", *asked)
    assert (5 in step.fine) is none_is_fine


def test_a_red_test_is_a_red_word(workshop):
    workshop.failing = {"tests": ""}

    assert check.test(["tests/core"]) == 1


@pytest.mark.parametrize("where", ["house", "house/src", "."])
def test_words_are_read_where_they_are_typed(workshop, house, monkeypatch, where):
    """Inside the house a relative path means what it says; from elsewhere it is the house's."""
    here = (house.parent / where).resolve()
    monkeypatch.chdir(here)

    check.test(["test_gate.py"])

    assert workshop.roots == {here if where != "." else house}


def test_lint_ends_with_the_count_of_the_floors(workshop, capsys):
    assert check.lint([]) == 0

    assert set(workshop.names) == {"opmaak", "regels", "sjablonen", "types", "verdiepingen"}
    assert capsys.readouterr().out.splitlines()[-1] == "Contracts: 7 kept, 0 broken."


def test_lint_ends_so_even_when_a_floor_is_broken(workshop, capsys):
    workshop.failing = {"verdiepingen": f"{FLOORS}\n\nBroken contracts\nkring.core -> os"}

    assert check.lint([]) == 1

    told = capsys.readouterr().out
    assert "kring.core -> os" in told
    assert told.splitlines()[-1] == "Contracts: 7 kept, 0 broken."


def test_lint_shows_what_a_tool_found(workshop, capsys):
    workshop.failing = {"types": "plans.py:3: error"}

    assert check.lint([]) == 1
    assert "--- types\nplans.py:3: error" in capsys.readouterr().out


@pytest.mark.parametrize(("failing", "code"), [({}, 0), ({"regels": "E501"}, 1)])
def test_tidy_lets_the_tools_write(workshop, failing, code, capsys):
    workshop.failing = failing

    assert check.tidy([]) == code

    assert workshop.names == ["regels", "opmaak", "sjablonen"]
    assert "--fix" in workshop.step("regels").command
    assert "--check" not in workshop.step("sjablonen").command


def test_without_templates_there_is_nothing_to_format(workshop, house):
    (house / "src" / "kring" / "templates" / "page.html").unlink()

    check.tidy([])

    assert workshop.names == ["regels", "opmaak"]


@pytest.mark.parametrize("word", ["test", "lint", "tidy"])
def test_help_is_an_answer(word, workshop, capsys):
    assert cli.main([word, "--help"]) == 0
    assert f"kring {word}" in capsys.readouterr().out
    assert workshop.taken == []


@pytest.mark.parametrize("word", ["lint", "tidy"])
def test_words_that_mean_nothing_are_a_wrong_call(word, workshop, capsys):
    assert cli.main([word, "alles"]) == 2
    assert capsys.readouterr().err == (
        f"kring {word} kent 'alles' niet; het heeft geen woorden erachter nodig.\n"
    )
    assert workshop.taken == []


@pytest.mark.parametrize("word", ["test", "lint", "tidy"])
def test_an_installed_kring_has_nothing_to_check(word, workshop, monkeypatch, capsys):
    monkeypatch.setattr(check, "repository", lambda: None)

    assert cli.main([word]) == 2
    assert capsys.readouterr().err.startswith("Hier zijn geen tests: dit kan alleen in de")


def test_a_light_kring_says_how_to_get_the_tools(monkeypatch, capsys):
    monkeypatch.setattr(check, "find_spec", lambda name: None)

    assert cli.main(["test"]) == 2
    assert "./kring test haalt ze erbij" in capsys.readouterr().err


def test_the_repository_is_where_the_package_lies_with_its_tests(tmp_path):
    assert check.repository() == ROOT
    assert check.repository(tmp_path / "lib" / "kring") is None


def test_a_broken_report_is_a_red_gate_not_a_crash(tmp_path):
    report = tmp_path / "report.json"
    assert check.gate(report) == ["Er is geen verslag van de dekking."]

    report.write_text(json.dumps({"files": {}}), "utf-8")
    assert check.gate(report) == []


def test_the_steps_are_real_programs(workshop):
    """Each tool that is called is one that is installed here."""
    check.test([])

    for step in workshop.taken:
        assert isinstance(step, Tool | Question)
        if isinstance(step, Tool):
            assert Path(step.command[0]).is_file()
    assert workshop.step("verdiepingen").command == program("lint-imports", "--no-logo")
