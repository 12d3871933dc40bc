"""What goes wrong has a page of our own: plain words, every header, no name and no cause."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.utils.translation import override

from kring.base.envelope import Erased, KeyMissing
from kring.base.error_pages import broken
from kring.base.errors import NotAllowed

SECRET = "Gezin Sterrenberg"


def raises(error):
    @login_not_required
    def view(request):
        raise error

    return view


@login_not_required
def posted(request):
    return HttpResponse(f"{len(request.POST)}")


urlpatterns = [
    path("", include("kring.site.urls")),
    path("400/", raises(SuspiciousOperation(SECRET))),
    path("403/", raises(PermissionDenied(SECRET))),
    path("413/", raises(RequestDataTooBig(SECRET))),
    path("500/", raises(RuntimeError(SECRET))),
    path("503/", raises(KeyMissing(SECRET))),
    path("410/", raises(Erased(SECRET, at=datetime(2026, 2, 3, 12, tzinfo=UTC)))),
    path("not-allowed/", raises(NotAllowed("Je mag dit gezin niet aanpassen."))),
    path("posted/", posted),
]
handler400 = "kring.base.error_pages.bad_request"
handler403 = "kring.base.error_pages.forbidden"
handler404 = "kring.base.error_pages.not_found"
handler500 = "kring.base.error_pages.broken"

PAGES = {
    "/400/": (400, "We begrijpen deze vraag niet."),
    "/403/": (403, "Je mag dit niet doen."),
    "/404/": (404, "Deze pagina bestaat niet, of je mag ze niet zien."),
    "/413/": (413, "Dit is te groot om te versturen."),
    "/500/": (500, "Dit is onze fout, niet de jouwe."),
    "/503/": (503, "Deze inhoud is niet leesbaar."),
    "/410/": (410, "Dit gezin is gewist op 3 februari 2026."),
    "/not-allowed/": (403, "Je mag dit gezin niet aanpassen."),
    "/afmelden/": (405, "Deze pagina kan je niet zo openen."),
}
HEADERS = [
    "Content-Security-Policy",
    "Permissions-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
]


@pytest.fixture
def visitor(db, settings, alice):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


@pytest.mark.parametrize(("address", "expected"), PAGES.items())
def test_what_went_wrong_is_said_in_our_own_words(visitor, address, expected):
    response = visitor.get(address)

    page = response.content.decode()
    status, words = expected
    assert response.status_code == status
    assert words in page
    assert "<title>" in page
    assert SECRET not in page
    assert "Traceback" not in page
    assert [name for name in HEADERS if name not in response.headers] == []
    assert response.headers["Cache-Control"] == "no-store"


def test_an_address_that_does_not_answer_so_says_what_it_does_answer(visitor):
    assert "POST" in visitor.get("/afmelden/").headers["Allow"]


def test_a_form_from_elsewhere_is_refused_kindly(visitor, alice):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)

    response = client.post("/posted/", {"words": "x"})

    assert response.status_code == 403
    assert "Deze pagina stond te lang open." in response.content.decode()
    assert "Content-Security-Policy" in response.headers


def test_too_much_text_in_a_form_is_too_big(visitor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = visitor.post("/posted/", {"words": "x" * 100})

    assert response.status_code == 413


def test_the_page_of_our_own_mistakes_needs_no_database_and_nobody():
    with override("nl"):
        response = broken(RequestFactory().get("/"))  # this test has no database at all

    assert response.status_code == 500
    assert "Er ging iets mis bij ons" in response.content.decode()


def test_absent_and_forbidden_look_the_same(visitor, other_family):
    def page(family_id):
        response = visitor.get(f"/gezin/{family_id}/")
        return response.status_code, response.headers.items(), response.context["message"]

    absent, closed = page(uuid4()), page(other_family.pk)

    assert absent[0] == 404
    assert absent[2] == closed[2]
    assert dict(absent[1]).keys() == dict(closed[1]).keys()
