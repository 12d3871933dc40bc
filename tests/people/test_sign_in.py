"""Coming in and leaving: the password, the second step, and where one is led."""

import pytest
from django.urls import reverse

import accounts
from accounts import PASSWORD, account, code_now, give_app, sign_in
from kring.people import mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def els(db):
    return account("els", language="ar")


def test_from_here_on_the_pages_speak_the_language_of_who_came_in(client, els):
    response = sign_in(client, els)

    assert response.headers["Location"] == "/"
    assert '<html lang="ar" dir="rtl">' in client.get("/beveiliging/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"mail": "els@kring.test", "password": "fout"}, accounts.WRONG),
        ({"mail": "niemand@kring.test", "password": "fout"}, accounts.WRONG),
        ({"mail": "", "password": "fout"}, "Schrijf je mailadres."),
        ({"mail": "els@kring.test", "password": ""}, "Schrijf je wachtwoord."),
    ],
)
def test_a_mistake_is_said_on_top_and_the_address_is_not_lost(client, els, typed, words):
    response = client.post(reverse("people:login"), typed)

    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "<title> Fout: Aanmelden – Kring </title>" in page
    assert page.index('class="problems" role="alert"') < page.index(words)
    assert f'name="mail" value="{typed["mail"]}"' in page or not typed["mail"]
    assert "fout" not in page.partition('name="password"')[2].partition(">")[0]


def test_an_account_that_ended_reads_the_same_as_a_wrong_word(client, els):
    els.is_active = False
    els.save()

    assert accounts.WRONG in sign_in(client, els).content.decode()


def test_the_password_alone_opens_no_page_but_that_to_set_up_a_second_step(client, els):
    sign_in(client, els)

    for address in ("/gezinnen/", "/vrijwilligers/", "/"):
        assert client.get(address).headers["Location"] == "/beveiliging/"
    assert client.get("/beveiliging/").status_code == 200


def test_after_the_password_comes_the_second_step(client, els):
    secret = give_app(els)

    response = sign_in(client, els)

    assert response.headers["Location"] == "/aanmelden/tweede-stap/"
    assert client.get("/gezinnen/").status_code == 302  # nobody is in yet
    assert client.get("/aanmelden/tweede-stap/").status_code == 200
    response = client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})
    assert response.headers["Location"] == "/"
    assert client.get("/gezinnen/").status_code == 200


def test_a_wrong_code_is_said_at_its_field_and_lets_nobody_in(client, els):
    give_app(els)
    sign_in(client, els)

    response = client.post("/aanmelden/tweede-stap/", {"code": "000 000"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_code"' in page
    assert "000 000" in page
    assert client.get("/gezinnen/").status_code == 302


def test_the_second_step_is_no_door_for_who_did_not_take_the_first(client, els):
    assert client.get("/aanmelden/tweede-stap/").headers["Location"] == "/aanmelden/"


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/",
     "http:///evil.example", "evil", "/%0d%0aSet-Cookie:x", "\t//evil.example"],
)  # fmt: skip
def test_row_15_next_leads_to_ones_own_first_page_and_never_elsewhere(client, els, address):
    secret = give_app(els)
    client.post("/aanmelden/", {"mail": els.email, "password": PASSWORD, "next": address})

    response = client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})

    assert response.headers["Location"] in {"/", "/%0d%0aSet-Cookie:x"}
    again = client.post("/opnieuw-aanmelden/", {"again-password": PASSWORD, "next": address})
    assert "evil" not in again.headers.get("Location", "")


def test_after_signing_in_one_goes_where_one_was_going(client, els):
    secret = give_app(els)
    client.post("/aanmelden/", {"mail": els.email, "password": PASSWORD, "next": "/privacy/"})

    response = client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})

    assert response.headers["Location"] == "/privacy/"


def test_row_58_one_account_for_each_mail_address_however_it_is_written(client, els):
    for written in ("ELS@kring.test", " els@KRING.test", "ｅｌｓ@kring.test", "els@kring.teſt"):
        client.post("/afmelden/")
        assert sign_in(client, els, mail=written).status_code == 302, written


def test_a_first_sign_in_on_a_browser_is_mailed_and_a_second_is_not(client, els, mailoutbox):
    sign_in(client, els)
    client.post("/afmelden/")
    sign_in(client, els)
    mail.finish()

    assert [message.to for message in mailoutbox] == [["els@kring.test"]]


def test_leaving_ends_the_session_and_the_browser_forgets_our_pages(client, els):
    client.force_login(els)

    response = client.post(reverse("people:logout"))

    assert response.headers["Location"] == "/aanmelden/"
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("/gezinnen/").status_code == 302
