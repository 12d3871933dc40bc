"""`kring test`, `kring lint` and `kring tidy`: what a contributor types."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import kring
from kring.site.cli import DONE, WRONG_CALL, complain
from kring.site.commands import machine
from kring.site.commands.gate import below_the_gate
from kring.site.commands.steps import (
    NO_TESTS,
    Outcome,
    Question,
    Step,
    Tool,
    program,
    python,
    summary,
    take,
)
from kring.site.commands.translations import out_of_step
from kring.site.speech import gettext as _

FAILED: Final = 1
HELP: Final = frozenset({"--help", "-h"})
PACKAGE: Final = Path(kring.__file__).parent
TEMPLATES: Final = "src/kring/templates"
PAGES: Final = "tests/browser"


def test(words: Sequence[str]) -> int:
    """`kring test [--long] [pytest words]`: everything, or the tests that the words name."""
    if HELP & set(words):
        return _say(
            _(
                "kring test             alles: stijl, types, verdiepingen, tests, dekking\n"
                "kring test --long      alleen de tests die minuten duren\n"
                "kring test WOORDEN...  alleen pytest met die woorden: tests/core, -k ring\n"
                "Uitgang: 0 alles in orde, 1 er is iets mis, 2 hier kan dit niet."
            )
        )
    root = repository()
    if root is None or not find_spec("pytest"):
        return complain(_nothing_to_check(root))
    if "--long" in words:
        return _only("long", [word for word in words if word != "--long"], root=root)
    if words:
        return _only("not long", words, root=root)
    return _everything(root)


def lint(words: Sequence[str]) -> int:
    """`kring lint`: style, types, floors; import-linter's count is the last line."""
    if words:
        return _no_words("lint", words)
    root = repository()
    if root is None or not find_spec("pytest"):
        return complain(_nothing_to_check(root))
    *first, floors = [take(step, root=root) for step in _style(root)]
    _say("\n".join(filter(None, [*map(_shown, first), summary([*first, floors]), ""])))
    _say(_count_last(floors.output))
    return DONE if floors.passed and all(outcome.passed for outcome in first) else FAILED


def tidy(words: Sequence[str]) -> int:
    """`kring tidy`: lets the tools put everything in shape."""
    if words:
        return _no_words("tidy", words)
    root = repository()
    if root is None or not find_spec("pytest"):
        return complain(_nothing_to_check(root))
    steps = [
        Tool(_("regels"), python("ruff", "check", "--fix", "."), shows=True),
        Tool(_("opmaak"), python("ruff", "format", "."), shows=True),
        *_templates(root),
    ]
    outcomes = [take(step, root=root) for step in steps]
    _say("\n".join([*filter(None, map(_shown, outcomes)), summary(outcomes)]))
    return DONE if all(outcome.passed for outcome in outcomes) else FAILED


def repository(package: Path = PACKAGE) -> Path | None:
    """The checkout that this package lies in; None where Kring came without its tests."""
    root = package.parent.parent
    complete = (root / "tests").is_dir() and (root / "pyproject.toml").is_file()
    return root if complete else None


def _everything(root: Path) -> int:
    """All steps, in two lanes for two cores: the tests, and beside them all that is short."""
    with TemporaryDirectory(prefix="kring-dekking-") as folder:
        traces = {"COVERAGE_FILE": str(Path(folder) / "trace")}
        beside = [*_style(root), *_agreements(root), _tests_on_postgresql(traces)]
        with ThreadPoolExecutor(max_workers=1) as lane:
            waiting = lane.submit(lambda: [take(step, root=root) for step in beside])
            outcomes = [
                take(step, root=root, live=True)
                for step in (_tests(traces), _tests_of_pages(traces))
            ]
            outcomes += waiting.result()
        remarks = list(_half_run(outcomes))
        if not remarks:
            outcomes += [take(step, root=root) for step in _coverage(Path(folder), traces)]
    shown = filter(None, map(_shown, outcomes))
    _say("\n".join(["", *shown, *remarks, "", summary(outcomes)]))
    return DONE if all(outcome.passed for outcome in outcomes) else FAILED


def _only(which: str, words: Sequence[str], *, root: Path) -> int:
    """Only pytest: tests with this mark, and with these words after it."""
    here = Path.cwd()
    outcome = take(
        Tool(
            _("tests"),
            python("pytest", "-m", which, *words),
            # A machine without long tests is no mistake; a word that names no test is.
            fine=frozenset({DONE, NO_TESTS} if which == "long" and not words else {DONE}),
        ),
        root=here if here.is_relative_to(root) else root,
        live=True,
    )
    return DONE if outcome.passed else FAILED


