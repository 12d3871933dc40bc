"""The shapes of our icons, out of the SVG files in `static/icons`."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME: Final = re.compile(r"[a-z0-9-]+")
# What a drawn line needs and nothing that can act: no script, no style, no reference.
_SHAPE: Final = re.compile(r"<(path|circle|ellipse|line|polyline|polygon|rect)\s([^<>]*?)/>")
_ATTRIBUTE: Final = re.compile(
    r'\b(d|cx|cy|r|rx|ry|x|y|x1|x2|y1|y2|width|height|points)="([^"<>&]*)"'
)
# These point along the line of reading, so they turn round in right-to-left pages.
_TURNS: Final = ("arrow-", "chevron-")


def icon(name: str) -> SafeString:
    """The icon as SVG that says nothing to a screen reader; words stand beside it.

    Empty when there is no such icon: names also come out of families' files.
    """
    shapes = _shapes(name)
    if not shapes:
        return SafeString("")
    turns = " turns" if name.startswith(_TURNS) else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        turns,
        shapes,
    )


@cache
def _shapes(name: str) -> SafeString:
    file = files("kring") / "static" / "icons" / f"{name}.svg"
    if not _NAME.fullmatch(name) or not file.is_file():
        return SafeString("")
    drawn = "".join(
        f"<{shape}{_attributes(rest)}/>"
        for shape, rest in _SHAPE.findall(file.read_text("utf-8"))
    )
    return mark_safe(drawn)  # noqa: S308 - rebuilt from the listed shapes and attributes


def _attributes(written: str) -> str:
    return "".join(f' {name}="{value}"' for name, value in _ATTRIBUTE.findall(written))
