"""How the demo knows a folder for its own."""

import shutil
from pathlib import Path

from kring.site.serving.places import MARK as MARK
from kring.site.serving.places import data_folder as data_folder


def is_strange(folder: Path) -> bool:
    """Something lies here that the demo did not make."""
    if not folder.exists():
        return False
    return not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARK).is_file())


def holds(folder: Path, version: str) -> bool:
    """This very version of the demo was made here, to the end."""
    mark = folder / MARK
    return mark.is_file() and mark.read_text("utf-8").strip() == version


def empty(folder: Path) -> None:
    """An empty folder that is marked as the demo's own. Only for one that is not strange."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, mode=0o700)
    (folder / MARK).write_text("", "utf-8")


def finish(folder: Path, version: str) -> None:
    (folder / MARK).write_text(version + "\n", "utf-8")