def _style(root: Path) -> list[Step]:
    """Form, types and floors; import-linter comes last."""
    return [
        Tool(_("opmaak"), python("ruff", "format", "--check", ".")),
        Tool(_("regels"), python("ruff", "check", ".")),
        *_templates(root, "--check"),
        Tool(_("types"), python("mypy")),
        Tool(_("verdiepingen"), program("lint-imports", "--no-logo"), shows=True),
    ]


def _templates(root: Path, *words: str) -> list[Step]:
    if not any((root / TEMPLATES).rglob("*.html")):
        return []
    return [Tool(_("sjablonen"), program("djangofmt", *words, TEMPLATES))]


def _agreements(root: Path) -> list[Step]:
    """What is written in two places and has to say the same in both."""
    settings = {"DJANGO_SETTINGS_MODULE": "kring.site.settings"}
    return [
        Tool(
            _("migraties"),
            python("django", "makemigrations", "kring", "--check", "--dry-run"),
            environment=settings,
        ),
        Question(_("vertalingen"), partial(out_of_step, root / "src/kring/locale")),
    ]


def _tests(traces: dict[str, str]) -> Step:
    words = python("coverage", "run", "--parallel-mode", "-m", "pytest", "-m", "not long")
    return Tool(_("tests"), (*words, f"--ignore={PAGES}"), environment=traces)


def _tests_of_pages(traces: dict[str, str]) -> Step:
    """In a process of their own: only then do their databases lie in files, as on a site."""
    words = python("coverage", "run", "--parallel-mode", "-m", "pytest", "-m", "not long")
    return Tool(_("pagina's in Chromium"), (*words, PAGES), environment=traces)


def _tests_on_postgresql(traces: dict[str, str]) -> Step:
    words = python(
        "coverage", "run", "--parallel-mode", "-m", "pytest", "-m", "query and not long"
    )
    return Tool(
        _("vragen op PostgreSQL"),
        words,
        environment={**traces, "KRING_TEST_DATABASE": "postgresql"},
        fine=frozenset({DONE, NO_TESTS}),
        shows=True,
    )


def _coverage(folder: Path, traces: dict[str, str]) -> list[Step]:
    """Both runs of the tests together, and what the gate says of them."""
    report = folder / "report.json"
    combine = python("coverage", "combine", "--quiet", str(folder))
    return [
        Tool(_("dekking samen"), combine, traces),
        Tool(_("dekking"), python("coverage", "json", "--quiet", "-o", str(report)), traces),
        Question(_("dekkingspoort"), partial(gate, report)),
    ]


def gate(report: Path) -> list[str]:
    """What the coverage gate says of the report that `coverage json` wrote there."""
    if not report.is_file():
        return [_("Er is geen verslag van de dekking.")]
    return below_the_gate(json.loads(report.read_text("utf-8")))


def _half_run(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Why not all tests ran, one line each; half a run says nothing about what is tested."""
    if machine.chromium() is None:
        yield _("Geen Chromium op deze machine: de browsertests zijn overgeslagen.")
    if machine.postgresql() is None:
        yield _("Geen PostgreSQL op deze machine: de vragen zijn alleen op SQLite getest.")
    if not all(
        outcome.passed
        for outcome in outcomes
        if outcome.name in (_("tests"), _("pagina's in Chromium"), _("vragen op PostgreSQL"))
    ):
        yield _("Niet alle tests slaagden, dus de dekking is niet nagekeken.")


def _shown(outcome: Outcome) -> str:
    return f"--- {outcome.name}\n{outcome.output}" if outcome.output else ""


def _count_last(output: str) -> str:
    """What import-linter said, with its line `Contracts: N kept, N broken.` at the end."""
    lines = output.splitlines()
    counts = [line for line in lines if line.startswith("Contracts:")]
    return "\n".join([line for line in lines if line not in counts] + counts)


def _nothing_to_check(root: Path | None) -> str:
    if root is None:
        return _(
            "Hier zijn geen tests: dit kan alleen in de broncode van Kring, met ./kring test."
        )
    return _("De gereedschappen van bouwers zijn hier niet. ./kring test haalt ze erbij.")


def _no_words(word: str, words: Sequence[str]) -> int:
    if HELP & set(words):
        return _say(_("kring {word} heeft geen woorden erachter nodig.").format(word=word))
    return complain(
        _("kring {word} kent '{rest}' niet; het heeft geen woorden erachter nodig.").format(
            word=word, rest=" ".join(words)
        ),
        code=WRONG_CALL,
    )


def _say(text: str) -> int:
    print(text, flush=True)  # noqa: T201  # the answer itself
    return DONE
