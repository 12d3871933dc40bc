"""The Dutch words for every code, as people read them beside the map and in the plan.

Each word is a sentence for the translators (see `words.gettext_noop`); `label` finds it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from kring.core import codes
from kring.core.family import Theme
from kring.core.languages import DUTCH, NAMES
from kring.core.themes import SHIPPED
from kring.core.words import Text, Translate, gettext_noop

_LANGUAGES: Final = frozenset({"Dutch", *(dutch for _, dutch in NAMES.values())})
_SHIPPED: Final = {theme.id: theme for theme in SHIPPED}

UNKNOWN: Final = gettext_noop("niet bekend")
WANTED: Final = gettext_noop("nog te zoeken")  # the ring outside the third
MEMBER: Final = gettext_noop("gezinslid")

HALVES: Final = (gettext_noop("Mensen"), gettext_noop("Diensten"))
RINGS: Final = (
    gettext_noop("heel dicht"),
    gettext_noop("dicht"),
    gettext_noop("verder"),
    WANTED,
)

_LABELS: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    codes.Location: {
        codes.Location.HERE: gettext_noop("hier"),
        codes.Location.ABROAD: gettext_noop("in het buitenland"),
        codes.Location.MISSING: gettext_noop("vermist"),
        codes.Location.DECEASED: gettext_noop("overleden"),
    },
    codes.Literacy: {
        codes.Literacy.LITERATE: gettext_noop("leest en schrijft"),
        codes.Literacy.LATIN_ONLY: gettext_noop("leest alleen Latijns schrift"),
        codes.Literacy.OWN_SCRIPT_ONLY: gettext_noop("leest alleen het eigen schrift"),
        codes.Literacy.NOT_LITERATE: gettext_noop("leest en schrijft niet"),
        codes.Literacy.PRE_READER: gettext_noop("leest nog niet"),
        codes.Literacy.UNKNOWN: UNKNOWN,
    },
    codes.Fluency: {
        codes.Fluency.NONE: gettext_noop("spreekt het niet"),
        codes.Fluency.BASIC: gettext_noop("een beetje"),
        codes.Fluency.CONVERSATIONAL: gettext_noop("goed genoeg voor een gesprek"),
        codes.Fluency.FLUENT: gettext_noop("vlot"),
        codes.Fluency.NATIVE: gettext_noop("eigen taal"),
    },
    codes.Need: {
        codes.Need.NONE: gettext_noop("nu niet nodig"),
        codes.Need.SOME: gettext_noop("hulp gewenst"),
        codes.Need.URGENT: gettext_noop("dringend hulp nodig"),
        codes.Need.UNKNOWN: UNKNOWN,
    },
    codes.Kind: {
        codes.Kind.PERSON: gettext_noop("mens"),
        codes.Kind.SERVICE: gettext_noop("dienst"),
        codes.Kind.GROUP: gettext_noop("groep"),
        codes.Kind.PLACE: gettext_noop("plek"),
    },
    codes.Sphere: {
        codes.Sphere.SERVICES: gettext_noop("Diensten"),
        codes.Sphere.DAILY_LIFE: gettext_noop("Werk, huur en dagelijks leven"),
        codes.Sphere.COMMUNITY: gettext_noop("Gemeenschap en vereniging"),
        codes.Sphere.FRIENDS_NEIGHBOURS: gettext_noop("Vrienden en buren"),
        codes.Sphere.KIN: gettext_noop("Familie"),
        codes.Sphere.VOLUNTEERS: gettext_noop("Vrijwilligers"),
    },
    codes.Formality: {
        codes.Formality.INFORMAL: gettext_noop("informeel"),
        codes.Formality.FORMAL: gettext_noop("formeel"),
        codes.Formality.NEUTRAL: gettext_noop("geen van beide"),
    },
    codes.ActorStatus: {
        codes.ActorStatus.ACTIVE: gettext_noop("helpt nu"),
        codes.ActorStatus.POTENTIAL: gettext_noop("kan misschien helpen"),
        codes.ActorStatus.DESIRED: WANTED,
        codes.ActorStatus.ENDED: gettext_noop("gestopt"),
    },
    codes.Secrecy: {
        codes.Secrecy.PROFESSIONAL: gettext_noop("beroepsgeheim"),
        codes.Secrecy.DISCRETION: gettext_noop("discretieplicht"),
        codes.Secrecy.NONE: gettext_noop("geen zwijgplicht"),
    },
    codes.Capacity: {
        codes.Capacity.OK: gettext_noop("het lukt"),
        codes.Capacity.STRAINED: gettext_noop("het is veel"),
        codes.Capacity.OVERLOADED: gettext_noop("het is te veel"),
        codes.Capacity.UNKNOWN: UNKNOWN,
    },
    codes.Frequency: {
        codes.Frequency.DAILY: gettext_noop("elke dag"),
        codes.Frequency.WEEKLY: gettext_noop("elke week"),
        codes.Frequency.MONTHLY: gettext_noop("elke maand"),
        codes.Frequency.YEARLY: gettext_noop("enkele keren per jaar"),
        codes.Frequency.NONE: gettext_noop("geen contact nu"),
    },
    codes.Quality: {
        codes.Quality.STRONG: gettext_noop("sterke band"),
        codes.Quality.NORMAL: gettext_noop("gewone band"),
        codes.Quality.WEAK: gettext_noop("losse band"),
        codes.Quality.STRESSFUL: gettext_noop("moeilijke band"),
        codes.Quality.BROKEN: gettext_noop("verbroken band"),
    },
    codes.Direction: {
        codes.Direction.TO_FAMILY: gettext_noop("steun naar het gezin"),
        codes.Direction.FROM_FAMILY: gettext_noop("steun van het gezin"),
        codes.Direction.MUTUAL: gettext_noop("steun in twee richtingen"),
    },
    codes.Support: {
        codes.Support.EMOTIONAL: gettext_noop("luisteren en troosten"),
        codes.Support.PRACTICAL: gettext_noop("praktische hulp"),
        codes.Support.INFORMATIONAL: gettext_noop("informatie en raad"),
        codes.Support.COMPANIONSHIP: gettext_noop("gezelschap"),
        codes.Support.LINKING: gettext_noop("de weg wijzen naar anderen"),
    },
    codes.Part: {
        codes.Part.CARRIES: gettext_noop("draagt"),
        codes.Part.HELPS: gettext_noop("helpt mee"),
    },
    codes.Interpreter: {
        codes.Interpreter.NONE: gettext_noop("geen tolk"),
        codes.Interpreter.PROFESSIONAL: gettext_noop("een sociaal tolk"),
        codes.Interpreter.BRIDGE: gettext_noop("een brugfiguur vertaalt"),
        codes.Interpreter.INFORMAL_ADULT: gettext_noop("een bekende vertaalt"),
        codes.Interpreter.CHILD: gettext_noop("een kind tolkt"),
    },
    codes.LinkType: {
        codes.LinkType.KNOWS: gettext_noop("kennen elkaar"),
        codes.LinkType.COOPERATES: gettext_noop("werken samen"),
        codes.LinkType.REFERS: gettext_noop("verwijst door"),
        codes.LinkType.CONFLICT: gettext_noop("hebben ruzie"),
    },
    codes.Round: {
        codes.Round.THEMES: gettext_noop("wie helpt waarbij"),
        codes.Round.NEED: gettext_noop("wat nodig is"),
        codes.Round.NEAR: gettext_noop("wie dicht staat"),
        codes.Round.LINKS: gettext_noop("wie elkaar kent"),
        codes.Round.FEELINGS: gettext_noop("hoe het contact is"),
        codes.Round.PER_MEMBER: gettext_noop("wie elk gezinslid kent"),
    },
    codes.PlanStatus: {
        codes.PlanStatus.DRAFT: gettext_noop("ontwerp"),
        codes.PlanStatus.AGREED: gettext_noop("afgesproken"),
        codes.PlanStatus.ACTIVE: gettext_noop("loopt"),
        codes.PlanStatus.PAUSED: gettext_noop("even gestopt"),
        codes.PlanStatus.CLOSED: gettext_noop("afgerond"),
    },
    codes.GoalStatus: {
        codes.GoalStatus.WISH: gettext_noop("wens"),
        codes.GoalStatus.ACTIVE: gettext_noop("mee bezig"),
        codes.GoalStatus.REACHED: gettext_noop("bereikt"),
        codes.GoalStatus.CHANGED: gettext_noop("aangepast"),
        codes.GoalStatus.DROPPED: gettext_noop("losgelaten"),
    },
    codes.ActionStatus: {
        codes.ActionStatus.PROPOSED: gettext_noop("voorgesteld"),
        codes.ActionStatus.AGREED: gettext_noop("afgesproken"),
        codes.ActionStatus.IN_PROGRESS: gettext_noop("mee bezig"),
        codes.ActionStatus.DONE: gettext_noop("klaar"),
        codes.ActionStatus.BLOCKED: gettext_noop("zit vast"),
        codes.ActionStatus.DROPPED: gettext_noop("losgelaten"),
    },
    codes.SignalStatus: {
        codes.SignalStatus.DRAFT: gettext_noop("ontwerp"),
        codes.SignalStatus.CHECKED: gettext_noop("nagekeken"),
        codes.SignalStatus.BUNDLED: gettext_noop("gebundeld"),
        codes.SignalStatus.ANALYSED: gettext_noop("onderzocht"),
        codes.SignalStatus.SENT: gettext_noop("verstuurd"),
        codes.SignalStatus.ANSWERED: gettext_noop("beantwoord"),
        codes.SignalStatus.ACTION: gettext_noop("er gebeurt iets mee"),
        codes.SignalStatus.CLOSED: gettext_noop("afgerond"),
        codes.SignalStatus.SOLVED_INTERNALLY: gettext_noop("intern opgelost"),
        codes.SignalStatus.NOT_PURSUED: gettext_noop("niet verder gevolgd"),
    },
    codes.SignalLevel: {
        codes.SignalLevel.ORGANISATION: gettext_noop("organisatie"),
        codes.SignalLevel.LOCAL: gettext_noop("lokaal"),
        codes.SignalLevel.REGIONAL: gettext_noop("regionaal"),
        codes.SignalLevel.FLEMISH: gettext_noop("Vlaams"),
        codes.SignalLevel.FEDERAL: gettext_noop("federaal"),
    },
    codes.MayRead: {
        codes.MayRead.FAMILY: gettext_noop("alleen het gezin"),
        codes.MayRead.WORKER: gettext_noop("het gezin en de begeleider"),
        codes.MayRead.CIRCLE: gettext_noop("de hele kring"),
        codes.MayRead.PUBLIC: gettext_noop("iedereen"),
    },
}


def label(code: StrEnum) -> str:
    """The Dutch word for a closed code; put it through the translation where it is shown."""
    return _LABELS[type(code)][code]


def theme_name(theme: Theme, language: str, translate: Translate = gettext_noop) -> str:
    """The full name, for staff: the theme's own French or English, else Dutch translated."""
    own = {"fr": theme.fr, "en": theme.en}.get(language.lower().split("-")[0], "")
    return own or translate(theme.nl)


