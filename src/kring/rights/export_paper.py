"""Everything of a family on paper, in its own language: from plain values to blocks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Final

from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from kring.core.codes import Id
from kring.core.drawing.table import View as TableView
from kring.core.drawing.table import list_of
from kring.core.family import Family, Theme
from kring.core.labels import label, theme_name
from kring.core.languages import DUTCH
from kring.core.layout.scene import Format
from kring.core.roles import member_role_label, role_label
from kring.core.words import Text
from kring.documents.map_paper import Wish, drawing_of, in_words, svg_of
from kring.documents.pages import Block, Heading, Items, Picture, Rows, Words, pages_of
from kring.rights.journal_shown import Day

OUR_LANGUAGES: Final = (DUTCH, "en", "fr", "ar")  # in which whole pages are translated


@dataclass(frozen=True, slots=True)
class Sitter:
    """Who may see the family: in words, for paper."""

    name: str
    role: str
    organisation: str
    until: date


@dataclass(frozen=True, slots=True)
class OwnCopy:
    family: Family
    themes: Sequence[Theme]
    sitters: Sequence[Sitter]
    days: Sequence[Day]
    on: date


def paper_of(copy: OwnCopy, *, language: str) -> bytes:
    """PDF/UA-1 with all of it: what people said, the map, the plan, who sees it, who looked."""
    with translation.override(language):
        return pages_of(
            _("Wat Kring van jullie bewaart"),
            list(_blocks(copy, language)),
            language=language,
            foot=_("Dit is van het gezin. Gemaakt op {day}.").format(day=_day(copy.on)),
            translate=_,
        )


def _blocks(copy: OwnCopy, language: str) -> Iterator[Block]:
    family = copy.family
    names = {each.id: each.name for each in family.members}
    names |= {each.id: each.label for each in family.actors}
    yield Heading(family.label.in_language(language))
    yield Items(
        tuple(
            Words(
                f"{each.name.in_language(language)} ({member_role_label(each.role, _)})"
                + (f", {each.birth_year}" if each.birth_year else "")
            )
            for each in family.members
        )
    )
    if family.stories:
        yield Heading(_("In jullie eigen woorden"))
        for story in family.stories:
            for tongue, words in story.words.words.items():
                yield Words(words, tongue)
    if family.strengths:
        yield Heading(_("Wat goed gaat"))
        yield _list(each.text for each in family.strengths)
    yield from _situation(copy, language)
    yield from _map(copy, language)
    yield from _plan(copy, language, names)
    yield from _meetings(copy, language, names)
    yield from _shared(copy)
    if copy.days:
        yield Heading(_("Wie keek"))
        for day in copy.days:
            yield Heading(_day(day.day), level=3)
            yield Items(tuple(Words(unescape(strip_tags(each))) for each in day.said))


def _situation(copy: OwnCopy, language: str) -> Iterator[Block]:
    told = [each for each in copy.family.themes if each.words or each.need]
    if not told:
        return
    named = {each.id: theme_name(each, language, _) for each in copy.themes}
    yield Heading(_("Hoe het nu gaat"))
    yield Rows(
        (_("Thema"), _("Hulp nodig"), _("Wat jullie zeggen")),
        tuple(
            (named.get(each.id, each.id), _(label(each.need)), _said(each.words, language))
            for each in told
        ),
    )


def _map(copy: OwnCopy, language: str) -> Iterator[Block]:
    if not copy.family.actors:
        return
    wish = Wish(page=Format.A4, language=language, translate=_, on=copy.on)
    drawing = drawing_of(copy.family, copy.themes, wish)
    yield Heading(_("De kaart"))
    yield Picture(svg_of(drawing, wish), in_words(drawing, wish))
    seen = TableView(language=language, translate=_, difficult_ties=True, on=copy.on)
    listed = {each.id: each for each in list_of(copy.family, copy.themes, seen)}
    yield Rows(
        (_("Wie"), _("Wat voor jullie"), _("Waar op de kaart")),
        tuple(
            (
                each.label.in_language(language),
                role_label(each.role, _),
                listed[each.id].sphere if each.id in listed else "",
            )
            for each in copy.family.actors
        ),
    )


def _plan(copy: OwnCopy, language: str, names: dict[Id, Text]) -> Iterator[Block]:
    plan = copy.family.plan
    if plan is None:
        return
    yield Heading(_("Het plan"))
    yield _list(each.words for each in plan.goals)
    if plan.actions:
        yield Rows(
            (_("Stap"), _("Wie"), _("Tegen wanneer"), _("Hoe ver")),
            tuple(
                (
                    each.what.in_language(language),
                    _said(names.get(each.responsible or Id("")), language),
                    _day(each.due),
                    _(label(each.status)),
                )
                for each in plan.actions
            ),
        )
    if plan.agreements:
        yield Heading(_("Afspraken"), level=3)
        yield _list(each.text for each in plan.agreements)


def _meetings(copy: OwnCopy, language: str, names: dict[Id, Text]) -> Iterator[Block]:
    if not copy.family.meetings:
        return
    yield Heading(_("Samen rond de tafel"))
    yield Rows(
        (_("Dag"), _("Waar"), _("Wie er was")),
        tuple(
            (
                _day(each.date),
                _said(each.place, language),
                ", ".join(_said(names.get(who), language) for who in each.present),
            )
            for each in copy.family.meetings
        ),
    )


def _shared(copy: OwnCopy) -> Iterator[Block]:
    consent = copy.family.consent
    if consent:
        yield Heading(_("Wat jullie afspraken over delen"))
        said = _("Ja gezegd op {day}.").format(day=_day(consent.given_on))
        yield Words(said)
        yield _list(consent.restrictions)
    yield Heading(_("Wie dit mag zien"))
    yield Rows(
        (_("Wie"), _("Wat voor jullie"), _("Tot wanneer")),
        tuple(
            (
                each.name,
                ", ".join(filter(None, (each.role, each.organisation))),
                _day(each.until),
            )
            for each in copy.sitters
        ),
    )


def _list(texts: "Iterator[Text] | Sequence[Text]") -> Items:
    """Each text in every language it was said in."""
    return Items(
        tuple(Words(words, tongue) for text in texts for tongue, words in text.words.items())
    )


def _said(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
