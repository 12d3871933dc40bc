"""What an organisation chose for its site, in one small file beside the data."""

import json
import os
from pathlib import Path
from typing import Any, Final

from django.conf import settings

FILE: Final = "site.json"


def choices() -> dict[str, Any]:
    """Everything chosen so far; empty for a site that was never asked."""
    try:
        chosen = json.loads(_file().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    if not isinstance(chosen, dict):
        raise ValueError(f"{FILE} holds no choices")
    return chosen


def choose(**chosen: Any) -> None:
    """Keep these beside what was chosen before; None forgets one. Whole or not at all."""
    together = {
        name: value for name, value in (choices() | chosen).items() if value is not None
    }
    file = _file()
    half = file.with_suffix(".half")
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as held:
        json.dump(together, held, ensure_ascii=False, indent=1)
        held.flush()
        os.fsync(held.fileno())
    half.replace(file)


def _file() -> Path:
    return Path(settings.DATA) / FILE
