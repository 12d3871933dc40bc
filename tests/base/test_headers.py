"""The headers that every answer carries."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kring.base.middleware import security_headers


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
