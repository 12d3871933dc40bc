"""A plan as people read it: the family's own words first, then the steps in three orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kring.core.codes import Code, Id
from kring.core.family import Family, Theme
from kring.core.plan import Agreement, Goal
from kring.core.roles import as_written
from kring.core.words import Text, Translate, gettext_noop
from kring.overview.own_words import Block, in_both
from kring.overview.somebody import Somebody, everybody
from kring.overview.steps_shown import Step, by_day

DECISIONS: Final = {
    "continue": gettext_noop("Zo gaan we verder"),
    "change": gettext_noop("Dit passen we aan"),
    "close": gettext_noop("Dit is afgerond"),
}
# How a yes was given; spoken counts as much as written.
HOW: Final = {
    "written": gettext_noop("op papier"),
    "oral_with_interpreter": gettext_noop("gezegd, met een tolk erbij"),
    "oral_with_pictograms": gettext_noop("gezegd, met tekeningen"),
    "recorded": gettext_noop("opgenomen"),
    "oral": gettext_noop("gezegd"),
}


class Order(StrEnum):
    """How the steps are put together, as the address spells it."""

    GOAL = "doel"
    PERSON = "persoon"
    DAY = "datum"

    @property
    def label(self) -> str:
        return _ORDERS[self]


_ORDERS: Final = {
    Order.GOAL: gettext_noop("Per doel"),
    Order.PERSON: gettext_noop("Per persoon"),
    Order.DAY: gettext_noop("Per datum"),
}


@dataclass(frozen=True, slots=True)
class LookingBack:
    """Two voices side by side, never averaged; the family's own words first."""

    date: date
    family_score: int | None
    family_words: tuple[Block, ...]
    network_score: int | None
    network_words: Text | None
    decision: str


@dataclass(frozen=True, slots=True)
class ShownGoal:
    """`own` in the language it was said in; `beside` in the reader's, else Dutch."""

    goal: Goal
    theme: Theme | None
    own: Block
    beside: Block | None
    members: tuple[Somebody, ...]
    looked_back: tuple[LookingBack, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    agreement: Agreement
    own: Block
    beside: Block | None
    parties: tuple[Somebody, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Group:
    """Steps of one person, or of one month. `who` and `month` None: nobody, no day."""

    steps: tuple[Step, ...]
    who: Somebody | None = None
    month: date | None = None


def goals_of(
    family: Family,
    themes: Iterable[Theme],
    steps: Sequence[Step],
    *,
    language: str,
    translate: Translate,
) -> tuple[ShownGoal, ...]:
    if family.plan is None:
        return ()
    known = {theme.id: theme for theme in themes}
    people = everybody(family)
    shown = []
    for goal in family.plan.goals:
        own, beside = _both(goal.words, language)
        shown.append(
            ShownGoal(
                goal=goal,
                theme=known.get(goal.theme) if goal.theme else None,
                own=own,
                beside=beside,
                members=tuple(people[each] for each in goal.for_members if each in people),
                looked_back=_looked_back(goal, language, translate),
                steps=tuple(step for step in steps if step.goal is goal),
            )
        )
    return tuple(shown)


def agreements_of(
    family: Family, *, language: str, translate: Translate
) -> tuple[ShownAgreement, ...]:
    people = everybody(family)
    shown = []
    for each in family.plan.agreements if family.plan else ():
        own, beside = _both(each.text, language)
        shown.append(
            ShownAgreement(
                agreement=each,
                own=own,
                beside=beside,
                parties=tuple(people[who] for who in each.parties if who in people),
                how=in_words(HOW, each.how, translate),
            )
        )
    return tuple(shown)


def coordinator_of(family: Family) -> Somebody | None:
    """The contact point of the plan."""
    if family.plan is None or family.plan.coordinator is None:
        return None
    return everybody(family).get(family.plan.coordinator)


def by_person(steps: Iterable[Step]) -> tuple[Group, ...]:
    """In the order in which people come up in the plan; nobody stands last."""
    found: dict[Id | None, list[Step]] = {}
    people: dict[Id | None, Somebody | None] = {}
    for step in steps:
        key = step.responsible.id if step.responsible else None
        people[key] = step.responsible
        found.setdefault(key, []).append(step)
    order = sorted(found, key=lambda key: key is None)
    return tuple(Group(by_day(found[key]), who=people[key]) for key in order)


def by_month(steps: Iterable[Step]) -> tuple[Group, ...]:
    """By the month they are due or were done in; without a day last."""
    found: dict[date | None, list[Step]] = {}
    for step in by_day(steps):
        found.setdefault(step.day.replace(day=1) if step.day else None, []).append(step)
    return tuple(Group(tuple(group), month=month) for month, group in found.items())


def in_words(known: dict[str, str], code: Code | None, translate: Translate) -> str:
    """An open code: the word we have for it, else as it was written; `""` for none."""
    if code is None:
        return ""
    return translate(known[code]) if code in known else as_written(code)


def _looked_back(goal: Goal, language: str, translate: Translate) -> tuple[LookingBack, ...]:
    """The last one first."""
    return tuple(
        LookingBack(
            date=each.date,
            family_score=each.family_score,
            family_words=tuple(in_both(each.family_words, language))
            if each.family_words
            else (),
            network_score=each.network_score,
            network_words=each.network_words,
            decision=in_words(DECISIONS, each.decision, translate),
        )
        for each in sorted(goal.evaluations, key=lambda each: each.date, reverse=True)
    )


def _both(words: Text, language: str) -> tuple[Block, Block | None]:
    own, *others = in_both(words, language)
    return own, others[0] if others else None
