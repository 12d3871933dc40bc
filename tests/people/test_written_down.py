"""What signing in leaves in the journal and in the mailbox: never what was typed."""

import pytest
from django.test import Client

from accounts import PASSWORD, account, code_now, give_app, sign_in
from kring.journal.models import Entry
from kring.journal.services import NotWritten
from kring.people import mail
from kring.reception.services import sign_ins as services

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(db):
    return account("els")


def lines():
    rows = Entry.objects.filter(part="account").order_by("pk")
    return list(rows.values_list("verb", "actor_id", "item_id", "detail"))


def test_coming_in_and_leaving(client, els):
    secret = give_app(els)
    sign_in(client, els)
    client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})
    client.post("/afmelden/")

    assert lines() == [
        ("signed_in", els.pk, els.pk, "app+password"),
        ("signed_out", els.pk, els.pk, ""),
    ]


def test_a_wrong_try_is_nobodys_act_and_names_the_account(client, els):
    give_app(els)
    sign_in(client, els, password="geheim woord")
    sign_in(client, els, mail="geheim@kring.test")
    sign_in(client, els)
    client.post("/aanmelden/tweede-stap/", {"code": "000000"})
    client.post("/aanmelden/passkey/", {"credential": "{}"})

    assert lines() == [
        ("refused", None, els.pk, "password"),
        ("refused", None, None, "password"),
        ("refused", None, els.pk, "second_step"),
        ("refused", None, None, "passkey"),
    ]
    assert "geheim" not in str(list(Entry.objects.values()))


def test_what_is_not_looked_at_fills_no_journal(client, els):
    for _ in range(30):
        sign_in(client, els, password="fout")

    assert len(lines()) == 3


def test_nobody_comes_in_when_it_cannot_be_written_down(client, els, monkeypatch):
    def refuse(*_args, **_more):
        raise NotWritten

    monkeypatch.setattr(services, "record", refuse)

    assert sign_in(client, els).status_code == 503
    assert client.get("/beveiliging/").status_code == 302


def test_changes_are_written_down_and_mailed(client, els, mailoutbox):
    client.force_login(els)
    new = "een ander lang wachtwoord"
    client.post("/beveiliging/wachtwoord/", {"new": new, "again": new})
    mail.finish()

    assert lines() == [("changed", els.pk, els.pk, "password")]
    [message] = mailoutbox
    assert message.to == [els.email]
    assert "wachtwoord van jouw account is veranderd" in message.body
    assert "Els" not in message.body


def test_somebody_without_a_mail_address_gets_no_mail(client, mailoutbox, alice):
    client.force_login(alice)
    give_app(alice)
    client.post("/beveiliging/noodcodes/")
    mail.finish()

    assert mailoutbox == []


def test_a_browser_remembers_up_to_five_people_and_no_forged_note_counts(els, mailoutbox):
    shared = Client()
    for number in range(6):
        sign_in(shared, account(f"user{number}"))
        shared.post("/afmelden/")
    sign_in(shared, els)
    mail.finish()
    del mailoutbox[:]

    sign_in(shared, els)
    forged = Client()
    forged.cookies["known"] = shared.cookies["known"].value.replace(":", ".x:")
    sign_in(forged, els)
    mail.finish()

    assert len(mailoutbox) == 1
    assert len(shared.cookies["known"].value.split(".")) == 5
    assert PASSWORD not in shared.cookies["known"].value


def test_the_third_wrong_try_is_mailed_once_and_to_nobody_else(client, els, mailoutbox):
    for _ in range(2):
        sign_in(client, els, password="fout")
    mail.finish()
    assert mailoutbox == []
    for _ in range(10):
        sign_in(client, els, password="fout")
        sign_in(client, els, mail="niemand@kring.test", password="fout")
    mail.finish()

    [message] = mailoutbox
    assert message.to == [els.email]
    assert "Het lukte niet." in message.body
    assert "Els" not in message.body


def test_an_account_that_ended_is_not_told(client, els, mailoutbox):
    els.is_active = False
    els.save()
    for _ in range(3):
        sign_in(client, els, password="fout")
    mail.finish()

    assert mailoutbox == []


def test_who_keeps_guessing_the_second_step_is_told_of_too(client, els, mailoutbox):
    give_app(els)
    sign_in(client, els)
    for _ in range(5):
        client.post("/aanmelden/tweede-stap/", {"code": "000000"})
    mail.finish()

    [message] = mailoutbox
    assert "Het lukte niet." in message.body
