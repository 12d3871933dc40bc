"""Steps of a check: a tool that runs or a question that is asked, and what came of it."""

import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import environ
from pathlib import Path
from typing import Final

from kring.site.speech import gettext as _

NO_TESTS: Final = 5  # how pytest says that it found nothing to run


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one step; `output` is what it has to say about it."""

    name: str
    passed: bool
    seconds: float
    output: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A program with its words; it passes when it ends with one of the codes in `fine`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    fine: frozenset[int] = frozenset({0})
    shows: bool = False  # its output is worth reading when it passes too


@dataclass(frozen=True, slots=True)
class Question:
    """A function that answers with one sentence for each thing that is wrong."""

    name: str
    ask: Callable[[], Iterable[str]]


Step = Tool | Question


def python(module: str, *words: str) -> tuple[str, ...]:
    """A command that runs a module with the Python we run on."""
    return (sys.executable, "-m", module, *words)


def program(name: str, *words: str) -> tuple[str, ...]:
    """A command that runs a program out of our own environment."""
    return (str(Path(sysconfig.get_path("scripts")) / name), *words)


def take(step: Step, *, root: Path, live: bool = False) -> Outcome:
    """Takes one step in `root`. `live` lets a tool print while it works, and keeps nothing."""
    began = time.monotonic()
    if isinstance(step, Question):
        complaints = list(step.ask())
        return Outcome(
            step.name, not complaints, time.monotonic() - began, "\n".join(complaints)
        )
    run = subprocess.run(  # noqa: S603  # our own tools
        step.command,
        cwd=root,
        env={**environ, **step.environment},
        stdin=None if live else subprocess.DEVNULL,
        stdout=None if live else subprocess.PIPE,
        stderr=None if live else subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = run.returncode in step.fine
    told = (run.stdout or "").strip() if step.shows or not passed else ""
    return Outcome(step.name, passed, time.monotonic() - began, told)


def summary(outcomes: Iterable[Outcome]) -> str:
    """One line a step and a last line that says it all."""
    outcomes = list(outcomes)
    lines = [
        f"  {_('goed') if outcome.passed else _('FOUT'):<6} {outcome.name}"
        f" ({outcome.seconds:.1f} s)"
        for outcome in outcomes
    ]
    wrong = [outcome.name for outcome in outcomes if not outcome.passed]
    lines.append(
        _("Niet in orde: {steps}.").format(steps=", ".join(wrong))
        if wrong
        else _("Alles is in orde.")
    )
    return "\n".join(lines)
