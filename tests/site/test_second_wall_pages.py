"""The pages as they are on a real site: with the role of the pages, behind the second wall."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

import wall
from cast import MAANLICHT, STERRENBERG, agree
from kring.base.reader import reads_as
from kring.exchange.services import bring_in_once
from kring.families.models import BreakGlass, Family, Seat
from kring.rights.models import Decision
from kring.site.doors import DOORS, VISITORS, address_of
from kring.site.examples import values_of
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]

PEOPLE = {
    "outsider": "charlie", "family": "amal", "volunteer": "bob", "worker": "alice",
    "coordinator": "nadia", "analyst": "paula", "administrator": "adam",
}  # fmt: skip


def knock(name, family, user, *, behind, send=False):
    client = Client()
    if user is not None:
        client.force_login(user)
    address = address_of(name, values_of(family))
    with wall.as_role() if behind else wall.as_role("kring"):
        return client.post(address) if send else client.get(address)


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_page(response):
    return response["Content-Type"].startswith("text/html")


def shown(response):
    return without_marks(response.getvalue() if response.streaming else response.content)


# A new secret is made for whoever looks, each time.
NEW_EACH_TIME = {"people:add_passkey", "people:add_app"}


@pytest.mark.parametrize("kind", PEOPLE)
def test_every_page_is_the_same_behind_the_wall(request, family, kind):
    for fixture in PEOPLE.values():
        request.getfixturevalue(fixture)
    user = request.getfixturevalue(PEOPLE[kind])
    read = 0
    for name in DOORS:
        with undone():
            before = knock(name, family, user, behind=False)
        with undone():
            after = knock(name, family, user, behind=True)
        assert after.status_code == before.status_code, name
        if after.status_code == 200 and name not in NEW_EACH_TIME and is_page(after):
            assert shown(after) == shown(before), name
            read += 1
    assert read >= len(DOORS) // 10


@pytest.mark.parametrize("kind", PEOPLE)
def test_what_is_sent_is_answered_the_same_behind_the_wall(request, family, kind):
    user = request.getfixturevalue(PEOPLE[kind])
    for name in (name for name, door in DOORS.items() if door.sends):
        with undone():
            response = knock(name, family, user, behind=True, send=True)
        assert response.status_code == DOORS[name].sends[VISITORS.index(kind)], name


def test_row_30_a_form_counts_once_behind_the_wall_too(family, amal):
    client, sent = Client(), {"wat": "hide", "once": str(wall.uuid4())}
    client.force_login(amal)
    with wall.as_role():
        first, second = (
            client.post(address_of("rights:ask", values_of(family)), sent) for _ in range(2)
        )
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Decision.objects.count() == 1


def test_whoever_brings_a_family_in_reads_it_behind_the_wall(family, alice):
    with wall.as_role(), reads_as(alice.pk):
        [new] = bring_in_once([STERRENBERG], themes=(), note=wall.uuid4(), by=alice)
        agree(Family(pk=new))
        assert Family.objects.visible_to(alice).filter(pk=new).exists()


def test_nobody_gives_themselves_a_seat_behind_the_wall(family, alice, charlie):
    refused = pytest.raises(DatabaseError)
    with wall.as_role(), reads_as(charlie.pk), refused, transaction.atomic():
        Seat.objects.create(
            family=family, user=charlie, role="worker", purpose="x",
            ends_at=wall.now() + wall.timedelta(days=2),
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_row_60_a_connection_that_is_used_again_sees_nothing(settings):
    """With real transactions, one after the other on the same connection."""
    user = wall.User.objects.create(username="els")
    row = bring_in_once([MAANLICHT], themes=(), note=wall.uuid4(), by=user)[0]
    client = Client()
    client.force_login(user)
    with wall.as_role():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (same,) = cursor.fetchone()
        response = client.get(address_of("overview:family", {"family_id": row}))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_backend_pid(), current_setting('kring.reader', true),"
                " (SELECT count(*) FROM kring_family)"
            )
            assert cursor.fetchone() == (same, "", 0)
    assert response.status_code == 200


def test_break_glass_stands_behind_the_wall(family, alice, charlie):
    moment = wall.now()
    glass = BreakGlass(
        family=family, user=charlie, reason="danger", words="x" * 20, starts_at=moment,
        ends_at=moment + wall.timedelta(hours=4),
    )  # fmt: skip
    house = wall.Organisation.objects.create(name="Huis", break_glass_allowed=True)
    charlie.organisation = house
    charlie.save()
    refused = pytest.raises(DatabaseError)
    with wall.as_role(), reads_as(charlie.pk), refused, transaction.atomic():
        glass.save(force_insert=True)
    wall.Protocol.objects.create(family=family, organisation=house)
    with wall.as_role(), reads_as(charlie.pk):
        glass.save(force_insert=True)
        assert Family.objects.visible_to(charlie).filter(pk=family.pk).exists()
