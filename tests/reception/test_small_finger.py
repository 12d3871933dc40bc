"""A phone remembered behind a finger or a face: its own key, and good for no other door."""

import json

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.urls import reverse

from cast import person
from kring.families.models import Seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.people.models import Device as Row
from kring.reception.services import devices as services
from kring.reception.services.devices import DeviceForgotten
from passkeys import FLAG, Device

pytestmark = [pytest.mark.django_db, pytest.mark.query]
FAILED = "Dat lukte niet met je vinger of gezicht."


@pytest.fixture
def lieve(family, bob):
    actor = Actor.objects.for_system("for a test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=actor.pk)
    return bob


@pytest.fixture
def sensor(client, lieve):
    """The phone of Lieve, remembered behind its sensor; she has left again."""
    client.force_login(lieve)
    sensor = Device()
    assert remember(client, sensor).headers["Location"] == reverse("reception:devices")
    word = client.cookies[settings.KRING_DEVICE_COOKIE].value
    client.logout()
    client.cookies[settings.KRING_DEVICE_COOKIE] = word
    return sensor


def remember(client, sensor, **more):
    question = client.get(reverse("reception:devices")).context["passkey"]
    made = sensor.make(question, **more)
    address = reverse("reception:remember_finger")
    return client.post(address, {"credential": made, "name": "mijn gsm"})


def question(client):
    return client.get(reverse("reception:pin")).context["passkey"]


def show(client, answer, **more):
    return client.post(reverse("reception:finger"), {"credential": answer, **more})


def is_in(client):
    return client.get(reverse("reception:steps")).status_code == 200


def test_a_finger_opens_the_small_seat(client, sensor):
    answer = show(client, sensor.answer(question(client)), next=reverse("reception:help"))

    assert answer.headers["Location"] == reverse("reception:help")
    assert is_in(client)
    assert client.get(reverse("overview:wall")).status_code == 302
    assert Entry.objects.filter(verb=Entry.Verb.SIGNED_IN, detail="finger").count() == 1


def test_it_goes_to_the_steps_and_never_to_another_site(client, sensor):
    answer = show(client, sensor.answer(question(client)), next="//kwaad.example")
    assert answer.headers["Location"] == reverse("reception:steps")


def test_the_key_is_asked_who_is_there_and_stays_in_this_phone(client, lieve):
    client.force_login(lieve)
    asked = client.get(reverse("reception:devices")).context["passkey"]["publicKey"]

    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert asked["authenticatorSelection"]["authenticatorAttachment"] == "platform"
    assert str(lieve.pk) not in json.dumps(dict(asked), default=str)
    assert asked["user"]["name"] == "Mijn stappen"


def test_it_is_no_passkey_of_the_account(client, sensor, lieve):
    """The same key, shown where somebody signs in with everything, opens nothing."""
    assert not Authenticator.objects.filter(user=lieve).exists()
    sensor.owner = str(lieve.pk).encode()
    asked = client.get(reverse("people:passkey_question")).json()
    answer = client.post(reverse("people:login_passkey"), {"credential": sensor.answer(asked)})
    assert answer.status_code == 422
    assert client.get(reverse("overview:wall")).status_code == 302


def test_an_answer_to_the_sign_in_opens_no_small_seat(client, sensor):
    """What was asked for one door is no answer at the other."""
    question(client)
    asked = client.get(reverse("people:passkey_question")).json()
    assert show(client, sensor.answer(asked)).status_code == 422
    assert not is_in(client)


def another_key(sensor, asked):
    return sensor.answer(asked, key=ec.generate_private_key(ec.SECP256R1()))


def nobody_showed_who(sensor, asked):
    return sensor.answer(asked, flags=FLAG.UP)


def another_site(sensor, asked):
    sensor.origin = "https://testserver.evil.example"
    return sensor.answer(asked)


def another_id(sensor, asked):
    sensor.id = b"\1" * 32
    return sensor.answer(asked)


def nothing(sensor, asked):
    return ""


def rubbish(sensor, asked):
    return '{"id": 3, "response": []}'


@pytest.mark.parametrize(
    "wrong", [another_key, nobody_showed_who, another_site, another_id, nothing, rubbish]
)
def test_a_wrong_answer_is_refused_and_the_page_stays(client, sensor, wrong):
    answer = show(client, wrong(sensor, question(client)))

    assert answer.status_code == 422
    assert FAILED in answer.content.decode()
    assert not is_in(client)
    assert Entry.objects.filter(verb=Entry.Verb.REFUSED, detail="finger").count() == 1
    assert Row.remembered().count() == 1  # nobody guesses a key: the phone stays


def test_an_answer_counts_once(client, sensor):
    answer = sensor.answer(question(client))
    show(client, answer)
    client.post(reverse("people:logout"))

    assert show(client, answer).status_code == 422  # no question at all
    question(client)
    assert show(client, answer).status_code == 422  # another question
    assert not is_in(client)


def test_a_copy_of_the_key_is_noticed(client, sensor):
    show(client, sensor.answer(question(client)))
    client.post(reverse("people:logout"))
    sensor.count = 0  # the copy signs as often as the key did before
    assert show(client, sensor.answer(question(client))).status_code == 422


def test_a_key_that_never_counts_is_good_too(client, sensor):
    for _ in range(2):
        sensor.count = -1
        assert show(client, sensor.answer(question(client))).status_code == 302
        client.post(reverse("people:logout"))


def test_the_cookie_of_another_phone_does_not_open_with_this_finger(client, sensor, lieve):
    asked = question(client)
    other = services.remember_device(lieve, pin="280417")
    client.cookies[settings.KRING_DEVICE_COOKIE] = other.word
    assert show(client, sensor.answer(asked)).status_code == 422


def test_behind_a_finger_no_pin_code_opens(client, sensor):
    for typed in ("280417", "", "!"):
        answer = client.post(reverse("reception:pin"), {"pin": typed})
        assert answer.status_code == 422
    assert not is_in(client)


def test_a_forgotten_phone_does_not_open_with_its_finger(client, sensor, lieve):
    asked = question(client)
    services.forget_device(Row.objects.get().pk, by=lieve)

    answer = show(client, sensor.answer(asked))

    assert answer.headers["Location"] == reverse("people:login")
    assert client.cookies[settings.KRING_DEVICE_COOKIE].value == ""
    with pytest.raises(DeviceForgotten):
        services.open_with_finger("geen", state={}, answer="")


def test_forgotten_between_the_question_and_the_answer(client, sensor, lieve, monkeypatch):
    """It is forgotten by another process after the first look and before the locked one."""
    asked = question(client)
    answer = sensor.answer(asked)
    looked = services.device_behind

    def look_and_forget(word):
        device = looked(word)
        services.forget_devices_of(lieve, by=None, detail="own")
        return device

    monkeypatch.setattr(services, "device_behind", look_and_forget)
    assert show(client, answer).headers["Location"] == reverse("people:login")


@pytest.mark.parametrize(
    "how", [{"flags": FLAG.UP}, {"credential": ""}], ids=["nobody showed who", "nothing"]
)
def test_a_key_that_is_not_good_is_not_kept_and_the_name_stays(client, lieve, how):
    client.force_login(lieve)
    asked = client.get(reverse("reception:devices")).context["passkey"]
    made = how.get("credential", None)
    if made is None:
        made = Device().make(asked, **how)
    answer = client.post(
        reverse("reception:remember_finger"), {"credential": made, "name": "mijn gsm"}
    )

    assert answer.status_code == 422
    assert FAILED in answer.content.decode()
    assert 'value="mijn gsm"' in answer.content.decode()
    assert not Row.objects.exists()


def test_a_key_made_without_our_question_is_not_kept(client, lieve):
    client.force_login(lieve)
    asked = client.get(reverse("reception:devices")).context["passkey"]
    made = Device().make(asked)
    session = client.session
    session.pop("small_seat.made")
    session.save()
    answer = client.post(reverse("reception:remember_finger"), {"credential": made})
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["alice", "nadia", "amal", "adam", "charlie"])
def test_only_volunteers_remember_a_finger(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.post(reverse("reception:remember_finger")).status_code == 403
    assert "passkey" not in client.get(reverse("reception:devices")).context


def test_of_more_than_three_phones_the_oldest_goes_whatever_they_are_behind(client, bob):
    client.force_login(bob)
    first = services.remember_device(bob, pin="280417")
    for _ in range(3):
        remember(client, Device())
    assert Row.remembered().count() == 3
    assert not Row.remembered().filter(pk=first.device.pk).exists()


def test_a_stranger_without_a_cookie_is_sent_to_the_whole_sign_in(client, db):
    person("Els")
    assert show(client, "{}").headers["Location"] == reverse("people:login")


def test_a_phone_that_is_forgotten_at_this_very_moment_stays_shut(client, sensor, monkeypatch):
    word = client.cookies[settings.KRING_DEVICE_COOKIE].value
    found = services.device_behind

    def forgotten_right_after(word):
        device = found(word)
        Row.objects.all().delete()
        return device

    monkeypatch.setattr(services, "device_behind", forgotten_right_after)
    with pytest.raises(DeviceForgotten):
        services.open_with_finger(word, state=None, answer="{}")
