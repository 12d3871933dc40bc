"""What the drawing says to who cannot see it: one sentence or two for each actor and theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kring.core.codes import Id, Part, Quality, ThemeId
from kring.core.drawing.lettering import isolated, runs_right_to_left
from kring.core.drawing.standing import Badge, Standing, Symbol
from kring.core.drawing.themes import RimTheme, State
from kring.core.family import Theme
from kring.core.labels import RINGS, in_a_sentence, label, theme_name, theme_short
from kring.core.languages import direction
from kring.core.roles import role_label
from kring.core.words import Translate, gettext_noop

_MARKS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_KINDS: Final = {
    Symbol.PERSON: "",
    Symbol.VOLUNTEER: gettext_noop("vrijwilliger"),
    Symbol.SERVICE: gettext_noop("dienst"),
    Symbol.GROUP: gettext_noop("groep"),
    Symbol.PLACE: gettext_noop("plek"),
}
_ENDED: Final = gettext_noop("gestopt")
_CARRIES: Final = gettext_noop("Draagt {themes}.")
_HELPS: Final = gettext_noop("Helpt met {themes}.")
_MAY_HELP: Final = gettext_noop("Kan misschien helpen met {themes}.")
_PRESSURE: Final = gettext_noop("Het gezin voelt druk.")

BADGES: Final = {
    Badge.BRIDGE: gettext_noop("brugfiguur"),
    Badge.CONTACT: gettext_noop("aanspreekpunt"),
    Badge.CHILD_INTERPRETS: gettext_noop("een kind tolkt"),
    Badge.LANGUAGE_GAP: gettext_noop("geen gedeelde taal"),
    Badge.ENDS_SOON: gettext_noop("stopt binnenkort"),
    Badge.INTERPRETER: gettext_noop("met een tolk"),
    Badge.ABROAD: gettext_noop("in het buitenland"),
    Badge.UNCONFIRMED: gettext_noop("zes maanden niet nagevraagd"),
}

STATES: Final = {
    State.MANY: gettext_noop("twee of meer helpers"),
    State.ONE: gettext_noop("één helper"),
    State.OURSELVES: gettext_noop("wij zelf"),
    State.NOT_NEEDED: gettext_noop("nu niet nodig"),
    State.GAP: gettext_noop("nog niemand"),
    State.NOT_ASKED: gettext_noop("nog niet gevraagd"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language the drawing speaks, and how it calls actors and themes."""

    language: str
    translate: Translate
    names: Mapping[Id, str]
    themes: Mapping[ThemeId, Theme]
    _in_sentences: dict[ThemeId, str] = field(default_factory=dict)  # each is looked up once

    def name(self, actor_id: Id) -> str:
        """An actor's name in a sentence; isolated where it could turn the words round it."""
        name = self.names[actor_id]
        turned = runs_right_to_left(name) != (direction(self.language) == "rtl")
        return isolated(name) if turned or not _MARKS.isdisjoint(name) else name

    def short(self, theme: Theme) -> str:
        return theme_short(theme, self.language, self.translate)

    def full(self, theme: Theme) -> str:
        return theme_name(theme, self.language, self.translate)

    def listed(self, themes: Iterable[ThemeId]) -> str:
        """Themes in the order of the rim, as in the middle of a sentence; unknown ones last."""
        if not self._in_sentences:
            for key, theme in self.themes.items():
                self._in_sentences[key] = in_a_sentence(self.short(theme), self.language)
        wanted = dict.fromkeys(themes)
        known = [words for key, words in self._in_sentences.items() if key in wanted]
        return ", ".join((*known, *(key for key in wanted if key not in self.themes)))


def actor_said(standing: Standing, voice: Voice, *, difficult: bool) -> str:
    """For example "Lieve, buddy, vrijwilliger, heel dicht. Helpt met wonen, school."."""
    t = voice.translate
    role = role_label(standing.actor.role, t)
    kind = t(_KINDS[standing.symbol]) if _KINDS[standing.symbol] else ""
    name = voice.name(standing.actor.id)
    who = [name]
    if role and role.casefold() not in name.casefold():
        who.append(role)
    if kind and kind.casefold() not in f"{name} {role}".casefold():
        who.append(kind)
    who.append(t(_ENDED) if standing.is_ended else t(RINGS[standing.ring]))
    sentences = [", ".join(who) + "."]
    for template, part in ((_CARRIES, Part.CARRIES), (_HELPS, Part.HELPS)):
        if themes := themes_of(standing, part):
            sentences.append(t(template).format(themes=voice.listed(themes)))
    if standing.actor.possible_themes:
        possible = voice.listed(standing.actor.possible_themes)
        sentences.append(t(_MAY_HELP).format(themes=possible))
    sentences += [_sentence(t(BADGES[badge])) for badge in standing.badges]
    if difficult:
        sentences += _how_it_is(standing, t)
    return " ".join(sentences)


def themes_of(standing: Standing, part: Part) -> tuple[ThemeId, ...]:
    """What this actor carries, or helps with and carries not."""
    parts: dict[ThemeId, Part] = {}
    for relation in standing.relations:
        for theme, own in relation.themes.items():
            if parts.get(theme) is not Part.CARRIES:
                parts[theme] = own
    return tuple(theme for theme, own in parts.items() if own is part)


def _how_it_is(standing: Standing, t: Translate) -> list[str]:
    qualities = {r.quality for r in standing.relations if r.quality}
    said = [_sentence(t(label(q))) for q in Quality if q in qualities - {Quality.NORMAL}]
    if any(relation.pressure for relation in standing.relations):
        said.append(t(_PRESSURE))
    return said


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def theme_said(piece: RimTheme, voice: Voice) -> str:
    """For example "Wonen: Lieve draagt. Woonmaatschappij helpt." without any count."""
    names = [voice.name(mark.actor.id) for mark in piece.marks]
    if piece.state in (State.MANY, State.ONE):
        return f"{voice.full(piece.theme)}: {', '.join(names)}."
    state = voice.translate(STATES[piece.state])
    return f"{voice.full(piece.theme)}: {', '.join([state, *names])}."


@dataclass(frozen=True, slots=True)
class Words:
    """What a piece of the rim says: on it, and to who cannot see it."""

    label: str
    name: str


def rim_words(rim: Sequence[RimTheme], voice: Voice) -> list[Words]:
    return [Words(voice.short(piece.theme), theme_said(piece, voice)) for piece in rim]
