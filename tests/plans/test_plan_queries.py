"""What a reader gets of the plans of families."""

from datetime import date

import pytest

from kring.families.queries import open_family
from kring.plans.models import Plan
from kring.plans.queries import (
    head_of_plan,
    meetings_of,
    plans_of,
    whole_plans_of,
    with_head,
)

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def test_the_plan_for_the_map_has_its_steps_and_who_coordinates(family, alice):
    plan = plans_of([family.pk], by=alice)[family.pk]

    assert [str(action.what) for action in plan.actions] == ["Bel de verhuurder"]
    assert plan.coordinator is not None
    assert plan.goals == ()


def test_the_whole_plan_has_goals_too_and_a_stranger_gets_none(family, alice, charlie):
    plan = whole_plans_of([family.pk], by=alice)[family.pk]

    assert [str(goal.words) for goal in plan.goals] == ["Een droog huis."]
    assert plan.actions[0].goal == plan.goals[0].id
    assert whole_plans_of([family.pk], by=charlie) == {}
    assert plans_of([family.pk], by=charlie) == {}


def test_a_family_without_a_plan_has_none(family, other_family, alice, charlie):
    assert list(plans_of([family.pk, other_family.pk], by=charlie)) == []
    assert list(meetings_of([family.pk, other_family.pk], by=alice)) == [family.pk]


def head_for(user, family):
    door = open_family(family.pk, by=user, part="x", beside={"head": head_of_plan(user)})
    return door.row.head


def test_the_head_of_a_plan_comes_along_with_the_family(family, alice):
    Plan.objects.for_system("test: give the plan its days").update(
        started=date(2026, 2, 3), next_review=date(2026, 5, 5)
    )
    asked = plans_of([family.pk], by=alice)[family.pk]

    plan = with_head(head_for(alice, family), actions=asked.actions)

    assert plan == asked
    assert (plan.started, plan.next_review) == (date(2026, 2, 3), date(2026, 5, 5))
    assert plan.coordinator is not None


def test_a_head_without_coordinator_or_days_and_no_head_at_all(
    family, other_family, alice, charlie
):
    Plan.objects.for_system("test: nobody coordinates").update(coordinator=None)

    plan = with_head(head_for(alice, family))

    assert (plan.coordinator, plan.started, plan.next_review) == (None, None, None)
    assert with_head(head_for(charlie, other_family)) is None
