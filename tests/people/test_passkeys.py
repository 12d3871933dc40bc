"""Passkeys: made and used on this site alone, each question answered once, no copies."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from accounts import account, sign_in
from kring.people.models import User
from passkeys import FLAG, Device

pytestmark = pytest.mark.django_db
PAGE = "/beveiliging/passkey/"


@pytest.fixture
def els(client):
    """Somebody with a password, who has just come in with it."""
    user = account("els")
    sign_in(client, user)
    return user


def question_on(client, page=PAGE):
    return client.get(page).context["passkey"]


def keep(client, device, **more):
    made = device.make(question_on(client), **more)
    return client.post(PAGE, {"credential": made, "name": "mijn gsm"})


@pytest.fixture
def device(client, els):
    """The passkey of Els; she has left again."""
    device = Device()
    assert keep(client, device).headers["Location"] == "/beveiliging/"
    client.post("/afmelden/")
    return device


def asked(client):
    return client.get("/aanmelden/passkey/vraag/").json()


def show(client, answer, **more):
    return client.post("/aanmelden/passkey/", {"credential": answer, **more})


def is_in(client):
    return client.get("/gezinnen/").status_code == 200


def test_a_passkey_opens_the_site_at_once(client, device):
    answer = show(client, device.answer(asked(client)), next="/privacy/")

    assert answer.headers["Location"] == "/privacy/"
    assert is_in(client)


def test_it_lives_on_the_device_and_asks_who_is_there(client, els):
    wanted = question_on(client)["publicKey"]["authenticatorSelection"]

    assert wanted["residentKey"] == "required"
    assert wanted["userVerification"] == "required"


def test_row_59_a_passkey_of_another_site_is_refused(client, device):
    for origin in ("https://testserver.evil.example", "http://testserver", "https://evil"):
        device.origin = origin
        answer = show(client, device.answer(asked(client)))
        assert answer.status_code == 422, origin
        assert "Dat lukte niet met deze passkey." in answer.content.decode()
    device.origin, device.site = "https://testserver", "evil.example"
    assert show(client, device.answer(asked(client))).status_code == 422
    assert not is_in(client)


def test_row_59_an_answer_played_back_is_refused(client, device):
    answer = device.answer(asked(client))
    show(client, answer)
    client.post("/afmelden/")

    assert show(client, answer).status_code == 422  # no question at all
    asked(client)
    assert show(client, answer).status_code == 422  # another question
    assert not is_in(client)


def test_row_59_a_question_is_used_up_by_a_wrong_answer_too(client, device):
    question = asked(client)
    right = device.answer(question)
    assert show(client, "{}").status_code == 422

    assert show(client, right).status_code == 422


def test_row_59_a_count_that_goes_back_or_stands_still_is_refused(client, device):
    device.count = 10
    show(client, device.answer(asked(client)))
    client.post("/afmelden/")
    for count in (3, 10):
        device.count = count
        assert show(client, device.answer(asked(client))).status_code == 422, count
    device.count = 11
    assert show(client, device.answer(asked(client))).status_code == 302


def test_row_59_a_device_that_never_counts_may_stay_at_nought(client, device):
    for _ in range(2):
        device.count = -1
        assert show(client, device.answer(asked(client))).status_code == 302
        client.post("/afmelden/")


def test_row_59_an_answer_without_asking_who_was_there_is_refused(client, device):
    assert show(client, device.answer(asked(client), flags=FLAG.UP)).status_code == 422


def test_row_59_another_key_under_the_same_name_is_refused(client, device):
    other = ec.generate_private_key(ec.SECP256R1())

    assert show(client, device.answer(asked(client), key=other)).status_code == 422


def test_row_59_somebody_elses_passkey_does_not_open_this_account(client, device):
    other = account("olga")
    device.owner = str(other.pk.hex).encode()

    assert show(client, device.answer(asked(client))).status_code == 422


def test_an_account_that_ended_stays_shut(client, device, els):
    User.objects.filter(pk=els.pk).update(is_active=False)

    assert show(client, device.answer(asked(client))).status_code == 422


@pytest.mark.parametrize(
    "junk",
    ["", "nee", "{}", "[]", "7", '{"id": "eA"}', '"\\ud800"', "null", '{"response": null}',
     json.dumps({"id": "x", "rawId": "x", "type": "public-key", "response": {}}),
     json.dumps({"id": "eA", "rawId": "eA", "type": "public-key", "response": {
         "clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA",
         "userHandle": "_____"}}),
     "[" * 5000],
)  # fmt: skip
def test_what_is_no_answer_of_a_passkey_is_said_so(client, device, junk):
    asked(client)

    assert show(client, junk).status_code == 422


@pytest.mark.parametrize("junk", ["{}", "nee", "[]", "null", '{"id": "eA", "response": {}}'])
def test_what_is_no_new_passkey_is_said_so(client, els, junk):
    question_on(client)

    answer = client.post(PAGE, {"credential": junk, "name": "mijn gsm"})

    assert answer.status_code == 422
    assert 'value="mijn gsm"' in answer.content.decode()


def test_a_passkey_that_does_not_ask_who_is_there_is_not_kept(client, els):
    assert keep(client, Device(), flags=FLAG.UP).status_code == 422


def test_a_passkey_made_for_another_question_is_not_kept(client, els):
    made = Device().make(question_on(client))
    question_on(client)

    assert client.post(PAGE, {"credential": made}).status_code == 422


def test_a_passkey_is_a_second_step_after_the_password(client, device, els):
    assert sign_in(client, els).headers["Location"] == "/aanmelden/tweede-stap/"
    page = client.get("/aanmelden/tweede-stap/")
    assert not page.context["has_codes"]

    wrong = client.post("/aanmelden/tweede-stap/", {"credential": "{}"})
    assert wrong.status_code == 422
    question = wrong.context["passkey"]
    right = client.post("/aanmelden/tweede-stap/", {"credential": device.answer(question)})

    assert right.headers["Location"] == "/"
    assert is_in(client)


def test_the_last_second_step_cannot_be_taken_away_and_an_earlier_one_can(client, els):
    first, second = Device(), Device()
    keep(client, first)
    [row] = client.get("/beveiliging/").context["passkeys"]
    assert client.post(f"/beveiliging/passkey/{row.pk}/weg/").status_code == 403
    keep(client, second)

    assert client.post(f"/beveiliging/passkey/{row.pk}/weg/").status_code == 302
    assert len(client.get("/beveiliging/").context["passkeys"]) == 1


def test_somebody_elses_passkey_cannot_be_taken_away(client, device, els, alice):
    pk = els.authenticator_set.get().pk
    client.force_login(alice)

    assert client.post(f"/beveiliging/passkey/{pk}/weg/").status_code == 404
    assert els.authenticator_set.exists()
