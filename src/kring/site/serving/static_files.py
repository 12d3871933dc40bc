"""Style sheets, scripts and fonts: collected once a version, fingerprinted, compressed."""

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP: Final = "kring-version.txt"


def is_collected() -> bool:
    """The folder holds the files of this very version, all of them."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    return stamp.is_file() and stamp.read_text("ascii") == _version()


def collect() -> None:
    """Make the folder anew. Compressing the fonts takes some ten seconds."""
    root = Path(settings.STATIC_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    (root / STAMP).write_text(_version(), "ascii")


def _version() -> str:
    """Changes whenever a file that we serve does."""
    digest = hashlib.sha256(version("kring").encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda each: each[0]):
            digest.update(f"{path} {storage.size(path)}".encode())
            digest.update(str(storage.get_modified_time(path)).encode())
    return digest.hexdigest()
