"""The networks of all the families that somebody may see, and who sits in a circle."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from looking import flat, seen_by

import cast
from kring.core.plan import Action, Plan
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.overview.networks import network_of

nl = Text.dutch
ON = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.KRING_TODAY = ON


@pytest.fixture
def read(client):
    def read(user, name="overview:networks", *args, **asked):
        client.force_login(user)
        answer = client.get(reverse(name, args=args), asked)
        page = answer.content.decode()
        return answer.status_code, flat(page)

    return read


def family_with(*, review=None, meeting=None):
    steps = tuple(
        Action(id=key, what=nl(key), due=date(2026, 4, day), responsible="lieve")
        for key, day in (("d", 4), ("a", 1), ("b", 2), ("c", 3))
    )
    lieve = replace(cast.STERRENBERG.actors[0], coordination=True)
    return replace(
        cast.STERRENBERG,
        actors=(lieve, *cast.STERRENBERG.actors[1:]),
        plan=Plan(id="p", actions=steps, next_review=review),
        meetings=(replace(cast.STERRENBERG.meetings[0], next_meeting=meeting, decisions=()),),
    )


@pytest.mark.parametrize(
    ("review", "meeting", "shown"),
    [
        (None, None, (None, None)),
        (date(2026, 5, 5), date(2026, 4, 7), (date(2026, 4, 7), date(2026, 5, 5))),
        (date(2026, 5, 5), date(2026, 5, 5), (date(2026, 5, 5), None)),  # said once
        (date(2026, 3, 19), date(2026, 3, 19), (None, None)),
    ],
)
def test_what_comes_next_in_a_network(review, meeting, shown):
    seen = seen_by("worker", family_with(review=review, meeting=meeting))
    network = network_of(seen, on=ON)

    assert (network.meeting, network.review) == shown
    assert [str(step.action.what) for step in network.steps] == ["a", "b", "c"]
    assert [str(who.name) for who in network.contacts] == ["Lieve"]


def test_each_family_one_may_see_stands_there_with_its_first_steps(read, alice, family):
    status, words = read(alice)

    assert status == 200
    assert "Gezin Sterrenberg" in words
    assert "Bel de verhuurder Lieve 10 maart 2026 Is dit gelukt?" in words
    assert "Gezin Maanlicht" not in words


def test_a_family_without_a_plan_has_no_steps(read, charlie, other_family):
    assert "Gezin Maanlicht Er staan nu geen stappen open." in read(charlie)[1]


def test_days_and_contact_stand_in_words(read, alice, db):
    row = cast.bring(
        family_with(review=date(2026, 5, 5), meeting=date(2026, 4, 7)), themes=SHIPPED, by=None
    )
    give_seat(family=row, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)
    _, words = read(alice)

    assert "aanspreekpunt: Lieve overleg op 7 april 2026 terugkijken op 5 mei 2026" in words


@pytest.mark.parametrize("who", ["paula", "adam"])
def test_a_role_on_the_site_sees_no_families(request, read, family, who):
    status, words = read(request.getfixturevalue(who))

    assert status == 200
    assert "Met jouw rol zie je geen gezinnen." in words


def test_a_page_too_far_says_so(read, alice, family):
    assert "Op dit blad staat niets." in read(alice, pagina="7")[1]


def test_the_circle_stands_in_words_for_the_family_too(read, amal, alice, bob, family):
    status, words = read(amal, "overview:family_circle", family.pk)

    assert status == 200
    for said in ("Alice basiswerker", "Amal gezinslid", "Bob vrijwilliger", "Jullie kiezen"):
        assert said in words
    _, words = read(alice, "overview:family_circle", family.pk)
    assert "Het gezin kiest wie dit ziet." in words


def test_a_volunteer_is_told_why_not(read, bob, family):
    status, words = read(bob, "overview:family_circle", family.pk)

    assert status == 403
    assert "Alleen het gezin en zijn begeleiders zien wie er in de kring zit." in words
