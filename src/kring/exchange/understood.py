"""What was understood of a family in a file, row by row: what it is called, what it becomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kring.core.codes import Day, Id, Part
from kring.core.family import (
    Actor,
    Consent,
    Family,
    Link,
    MapRecord,
    Member,
    Relation,
    Story,
    Strength,
    Theme,
    ThemeState,
)
from kring.core.labels import RINGS, label, theme_name
from kring.core.languages import dutch_name
from kring.core.plan import Action, Agreement, Goal, GoodPractice, Meeting, Plan, Signal
from kring.core.roles import as_written, member_role_label, role_label
from kring.core.words import Text


@dataclass(frozen=True, slots=True)
class Row:
    name: Text
    becomes: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing."""

    title: str
    rows: tuple[Row, ...]


def sections_of(family: Family, themes: Sequence[Theme]) -> tuple[Section, ...]:
    """Everything in the family, kind by kind; kinds of which there is nothing are left out."""
    names = _Names(family, themes)
    plan = family.plan or Plan(id=Id(""))
    consents = [family.consent] if family.consent else []
    kinds: tuple[tuple[str, Callable[[Any], Row], Sequence[Any]], ...] = (
        (_("Gezinsleden"), _member, family.members),
        (_("Mensen en diensten"), _actor, family.actors),
        (_("Contact met het gezin"), names.relation, family.relations),
        (_("Contact met elkaar"), names.link, family.links),
        (_("Thema's"), names.theme_state, family.themes),
        (_("Kaarten"), _map, family.maps),
        (_("In hun eigen woorden"), names.story, family.stories),
        (_("Sterktes"), names.strength, family.strengths),
        (_("Toestemming"), _consent, consents),
        (_("Doelen"), names.goal, plan.goals),
        (_("Stappen"), names.step, plan.actions),
        (_("Afspraken"), _agreement, plan.agreements),
        (_("Overleg"), _meeting, family.meetings),
        (_("Signalen"), _signal, family.signals),
        (_("Goede praktijken"), _practice, family.good_practices),
    )
    return tuple(
        Section(title, tuple(map(row_of, records)))
        for title, row_of, records in kinds
        if records
    )


class _Names:
    """What ids of this family are called."""

    def __init__(self, family: Family, themes: Sequence[Theme]) -> None:
        self.people: dict[Id, Text] = {each.id: each.name for each in family.members}
        self.people |= {each.id: each.label for each in family.actors}
        self.themes: dict[str, str] = {each.id: theme_name(each, "nl", _) for each in themes}

    def who(self, person: Id | None) -> str:
        return str(self.people.get(person, person)) if person else ""

    def theme(self, theme: str | None) -> str:
        return self.themes.get(theme, theme) if theme else ""

    def strength(self, strength: Strength) -> Row:
        becomes = _together(self.who(strength.member), self.theme(strength.theme))
        return Row(strength.text, becomes)

    def goal(self, goal: Goal) -> Row:
        return Row(goal.words, _together(self.theme(goal.theme), _said(goal.status)))

    def step(self, action: Action) -> Row:
        becomes = _together(
            self.who(action.responsible), _day(action.due), _said(action.status)
        )
        return Row(action.what, becomes)

    def relation(self, tie: Relation) -> Row:
        members = "" if tie.members == "all" else ", ".join(map(self.who, tie.members))
        parts = [
            _together(
                _said(part), *(self.theme(t) for t, own in tie.themes.items() if own is part)
            )
            for part in Part
            if part in tie.themes.values()
        ]
        near = _(RINGS[tie.closeness - 1]) if tie.closeness else ""
        becomes = _together(members, near, _said(tie.freq), _said(tie.quality), *parts)
        return Row(self.people[tie.actor], becomes)

    def link(self, link: Link) -> Row:
        both = f"{self.who(link.a)} – {self.who(link.b)}"
        return Row(Text.dutch(both), _said(link.type))

    def theme_state(self, state: ThemeState) -> Row:
        own = _("wij zelf") if state.self else ""
        words = str(state.words or "")
        return Row(Text.dutch(self.theme(state.id)), _together(own, _said(state.need), words))

    def story(self, story: Story) -> Row:
        languages = ", ".join(dutch_name(tag) for tag in story.words.words)
        return Row(
            story.words, _together(self.who(story.spoken_by), languages, _said(story.may_read))
        )


def _member(member: Member) -> Row:
    born = _("geboren in {year}").format(year=member.birth_year) if member.birth_year else ""
    spoken = [dutch_name(tag) for tag in member.languages]
    return Row(member.name, _together(member_role_label(member.role, _), born, *spoken))


def _actor(actor: Actor) -> Row:
    becomes = _together(
        _said(actor.sphere), role_label(actor.role, _), _said(actor.kind), _said(actor.status)
    )
    return Row(actor.label, becomes)


def _map(record: MapRecord) -> Row:
    asked = [_said(each) for each in record.asked] if record.asked is not None else []
    return Row(
        record.title or Text.dutch(_day(record.date)), _together(_day(record.date), *asked)
    )


def _consent(consent: Consent) -> Row:
    return Row(Text.dutch(_day(consent.given_on)), as_written(consent.form))


def _agreement(agreement: Agreement) -> Row:
    return Row(agreement.text, _day(agreement.valid_until))


def _meeting(meeting: Meeting) -> Row:
    return Row(Text.dutch(_day(meeting.date)), as_written(meeting.kind))


def _signal(signal: Signal) -> Row:
    return Row(signal.title, _said(signal.status))


def _practice(practice: GoodPractice) -> Row:
    return Row(practice.title, str(practice.organisation or ""))


def _said(code: StrEnum | None) -> str:
    return _(label(code)) if code else ""


def _day(day: Day | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _together(*words: str) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))
