"""Seats in the circle, and the door into a file."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from cast import a_member
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Hidden, Seat
from kring.families.queries import ONE_LOOK, open_family, themes_of
from kring.families.services import TERM, give_seat
from kring.journal.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.mark.parametrize("role", Seat.Role)
def test_every_seat_ends_on_a_day_that_is_said(family, charlie, role, nadia):
    seat = give_seat(
        family=family,
        user=charlie,
        role=role,
        purpose="samen",
        by=nadia,
        member=a_member(family),
    )

    assert abs(seat.ends_at - now() - TERM[role]) < timedelta(minutes=1)
    entry = Entry.objects.first()
    assert (entry.verb, entry.actor_id, entry.family_id, entry.item_id, entry.detail) == (
        "added", nadia.pk, family.pk, seat.pk, role.value,
    )  # fmt: skip


@pytest.mark.parametrize("who", ["paula", "adam"])
def test_who_has_a_role_on_the_site_gets_no_seat(family, request, who):
    with pytest.raises(NotAllowed, match="niet mogelijk"):
        give_seat(
            family=family, user=request.getfixturevalue(who), role=Seat.Role.WORKER,
            purpose="x", by=None,
        )  # fmt: skip
    assert not Seat.objects.exists()


def test_a_family_member_is_somebody_in_the_family(family, charlie):
    with pytest.raises(NotAllowed, match="welk gezinslid"):
        give_seat(family=family, user=charlie, role=Seat.Role.FAMILY, purpose="x", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            family=family, user=charlie, role="family", purpose="x",
            ends_at=now() + timedelta(days=1),
        )  # fmt: skip


def test_a_seat_cannot_end_before_it_starts(family, charlie):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            family=family, user=charlie, role=Seat.Role.WORKER, purpose="x",
            ends_at=now() - timedelta(days=1),
        )  # fmt: skip


def test_opening_a_family_is_written_down_once_in_ten_minutes(family, alice):
    for _ in range(3):
        open_family(family.pk, by=alice, part="map")
    open_family(family.pk, by=alice, part="story")
    looks = Entry.objects.filter(verb="viewed").values_list("part", flat=True)

    assert list(looks) == ["story", "map"]


def test_a_look_after_ten_minutes_is_a_new_look(family, alice, monkeypatch):
    open_family(family.pk, by=alice, part="map")
    later = now() + ONE_LOOK + timedelta(seconds=1)
    monkeypatch.setattr("kring.families.queries.now", lambda: later)

    open_family(family.pk, by=alice, part="map")

    assert Entry.objects.filter(verb="viewed", part="map").count() == 2


def test_each_reader_and_each_family_is_a_look_of_its_own(family, other_family, alice, nadia):
    give_seat(family=other_family, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)
    looks = [(alice, family), (nadia, family), (alice, other_family)]

    for reader, home in looks:
        open_family(home.pk, by=reader, part="map")

    written = Entry.objects.filter(verb="viewed").values_list("actor_id", "family_id")
    assert sorted(written) == sorted((reader.pk, home.pk) for reader, home in looks)


def test_a_stranger_and_a_family_that_is_not_there_read_the_same(family, charlie):
    with pytest.raises(NotFoundHere) as closed:
        open_family(family.pk, by=charlie, part="map")
    with pytest.raises(NotFoundHere) as missing:
        open_family(charlie.pk, by=charlie, part="map")

    assert str(closed.value) == str(missing.value) != ""
    assert not Entry.objects.filter(verb="viewed").exists()


def test_a_door_tells_who_the_reader_is_on_the_map(family, bob, amal):
    token, mother = family.pk, amal.pk  # any ids
    Seat.objects.filter(user=bob).update(actor=token)
    Seat.objects.filter(user=amal).update(member=mother)

    for_bob = open_family(family.pk, by=bob, part="map")
    for_amal = open_family(family.pk, by=amal, part="map")

    assert (for_bob.reader, for_bob.actor, for_bob.member) == ("volunteer", str(token), None)
    assert (for_amal.reader, for_amal.actor, for_amal.member) == ("family", None, str(mother))


def test_the_shipped_themes_are_a_familys_themes_unless_it_has_its_own(family):
    assert [theme.id for theme in themes_of(family)][:3] == ["residence", "family", "housing"]


def test_names_in_lists_of_the_admin_tell_nothing(family, alice):
    seat = Seat.objects.get(user=alice)
    hidden = Hidden.objects.create(family=family, item=seat.pk, who=alice.pk)

    assert str(seat) == f"{alice.pk} @ {family.pk}"
    assert str(hidden) == f"{seat.pk} for {alice.pk}"
