"""A page asks at most twelve questions of both databases together, however large the family."""

from dataclasses import replace

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from kring.base.keystore import KEYS, keys_for_one_request
from kring.core.codes import Part, Sphere
from kring.core.family import Actor, Relation, Story
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import give_seat

MOST = 12
PAGES = {
    "overview:start": False,
    "overview:wall": False,
    "overview:volunteers": False,
    "overview:family": True,
    "overview:family_volunteers": True,
    "overview:networks": False,
    "overview:policy": False,
    "overview:family_network": True,
    "overview:family_plan": True,
    "overview:family_meetings": True,
    "overview:family_policy": True,
    "overview:family_circle": True,
}


def large(actors):
    """The family of the cast with this many volunteers, each with a tie and a story."""
    keys = [f"v{number}" for number in range(actors - len(cast.STERRENBERG.actors))]
    added = tuple(
        Actor(id=key, label=Text.dutch(key), sphere=Sphere.VOLUNTEERS, role="buddy")
        for key in keys
    )
    ties = tuple(Relation(actor=key, themes={"work": Part.HELPS}) for key in keys)
    told = tuple(Story(id=f"s{key}", words=Text.dutch("Hallo"), spoken_by=key) for key in keys)
    base = cast.STERRENBERG
    return replace(
        base,
        actors=base.actors + added,
        relations=base.relations + ties,
        stories=base.stories + told,
    )


@pytest.fixture
def visit(db):
    user = cast.person("Els")

    def visit(name, *, actors, families=1):
        for _ in range(families):
            row = cast.bring(large(actors), themes=SHIPPED, by=None)
            give_seat(family=row, user=user, role=Seat.Role.WORKER, purpose="werk", by=None)
        client = Client()
        client.force_login(user)
        address = reverse(name, args=[row.pk] if PAGES[name] else [])
        with (
            keys_for_one_request(),
            CaptureQueriesContext(connections["default"]) as asked,
            CaptureQueriesContext(connections[KEYS]) as opened,
        ):
            response = client.get(address)
        assert response.status_code in (200, 302)
        return [each["sql"] for each in (*asked.captured_queries, *opened.captured_queries)]

    return visit


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("actors", [3, 60])
def test_a_first_visit_asks_few_questions(visit, name, actors):
    asked = visit(name, actors=actors)

    assert len(asked) <= MOST, "\n".join(asked)


@pytest.mark.parametrize("name", PAGES)
def test_the_number_of_questions_does_not_grow(visit, name):
    small, wide = visit(name, actors=3), visit(name, actors=60, families=4)

    assert len(wide) <= len(small)
