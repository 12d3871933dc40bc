"""The journal as people read it: by day, in plain words, looking together in one line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final
from uuid import UUID

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext

from kring.core.words import gettext_noop
from kring.journal.models import Entry
from kring.rights.journal_queries import Somebody

# What somebody looked at or touched, by what the journal calls it.
PARTS: Final[Mapping[str, str]] = {
    "family": gettext_noop("het gezin"),
    "story": gettext_noop("het verhaal"),
    "member": gettext_noop("een gezinslid"),
    "volunteers": gettext_noop("de vrijwilligers"),
    "map": gettext_noop("de kaart"),
    "actor": gettext_noop("iemand op de kaart"),
    "relation": gettext_noop("een band op de kaart"),
    "plan": gettext_noop("het plan"),
    "goal": gettext_noop("een doel"),
    "action": gettext_noop("een stap"),
    "meeting": gettext_noop("het overleg"),
    "meetings": gettext_noop("het overleg"),
    "policy": gettext_noop("de signalen"),
    "signal": gettext_noop("een signaal"),
    "practice": gettext_noop("een goede praktijk"),
    "print": gettext_noop("het blad om af te drukken"),
    "circle": gettext_noop("wie dit ziet"),
    "seat": gettext_noop("een plaats in de kring"),
    "invitation": gettext_noop("een uitnodiging"),
    "consent": gettext_noop("een toestemming"),
    "decision": gettext_noop("een beslissing van het gezin"),
    "hidden": gettext_noop("wat verborgen is"),
    "hide": gettext_noop("wat verborgen is"),
    "glass": gettext_noop("inzage uit nood"),
    "export": gettext_noop("de kopie"),
    "copy": gettext_noop("de kopie"),
    "journal": gettext_noop("wie keek"),
    "reply": gettext_noop("een antwoord"),
    "replies": gettext_noop("de antwoorden"),
    "closing": gettext_noop("het einde van Kring voor dit gezin"),
    "erase": gettext_noop("alles wissen"),
    "file": gettext_noop("een bestand"),
    "search": gettext_noop("wat iemand zocht"),
    "import": gettext_noop("het bestand"),
    "door": gettext_noop("het gezin"),
    "sharing": gettext_noop("wie wat ziet"),
}
SOMETHING: Final = gettext_noop("iets van het gezin")
DID: Final[Mapping[str, str]] = {
    Entry.Verb.VIEWED: gettext_noop("{who} keek naar {what}."),
    Entry.Verb.ADDED: gettext_noop("{who} voegde toe: {what}."),
    Entry.Verb.CHANGED: gettext_noop("{who} veranderde {what}."),
    Entry.Verb.ERASED: gettext_noop("{who} wiste {what}."),
    Entry.Verb.EXPORTED: gettext_noop("{who} nam een kopie mee van {what}."),
    Entry.Verb.PRINTED: gettext_noop("{who} drukte {what} af."),
    Entry.Verb.PUBLISHED: gettext_noop("{who} maakte {what} bekend."),
    Entry.Verb.REFUSED: gettext_noop("{who} mocht niet bij {what}."),
}
DID_SOMETHING: Final = gettext_noop("{who} deed iets met {what}.")
ON_A_WALL: Final = gettext_noop("{who} zag het gezin in een lijst.")
YOU_ON_A_WALL: Final = gettext_noop("{who} zag jullie in een lijst.")
KRING: Final = gettext_noop("Kring zelf")
STRANGER: Final = gettext_noop("Iemand van buiten de kring")
WALL: Final = "wall"


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, the last first."""

    day: date
    said: tuple[SafeString, ...]


def days_of(
    lines: Iterable[Entry], sitters: Mapping[UUID, Somebody], *, for_family: bool
) -> list[Day]:
    """These lines, newest first, in words. Who looked at more in a day stands in one line."""
    return [
        Day(day, tuple(_said(list(each), sitters, for_family=for_family)))
        for day, each in groupby(lines, key=lambda line: localdate(line.at))
    ]


def _said(
    lines: list[Entry], sitters: Mapping[UUID, Somebody], *, for_family: bool
) -> Iterable[SafeString]:
    """The sentences of one day, each once; somebody's looks stand where their last one was."""
    told: dict[tuple[object, ...], SafeString] = {}
    for line in lines:
        who = _who(line, sitters)
        if line.verb == Entry.Verb.VIEWED and line.part == WALL:
            sentence = gettext(YOU_ON_A_WALL if for_family else ON_A_WALL)
            told.setdefault((line.actor_id, WALL), format_html(sentence, who=who))
        elif line.verb == Entry.Verb.VIEWED:
            looks = (
                each.part
                for each in lines
                if (each.verb, each.actor_id) == (line.verb, line.actor_id)
                and each.part != WALL
            )
            what = _together(
                dict.fromkeys(gettext(PARTS.get(each, SOMETHING)) for each in looks)
            )
            sentence = gettext(DID[Entry.Verb.VIEWED])
            told.setdefault(
                (line.actor_id, line.verb), format_html(sentence, who=who, what=what)
            )
        else:
            sentence = gettext(DID.get(line.verb, DID_SOMETHING))
            what = gettext(PARTS.get(line.part, SOMETHING))
            key = (line.actor_id, line.verb, line.part)
            told.setdefault(key, format_html(sentence, who=who, what=what))
    return told.values()


def _who(line: Entry, sitters: Mapping[UUID, Somebody]) -> SafeString:
    """A name with what somebody is to the family; nobody from outside is named."""
    if line.actor_id is None:
        return format_html("<b>{}</b>", gettext(KRING))
    somebody = sitters.get(line.actor_id)
    if somebody is None:
        return format_html("<b>{}</b>", gettext(STRANGER))
    rest = [each for each in (somebody.role, somebody.organisation) if each]
    return format_html(
        '<b><bdi translate="no">{}</bdi></b> ({})',
        somebody.name,
        format_html_join(", ", "<bdi>{}</bdi>", ((each,) for each in rest)),
    )


def _together(words: Iterable[str]) -> str:
    """ "de kaart, het gezin en het plan"."""
    *first, last = words
    if not first:
        return last
    return gettext("{first} en {last}").format(first=", ".join(first), last=last)
