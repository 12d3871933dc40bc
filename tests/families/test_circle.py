"""Who sits in the circle is for the family and the professionals to know."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from cast import person
from kring.families.models import Seat
from kring.families.queries import circle_of
from kring.families.services import give_seat
from kring.people.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def test_everybody_in_the_circle_with_role_house_silence_and_end(
    family, alice, bob, amal, nadia, django_assert_num_queries
):
    alice.organisation = amal.organisation = Organisation.objects.create(name="OCMW")
    alice.save()
    amal.save()
    Seat.objects.filter(user=alice).update(tie=Seat.Tie.SECRECY)

    with django_assert_num_queries(1):
        circle = circle_of(family.pk, by=nadia)

    assert [(each.name, each.role) for each in circle] == [
        ("Nadia", "coordinator"), ("Alice", "worker"), ("Amal", "family"), ("Bob", "volunteer"),
    ]  # fmt: skip
    assert (circle[1].organisation, circle[1].tie) == ("OCMW", "beroepsgeheim")
    assert (circle[2].organisation, circle[2].tie) == ("", "")  # a family comes for nobody
    assert all(each.until > localdate() for each in circle)


@pytest.mark.parametrize(
    ("who", "many"), [("amal", 4), ("alice", 4), ("nadia", 4), ("bob", 0), ("charlie", 0)]
)
def test_a_volunteer_and_a_stranger_learn_nobody(
    request, family, alice, bob, amal, nadia, charlie, who, many
):
    assert len(circle_of(family.pk, by=request.getfixturevalue(who))) == many


def test_who_left_does_not_sit_there_and_knows_nobody(family, alice):
    gone = person("Greta")
    seat = give_seat(family=family, user=gone, role=Seat.Role.WORKER, purpose="x", by=None)
    Seat.objects.filter(pk=seat.pk).update(withdrawn_at=now() - timedelta(minutes=1))

    assert [each.name for each in circle_of(family.pk, by=alice)] == ["Alice"]
    assert circle_of(family.pk, by=gone) == []
