"""A plan as people read it: the family's own words first, two voices side by side."""

from dataclasses import replace
from datetime import date

import pytest

from cast import STERRENBERG, nl
from kring.core.codes import Code
from kring.core.family import Family
from kring.core.plan import Action, Agreement, Evaluation, Goal, Plan
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.overview import plan_shown
from kring.overview.plan_shown import HOW, Order, in_words
from kring.overview.steps_shown import steps_of

ON = date(2026, 3, 1)
WISH = Text({"ar": "بيت", "nl": "Een huis"})
GOAL = Goal(
    id="g",
    words=WISH,
    theme="housing",
    for_members=("amal", "weg"),
    evaluations=(
        Evaluation(date=date(2026, 1, 1), family_score=3, decision="continue"),
        Evaluation(
            date=date(2026, 2, 1),
            family_score=5,
            family_words=WISH,
            network_score=6,
            network_words=nl("Het gaat."),
            decision="stop_for_now",
        ),
    ),
)
PLAN = Plan(
    id="p",
    goals=(GOAL, Goal(id="h", words=nl("Rust"))),
    actions=(
        Action(id="a", what=nl("a"), goal="g", responsible="lieve", due=date(2026, 3, 9)),
        Action(id="b", what=nl("b"), responsible="amal", due=date(2026, 3, 2)),
        Action(id="c", what=nl("c")),
        Action(id="d", what=nl("d"), responsible="lieve", due=date(2026, 4, 2)),
    ),
    agreements=(
        Agreement(text=WISH, parties=("lieve", "amal", "weg"), how="oral_with_interpreter"),
        Agreement(text=nl("Wij bellen eerst.")),
    ),
)
FAMILY = replace(STERRENBERG, plan=PLAN)
STEPS = steps_of(FAMILY, SHIPPED, on=ON)
NOBODY = Family(id="x", label=nl("x"))


def goals(language):
    return plan_shown.goals_of(FAMILY, SHIPPED, STEPS, language=language, translate=str)


def test_a_goal_stands_in_its_own_language_first_and_in_the_readers_beside_it():
    first, second = goals("nl")

    assert (first.own.language, first.own.text) == ("ar", "بيت")
    assert (first.beside.language, first.beside.text) == ("nl", "Een huis")
    assert (second.own.text, second.beside) == ("Rust", None)


def test_a_goal_knows_its_theme_for_whom_it_is_and_its_own_steps():
    first, second = goals("nl")

    assert first.theme.id == "housing"
    assert [str(who.name) for who in first.members] == ["Amal"]
    assert [step.action.id for step in first.steps] == ["a"]
    assert (second.theme, second.members, second.steps) == (None, (), ())


def test_looking_back_keeps_two_voices_apart_the_last_time_first():
    last, before = goals("nl")[0].looked_back

    assert (last.date, last.family_score, last.network_score) == (date(2026, 2, 1), 5, 6)
    assert [each.language for each in last.family_words] == ["ar", "nl"]
    assert str(last.network_words) == "Het gaat."
    assert last.decision == "stop for now"  # a word of their own stays
    assert (before.family_words, before.network_words) == ((), None)
    assert before.decision == "Zo gaan we verder"


def test_an_agreement_says_between_whom_and_how_it_was_given():
    first, second = plan_shown.agreements_of(FAMILY, language="nl", translate=str)

    assert (first.own.language, first.beside.text) == ("ar", "Een huis")
    assert [str(who.name) for who in first.parties] == ["Lieve", "Amal"]
    assert first.how == "gezegd, met een tolk erbij"
    assert (second.beside, second.parties, second.how) == (None, (), "")


def test_a_family_without_a_plan_has_nothing_to_show():
    assert plan_shown.goals_of(NOBODY, SHIPPED, (), language="nl", translate=str) == ()
    assert plan_shown.agreements_of(NOBODY, language="nl", translate=str) == ()
    assert plan_shown.coordinator_of(NOBODY) is None


@pytest.mark.parametrize(
    ("coordinator", "name"), [("ocmw", "OCMW"), ("amal", "Amal"), ("weg", None), (None, None)]
)
def test_the_contact_point_of_a_plan_is_an_actor_or_a_member(coordinator, name):
    family = replace(FAMILY, plan=replace(PLAN, coordinator=coordinator))
    found = plan_shown.coordinator_of(family)

    assert (str(found.name) if found else None) == name


def test_by_person_each_has_their_steps_by_day_and_nobody_stands_last():
    groups = plan_shown.by_person(STEPS)

    assert [
        (str(each.who.name) if each.who else "", [step.action.id for step in each.steps])
        for each in groups
    ] == [("Lieve", ["a", "d"]), ("Amal", ["b"]), ("", ["c"])]


def test_by_month_what_has_no_day_stands_last():
    groups = plan_shown.by_month(STEPS)

    assert [(each.month, [step.action.id for step in each.steps]) for each in groups] == [
        (date(2026, 3, 1), ["b", "a"]), (date(2026, 4, 1), ["d"]), (None, ["c"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"),
    [("written", "op papier"), ("by_phone", "by phone"), (None, "")],
)
def test_a_code_that_we_do_not_know_is_shown_as_it_was_written(code, words):
    assert in_words(HOW, code and Code(code), str) == words


@pytest.mark.parametrize("order", Order)
def test_every_order_has_a_word(order):
    assert order.label.startswith("Per ")
