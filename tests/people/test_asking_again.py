"""Step-up: before what cannot be undone, somebody shows again who they are."""

import time
from types import SimpleNamespace

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from accounts import PASSWORD, account, code_now, give_app, sign_in
from kring.people import open_sessions, sessions
from kring.people.sessions import AGAIN, Way
from kring.people.stepup import asks_again
from kring.site import urls
from passkeys import Device

pytestmark = pytest.mark.django_db


@asks_again
def erase(request):
    """A page behind the door: says what reached it."""
    sent = sorted((name, values) for name, values in request.POST.lists())
    return HttpResponse(f"{request.method} {sent}")


urlpatterns = [*urls.urlpatterns, path("wissen/", erase)]
handler404 = urls.handler404


@pytest.fixture(autouse=True)
def with_a_page_that_asks(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def clock(monkeypatch):
    clock = SimpleNamespace(moment=time.time())
    monkeypatch.setattr(sessions, "time", SimpleNamespace(time=lambda: clock.moment))
    return clock


@pytest.fixture
def els(client, clock):
    """A volunteer with an app, who came in a moment ago."""
    els = account("els")
    client.force_login(els)
    return els


def test_who_came_in_a_moment_ago_goes_on(client, els, clock):
    clock.moment += AGAIN - 1

    assert client.get("/wissen/").content == b"GET []"
    assert client.post("/wissen/", {"a": "1"}).status_code == 200


def test_opening_the_page_asks_and_then_leads_there(client, els, clock):
    secret = give_app(els)
    clock.moment += AGAIN

    asked = client.get("/wissen/?stap=2")
    assert asked.headers["Location"] == "/opnieuw-aanmelden/?next=%2Fwissen%2F%3Fstap%3D2"
    page = client.get(asked.headers["Location"])
    assert 'value="/wissen/?stap=2"' in page.content.decode()
    shown = client.post(
        "/opnieuw-aanmelden/", {"again-code": code_now(secret), "next": "/wissen/?stap=2"}
    )

    assert shown.headers["Location"] == "/wissen/?stap=2"
    assert client.get("/wissen/").content == b"GET []"
    clock.moment += AGAIN
    assert client.get("/wissen/").status_code == 302


def test_what_was_typed_waits_in_the_page_and_arrives_whole(client, els, clock):
    secret = give_app(els)
    clock.moment += AGAIN
    typed = {"reden": "nood\n\"<b>'", "wie": ["a", "b"], "leeg": ""}

    asked = client.post("/wissen/", typed)
    assert asked.status_code == 403
    held = asked.context["held"]
    assert held == [("reden", "nood\n\"<b>'"), ("wie", "a"), ("wie", "b"), ("leeg", "")]
    assert "<b>'" not in asked.content.decode()
    assert "nood" not in str(dict(client.session))

    wrong = client.post("/wissen/", {**typed, "again-code": "000000"})
    assert wrong.status_code == 422
    assert wrong.context["held"] == held
    assert "Deze code klopt niet" in wrong.content.decode()
    right = client.post("/wissen/", {**typed, "again-code": code_now(secret)})

    assert right.content.decode() == (
        "POST [('leeg', ['']), ('reden', ['nood\\n\"<b>\\'']), ('wie', ['a', 'b'])]"
    )


def test_a_passkey_answers_too(client, els, clock):
    device = Device()
    question = client.get("/beveiliging/passkey/").context["passkey"]
    client.post("/beveiliging/passkey/", {"credential": device.make(question)})
    clock.moment += AGAIN

    asked = client.post("/wissen/", {"a": "1"})
    answer = device.answer(asked.context["passkey"])
    shown = client.post("/wissen/", {"a": "1", "again-credential": answer})

    assert shown.content == b"POST [('a', ['1'])]"


def test_files_cannot_wait_and_that_is_said(client, els, clock):
    clock.moment += AGAIN

    page = client.post("/wissen/", {"a": "1", "foto": SimpleUploadedFile("x.png", b"x")})

    assert "Kies daarna het bestand opnieuw." in page.content.decode()


def test_a_password_is_enough_only_for_who_has_nothing_more(client, els, clock):
    clock.moment += AGAIN
    assert client.post("/wissen/", {"again-password": "fout"}).status_code == 422
    assert client.post("/wissen/", {"again-password": PASSWORD}).status_code == 200
    give_app(els)
    clock.moment += AGAIN

    assert client.post("/wissen/", {"again-password": PASSWORD}).status_code == 422


def test_guessing_is_slowed_down_here_too(client, els, clock):
    give_app(els)
    clock.moment += AGAIN

    found = [client.post("/wissen/", {"again-code": "000000"}).status_code for _ in range(4)]
    page = client.post("/opnieuw-aanmelden/", {"again-code": "000000"})

    assert found == [422, 422, 422, 429]
    assert page.status_code == 429


def test_who_came_in_with_pictures_is_told_to_open_their_link_again(client, amal, clock):
    amal.set_unusable_password()
    amal.save()
    client.force_login(amal)
    session = client.session
    sessions.begin(session, amal, {Way.FAMILY_CODE})
    session.save()
    assert client.get("/wissen/").status_code == 200
    clock.moment += AGAIN

    page = client.get(client.get("/wissen/").headers["Location"])

    assert "Kwam je binnen met een eigen link?" in page.content.decode()


def test_nobody_is_asked_in_the_demo(settings):
    settings.DEMO = True
    request = RequestFactory().get("/wissen/")
    request.user, request.session = AnonymousUser(), {}

    assert asks_again(lambda request: HttpResponse("ja"))(request).content == b"ja"


@pytest.mark.parametrize("ways", [{}, None])
def test_without_a_record_nobody_is_fresh(ways):
    assert not sessions.is_fresh({} if ways is None else {sessions.KEY: {"ways": ways}})


def test_who_shows_again_gets_another_session_id_and_the_old_opens_nothing(els, clock):
    secret = give_app(els)
    mine, thief = Client(), Client()
    sign_in(mine, els)
    mine.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})
    thief.cookies["sessionid"] = mine.cookies["sessionid"].value
    assert thief.get("/beveiliging/").status_code == 200
    [row] = UserSession.objects.filter(session_key=mine.session.session_key)
    clock.moment += AGAIN

    assert mine.post("/wissen/", {"again-code": "000000"}).status_code == 422
    assert thief.get("/beveiliging/").status_code == 200
    later = {"again-code": code_now(secret, later=1)}
    assert mine.post("/wissen/", later).status_code == 200

    assert mine.get("/beveiliging/").status_code == 200
    assert thief.get("/beveiliging/").status_code == 302
    assert UserSession.objects.get(pk=row.pk).session_key == mine.session.session_key


def test_a_session_that_ended_meanwhile_stays_ended(client, els):
    request = SimpleNamespace(session=client.session)
    assert SESSION_KEY in request.session  # read, as by the page before it ended
    old = request.session.session_key
    client.session.delete()

    open_sessions.renew(request)

    assert request.session.session_key == old
    assert not request.session.exists(old)
