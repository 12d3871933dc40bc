import pytest

from kring.plans.queries import meetings_of, plans_of, whole_plans_of

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
