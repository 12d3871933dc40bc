"""The words that people may write in a cell, beside our codes: Dutch, short, as on the map."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from kring.core.codes import (
    ActorStatus,
    Direction,
    Frequency,
    Kind,
    LinkType,
    Part,
    Quality,
    Sphere,
    Support,
)
from kring.core.family import Theme
from kring.core.labels import RINGS, label
from kring.core.languages import NAMES
from kring.core.roles import ACTOR_ROLES, MEMBER_ROLES
from kring.core.themes import SHIPPED

YES_NO: Final = {
    **dict.fromkeys(("ja", "j", "yes", "true", "waar", "x", "1"), True),
    **dict.fromkeys(("nee", "neen", "n", "no", "false", "onwaar", "0"), False),
}
WHOLE_FAMILY: Final = frozenset({"all", "gezin", "het gezin", "family", "iedereen", "allemaal"})
NEARNESS: Final = {word: at for at, word in enumerate(RINGS[:3], start=1)}

SHORT: Final[Mapping[StrEnum, tuple[str, ...]]] = {
    Sphere.KIN: ("familie", "kin"),
    Sphere.FRIENDS_NEIGHBOURS: ("vrienden", "buren", "vriend", "buur"),
    Sphere.COMMUNITY: ("gemeenschap", "vereniging"),
    Sphere.DAILY_LIFE: ("dagelijks leven", "werk", "huur"),
    Sphere.VOLUNTEERS: ("vrijwilligers", "vrijwilliger"),
    Sphere.SERVICES: ("diensten", "dienst"),
    Kind.PERSON: ("persoon",),
    Kind.SERVICE: ("organisatie",),
    Kind.PLACE: ("plaats",),
    ActorStatus.ACTIVE: ("actief",),
    ActorStatus.POTENTIAL: ("mogelijk",),
    ActorStatus.DESIRED: ("gewenst",),
    Frequency.DAILY: ("dagelijks",),
    Frequency.WEEKLY: ("wekelijks",),
    Frequency.MONTHLY: ("maandelijks",),
    Frequency.YEARLY: ("jaarlijks",),
    Frequency.NONE: ("geen",),
    Quality.STRONG: ("sterk",),
    Quality.NORMAL: ("gewoon",),
    Quality.WEAK: ("los", "zwak"),
    Quality.STRESSFUL: ("moeilijk", "gespannen"),
    Quality.BROKEN: ("verbroken",),
    Direction.TO_FAMILY: ("naar het gezin",),
    Direction.FROM_FAMILY: ("van het gezin",),
    Direction.MUTUAL: ("beide", "wederzijds"),
    Support.EMOTIONAL: ("emotioneel", "luisteren"),
    Support.PRACTICAL: ("praktisch",),
    Support.INFORMATIONAL: ("informatie", "raad"),
    Support.LINKING: ("de weg wijzen", "doorverwijzen"),
    Part.CARRIES: ("trekt",),
    Part.HELPS: ("helpt",),
    LinkType.KNOWS: ("kent",),
    LinkType.COOPERATES: ("werkt samen", "samenwerking"),
    LinkType.CONFLICT: ("ruzie", "conflict"),
}


class Vocabulary:
    """What the words of one file mean: which themes can be named depends on its themes."""

    def __init__(self, themes: Iterable[Theme] = SHIPPED) -> None:
        self._themes: dict[str, str] = {}
        listed = list(themes)
        for theme in listed:
            for word in filter(None, (theme.nl, theme.fr, theme.en, str(theme.short))):
                self._themes.setdefault(word.casefold(), theme.id)
        self._ids = {theme.id for theme in listed}

    def theme(self, word: str) -> str:
        return word if word in self._ids else self._themes.get(word.casefold(), word)


def choice(word: str, among: type[StrEnum]) -> StrEnum | None:
    return _choices(among).get(word.strip().casefold())


def choices_of(among: type[StrEnum]) -> list[str]:
    """The Dutch words from which one may choose, one for each code."""
    return [label(code) for code in among]


def language(word: str) -> str:
    return LANGUAGES.get(word.casefold(), word)


def role(word: str) -> str:
    return ROLES.get(word.casefold(), word)


@cache
def _choices(among: type[StrEnum]) -> dict[str, StrEnum]:
    found: dict[str, StrEnum] = {}
    for code in among:
        for word in (
            *SHORT.get(code, ()),
            label(code),
            code.value.replace("_", " "),
            code.value,
        ):
            found[word.casefold()] = code
    return found


LANGUAGES: Final = {
    name.casefold(): tag for tag, names in NAMES.items() for name in (*names, tag)
}
ROLES: Final = {
    **{words.casefold(): code for code, words in MEMBER_ROLES.items()},
    **{held.label.casefold(): code for code, held in ACTOR_ROLES.items()},
}
