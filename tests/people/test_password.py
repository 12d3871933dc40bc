"""Passwords: which are taken, how a forgotten one is replaced, and what that never opens."""

import logging
import re

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.forms import Form
from django.test import Client

from accounts import PASSWORD, account, code_now, give_app, sign_in
from kring.people import again, mail
from kring.people import forms as people_forms
from kring.people.models import Organisation, WrongTry
from kring.reception import forms as reception_forms
from kring.reception import small_forms

pytestmark = pytest.mark.django_db
FORGOT = "/wachtwoord-vergeten/"
NEW = "nog een ander lang wachtwoord"


@pytest.fixture
def els(db):
    return account("els", language="nl")


def link_for(client, user, mailoutbox):
    """The link in the mail, as a path."""
    client.post(FORGOT, {"mail": user.email.upper()})
    mail.finish()
    assert mailoutbox[-1].to == [user.email]
    return re.search(r"https?://testserver(/\S+)", mailoutbox[-1].body)[1]


@pytest.fixture
def link(client, els, mailoutbox):
    return link_for(client, els, mailoutbox)


def test_a_link_is_over_once_they_came_in_after_all(client, els, link):
    sign_in(client, els)

    assert Client().get(link, follow=True).status_code == 410


def choose(client, link, new=NEW, again=None):
    page = client.get(link)
    return client.post(page.headers["Location"], {"new": new, "again": again or new})


def test_the_link_leads_to_a_new_password_and_lets_nobody_in(client, els, link):
    secret = give_app(els)

    done = choose(client, link)

    assert "Je wachtwoord is veranderd" in done.content.decode()
    assert client.get("/gezinnen/").status_code == 302
    assert sign_in(client, els).status_code == 422
    assert sign_in(client, els, password=NEW).headers["Location"] == "/aanmelden/tweede-stap/"
    assert client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)}).status_code == 302


def test_the_token_stands_in_no_address_after_the_first(client, link):
    token = link.split("/")[-2]
    page = client.get(link)

    assert token not in page.headers["Location"]
    assert token not in client.get(page.headers["Location"]).content.decode()


def test_the_link_works_once(client, els, link):
    choose(client, link)

    over = Client().get(link, follow=True)
    assert over.status_code == 410
    assert "Deze link werkt niet meer" in over.content.decode()


