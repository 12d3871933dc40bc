"""Every door of the site, knocked on as each of ten kinds of visitor (`site/doors.py`)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cast import person
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.site.doors import (
    CIRCLE,
    DOORS,
    VISITORS,
    address_of,
    arguments_of,
    names_of_addresses,
)
from kring.site.examples import values_of
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def visitor(request, family):
    """Somebody of this kind, or nobody."""
    circle = {"family": "amal", "volunteer": "bob", "worker": "alice", "coordinator": "nadia"}
    others = {"outsider": "charlie", "administrator": "adam", "analyst": "paula"}

    def visitor(kind):
        if kind == "nobody":
            return None
        if kind in circle | others:
            return request.getfixturevalue((circle | others)[kind])
        user = person(kind)
        seat = give_seat(family=family, user=user, role=Seat.Role.WORKER, purpose="x", by=None)
        moment = now()
        if kind == "ended":
            seat.starts_at, seat.ends_at = moment - timedelta(days=9), moment
        else:
            seat.withdrawn_at = moment
        seat.save()
        return user

    return visitor


def test_every_address_is_in_the_matrix_and_nothing_else():
    assert sorted(names_of_addresses()) == sorted(DOORS)


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("name", DOORS)
def test_who_may_come_in(client, family, visitor, name, kind):
    user = visitor(kind)
    if user is not None:
        client.force_login(user)

    response = client.get(address_of(name, values_of(family)))

    assert response.status_code == DOORS[name].gets[VISITORS.index(kind)]


@pytest.mark.parametrize("kind", VISITORS)
@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.sends])
def test_who_may_send(client, family, visitor, name, kind):
    user = visitor(kind)
    if user is not None:
        client.force_login(user)

    response = client.post(address_of(name, values_of(family)))

    assert response.status_code == DOORS[name].sends[VISITORS.index(kind)]


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.gets == CIRCLE])
def test_a_stranger_gets_the_same_answer_as_for_a_family_that_is_not_there(
    client, family, charlie, name
):
    client.force_login(charlie)
    asked = arguments_of(name, values_of(family))

    closed = client.get(reverse(name, kwargs=asked))
    missing = client.get(reverse(name, kwargs=asked | {"family_id": charlie.pk}))

    assert closed.status_code == missing.status_code == 404
    assert shown(closed, family.pk) == shown(missing, charlie.pk)


def shown(answer, asked):
    """The page without the address that was asked, and without what is always new."""
    return without_marks(answer.content.decode().replace(str(asked), ""))


@pytest.mark.parametrize("name", DOORS)
def test_whoever_is_answered_gets_the_headers_that_protect(client, family, name):
    response = client.get(address_of(name, values_of(family)))

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert "unsafe" not in response["Content-Security-Policy"]
