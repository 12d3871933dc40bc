"""Style sheets, scripts and fonts: collected once a version, fingerprinted, compressed."""

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP: Final = "kring-version.txt"


def collect() -> bool:
    """Make the folder of static files when it is not that of this version; True when made."""
    root = Path(settings.STATIC_ROOT)
    stamp, now = root / STAMP, _version()
    if stamp.is_file() and stamp.read_text("ascii") == now:
        return False
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now, "ascii")
    return True


def _version() -> str:
    """Changes whenever a file that we serve does."""
    digest = hashlib.sha256(version("kring").encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda each: each[0]):
            digest.update(f"{path} {storage.size(path)}".encode())
            digest.update(str(storage.get_modified_time(path)).encode())
    return digest.hexdigest()
