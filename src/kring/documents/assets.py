"""Files of the package that drawings and paper are made of, read once."""

import json
from functools import cache
from importlib.resources import files

from kring.core.layout.scene import Widths

_STATIC = files("kring") / "static"


@cache
def font_widths() -> Widths:
    """The advance widths of the shipped fonts, made by `benchmarks/make_widths.py`."""
    table = json.loads((_STATIC / "fonts" / "widths.json").read_text(encoding="utf-8"))
    return Widths(regular=_by_letter(table["regular"]), bold=_by_letter(table["bold"]))


def _by_letter(rows: dict[str, str]) -> dict[str, float]:
    return {letter: int(width) / 1000 for width, letters in rows.items() for letter in letters}
