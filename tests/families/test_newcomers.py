"""Who may bring a new family in: one rule for the button on the wall and for the door."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from cast import a_member, person
from kring.base.errors import NotAllowed
from kring.exchange.services import check_may_bring_in
from kring.families.models import Seat
from kring.families.newcomers import may_bring_in
from kring.families.services import give_seat

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def refused(user):
    try:
        check_may_bring_in(user)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


@pytest.mark.parametrize(
    ("roles", "may"),
    [
        ([], True),
        (["worker"], True),
        (["coordinator"], True),
        (["volunteer"], False),
        (["family"], False),
        (["family", "volunteer"], False),
        (["volunteer", "worker"], True),
        (["family", "coordinator"], True),
    ],
)
def test_a_new_family_comes_from_a_professional(family, other_family, roles, may):
    user = person("Zoë")
    for home, role in zip((family, other_family), roles, strict=False):
        give_seat(
            family=home,
            user=user,
            role=Seat.Role(role),
            purpose="x",
            by=None,
            member=a_member(home),
        )

    with CaptureQueriesContext(connection) as asked:
        assert may_bring_in(user) is may
    assert len(asked) == 1
    assert ("Alleen een begeleider" in refused(user)) is not may


@pytest.mark.parametrize(("left", "may"), [("worker", False), ("volunteer", True)])
def test_only_seats_of_now_count(family, other_family, left, may):
    """Whoever was a worker once and is a volunteer now is a volunteer; and the other way."""
    user = person("Zoë")
    now_is = {"worker": "volunteer", "volunteer": "worker"}[left]
    for home, role in ((family, left), (other_family, now_is)):
        seat = give_seat(family=home, user=user, role=Seat.Role(role), purpose="x", by=None)
        if role == left:
            Seat.objects.filter(pk=seat.pk).update(withdrawn_at=now() - timedelta(hours=1))

    assert may_bring_in(user) is may


@pytest.mark.parametrize("who", ["paula", "adam"])
def test_who_has_a_role_on_the_site_never_does(request, who):
    user = request.getfixturevalue(who)

    assert not may_bring_in(user)
    assert "rol op de site" in refused(user)
