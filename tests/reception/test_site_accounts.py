"""Accounts of the site: an administrator invites, two of them give a role."""

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail as outgoing
from django.urls import reverse
from django.utils.timezone import now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.people import mail
from kring.people.models import Organisation, RoleRequest, User, Welcome
from kring.reception import queries
from kring.reception.services import accounts as services
from kring.reception.services.invitations import MOST_MISSES, InvitationRefused
from kring.reception.services.leaving import LeavesFamiliesAlone
from kring.reception.services.new_accounts import AlreadyKnown

pytestmark = [pytest.mark.django_db, pytest.mark.query]

ADMINISTRATOR = User.SystemRole.ADMINISTRATOR
ANALYST = User.SystemRole.ANALYST
ELS = "els@voorbeeld.be"
NEW = {"mail": ELS, "name": "Els", "password": "een-lang-woord-hier"}


@pytest.fixture
def eva(db):
    """A second administrator."""
    return person("Eva", system_role=ADMINISTRATOR)


@pytest.fixture
def house(db):
    return Organisation.objects.create(name="Huis van het Kind")


def invite(by, *, role="", organisation=None):
    return services.welcome(mail=ELS, organisation=organisation, system_role=role, by=by)


def take_up(word, **more):
    return services.take_up_welcome(word, **{**NEW, "language": "nl", **more})


def role_of(user):
    return User.objects.get(pk=user.pk).system_role


# A welcome


def test_a_welcome_makes_an_account_for_an_organisation(adam, house):
    user = take_up(invite(adam, organisation=house).word)

    assert (user.email, str(user), user.organisation) == (ELS, "Els", house)
    assert user.system_role == ""
    assert not RoleRequest.objects.exists()


def test_a_role_waits_for_a_second_administrator(adam, eva):
    user = take_up(invite(adam, role=ANALYST).word)

    assert role_of(user) == ""
    asked = RoleRequest.waiting().get()
    with pytest.raises(NotAllowed, match="tweede beheerder"):
        services.decide_role(asked.pk, granted=True, by=adam)
    services.decide_role(asked.pk, granted=True, by=eva)
    assert role_of(user) == ANALYST


def test_a_welcome_is_used_once_by_one_address_in_three_days(adam):
    sent = invite(adam)
    with pytest.raises(InvitationRefused):
        take_up(sent.word, mail="iemand@anders.be")
    with pytest.raises(InvitationRefused):
        take_up("nooit-bestaan")
    take_up(sent.word)
    with pytest.raises(InvitationRefused):
        take_up(sent.word)

    with pytest.raises(AlreadyKnown):
        invite(adam)
    late = services.welcome(
        mail="late@voorbeeld.be", organisation=None, system_role="", by=adam
    )
    Welcome.objects.filter(pk=late.welcome.pk).update(expires_at=now())
    with pytest.raises(InvitationRefused):
        take_up(late.word, mail="late@voorbeeld.be")


def test_a_stolen_welcome_dies_after_five_wrong_addresses(adam):
    sent = invite(adam)
    for _ in range(MOST_MISSES):
        with pytest.raises(InvitationRefused):
            take_up(sent.word, mail="dief@anders.be")
    assert not services.is_welcome(sent.word)


def test_by_pages_from_mail_to_account(client, adam, house):
    client.force_login(adam)
    typed = {"mail": ELS, "organisation": str(house.pk), "system_role": ""}
    response = client.post(reverse("reception:new_welcome"), typed)
    mail.finish()
    assert response.headers["Location"] == reverse("reception:people")
    [message] = outgoing.outbox
    assert "Huis van het Kind" not in message.body
    link = message.body.partition("http://testserver")[2].partition("\n")[0]
    again = client.post(reverse("reception:new_welcome"), typed)
    assert again.status_code == 302  # nobody has the address yet: a second link

    visitor = type(client)()
    for _ in range(3):
        assert visitor.get(link).status_code == 200
    wrong = visitor.post(link, NEW | {"mail": "x@anders.be"})
    assert wrong.status_code == 422
    assert 'value="Els"' in wrong.content.decode()
    assert visitor.post(link, NEW).status_code == 302
    assert visitor.get(link).status_code == 404
    assert visitor.get("/gezinnen/").headers["Location"] == reverse("people:security")

    known = client.post(reverse("reception:new_welcome"), typed)
    assert known.status_code == 422
    assert "Er is al iemand met dit mailadres." in known.content.decode()


