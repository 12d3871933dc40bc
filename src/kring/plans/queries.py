"""Questions about plans and meetings. Every function says who is asking."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from kring.base.records import record_of, records_by_family
from kring.core.codes import Id, PlanStatus
from kring.core.plan import Action as ActionRecord
from kring.core.plan import Agreement as AgreementRecord
from kring.core.plan import Goal as GoalRecord
from kring.core.plan import Meeting as MeetingRecord
from kring.core.plan import Plan as PlanRecord
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


def head_of_plan(by: User) -> Subquery:
    """The plan of the family in the outer row, without what lies sealed in it.

    An expression instead of a question, for `open_family(beside=...)`; `with_head` reads it.
    """
    plain = ("id", "status", "started", "coordinator", "next_review")
    rows = Plan.objects.visible_to(by).filter(family=OuterRef("pk")).reverse()
    head = JSONObject(**{name: name for name in plain})
    return Subquery(rows.annotate(head=head).values("head")[:1])


def with_head(head: dict[str, Any] | None, **parts: Any) -> PlanRecord | None:
    """The plan with this head and these goals, actions and agreements; None for no head."""
    if head is None:
        return None
    return PlanRecord(
        id=Id(str(UUID(head["id"]))),
        status=PlanStatus(head["status"]),
        coordinator=Id(str(UUID(head["coordinator"]))) if head["coordinator"] else None,
        started=_day(head["started"]),
        next_review=_day(head["next_review"]),
        **parts,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def goals_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[GoalRecord]]:
    rows = Goal.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, GoalRecord)


def actions_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[ActionRecord]]:
    """Steps; those that are private to others go in `core.sharing.as_seen_by`."""
    rows = Action.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, ActionRecord)


def agreements_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[AgreementRecord]]:
    rows = Agreement.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, AgreementRecord)


def meetings_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[MeetingRecord]]:
    rows = Meeting.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, MeetingRecord)
