"""Coming in and leaving."""

import pytest
from django.urls import reverse

import cast


@pytest.fixture
def els(db):
    user = cast.person("Els", language="ar")
    user.set_password("een-lang-wachtwoord")
    user.save()
    return user


def sign_in(client, **typed):
    return client.post(reverse("people:login"), typed)


def test_from_here_on_the_pages_speak_the_language_of_who_came_in(client, els):
    response = sign_in(client, username="els", password="een-lang-wachtwoord")

    assert response.headers["Location"] == "/gezinnen/"
    assert '<html lang="ar" dir="rtl">' in client.get("/gezinnen/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"username": "els", "password": "fout"}, "De naam of het wachtwoord klopt niet."),
        ({"username": "niemand", "password": "fout"}, "De naam of het wachtwoord klopt niet."),
        ({"username": "", "password": "fout"}, "Schrijf je naam."),
        ({"username": "els", "password": ""}, "Schrijf je wachtwoord."),
    ],
)
def test_a_mistake_is_said_on_top_and_the_name_is_not_lost(client, els, typed, words):
    response = sign_in(client, **typed)

    page = " ".join(response.content.decode().split())
    assert response.status_code == 422
    assert "<title> Fout: Aanmelden – Kring </title>" in page
    assert page.index('class="problems" role="alert"') < page.index(words)
    assert f'name="username" value="{typed["username"]}"' in page or not typed["username"]
    assert "fout" not in page.partition('name="password"')[2].partition(">")[0]


def test_an_account_that_ended_reads_the_same_as_a_wrong_word(client, els):
    els.is_active = False
    els.save()

    page = sign_in(client, username="els", password="een-lang-wachtwoord").content.decode()

    assert "De naam of het wachtwoord klopt niet." in page


def test_after_signing_in_one_goes_where_one_was_going_but_never_elsewhere(client, els):
    for wanted, got in [("/privacy/", "/privacy/"), ("https://elders.example/", "/gezinnen/")]:
        response = sign_in(client, username="els", password="een-lang-wachtwoord", next=wanted)
        assert response.headers["Location"] == got


def test_leaving_ends_the_session(client, els):
    client.force_login(els)

    response = client.post(reverse("people:logout"))

    assert response.headers["Location"] == "/aanmelden/"
    assert client.get("/gezinnen/").status_code == 302