def test_a_mistake_in_a_welcome_keeps_what_was_typed(client, adam):
    client.force_login(adam)
    response = client.post(
        reverse("reception:new_welcome"), {"mail": "els@", "system_role": "analyst"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="els@"' in page
    assert 'value="analyst"' in page
    assert "checked" in page


# A role, by two


def test_a_role_ends_the_seats_and_the_sessions(client, family, alice, adam, eva):
    client.force_login(alice)
    UserSession.objects.create(
        user=alice, session_key=client.session.session_key, ip="127.0.0.1", user_agent=""
    )
    assert client.get("/gezinnen/").status_code == 200
    asked = services.ask_role(alice, ANALYST, by=adam)

    services.decide_role(asked.pk, granted=True, by=eva)

    assert role_of(alice) == ANALYST
    assert not Seat.now().filter(user=alice).exists()
    assert client.get("/gezinnen/").status_code == 302
    with pytest.raises(NotAllowed, match="rol op de site"):
        give_seat(
            family=family, user=User.objects.get(pk=alice.pk), role=Seat.Role.WORKER,
            purpose="x", by=None,
        )  # fmt: skip


def test_the_only_coordinator_gets_no_role(client, family, nadia, adam, eva):
    asked = services.ask_role(nadia, ANALYST, by=adam)
    with pytest.raises(LeavesFamiliesAlone):
        services.decide_role(asked.pk, granted=True, by=eva)
    assert role_of(nadia) == ""
    assert RoleRequest.waiting().exists()

    client.force_login(eva)
    page = client.post(reverse("reception:decide_role", args=[asked.pk]), {"answer": "yes"})
    assert page.status_code == 422
    assert "geen coördinator meer" in page.content.decode()
    assert "Sterrenberg" not in page.content.decode()


def test_no_is_no(client, alice, adam, eva):
    asked = services.ask_role(alice, ADMINISTRATOR, by=adam)
    client.force_login(eva)
    assert "wacht op een rol" in client.get(reverse("reception:people")).content.decode()

    address = reverse("reception:decide_role", args=[asked.pk])
    assert client.post(address, {"answer": "no"}).status_code == 302

    assert role_of(alice) == ""
    assert client.post(address, {"answer": "yes"}).status_code == 404


def test_who_asked_may_take_it_back_but_not_grant_it(alice, adam, eva):
    asked = services.ask_role(alice, ANALYST, by=adam)
    assert services.decide_role(asked.pk, granted=False, by=adam).is_granted is False


def test_nobody_decides_about_themselves(adam, eva, alice):
    with pytest.raises(NotAllowed, match="geen rol voor jezelf"):
        services.ask_role(adam, "", by=adam)
    asked = services.ask_role(adam, ANALYST, by=eva)
    with pytest.raises(NotAllowed):
        services.decide_role(asked.pk, granted=True, by=adam)


def test_the_first_administrator_alone_makes_a_second_and_only_that(adam, alice, bob, charlie):
    role = services.ask_role(alice, ANALYST, by=adam)
    with pytest.raises(NotAllowed):
        services.decide_role(role.pk, granted=True, by=adam)
    first = services.ask_role(bob, ADMINISTRATOR, by=adam)
    services.decide_role(first.pk, granted=True, by=adam)
    assert role_of(bob) == ADMINISTRATOR
    assert Entry.objects.filter(part="role", detail="alone administrator").count() == 1

    third = services.ask_role(charlie, ADMINISTRATOR, by=adam)
    with pytest.raises(NotAllowed):
        services.decide_role(third.pk, granted=True, by=adam)


def test_taking_a_role_away_takes_two_and_never_the_last(adam, eva, paula):
    asked = services.ask_role(paula, "", by=adam)
    services.decide_role(asked.pk, granted=True, by=eva)
    assert role_of(paula) == ""

    asked = services.ask_role(eva, "", by=adam)
    third = person("Ivo", system_role=ADMINISTRATOR)
    services.decide_role(asked.pk, granted=True, by=third)
    asked = services.ask_role(adam, "", by=third)
    User.objects.filter(pk=third.pk).update(system_role="")
    with pytest.raises(NotFoundHere):
        services.decide_role(asked.pk, granted=True, by=User.objects.get(pk=third.pk))


def test_the_last_administrator_keeps_the_role(adam, eva):
    asked = services.ask_role(adam, "", by=eva)
    with pytest.raises(NotAllowed, match="laatste beheerder"):
        services._give(asked.user, "", [adam], by=eva)


@pytest.mark.parametrize("case", ["same", "gone", "twice"])
def test_what_cannot_be_asked(adam, paula, alice, case):
    if case == "gone":
        alice.is_active = False
        alice.save()
    if case == "twice":
        services.ask_role(alice, ADMINISTRATOR, by=adam)
    with pytest.raises(NotAllowed):
        services.ask_role(paula if case == "same" else alice, ANALYST, by=adam)


# The pages


def test_the_list_names_people_and_no_families(client, adam, alice, nadia, house):
    User.objects.filter(pk=alice.pk).update(organisation=house)
    client.force_login(adam)

    page = client.get(reverse("reception:people")).content.decode()

    assert "Alice" in page
    assert "Huis van het Kind" in page
    assert "nog nooit" in page
    assert "Sterrenberg" not in page
    assert "coördinator" not in page


def test_asking_and_confirming_by_pages(client, adam, eva, alice):
    client.force_login(adam)
    person_page = reverse("reception:person", args=[alice.pk])
    assert "Vraag deze rol" in client.get(person_page).content.decode()
    ask = reverse("reception:ask_role", args=[alice.pk])
    assert client.post(ask, {"system_role": "baas"}).status_code == 422
    assert client.post(ask, {"system_role": "analyst"}).status_code == 302
    again = client.post(ask, {"system_role": "analyst"})
    assert again.status_code == 422
    assert "wacht al een vraag" in again.content.decode()
    decide = reverse("reception:decide_role", args=[RoleRequest.waiting().get().pk])
    assert client.post(decide, {"answer": "yes"}).status_code == 422

    client.force_login(eva)
    assert client.post(decide, {"answer": "yes"}).status_code == 302
    assert role_of(alice) == ANALYST


def test_ending_an_account_by_pages(client, adam, eva, bob, nadia, family):
    client.force_login(adam)
    assert (
        "Vraag deze rol"
        not in client.get(reverse("reception:person", args=[adam.pk])).content.decode()
    )
    alone = client.post(reverse("reception:end_account", args=[nadia.pk]))
    assert alone.status_code == 422
    assert str(family.pk) in alone.content.decode()
    assert "Sterrenberg" not in alone.content.decode()

    assert client.post(reverse("reception:end_account", args=[bob.pk])).status_code == 302
    assert not User.objects.get(pk=bob.pk).is_active
    assert "gestopt" in client.get(reverse("reception:person", args=[bob.pk])).content.decode()

    assert client.post(reverse("reception:end_account", args=[eva.pk])).status_code == 302
    last = client.post(reverse("reception:end_account", args=[adam.pk]))
    assert last.status_code == 422
    assert "laatste beheerder" in last.content.decode()


def test_organisations_by_pages(client, adam, house):
    client.force_login(adam)
    address = reverse("reception:organisations")
    assert client.post(address, {"name": "Huis van het Kind"}).status_code == 422
    assert client.post(address, {"name": "CAW", "break_glass_allowed": "on"}).status_code == 302
    assert Organisation.objects.get(name="CAW").break_glass_allowed

    one = reverse("reception:organisation", args=[house.pk])
    assert "Pas aan" in client.get(one).content.decode()
    assert client.post(one, {"name": ""}).status_code == 422
    assert client.post(one, {"name": "Huis"}).status_code == 302
    assert Organisation.objects.get(pk=house.pk).name == "Huis"
    assert Entry.objects.filter(part="organisation").count() == 2


@pytest.mark.parametrize("who", ["alice", "nadia", "bob", "amal", "paula", "charlie"])
def test_to_everybody_else_these_pages_are_not_there(request, client, house, who):
    user = request.getfixturevalue(who)
    client.force_login(user)
    gets = [
        reverse("reception:people"), reverse("reception:new_welcome"),
        reverse("reception:organisations"), reverse("reception:person", args=[user.pk]),
        reverse("reception:organisation", args=[house.pk]),
    ]  # fmt: skip
    sends = [
        reverse("reception:ask_role", args=[user.pk]), *gets[1:3], gets[4],
        reverse("reception:end_account", args=[user.pk]),
    ]  # fmt: skip
    assert {client.get(each).status_code for each in gets} == {404}
    assert {client.post(each).status_code for each in sends} == {404}
    with pytest.raises(NotFoundHere):
        services.welcome(mail=ELS, organisation=None, system_role="", by=user)
    with pytest.raises(NotFoundHere):
        services.save_organisation(name="x", break_glass_allowed=False, by=user)


def test_accounts_without_a_name_any_more_are_not_in_the_list(adam, eva, bob):
    User.objects.filter(pk=bob.pk).update(left_at=now(), first_name="")
    assert bob.pk not in [each.user.pk for each in queries.colleagues(by=adam)]
    with pytest.raises(NotFoundHere):
        queries.colleague(bob.pk, by=adam)


def test_ending_the_sessions_of_somebody_leaves_the_account(client, adam, bob):
    bob.email = "bob@kring.test"
    bob.save()
    client.force_login(adam)
    phone = type(client)()
    phone.force_login(bob)
    UserSession.objects.create(
        user=bob, session_key=phone.session.session_key, ip="127.0.0.1", user_agent=""
    )
    assert phone.get("/beveiliging/").status_code == 200

    response = client.post(reverse("reception:end_sessions", args=[bob.pk]))
    mail.finish()

    assert response.headers["Location"] == reverse("reception:person", args=[bob.pk])
    assert phone.get("/beveiliging/").status_code == 302
    assert User.objects.get(pk=bob.pk).is_active
    line = Entry.objects.get(part="account", detail="signed_out")
    assert (line.actor_id, line.item_id) == (adam.pk, bob.pk)
    assert "overal af" in outgoing.outbox[-1].body
    # Where the administrator presses the button themselves, they stay.
    assert client.post(reverse("reception:end_sessions", args=[adam.pk])).status_code == 302
    assert client.get(reverse("reception:people")).status_code == 200
    with pytest.raises(NotFoundHere):
        services.end_sessions(adam, by=bob)