def test_the_link_is_over_after_an_hour(client, link, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert client.get(link, follow=True).status_code == 410


def test_the_link_is_over_when_the_account_is(client, els, link):
    els.is_active = False
    els.save()

    assert client.get(link, follow=True).status_code == 410


def test_a_made_up_link_says_the_same(client, els):
    for token in ("c0ffee-" + "0" * 32, "kies", "x"):
        page = client.get(f"/wachtwoord-kiezen/{els.pk}/{token}/", follow=True)
        assert page.status_code == 410


def test_all_other_sessions_end_and_wrong_tries_are_forgotten(client, els, mailoutbox):
    inside = Client()
    sign_in(inside, els)
    link = link_for(client, els, mailoutbox)
    for _ in range(3):
        sign_in(Client(), els, password="fout")

    choose(client, link)

    assert inside.get("/beveiliging/").status_code == 302
    assert sign_in(client, els, password=NEW).status_code == 302


@pytest.mark.parametrize("address", ["els@kring.test", "niemand@kring.test", "geen adres"])
def test_nobody_learns_whether_an_account_exists(client, els, address, mailoutbox):
    page = client.post(FORGOT, {"mail": address})

    assert page.status_code == 200
    assert "Is er een account met dit adres?" in page.content.decode()
    assert address not in page.content.decode()


def test_who_has_no_password_or_no_account_any_more_gets_no_mail(client, els, mailoutbox):
    els.set_unusable_password()
    els.save()
    client.post(FORGOT, {"mail": els.email})
    els.set_password(PASSWORD)
    els.is_active = False
    els.save()
    client.post(FORGOT, {"mail": els.email})
    mail.finish()

    assert mailoutbox == []


def test_asking_for_links_is_slowed_down(client, els):
    found = [client.post(FORGOT, {"mail": els.email}).status_code for _ in range(4)]

    assert found == [200, 200, 200, 429]
    assert WrongTry.objects.count() == 6


def test_the_mail_holds_no_name_and_the_log_no_link(client, els, mailoutbox, caplog):
    with caplog.at_level(logging.DEBUG):
        client.post(FORGOT, {"mail": els.email})
        mail.finish()

    [message] = mailoutbox
    assert "Els" not in message.body + message.subject
    assert "wachtwoord-kiezen" in message.body
    assert "wachtwoord-kiezen" not in caplog.text


def test_a_post_office_that_is_shut_breaks_no_page_and_is_told_without_the_address(
    client, els, monkeypatch, caplog
):
    def refuse(*_args):
        raise ConnectionRefusedError("els@kring.test")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    assert client.post(FORGOT, {"mail": els.email}).status_code == 200
    mail.finish()
    assert "ConnectionRefusedError" in caplog.text
    assert els.email not in caplog.text


@pytest.mark.parametrize(
    "bad",
    [
        "kort",
        "1234567890123",
        "password1234",
        "QWERTY123456",
        "els@kring.test",
        "ababababababab",
    ],
)
def test_a_weak_password_is_refused_and_said_why(client, els, bad):
    client.force_login(els)

    page = client.post("/beveiliging/wachtwoord/", {"new": bad, "again": bad})

    assert page.status_code == 422
    els.refresh_from_db()
    assert els.check_password(PASSWORD)


def test_two_different_passwords_are_said_so(client, els):
    client.force_login(els)

    page = client.post("/beveiliging/wachtwoord/", {"new": NEW, "again": NEW + "x"})

    assert page.status_code == 422
    assert "De twee wachtwoorden zijn niet hetzelfde." in page.content.decode()


@pytest.mark.parametrize(
    "new", ["zin met spaties voor en achter ", "مرحبا بكم في بيتنا", "🌳🌻🏠🌧🌍🌻🌳🏠🌧🌍🌻🌳"]
)
def test_a_password_may_be_a_sentence_in_any_script(client, els, new):
    client.force_login(els)
    client.post("/beveiliging/wachtwoord/", {"new": new, "again": new})

    els.refresh_from_db()
    assert els.check_password(new)


@pytest.mark.parametrize("signs", [64, 128])
def test_a_password_may_be_that_long_and_every_sign_counts(client, els, signs):
    new = ("paraplu boom zeven " * 7)[: signs - 1] + "x"
    client.force_login(els)

    assert (
        client.post("/beveiliging/wachtwoord/", {"new": new, "again": new}).status_code == 302
    )

    els.refresh_from_db()
    assert len(new) == signs
    assert els.check_password(new)
    assert not els.check_password(new[:-1])


@pytest.mark.parametrize(
    ("new", "is_taken"),
    [
        ("KringKring2026!", False),
        ("mijn kring 2026", False),
        ("Lindervelde-2026", False),
        ("huis lindervelde 99", False),
        ("van huis uit een zeer lange zin", True),
        ("onze kring drinkt koffie op dinsdag", True),
        ("paraplu boom zeven", True),
    ],
)
def test_a_password_that_leans_on_a_word_of_this_place_is_refused(client, els, new, is_taken):
    Organisation.objects.create(name="Huis van Lindervelde")
    client.force_login(els)

    page = client.post("/beveiliging/wachtwoord/", {"new": new, "again": new})

    assert page.status_code == (302 if is_taken else 422)
    said = "Laat het woord Kring en de naam van een organisatie weg"
    assert (said in page.content.decode()) is not is_taken


def forms_of_this_site():
    for module in (again, people_forms, reception_forms, small_forms):
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, Form) and form is not Form:
                yield from form.base_fields.items()


def test_every_field_of_a_secret_shows_dots():
    secrets = [
        (name, field.widget.input_type)
        for name, field in forms_of_this_site()
        if "password" in str(field.widget.attrs.get("autocomplete", ""))
        or name in {"password", "new", "again", "pin"}
    ]

    assert len(secrets) >= 6, secrets
    assert {kind for _, kind in secrets} == {"password"}
