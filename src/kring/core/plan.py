"""What people agreed to do, looked back on, and learned from: plan, meeting, signal, practice.

As in the family file; see `family.py` for the conventions.
"""

from dataclasses import dataclass, field
from typing import Final

from kring.core.codes import (
    ActionStatus,
    Code,
    Count,
    Day,
    GoalStatus,
    Id,
    Interpreter,
    Language,
    Month,
    PlanStatus,
    Score,
    SignalLevel,
    SignalStatus,
    ThemeId,
)
from kring.core.words import Text

VISIT: Final = Code("visit")  # the kind of a meeting that one helper tells of: I was there


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A standing arrangement without a due date."""

    text: Text
    id: Id | None = None
    parties: tuple[Id, ...] = ()
    valid_until: Day | None = None
    agreed_on: Day | None = None
    how: Code | None = None
    by: tuple[Id, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Looking back on a goal: two voices side by side, never averaged."""

    date: Day
    family_score: Score | None = None
    family_words: Text | None = None
    network_score: Score | None = None
    network_words: Text | None = None
    decision: Code | None = None  # continue, change, close
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    id: Id
    words: Text
    theme: ThemeId | None = None
    for_members: tuple[Id, ...] = ()
    why_now: Text | None = None
    strengths_used: tuple[Text, ...] = ()
    score_start: Score | None = None
    score_now: Score | None = None
    score_target: Score | None = None
    scored_by: tuple[Id, ...] = ()
    status: GoalStatus = GoalStatus.ACTIVE
    observation_ids: tuple[str, ...] = ()
    evaluations: tuple[Evaluation, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    id: Id
    what: Text
    goal: Id | None = None
    responsible: Id | None = None  # an actor or a member who said yes
    with_: tuple[Id, ...] = field(default=(), metadata={"name": "with"})
    start: Day | None = None
    due: Day | None = None
    done_on: Day | None = None
    status: ActionStatus = ActionStatus.PROPOSED
    agreed_by_family: bool | None = None
    agreed_on: Day | None = None
    agreed_how: Code | None = None
    needs_interpreter: bool | None = None
    cost: Text | None = None
    result: Text | None = None
    blocked_by: Text | None = None
    next_step: Text | None = None
    private_to: tuple[Id, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    id: Id
    status: PlanStatus = PlanStatus.DRAFT
    started: Day | None = None
    coordinator: Id | None = None
    next_review: Day | None = None
    map_id: Id | None = None
    languages: tuple[Language, ...] = ()
    goals: tuple[Goal, ...] = ()
    actions: tuple[Action, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingInterpreter:
    language: Language
    kind: Interpreter
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    id: Id
    date: Day
    kind: Code  # family_talk, network_meeting, evaluation, visit
    chair: Id | None = None
    place: Text | None = None
    present: tuple[Id, ...] = ()
    excused: tuple[Id, ...] = ()
    interpreter: MeetingInterpreter | None = None
    agenda: tuple[ThemeId, ...] = ()
    decisions: tuple[Id, ...] = ()
    report_language: Language | None = None
    report_shared_with_family: bool | None = None
    report_given_to_family_on: Day | None = None
    next_meeting: Day | None = None
    how_was_it: Code | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A structural problem beyond one family; never names anybody."""

    id: Id
    title: Text
    what_we_see: Text
    themes: tuple[ThemeId, ...] = ()
    level: tuple[SignalLevel, ...] = ()
    target_group: Text | None = None
    consequence: Text | None = None
    cause: Code | None = None
    competent: Text | None = None
    cases: Count | None = None
    since: Month | None = None
    what_we_did: Text | None = None
    what_would_help: Text | None = None
    status: SignalStatus = SignalStatus.DRAFT
    family_agrees: bool | None = None
    leader: Text | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodPractice:
    id: Id
    title: Text
    themes: tuple[ThemeId, ...] = ()
    goal: Text | None = None
    target_group: Text | None = None
    how: Text | None = None
    conditions: tuple[Text, ...] = ()
    results: Text | None = None
    lessons: Text | None = None
    organisation: Text | None = None
    contact_role: Code | None = None
    note: Text | None = None