def theme_short(theme: Theme, language: str, translate: Translate = gettext_noop) -> str:
    """One or two words, for families and for the rim; the full name where there are none."""
    shipped = _SHIPPED.get(theme.id)
    short = theme.short
    if not short and shipped and shipped.nl == theme.nl:
        short = shipped.short
    return said(short, language, translate) or theme_name(theme, language, translate)


def theme_icon(theme: Theme) -> str:
    """The icon's file name without `.svg`; that of the shipped theme where it has none."""
    shipped = _SHIPPED.get(theme.id)
    return theme.icon or (shipped.icon if shipped else "")


def in_a_sentence(name: str, language: str) -> str:
    """A name of ours inside a sentence: in Dutch, French and English with a small letter.

    Words that keep their capital keep it: those in capitals, and the names of languages.
    """
    if language.split("-")[0] not in ("nl", "fr", "en") or not name:
        return name
    first = name.split()[0]
    if first in _LANGUAGES or first[1:] != first[1:].lower():
        return name
    return name[0].lower() + name[1:]


def said(text: Text, language: str, translate: Translate = gettext_noop) -> str:
    """A shipped text for a reader: as written in their language, else translated."""
    words = text.in_language(language)
    if not words or text.language_for(language) != DUTCH:
        return words
    return translate(words)
