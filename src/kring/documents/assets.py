"""Files of the package that drawings and paper are made of, read once."""

import json
from collections.abc import Mapping
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


@cache
def icons() -> Mapping[str, str]:
    """The inner markup of each line icon, on a grid of 24 by 24, by name without `.svg`."""
    folder = _STATIC / "icons"
    return {
        file.name.removesuffix(".svg"): _inner_markup(file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".svg")
    }


def _inner_markup(svg: str) -> str:
    start = svg.index(">", svg.index("<svg")) + 1
    return " ".join(svg[start : svg.rindex("</svg>")].split())
