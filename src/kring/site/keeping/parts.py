"""What the files of a backup are called, inside and out, and their fingerprints."""

import hashlib
import json
from pathlib import Path
from typing import Final

from kring.site.keeping.manifest import DATA, KEYS
from kring.site.serving import places

DUMP: Final = {DATA: "kring.pgdump", KEYS: "kring-keys.pgdump"}
FILE: Final = {DATA: places.DATABASE, KEYS: places.KEYS}


def digest(file: Path) -> str:
    """SHA-256, in hexadecimal."""
    with file.open("rb") as held:
        return hashlib.file_digest(held, "sha256").hexdigest()


def said(beside: Path) -> dict[str, str]:
    """The fingerprints of sealed files that a manifest beside them tells; none when unread."""
    try:
        sealed = json.loads(beside.read_text("utf-8"))["sealed"]
        return {str(name): str(mark) for name, mark in sealed.items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
