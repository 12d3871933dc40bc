"""Codes of an app and recovery codes: each counts once; how they are set up and taken away."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn

from accounts import account, code_now, give_app, give_recovery_codes, sign_in
from kring.base.envelope import KeyMissing, Tampered
from kring.base.keyring import add_key
from kring.people import factors, mail, secrets
from passkeys import Device

pytestmark = pytest.mark.django_db
STEP = "/aanmelden/tweede-stap/"
APP = "/beveiliging/app/"


@pytest.fixture
def els(db):
    return account("els")


@pytest.fixture
def moment(monkeypatch):
    """The clock of the codes, in steps of half a minute."""

    class Moment:
        step = 50_000_000

        def time(self):
            return self.step * 30.0

    moment = Moment()
    monkeypatch.setattr(totp, "time", moment)
    return moment


def shown(secret, step):
    return totp.format_hotp_value(totp.hotp_value(secret, step))


def step_with(client, user, code):
    sign_in(client, user)
    return client.post(STEP, {"code": code}).status_code


def test_row_12_the_code_of_an_app_counts_once(client, els, moment):
    secret = give_app(els)
    code = shown(secret, moment.step)

    assert step_with(client, els, code) == 302
    client.post("/afmelden/")
    assert step_with(client, els, code) == 422
    moment.step += 1  # still within what a slow clock may be
    assert step_with(client, els, code) == 422
    assert step_with(client, els, shown(secret, moment.step)) == 302


def test_row_12_after_a_code_an_earlier_one_counts_no_more(client, els, moment):
    secret = give_app(els)

    assert step_with(client, els, shown(secret, moment.step)) == 302
    client.post("/afmelden/")
    assert step_with(client, els, shown(secret, moment.step - 1)) == 422


@pytest.mark.parametrize(
    ("late", "answer"), [(-2, 422), (-1, 302), (0, 302), (1, 302), (2, 422)]
)
def test_clocks_may_differ_by_half_a_minute(client, els, moment, late, answer):
    assert step_with(client, els, shown(give_app(els), moment.step + late)) == answer


def test_row_12_a_recovery_code_counts_once(client, els, mailoutbox):
    give_app(els)
    first, second, *_rest = give_recovery_codes(els)

    assert step_with(client, els, first) == 302
    client.post("/afmelden/")
    assert step_with(client, els, first) == 422
    assert step_with(client, els, f"{second[:4]} {second[4:]}") == 302
    assert factors.recovery_codes_left(els) == 8
    mail.finish()
    assert "noodcode gebruikt" in "".join(message.body for message in mailoutbox)


@pytest.mark.parametrize(
    "typed", ["123 456", "123-456", "١٢٣٤٥٦", "１２３４５６", " 123456 "]
)  # fmt: skip
def test_a_code_is_read_as_people_write_it(typed):
    assert factors.digits(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "x", "½", "12345", "1234567", "0" * 40, "\0"])
def test_what_is_no_code_is_said_so(client, els, typed):
    give_app(els)
    give_recovery_codes(els)

    assert step_with(client, els, typed) == 422


def test_secrets_of_apps_and_recovery_codes_lie_sealed(els):
    secret = give_app(els)
    give_recovery_codes(els)

    rows = Authenticator.objects.order_by("type").values_list("data", flat=True)
    assert all(secret not in str(data) for data in rows)
    assert all(str(data).count("test:") == 1 for data in rows)


def test_a_secret_of_another_ring_or_with_a_changed_letter_is_not_guessed():
    sealed = secrets.seal("geheim")
    assert secrets.unseal(sealed) == "geheim"

    with pytest.raises(KeyMissing):
        secrets.unseal(sealed.replace("test:", "ander:"))
    for changed in (sealed[:-12] + sealed[-12:].swapcase(), "test:geen base64", "test:AAAA"):
        with pytest.raises(Tampered):
            secrets.unseal(changed)


def test_with_a_new_key_on_the_ring_the_secrets_are_sealed_anew(els, settings, tmp_path):
    secret, codes = give_app(els), give_recovery_codes(els)
    shut = Authenticator.objects.create(
        user=account("olga"), type=Authenticator.Type.TOTP, data={"secret": "weg:AAAA"}
    )
    ring = tmp_path / "keyring.json"
    ring.write_bytes(settings.KRING_KEY_RING.read_bytes())
    ring.chmod(0o400)
    settings.KRING_KEY_RING = ring
    add_key(ring, name="nieuw")

    assert secrets.reseal_all() == (2, 1)

    rows = Authenticator.objects.filter(user=els).values_list("data", flat=True)
    assert all("nieuw:" in str(data) and "test:" not in str(data) for data in rows)
    assert factors.check_code(els, code_now(secret))[0] == "app"
    assert factors.check_code(els, codes[0])[0] == "recovery"
    shut.refresh_from_db()
    assert shut.data == {"secret": "weg:AAAA"}


def test_an_app_is_set_up_by_scanning_or_typing(client, els, mailoutbox):
    sign_in(client, els)
    page = client.get(APP).content.decode()
    secret = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
    picture = client.get(APP + "code.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert b"<path" in picture.content
    assert b"style" not in picture.content
    assert secret not in str(dict(client.session))

    wrong = client.post(APP, {"code": "000000"})
    assert wrong.status_code == 422
    assert secret[:4] in wrong.content.decode()  # the same secret: nobody scans twice
    right = client.post(APP, {"code": code_now(secret)})

    assert right.headers["Location"] == "/beveiliging/"
    assert client.get("/gezinnen/").status_code == 200
    assert client.get(APP).status_code == 302
    assert client.get(APP + "code.svg").status_code == 404
    mail.finish()
    assert "code-app toegevoegd" in mailoutbox[-1].body


def test_an_app_is_not_set_up_by_guessing(client, els):
    sign_in(client, els)
    client.get(APP)

    found = [client.post(APP, {"code": "000000"}).status_code for _ in range(4)]

    assert found == [422, 422, 422, 429]


def test_who_holds_the_factor_shows_it_and_does_not_make_another(client, nadia):
    """Else a stolen password and app would be enough to make a passkey for a coordinator."""
    nadia.email, secret = "nadia@kring.test", give_app(nadia)
    nadia.set_password("een heel lang wachtwoord")
    nadia.save()
    question = {"publicKey": {"user": {"id": "eA"}, "challenge": "eA"}}
    made = json.loads(Device().make(question))
    webauthn.WebAuthn.add(nadia, "mijn gsm", made)

    sign_in(client, nadia)
    client.post(STEP, {"code": code_now(secret)})

    assert client.get("/beveiliging/passkey/").headers["Location"] == "/opnieuw-aanmelden/"
    assert "Toon eerst je tweede stap" in client.get("/beveiliging/").content.decode()


def test_recovery_codes_are_shown_once_when_they_are_made(client, els, mailoutbox):
    secret = give_app(els)
    sign_in(client, els)
    client.post(STEP, {"code": code_now(secret)})

    page = client.post("/beveiliging/noodcodes/").content.decode()
    codes = re.findall(r"<li>(\d{4} \d{4})</li>", page)
    again = client.get("/beveiliging/noodcodes/").content.decode()

    assert len(set(codes)) == 10
    assert not any(code in again for code in codes)
    assert "Je hebt nog 10 noodcodes." in again
    client.post("/afmelden/")
    assert step_with(client, els, codes[0]) == 302
    mail.finish()
    assert any("nieuwe noodcodes" in message.body for message in mailoutbox)


def test_new_recovery_codes_end_the_old_ones(client, els):
    give_app(els)
    old, *_rest = give_recovery_codes(els)
    factors.new_recovery_codes(els)

    assert step_with(client, els, old) == 422


def test_recovery_codes_stand_in_for_something_and_so_come_after_it(client, els):
    client.force_login(els)

    assert client.post("/beveiliging/noodcodes/").status_code == 403


def test_the_app_goes_when_something_else_stays_and_the_codes_go_with_the_last(
    client, els, amal
):
    client.force_login(els)
    give_app(els)
    assert client.post(APP + "weg/").status_code == 403  # the last, and a helper needs one
    client.force_login(amal)
    give_app(amal)
    give_recovery_codes(amal)

    assert client.post(APP + "weg/").headers["Location"] == "/beveiliging/"
    assert not Authenticator.objects.filter(user=amal).exists()
