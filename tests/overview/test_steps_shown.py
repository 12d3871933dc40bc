"""Steps as people read them: a past day is a question, and nobody is put in an order."""

from dataclasses import replace
from datetime import date

import pytest

from cast import STERRENBERG, nl
from kring.core.codes import ActionStatus
from kring.core.family import Family
from kring.core.plan import Action, Goal, Plan
from kring.core.themes import SHIPPED
from kring.overview.steps_shown import by_day, next_steps, shares_of, steps_of

ON = date(2026, 3, 1)


def family_with(*actions):
    plan = Plan(
        id="p", goals=(Goal(id="g", words=nl("Doel"), theme="housing"),), actions=actions
    )
    return replace(STERRENBERG, plan=plan)


def step(key, **more):
    return Action(id=key, what=nl(key), **more)


def shown(*actions):
    return steps_of(family_with(*actions), SHIPPED, on=ON)


def test_a_family_without_a_plan_has_no_steps():
    assert steps_of(Family(id="x", label=nl("x")), SHIPPED, on=ON) == ()


def test_a_step_knows_its_people_its_goal_and_its_theme():
    [found] = shown(
        step("bel", goal="g", responsible="lieve", with_=("amal", "weg"), due=date(2026, 4, 1))
    )

    assert str(found.responsible.name) == "Lieve"
    assert found.responsible.shape == "volunteer"
    assert [str(who.name) for who in found.company] == ["Amal"]
    assert found.company[0].is_member
    assert (str(found.goal.words), found.theme.id) == ("Doel", "housing")
    assert found.day == date(2026, 4, 1)


def test_a_step_without_goal_or_people_stands_alone():
    [found] = shown(step("x"))

    assert (found.goal, found.theme, found.responsible, found.company) == (None, None, None, ())
    assert found.day is None


@pytest.mark.parametrize(
    ("status", "due", "is_open", "asks"),
    [
        ("agreed", date(2026, 2, 28), True, True),
        ("agreed", date(2026, 3, 1), True, False),
        ("agreed", None, True, False),
        ("proposed", date(2026, 2, 1), True, True),
        ("in_progress", date(2026, 2, 1), True, True),
        ("blocked", date(2026, 2, 1), True, True),
        ("done", date(2026, 2, 1), False, False),
        ("dropped", date(2026, 2, 1), False, False),
    ],
)
def test_only_an_open_step_of_which_the_day_went_by_is_asked_after(status, due, is_open, asks):
    [found] = shown(step("x", status=ActionStatus(status), due=due))

    assert (found.is_open, found.is_past_due) == (is_open, asks)
    assert found.is_done is (status == "done")


def test_the_nearest_day_comes_first_and_what_has_none_last():
    steps = shown(
        step("later", due=date(2026, 5, 1)),
        step("ooit"),
        step("nu", due=date(2026, 3, 2)),
        step("klaar", due=date(2026, 1, 1), done_on=date(2026, 2, 1), status=ActionStatus.DONE),
    )

    assert [str(each.action.what) for each in by_day(steps)] == ["klaar", "nu", "later", "ooit"]


def test_what_is_done_or_let_go_is_no_next_step():
    family = family_with(
        step("klaar", status=ActionStatus.DONE),
        step("weg", status=ActionStatus.DROPPED),
        step("later", due=date(2026, 5, 1)),
        step("nu", due=date(2026, 3, 2)),
    )

    found = next_steps(family, SHIPPED, on=ON)
    assert [str(each.action.what) for each in found] == ["nu", "later"]


def test_who_took_up_what_stands_in_the_order_of_the_plan_and_nobody_last():
    done = {"status": ActionStatus.DONE}
    shares = shares_of(
        shown(
            step("1"),
            step("2", responsible="ocmw"),
            step("3", responsible="lieve"),
            step("4", responsible="ocmw", **done),
            step("5", responsible="lieve", status=ActionStatus.DROPPED),
            step("6", responsible="lieve"),
        )
    )

    assert [str(each.who.name) for each in shares if each.who] == ["OCMW", "Lieve"]
    assert [(each.open, each.done) for each in shares] == [(1, 1), (2, 0), (1, 0)]
    assert shares[-1].who is None
    assert shares_of(()) == ()
