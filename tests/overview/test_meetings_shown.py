"""Meetings as people read them, the newest first."""

from dataclasses import replace
from datetime import date

import pytest

from cast import STERRENBERG, nl
from kring.core.family import Family
from kring.core.plan import Agreement, Meeting
from kring.core.themes import SHIPPED
from kring.overview.meetings_shown import meetings_of, next_day
from kring.overview.steps_shown import steps_of

ON = date(2026, 3, 1)
FIRST = STERRENBERG.meetings[0]
LATER = Meeting(
    id="o2",
    date=date(2026, 2, 20),
    kind="walk",
    chair="weg",
    present=("amal", "weg"),
    excused=("ocmw",),
    agenda=("work", "housing"),
    decisions=("f1",),
    how_was_it="sad",
)
AGREED = Agreement(id="f1", text=nl("Wij bellen eerst."))
FAMILY = replace(
    STERRENBERG,
    meetings=(FIRST, LATER),
    plan=replace(STERRENBERG.plan, agreements=(AGREED,)),
)


def shown(family=FAMILY):
    steps = steps_of(family, SHIPPED, on=ON)
    return meetings_of(family, SHIPPED, steps, translate=str)


def test_the_newest_comes_first():
    assert [each.meeting.id for each in shown()] == ["o2", "o1"]


def test_a_meeting_says_who_was_there_and_what_was_agreed():
    later, first = shown()

    assert (first.kind, str(first.chair.name)) == ("Netwerkoverleg", "OCMW")
    assert [str(who.name) for who in first.present] == ["Amal", "Lieve"]
    assert [step.action.id for step in first.steps] == ["a1"]
    assert (first.agreements, first.excused, first.agenda) == ((), (), ())
    assert [str(who.name) for who in later.excused] == ["OCMW"]
    assert [theme.id for theme in later.agenda] == ["housing", "work"]  # in their own order
    assert later.agreements == (AGREED,)


def test_who_this_reader_does_not_know_of_is_left_out():
    later, _ = shown()

    assert later.chair is None
    assert [str(who.name) for who in later.present] == ["Amal"]


def test_a_kind_of_their_own_is_shown_as_it_was_written():
    assert shown()[0].kind == "walk"


@pytest.mark.parametrize(
    ("chosen", "face", "words"),
    [
        ("happy", "happy", "Goed"),
        ("neutral", "neutral", "Gewoon"),
        ("sad", "sad", "Moeilijk"),
        ("so_so", "", "so so"),
        (None, "", ""),
    ],
)
def test_a_face_always_has_a_word(chosen, face, words):
    family = replace(FAMILY, meetings=(replace(FIRST, how_was_it=chosen),))
    [found] = shown(family)

    assert (found.face, found.how) == (face, words)


def test_a_family_without_a_plan_can_still_have_met():
    family = Family(id="x", label=nl("x"), meetings=(FIRST,))
    [found] = shown(family)

    assert (found.steps, found.agreements, found.present) == ((), (), ())


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ((), None),
        ((None,), None),
        ((date(2026, 2, 28),), None),
        ((date(2026, 3, 1),), date(2026, 3, 1)),
        ((date(2026, 5, 1), date(2026, 4, 1), None), date(2026, 4, 1)),
    ],
)
def test_the_next_day_is_the_first_that_did_not_pass(days, first):
    meetings = tuple(replace(FIRST, id=str(n), next_meeting=day) for n, day in enumerate(days))

    assert next_day(replace(FAMILY, meetings=meetings), on=ON) == first
