"""The instruments of the field: Markdown files of ours, read once."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, TypeVar

import yaml
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from kring.base.errors import NotFoundHere
from kring.core.family import Theme
from kring.core.themes import SHIPPED
from kring.core.words import gettext_noop

T = TypeVar("T")

UNKNOWN_YEAR: Final = "onbekend"
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})
_THEMES: Final = {str(theme.id): theme for theme in SHIPPED}


class Purpose(StrEnum):
    """What somebody wants to do with an instrument, as the files spell it; near to far."""

    KNOW = "leren kennen"
    MAP = "in kaart brengen"
    PLAN = "plannen"
    TOGETHER = "samenwerken"
    SIGNAL = "signaleren"

    @property
    def slug(self) -> str:
        """The word in an address."""
        return self.value.replace(" ", "-")

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def icon(self) -> str:
        return _LABELS[self][1]


_LABELS: Final = {
    Purpose.KNOW: (gettext_noop("Leren kennen"), "users-round"),
    Purpose.MAP: (gettext_noop("In kaart brengen"), "network"),
    Purpose.PLAN: (gettext_noop("Plannen"), "target"),
    Purpose.TOGETHER: (gettext_noop("Samenwerken"), "handshake"),
    Purpose.SIGNAL: (gettext_noop("Signaleren"), "megaphone"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    slug: str
    name: str
    what: str  # one sentence
    year: str  # "" when nobody knows
    maker: str
    moment: str  # when to take it
    for_whom: str
    themes: tuple[Theme, ...]
    source: str  # an address
    purpose: Purpose
    languages: tuple[str, ...]
    body: str  # Markdown

    @property
    def steps(self) -> SafeString:
        """How to use it, as HTML."""
        return mark_safe(str(_MARKDOWN.render(self.body)))  # noqa: S308 - ours, and without HTML

    @property
    def is_on_all_themes(self) -> bool:
        return len(self.themes) == len(_THEMES)


@cache
def instruments() -> tuple[Instrument, ...]:
    """All of them: what one wants to do first, then by name."""
    folder = files("kring.toolbox") / "instruments"
    found = [
        read_instrument(entry.name.removesuffix(".md"), entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".md")
    ]
    order = list(Purpose)
    return tuple(sorted(found, key=lambda each: (order.index(each.purpose), each.name)))


def chosen(*, purpose: Purpose | None, theme: Theme | None) -> tuple[Instrument, ...]:
    return tuple(
        each
        for each in instruments()
        if (purpose is None or each.purpose is purpose)
        and (theme is None or theme in each.themes)
    )


def instrument_called(slug: str) -> Instrument:
    """Raises `NotFoundHere` when there is none."""
    return _found({each.slug: each for each in instruments()}, slug)


def purpose_called(slug: str) -> Purpose:
    """Raises `NotFoundHere` when there is none."""
    return _found({each.slug: each for each in Purpose}, slug)


def theme_called(key: str) -> Theme:
    """Raises `NotFoundHere` when there is none."""
    return _found(_THEMES, key)


def read_instrument(slug: str, text: str) -> Instrument:
    """One file: front matter between lines of dashes, then Markdown."""
    _, front, body = text.split("---\n", 2)
    held = yaml.safe_load(front)
    return Instrument(
        slug=slug,
        name=held["instrument"],
        what=held["wat"],
        year="" if held["wanneer"] == UNKNOWN_YEAR else held["wanneer"],
        maker=held["door_wie"],
        moment=held["moment"],
        for_whom=held["voor_wie"],
        themes=tuple(theme for theme in SHIPPED if theme.id in held["themas"]),
        source=held["bron"],
        purpose=Purpose(held["doel"]),
        languages=tuple(held["talen"]),
        body=body.strip(),
    )


def _found(known: dict[str, T], key: str) -> T:
    if key not in known:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return known[key]
