"""The coverage gate: how much of which module must be run by the tests."""

from collections.abc import Mapping
from fnmatch import fnmatch
from itertools import groupby
from typing import Any, Final

from kring.site.speech import gettext as _

# Where a mistake hurts a family, every line and every branch is run.
EVERYTHING: Final = (
    "*/kring/core/*.py",
    "*/kring/base/*.py",
    "*/kring/*/queries.py",
    "*/kring/*/services.py",
    "*/kring/*/services/*.py",
)
ELSEWHERE: Final = 95.0


def below_the_gate(report: Mapping[str, Any]) -> list[str]:
    """Dutch sentences about what is too little covered; none when the gate is open.

    `report` is what `coverage json` writes, with branches. The rest of the house is
    measured together: lines and branches that ran, over all there are.
    """
    complaints = []
    ran = total = 0
    for path, file in sorted(report["files"].items()):
        summary = file["summary"]
        if any(fnmatch(f"/{path}", pattern) for pattern in EVERYTHING):
            if gaps := _gaps(file):
                complaints.append(
                    _("{path}: hier moet alles getest zijn, maar dit nog niet: {gaps}.").format(
                        path=path, gaps=gaps
                    )
                )
        else:
            ran += summary["covered_lines"] + summary["covered_branches"]
            total += summary["num_statements"] + summary["num_branches"]
    if total and 100 * ran / total < ELSEWHERE:
        complaints.append(
            _(
                "Buiten core, base, queries en services is {share} % getest; dat moet {gate} % "
                "zijn. Het minst getest: {least}."
            ).format(
                share=f"{100 * ran / total:.1f}", gate=f"{ELSEWHERE:.0f}", least=_least(report)
            )
        )
    return complaints


def _gaps(file: Mapping[str, Any]) -> str:
    """`12-14, 17->20, 31->exit`: lines, and branches between lines, that no test ran."""
    missing = file["missing_lines"]
    # Neighbours have the same distance to their place in the list.
    runs = groupby(enumerate(missing), key=lambda place: place[1] - place[0])
    spans = [[line for _place, line in run] for _distance, run in runs]
    lines = [f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    branches = [
        f"{start}->{end if end > 0 else 'exit'}"
        for start, end in file["missing_branches"]
        if start not in missing
    ]
    return ", ".join(lines + branches)


def _least(report: Mapping[str, Any]) -> str:
    """The five modules with the most lines that no test ran."""
    missing = {path: file["summary"]["missing_lines"] for path, file in report["files"].items()}
    worst = sorted(missing, key=lambda path: -missing[path])[:5]
    return ", ".join(f"{path} ({missing[path]})" for path in worst if missing[path])
