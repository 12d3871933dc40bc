"""The steps of a plan as people read them: who, with whom, when, and how far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from kring.core.codes import ActionStatus, Id, ThemeId
from kring.core.family import Family, Theme
from kring.core.plan import Action, Goal
from kring.overview.somebody import Somebody, everybody

OPEN: Final = frozenset(
    {
        ActionStatus.PROPOSED,
        ActionStatus.AGREED,
        ActionStatus.IN_PROGRESS,
        ActionStatus.BLOCKED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """`is_past_due`: its day has gone by and it is open; a question, never a reproach."""

    action: Action
    goal: Goal | None
    theme: Theme | None
    responsible: Somebody | None
    company: tuple[Somebody, ...]
    is_open: bool
    is_past_due: bool

    @property
    def is_done(self) -> bool:
        return self.action.status is ActionStatus.DONE

    @property
    def day(self) -> date | None:
        """The day it was done, else the day it is due."""
        return self.action.done_on or self.action.due


@dataclass(frozen=True, slots=True)
class Share:
    """What one person took up: in words beside them, never in an order of who does most."""

    who: Somebody | None  # None: nobody yet
    open: int
    done: int


def steps_of(family: Family, themes: Iterable[Theme], *, on: date) -> tuple[Step, ...]:
    """All steps of the plan, in the plan's own order."""
    if family.plan is None:
        return ()
    people = everybody(family)
    goals = {goal.id: goal for goal in family.plan.goals}
    known = {theme.id: theme for theme in themes}
    return tuple(_step(each, people, goals, known, on) for each in family.plan.actions)


def by_day(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The nearest day first; what has no day last."""
    return tuple(sorted(steps, key=lambda step: (step.day is None, step.day or date.min)))


def next_steps(family: Family, themes: Iterable[Theme], *, on: date) -> tuple[Step, ...]:
    """What is open, the nearest day first."""
    return by_day(step for step in steps_of(family, themes, on=on) if step.is_open)


def shares_of(steps: Iterable[Step]) -> tuple[Share, ...]:
    """In the order in which people come up in the plan; nobody stands last."""
    found: dict[Id | None, list[Step]] = {}
    for step in steps:
        found.setdefault(step.responsible.id if step.responsible else None, []).append(step)
    nobody = found.pop(None, [])
    groups = [*found.values(), *([nobody] if nobody else [])]
    return tuple(
        Share(
            who=group[0].responsible,
            open=sum(step.is_open for step in group),
            done=sum(step.is_done for step in group),
        )
        for group in groups
    )


def _step(
    action: Action,
    people: Mapping[Id, Somebody],
    goals: Mapping[Id, Goal],
    themes: Mapping[ThemeId, Theme],
    on: date,
) -> Step:
    goal = goals.get(action.goal) if action.goal else None
    is_open = action.status in OPEN
    return Step(
        action=action,
        goal=goal,
        theme=themes.get(goal.theme) if goal and goal.theme else None,
        responsible=people.get(action.responsible) if action.responsible else None,
        company=tuple(people[each] for each in action.with_ if each in people),
        is_open=is_open,
        is_past_due=is_open and action.due is not None and action.due < on,
    )
