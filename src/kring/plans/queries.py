"""Questions about plans and meetings. Every function says who is asking."""

from collections.abc import Collection
from uuid import UUID

from kring.base.records import record_of
from kring.core.plan import Action as ActionRecord
from kring.core.plan import Agreement as AgreementRecord
from kring.core.plan import Goal as GoalRecord
from kring.core.plan import Meeting as MeetingRecord
from kring.core.plan import Plan as PlanRecord
from kring.families.queries import by_family
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan


def plans_of(families: Collection[UUID], *, by: User) -> dict[UUID, PlanRecord]:
    """The plan of each family as far as the map needs it: who coordinates, and the steps.

    Two questions. A family without a plan is not in the answer; with more, the last counts.
    """
    actions = actions_of(families, by=by)
    rows = Plan.objects.visible_to(by).filter(family__in=families)
    return {
        row.family_id: record_of(
            row, PlanRecord, goals=(), agreements=(),
            actions=tuple(actions.get(row.family_id, ())),
        )
        for row in rows
    }  # fmt: skip


def whole_plans_of(families: Collection[UUID], *, by: User) -> dict[UUID, PlanRecord]:
    """The plan of each family with goals, steps and agreements. Four questions."""
    goals = goals_of(families, by=by)
    actions = actions_of(families, by=by)
    agreements = agreements_of(families, by=by)
    rows = Plan.objects.visible_to(by).filter(family__in=families)
    return {
        row.family_id: record_of(
            row, PlanRecord,
            goals=tuple(goals.get(row.family_id, ())),
            actions=tuple(actions.get(row.family_id, ())),
            agreements=tuple(agreements.get(row.family_id, ())),
        )
        for row in rows
    }  # fmt: skip


def goals_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[GoalRecord]]:
    rows = Goal.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, GoalRecord))


def actions_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[ActionRecord]]:
    """Steps, without those that are private to others."""
    rows = Action.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, ActionRecord))


def agreements_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[AgreementRecord]]:
    rows = Agreement.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, AgreementRecord))


def meetings_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[MeetingRecord]]:
    rows = Meeting.objects.visible_to(by).filter(family__in=families)
    return by_family(rows, lambda row: record_of(row, MeetingRecord))
