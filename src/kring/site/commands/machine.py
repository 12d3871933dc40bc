"""What the tests need from the machine beside Python: a browser and a database server."""

import os
import shutil
from pathlib import Path
from typing import Final

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Debian keeps the server's own programs out of PATH, one folder a version.
DEBIAN_POSTGRES: Final = Path("/usr/lib/postgresql")


def in_ci() -> bool:
    """In CI nothing may be skipped for want of a browser or a database server."""
    return os.environ.get("CI") == "true"


def chromium() -> str | None:
    """The browser of the browser tests: `KRING_CHROMIUM`, else the first one on PATH."""
    named = os.environ.get("KRING_CHROMIUM")
    candidates = (named,) if named else BROWSERS
    return next(filter(None, map(shutil.which, candidates)), None)


def postgresql(debian: Path = DEBIAN_POSTGRES) -> Path | None:
    """The folder that holds `initdb` and `postgres`.

    `KRING_POSTGRES_PROGRAMS` names it, else it is Debian's newest, else what is on PATH.
    """
    named = os.environ.get("KRING_POSTGRES_PROGRAMS")
    if named:
        return Path(named) if shutil.which("initdb", path=named) else None
    installed = sorted(debian.glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    if installed:
        return installed[-1].parent
    return Path(on_path).resolve().parent if on_path else None


def _version(program: Path) -> float:
    try:
        return float(program.parent.parent.name)
    except ValueError:
        return 0.0
