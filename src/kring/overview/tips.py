"""Short tips beside each step: Markdown files of our own, read once."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# The word of the files for each of the four steps.
STEPS: Final = {
    "gezin": "family",
    "vrijwilligers": "volunteers",
    "netwerk": "network",
    "beleid": "policy",
}
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})
_SOURCE: Final = re.compile(r"(?P<words>.+?):? +(?P<address>https?://\S+)")


@dataclass(frozen=True, slots=True)
class Tip:
    text: SafeString  # HTML
    source: str
    address: str  # of the source; "" when it has none


def tips_for(step: str) -> tuple[Tip, ...]:
    """The tips of one of the four steps, in their order; none for another word."""
    return _tips().get(step, ())


@cache
def _tips() -> dict[str, tuple[Tip, ...]]:
    found: dict[str, list[tuple[int, Tip]]] = {}
    for entry in (files("kring.overview") / "tips").iterdir():
        step, place, tip = read_tip(entry.read_text("utf-8"))
        found.setdefault(step, []).append((place, tip))
    return {
        step: tuple(tip for _, tip in sorted(tips, key=lambda each: each[0]))
        for step, tips in found.items()
    }


def read_tip(text: str) -> tuple[str, int, Tip]:
    """The step, the place among its tips, and the tip of one file.

    The front matter holds `stap`, `volgorde` and `bron`: words, then perhaps an address.
    """
    _, front, body = text.split("---\n", 2)
    held = yaml.safe_load(front)
    source = _SOURCE.fullmatch(held["bron"])
    tip = Tip(
        text=mark_safe(_MARKDOWN.render(body.strip())),  # noqa: S308 - ours, and without HTML
        source=source["words"] if source else held["bron"],
        address=source["address"] if source else "",
    )
    return STEPS[held["stap"]], int(held["volgorde"]), tip
