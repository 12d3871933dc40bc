"""What an address chooses to look at: a view, a theme, a member, somebody on the map."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final, NoReturn, Protocol, Self, TypeVar
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from kring.base.errors import NotFoundHere
from kring.core.family import Actor, Family, Member, Theme
from kring.core.words import gettext_noop

E = TypeVar("E", bound=StrEnum)


class View(StrEnum):
    """Three ways to see the same, of equal rank."""

    MAP = "kaart"
    TABLE = "tabel"
    LIST = "lijst"

    @property
    def label(self) -> str:
        return _VIEWS[self][0]

    @property
    def icon(self) -> str:
        return _VIEWS[self][1]


_VIEWS: Final = {
    View.MAP: (gettext_noop("Kaart"), "network"),
    View.TABLE: (gettext_noop("Tabel"), "sheet"),
    View.LIST: (gettext_noop("Lijst"), "list"),
}


# The words of the address.
WORDS: Final = {
    "view": "toon",
    "theme": "thema",
    "member": "lid",
    "actor": "wie",
    "without": "zonder",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Every part may be left open. `without`: somebody taken away in thought."""

    view: View | None = None
    theme: Theme | None = None
    member: Member | None = None
    actor: Actor | None = None
    without: Actor | None = None

    @property
    def is_filter(self) -> bool:
        return bool(self.theme or self.member)

    def but(self, **changes: Any) -> Self:
        """The same with other parts; somebody else is looked at whole, not without them."""
        if "actor" in changes and "without" not in changes:
            changes["without"] = None
        return replace(self, **changes)

    @property
    def address(self) -> str:
        """`?thema=work&wie=…`; `?` alone when nothing is chosen."""
        said = {
            WORDS[field.name]: _said(held)
            for field in fields(self)
            if (held := getattr(self, field.name)) is not None
        }
        return f"?{urlencode(said)}"


def choice_of(asked: Mapping[str, str], family: Family, themes: Iterable[Theme]) -> Choice:
    """What the address asks for.

    Raises:
        NotFoundHere: it names something that is not there, for this reader.
    """
    return Choice(
        view=one_of(View, asked["toon"]) if "toon" in asked else None,
        theme=_found(asked, "thema", themes),
        member=_found(asked, "lid", family.members),
        actor=_found(asked, "wie", family.actors),
        without=_found(asked, "zonder", family.actors),
    )


def one_of(words: type[E], word: str) -> E:
    """Raises `NotFoundHere` for another word, as for an address that does not exist."""
    if word not in set(words):
        not_here()
    return words(word)


def not_here() -> NoReturn:
    raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=_Named)


def _found(asked: Mapping[str, str], word: str, among: Iterable[N]) -> N | None:
    if word not in asked:
        return None
    found = next((each for each in among if each.id == asked[word]), None)
    if found is None:
        not_here()
    return found


def _said(held: Any) -> str:
    return str(held) if isinstance(held, View) else str(held.id)
