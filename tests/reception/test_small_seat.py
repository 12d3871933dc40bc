"""The small seat of a volunteer: six digits open own steps and help, and nothing else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Family, Hidden, Member, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.people import sessions
from kring.people.models import Device, User
from kring.reception import queries
from kring.reception.services import devices as services
from kring.reception.services.devices import DeviceForgotten, WrongPin
from kring.reception.small_queries import contacts_of
from kring.reception.small_seat import OPENS
from kring.reception.tokens import mark_of
from kring.site.doors import DOORS, VISITORS, address_of
from kring.site.examples import values_of

pytestmark = [pytest.mark.django_db, pytest.mark.query]

PIN = "280417"
NOBODY = VISITORS.index("nobody")


@pytest.fixture
def lieve(family, bob):
    """Bob, who is Lieve on the map, so that a step of the plan is his."""
    actor = Actor.objects.for_system("for a test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=actor.pk)
    return bob


@pytest.fixture
def remembered(lieve):
    return services.remember_device(lieve, pin=PIN, name="mijn gsm")


@pytest.fixture
def phone(client, remembered):
    """A browser that was remembered, in a small seat."""
    client.cookies[settings.KRING_DEVICE_COOKIE] = remembered.word
    response = client.post(reverse("reception:pin"), {"pin": PIN})
    assert response.headers["Location"] == reverse("reception:steps")
    return client


# What it opens


@pytest.mark.parametrize("name", DOORS)
def test_every_address_under_a_small_seat(phone, family, name):
    """Own steps and help open; every other address answers as it does to nobody."""
    answer = phone.get(address_of(name, values_of(family)))

    if name in OPENS:
        assert answer.status_code in (200, 405)
    elif name == "reception:pin":
        assert answer.status_code == 200  # it knows the phone
    else:
        assert answer.status_code == DOORS[name].gets[NOBODY]
        assert "Bob" not in answer.content.decode()


@pytest.mark.parametrize("name", [name for name, door in DOORS.items() if door.sends])
def test_every_form_under_a_small_seat(phone, family, name):
    if name not in {"reception:pin", "reception:finger", *OPENS}:
        answer = phone.post(address_of(name, values_of(family)))
        assert answer.status_code == DOORS[name].sends[NOBODY]


def test_own_steps_and_nothing_else_of_the_family(phone, family):
    page = phone.get(reverse("reception:steps")).content.decode()

    assert "Bel de verhuurder" in page
    for words in ("Sterrenberg", "Een droog huis.", "Amal", str(family.pk)):
        assert words not in page


def test_a_step_of_somebody_else_is_not_there(client, family, bob):
    client.force_login(bob)
    assert (
        "Je hebt nog geen stappen." in client.get(reverse("reception:steps")).content.decode()
    )


def test_a_member_of_the_family_finds_the_steps_they_take_part_in(client, amal):
    client.force_login(amal)
    assert "Bel de verhuurder" in client.get(reverse("reception:steps")).content.decode()


def test_with_two_families_the_steps_say_whose_they_are(client, lieve, other_family):
    give_seat(family=other_family, user=lieve, role=Seat.Role.VOLUNTEER, purpose="x", by=None)
    client.force_login(lieve)
    assert "Sterrenberg" in client.get(reverse("reception:steps")).content.decode()


def test_help_shows_whom_to_call(phone):
    page = phone.get(reverse("reception:help")).content.decode()
    assert 'href="tel:112"' in page
    assert 'href="tel:1712"' in page


def test_help_shows_whom_of_the_circle_to_ask(phone, alice, nadia, amal):
    User.objects.filter(pk=nadia.pk).update(email="nadia@kring.test")
    page = phone.get(reverse("reception:help")).content.decode()

    assert page.index("Nadia") < page.index("Alice")
    assert 'href="mailto:nadia@kring.test"' in page
    assert "Amal" not in page


def hide_her(family, nadia, lieve):
    Hidden.objects.create(family=family, item=nadia.pk, who=lieve.pk)


def end_her_account(family, nadia, lieve):
    User.objects.filter(pk=nadia.pk).update(is_active=False)


def end_her_seat(family, nadia, lieve):
    Seat.objects.filter(user=nadia).update(withdrawn_at=now())


def restrict_the_family(family, nadia, lieve):
    Family.objects.for_system("for a test").update(is_restricted=True)


@pytest.mark.parametrize(
    "change", [hide_her, end_her_account, end_her_seat, restrict_the_family]
)
def test_nobody_is_named_who_is_not_there_for_them(family, nadia, lieve, change):
    assert [each.name for each in contacts_of(lieve)] == ["Nadia"]
    change(family, nadia, lieve)
    assert contacts_of(lieve) == []


def test_somebody_who_holds_two_roles_is_named_once(family, other_family, nadia, lieve):
    give_seat(family=other_family, user=lieve, role=Seat.Role.VOLUNTEER, purpose="x", by=None)
    give_seat(family=other_family, user=nadia, role=Seat.Role.WORKER, purpose="x", by=None)
    assert [each.name for each in contacts_of(lieve)] == ["Nadia"]


def test_the_map_asks_the_whole_sign_in_and_then_goes_there(phone, lieve, family):
    wanted = reverse("overview:family_network", args=[family.pk])

    asked = phone.get(wanted)
    assert asked.headers["Location"] == f"{reverse('people:login')}?next={wanted}"
    assert phone.get(asked.headers["Location"]).status_code == 200

    phone.force_login(lieve)  # signs in strongly, in the same browser
    assert phone.get(wanted).status_code == 200


def test_a_password_alone_does_not_open_the_steps(client, lieve):
    client.force_login(lieve)
    session = client.session
    sessions.begin(session, lieve, {sessions.Way.PASSWORD})
    session.save()

    for name in ("reception:steps", "reception:visit", "reception:help"):
        assert client.get(reverse(name)).headers["Location"] == reverse("people:security")


# How long


def test_without_a_session_the_phone_asks_its_pin_and_goes_on(client, remembered):
    client.cookies[settings.KRING_DEVICE_COOKIE] = remembered.word
    help_page = reverse("reception:help")

    asked = client.get(help_page).headers["Location"]
    assert asked == f"{reverse('reception:pin')}?next=%2Fmijn%2Fhulp%2F"
    page = client.get(asked).content.decode()
    assert 'name="next" value="/mijn/hulp/"' in page
    answer = client.post(reverse("reception:pin"), {"pin": PIN, "next": help_page})
    assert answer.headers["Location"] == help_page


@pytest.mark.parametrize("elsewhere", ["https://kwaad.example/", "//kwaad.example", ""])
def test_it_never_goes_on_to_another_site(client, remembered, elsewhere):
    client.cookies[settings.KRING_DEVICE_COOKIE] = remembered.word
    answer = client.post(reverse("reception:pin"), {"pin": PIN, "next": elsewhere})
    assert answer.headers["Location"] == reverse("reception:steps")


def test_signing_out_keeps_the_phone_but_ends_the_seat(phone):
    assert phone.post(reverse("people:logout")).status_code == 302
    assert phone.get(reverse("reception:steps")).headers["Location"].startswith("/mijn/pin/")


def test_the_limits_of_a_volunteer_hold_for_a_small_seat(phone):
    session = phone.session
    session[sessions.KEY] = {**session[sessions.KEY], "seen": 0}
    session.save()
    assert phone.get(reverse("reception:steps")).status_code == 302


def run_out(device, family, lieve):
    Device.objects.filter(pk=device.pk).update(ends_at=now())


def become_worker(device, family, lieve):
    give_seat(family=family, user=lieve, role=Seat.Role.WORKER, purpose="x", by=None)


def lose_seat(device, family, lieve):
    Seat.objects.filter(user=lieve).update(withdrawn_at=now())


def forget_it(device, family, lieve):
    services.forget_device(device.pk, by=lieve)


def account_ends(device, family, lieve):
    lieve.is_active = False
    lieve.save()


@pytest.mark.parametrize("change", [run_out, become_worker, lose_seat, forget_it, account_ends])
def test_a_small_seat_closes_at_once(phone, remembered, family, lieve, change):
    change(remembered.device, family, lieve)

    first = phone.get(reverse("reception:steps"))
    assert first.status_code == 302
    assert phone.get(reverse("reception:help")).status_code == 302
    with pytest.raises(DeviceForgotten):
        services.open_small_seat(remembered.word, pin=PIN)
    answer = phone.get(reverse("reception:pin"))
    assert answer.headers["Location"] == reverse("people:login")
    assert phone.cookies[settings.KRING_DEVICE_COOKIE].value == ""


# The pin code


def test_neither_the_cookie_nor_the_pin_can_be_read_back(remembered):
    row = Device.objects.get()

    assert bytes(row.token_hash) == mark_of(remembered.word)
    assert PIN not in row.pin
    assert remembered.word not in row.pin
    assert row.ends_at - row.made_at > timedelta(days=29, hours=23)


def test_the_fifth_wrong_pin_forgets_the_phone(client, remembered):
    client.cookies[settings.KRING_DEVICE_COOKIE] = remembered.word
    for _ in range(3):
        services_refuse(remembered.word)
    answer = client.post(reverse("reception:pin"), {"pin": "999999"})
    assert answer.status_code == 422
    assert "Deze pincode klopt niet." in answer.content.decode()
    assert "999999" not in answer.content.decode()
    with pytest.raises(DeviceForgotten):
        services.open_small_seat(remembered.word, pin="999999")
    with pytest.raises(DeviceForgotten):
        services.open_small_seat(remembered.word, pin=PIN)


def services_refuse(word):
    with pytest.raises(WrongPin):
        services.open_small_seat(word, pin="999999")


def test_a_right_pin_begins_the_count_again(remembered):
    services_refuse(remembered.word)
    assert services.open_small_seat(remembered.word, pin=PIN).misses == 0
    assert services.open_small_seat(remembered.word, pin=PIN).misses == 0


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "abcdef", "١٢٣٤٥٦", "", "111111", "123456", "654321", "121212",
            "123123"],
)  # fmt: skip
def test_a_pin_is_six_digits_that_nobody_tries_first(bob, pin):
    with pytest.raises(WrongPin):
        services.remember_device(bob, pin=pin)


@pytest.mark.parametrize("pin", ["280417", "998877", "135790"])
def test_a_good_pin(pin):
    assert not services.is_easy(pin)


@pytest.mark.parametrize("who", ["alice", "nadia", "amal", "adam", "paula"])
def test_only_volunteers_have_a_small_seat(request, who):
    with pytest.raises(NotAllowed, match="alleen voor vrijwilligers"):
        services.remember_device(request.getfixturevalue(who), pin=PIN)


def test_of_more_than_three_phones_the_oldest_is_forgotten(bob):
    made = [services.remember_device(bob, pin=PIN) for _ in range(4)]

    assert [each.pk for each in Device.remembered().order_by("made_at")] == [
        each.device.pk for each in made[1:]
    ]


# By pages


def test_remembering_a_phone_gives_a_cookie_that_no_script_reads(client, bob):
    client.force_login(bob)
    address = reverse("reception:devices")

    response = client.post(address, {"pin": PIN, "again": PIN, "name": "gsm"})

    cookie = response.cookies[settings.KRING_DEVICE_COOKIE]
    assert response.headers["Location"] == address
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 30 * 24 * 3600
    assert services.device_behind(cookie.value).user == bob
    assert "gsm" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"pin": PIN, "again": "280418"}, "De twee pincodes zijn niet dezelfde."),
        ({"pin": "111111", "again": "111111"}, "te makkelijk te raden"),
        ({"pin": "abc", "again": "abc"}, "Schrijf zes cijfers."),
        ({"pin": "", "again": ""}, "Schrijf zes cijfers."),
    ],
)
def test_a_mistake_is_said_and_the_name_stays(client, bob, typed, sentence):
    client.force_login(bob)
    response = client.post(reverse("reception:devices"), {**typed, "name": "gsm"})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="gsm"' in page
    assert not Device.objects.exists()


def test_a_lost_phone_is_forgotten_by_its_owner_alone(client, lieve, remembered, charlie):
    address = reverse("reception:forget_device", args=[remembered.device.pk])
    client.force_login(charlie)
    assert client.post(address).status_code == 404
    client.force_login(lieve)
    assert client.post(address).status_code == 302
    assert not Device.remembered().exists()


def test_the_coordinator_of_the_circle_forgets_it_too(client, family, nadia, lieve, remembered):
    client.force_login(nadia)
    page = client.get(reverse("reception:invitations", args=[family.pk])).content.decode()
    assert "Vergeet de toestellen" in page
    assert "mijn gsm" not in page

    address = reverse("reception:forget_helper", args=[family.pk, lieve.pk])
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert not Device.remembered().exists()


def test_who_is_hidden_from_the_coordinator_is_not_among_them(family, nadia, lieve, remembered):
    assert [each.user for each in queries.helpers_with_devices(family.pk, by=nadia)] == [lieve]
    Hidden.objects.create(family=family, item=lieve.pk, who=nadia.pk)
    assert queries.helpers_with_devices(family.pk, by=nadia) == []


@pytest.mark.parametrize("who", ["alice", "amal", "charlie", "adam"])
def test_nobody_else_of_the_circle_does(request, family, lieve, remembered, who):
    with pytest.raises(NotFoundHere):
        services.forget_devices_in(family.pk, lieve.pk, by=request.getfixturevalue(who))


def test_the_administrator_forgets_it_without_seeing_a_family(client, adam, lieve, remembered):
    client.force_login(adam)
    assert client.post(reverse("reception:forget_devices", args=[lieve.pk])).status_code == 302
    assert not Device.remembered().exists()
    with pytest.raises(NotFoundHere):
        services.forget_devices_by_administrator(lieve, by=lieve)


def test_every_move_is_written_down(remembered, lieve):
    services_refuse(remembered.word)
    services.open_small_seat(remembered.word, pin=PIN)
    services.forget_device(remembered.device.pk, by=lieve)

    lines = Entry.objects.filter(item_id=remembered.device.pk).order_by("pk")
    assert [(line.verb, line.detail) for line in lines] == [
        ("added", ""), ("refused", "pin"), ("changed", "own"),
    ]  # fmt: skip


def test_somebody_without_a_seat_is_no_volunteer(db):
    assert not queries.is_only_volunteer(person("Els"))
    assert Member.objects.for_system("nobody yet").count() == 0
