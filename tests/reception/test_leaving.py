"""Somebody leaves: everything that let them in ends at once, and no family stays alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.timezone import now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import BreakGlass, Invitation, Member, PictureCode, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.people.models import Device, RoleRequest, User, Welcome
from kring.reception import queries
from kring.reception.services import accounts, codes, devices, invitations
from kring.reception.services.leaving import (
    LeavesFamiliesAlone,
    end_seats,
    forget_account,
    leave,
)
from reception.inviting import terms

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def go(user, *, by=None, **successors):
    return leave(user, by=by, successors=successors.get("successors", {}))


def test_a_volunteer_leaves_and_everything_is_counted(client, family, nadia, bob):
    bob.email = "bob@voorbeeld.be"
    bob.save()
    devices.remember_device(bob, pin="280417")
    Authenticator.objects.create(user=bob, type=Authenticator.Type.TOTP, data={})
    sent = invitations.invite(family.pk, terms=terms(mail=bob.email), by=nadia)
    invitations.accept(sent.word, user=bob)
    later = now() + timedelta(days=5)
    give_seat(
        family=family, user=bob, role=Seat.Role.WORKER, purpose="x", by=None, starts_at=later
    )
    client.force_login(bob)
    client.get("/gezinnen/")

    left = go(bob, by=bob)

    assert (left.seats, left.handed_over, left.invitations) == (2, 0, 1)
    assert (left.devices, left.codes, left.factors) == (1, 0, 1)
    bob.refresh_from_db()
    assert not bob.is_active
    assert bob.left_at is not None
    assert not Seat.objects.filter(user=bob, ends_at__gt=now(), withdrawn_at=None).exists()
    assert not Invitation.open_ones().exists()
    assert not Device.remembered().exists()
    assert Entry.objects.filter(item_id=bob.pk, detail="left").count() == 1


def test_row_8_a_session_replayed_after_leaving_goes_to_the_door(client, bob):
    client.force_login(bob)
    key = client.session.session_key
    assert client.get("/gezinnen/").status_code == 200

    go(bob, by=bob)

    client.cookies["sessionid"] = key
    for address in ("/gezinnen/", "/mijn/stappen/", "/beveiliging/"):
        assert client.get(address).status_code == 302


def test_an_author_who_left_reads_nothing_any_more(family, alice):
    go(alice, by=alice)
    assert not Member.objects.visible_to(alice).exists()


def test_the_only_coordinator_stays_until_somebody_takes_over(family, nadia, alice):
    with pytest.raises(LeavesFamiliesAlone, match="1 gezin heeft dan geen") as refusal:
        go(nadia, by=nadia)
    assert refusal.value.families == [family.pk]
    assert "Sterrenberg" not in str(refusal.value)
    nadia.refresh_from_db()
    assert nadia.is_active
    assert Seat.of(nadia).exists()

    left = go(nadia, by=nadia, successors={family.pk: alice})

    assert left.handed_over == 1
    assert set(Seat.of(alice).values_list("role", flat=True)) == {"worker", "coordinator"}
    assert not Seat.of(nadia).exists()


def test_with_a_second_coordinator_one_may_go(family, nadia):
    els = person("Els")
    give_seat(family=family, user=els, role=Seat.Role.COORDINATOR, purpose="x", by=None)
    assert go(nadia, by=nadia).handed_over == 0
    with pytest.raises(LeavesFamiliesAlone):
        go(els, by=els)


@pytest.mark.parametrize("who", ["bob", "amal", "charlie", "adam", "nadia"])
def test_only_a_worker_of_the_circle_takes_over(request, family, nadia, who):
    with pytest.raises(NotAllowed, match="al basiswerker"):
        go(nadia, by=nadia, successors={family.pk: request.getfixturevalue(who)})
    assert Seat.of(nadia).exists()


def test_what_fails_halfway_changes_nothing(family, nadia, alice, monkeypatch):
    def breaks(*args, **more):
        raise RuntimeError

    monkeypatch.setattr("kring.reception.services.leaving.forget_devices_of", breaks)
    with pytest.raises(RuntimeError):
        go(nadia, by=nadia, successors={family.pk: alice})

    assert set(Seat.of(nadia).values_list("role", flat=True)) == {"coordinator"}
    assert set(Seat.of(alice).values_list("role", flat=True)) == {"worker"}


def test_a_member_of_the_family_leaves_with_their_code(family, alice):
    member = Member.objects.for_system("for a test").get(family=family, position=1).pk
    given = codes.give_code(family.pk, member=member, language="ar", asked_apart=True, by=alice)
    user = given.code.seat.user

    assert go(user, by=user).codes == 1
    assert not PictureCode.live().exists()


def test_a_broken_glass_closes(family, alice):
    moment = now()
    BreakGlass.objects.create(
        family=family, user=alice, reason="danger", words="x" * 20, starts_at=moment,
        ends_at=moment + timedelta(hours=4),
    )  # fmt: skip
    end_seats(alice, by=None, successors={})
    assert BreakGlass.objects.get().ended_at is not None


def test_somebody_else_only_when_administrator(bob, alice, adam):
    with pytest.raises(NotFoundHere):
        go(bob, by=alice)
    assert go(bob, by=adam).seats == 1


def test_an_administrator_hands_over_without_sitting_in_the_circle(family, nadia, alice, adam):
    go(nadia, by=adam, successors={family.pk: alice})
    assert "coordinator" in Seat.of(alice).values_list("role", flat=True)


def test_the_last_administrator_stays(adam):
    with pytest.raises(NotAllowed, match="laatste beheerder"):
        go(adam, by=adam)

    eva = person("Eva", system_role=User.SystemRole.ADMINISTRATOR)
    accounts.welcome(mail="x@voorbeeld.be", organisation=None, system_role="", by=adam)
    accounts.ask_role(person("Els"), "analyst", by=adam)
    assert go(adam, by=eva).invitations == 1
    assert not Welcome.open_ones().exists()
    assert not RoleRequest.waiting().exists()


# Thirty days later


def test_row_57_the_name_goes_and_the_work_stays(family, alice):
    member = Member.objects.for_system("for a test").filter(family=family).first()
    Member.objects.for_system("for a test").filter(pk=member.pk).update(author=alice)
    alice.email = "alice@voorbeeld.be"
    alice.save()
    go(alice, by=alice)
    assert queries.accounts_to_forget() == []
    assert queries.accounts_to_forget(now() + timedelta(days=31)) == [alice.pk]

    forget_account(alice.pk)
    forget_account(alice.pk)

    gone = User.objects.get(pk=alice.pk)
    assert str(gone) == "een vroegere medewerker"
    assert (gone.email, gone.first_name, gone.last_name) == ("", "", "")
    assert "alice" not in gone.username
    assert Member.objects.for_system("for a test").get(pk=member.pk).author == gone
    assert queries.accounts_to_forget(now() + timedelta(days=31)) == []


def test_row_57_a_lead_is_refused_until_there_is_a_new_one(client, nadia, alice, family):
    client.force_login(nadia)
    address = reverse("reception:leave")

    page = client.post(address, {})
    assert page.status_code == 422
    assert "Kies wie het overneemt." in page.content.decode()
    assert "Sterrenberg" in page.content.decode()

    page = client.post(address, {str(family.pk): str(alice.pk)}, follow=True)
    assert "Je account is gestopt." in page.content.decode()
    assert not User.objects.get(pk=nadia.pk).is_active


def test_row_30_leaving_twice_is_leaving_once(client, bob):
    """The second finds nobody signed in; both end at the same door."""
    client.force_login(bob)
    sent = {"once": str(uuid4())}

    first, second = (client.post(reverse("reception:leave"), sent) for _ in range(2))

    assert first["Location"] == reverse("people:login")
    assert second["Location"].partition("?")[0] == first["Location"]
    assert Entry.objects.filter(part="account", item_id=bob.pk, detail="left").count() == 1


def test_a_circle_without_workers_is_named(client, nadia, family):
    client.force_login(nadia)
    page = client.get(reverse("reception:leave")).content.decode()
    assert "nog niemand die het kan overnemen" in page


def test_the_last_administrator_reads_why_not(client, adam):
    client.force_login(adam)
    page = client.post(reverse("reception:leave"))
    assert page.status_code == 422
    assert "Dit is de laatste beheerder." in page.content.decode()


def test_an_account_in_use_is_not_forgotten(alice):
    with pytest.raises(NotAllowed):
        forget_account(alice.pk)
