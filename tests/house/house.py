"""Where the files of the house lie, for the tests that walk through it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "kring"
# Made by tools or by running: not ours to judge.
NOT_OURS = {
    *(".git", ".venv", ".venv.old", "var", "dist", "out", "htmlcov", "node_modules"),
    *("__pycache__", ".hypothesis", ".mypy_cache", ".ruff_cache", ".pytest_cache"),
    *(".import_linter_cache",),
}


def files(*suffixes: str, under: Path = ROOT) -> list[Path]:
    """Every file of ours with one of these suffixes, in a fixed order; all without suffixes."""
    return [path for path in _walk(under) if not suffixes or path.suffix in suffixes]


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.is_dir():
            if not path.name.startswith(".coverage"):
                yield path
        elif path.name not in NOT_OURS and not path.name.endswith(".egg-info"):
            yield from _walk(path)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def breaking(rule: Callable[[str], Any], paths: Iterable[Path]) -> dict[str, Any]:
    """What `rule` finds in the text of each of these files; empty when all keep it."""
    found = {name_of(path): rule(path.read_text("utf-8")) for path in paths}
    return {name: findings for name, findings in found.items() if findings}
