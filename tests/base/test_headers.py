"""The headers that every answer carries."""

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from kring.base.error_pages import broken, forged
from kring.base.middleware import security_headers
from kring.base.proxy import believe_the_proxy, visitor_in


@pytest.mark.parametrize(
    ("address", "kept"), [("/gezinnen/", "no-store"), ("/static/kring/css/base.css", None)]
)
def test_a_page_is_kept_nowhere_and_a_style_sheet_may_be(address, kept):
    answer = security_headers(lambda request: HttpResponse())(RequestFactory().get(address))

    assert answer.headers.get("Cache-Control") == kept
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_an_answer_may_say_so_itself():
    own = HttpResponse(headers={"Cache-Control": "private"})

    answer = security_headers(lambda request: own)(RequestFactory().get("/"))

    assert answer.headers["Cache-Control"] == "private"


def test_a_served_site_is_only_ever_asked_over_https(settings):
    settings.KRING_SERVED = True
    settings.SECURE_HSTS_SECONDS = 1

    answer = security_headers(lambda request: HttpResponse())(RequestFactory().get("/"))

    assert answer.headers["Strict-Transport-Security"] == "max-age=1"


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT"])
def test_what_would_repeat_a_visitors_cookies_is_not_answered(method):
    asked = RequestFactory().generic(method, "/")

    assert security_headers(lambda request: HttpResponse())(asked).status_code == 405


def test_a_style_sheet_that_is_not_there_is_not_remembered():
    missing = security_headers(lambda request: HttpResponse(status=404))
    answer = missing(RequestFactory().get("/static/x.css"))

    assert answer.headers["Cache-Control"] == "no-store"


PROXY = "10.0.0.1"


@pytest.mark.parametrize(
    ("asked_by", "told", "visitor"),
    [
        (PROXY, "203.0.113.7", "203.0.113.7"),
        (PROXY, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (PROXY, "6.6.6.6, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (PROXY, "10.0.0.1", PROXY),
        (PROXY, "onzin", PROXY),
        (PROXY, "", PROXY),
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),
        (PROXY, " 2001:DB8::1 ", "2001:db8::1"),
    ],
)
def test_only_the_proxy_is_believed_about_who_asks(settings, asked_by, told, visitor):
    settings.KRING_PROXIES = [PROXY]
    request = RequestFactory().get("/", REMOTE_ADDR=asked_by, HTTP_X_FORWARDED_FOR=told)

    assert believe_the_proxy(lambda asked: asked.META["REMOTE_ADDR"])(request) == visitor


def test_what_a_stranger_tells_of_the_way_here_is_dropped(settings):
    settings.KRING_PROXIES = [PROXY]
    lies = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "evil.example"}
    found = believe_the_proxy(lambda asked: {name for name in lies if name in asked.META})

    assert found(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", **lies)) == set()
    assert found(RequestFactory().get("/", REMOTE_ADDR=PROXY, **lies)) == {
        "HTTP_X_FORWARDED_PROTO"
    }


def test_without_a_list_nobody_vouches_for_anything():
    assert visitor_in("", frozenset()) is None


def test_a_database_that_does_not_answer_is_no_broken_page():
    try:
        raise OperationalError("database is locked")
    except OperationalError:
        assert broken(RequestFactory().get("/")).status_code == 503
    assert broken(RequestFactory().get("/")).status_code == 500


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("CSRF cookie not set.", True),
        ("Origin checking failed - https://x does not match any trusted origins.", False),
        ("Referer checking failed - no Referer.", False),
    ],
)
def test_a_refused_form_gives_its_words_back_but_never_to_another_site(reason, shown):
    typed = {
        "note": "Een lange nota.",
        "password": "een heel lang geheim",
        "theme": "wonen",
        "next": "naar een pagina",
    }
    page = forged(RequestFactory().post("/", typed), reason).content.decode()

    assert ("Een lange nota." in page) is shown
    for word in ("geheim", "wonen", "naar een pagina"):
        assert word not in page
