"""The register of processing on the site: for who answers for it, and no family in it."""

import pytest
from django.urls import reverse

from kring.base.register import tables

pytestmark = [pytest.mark.django_db]
PAGE = "overview:register"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("adam", 200),
        ("nadia", 200),
        ("alice", 403),
        ("bob", 403),
        ("amal", 403),
        ("paula", 403),
    ],
)
def test_administrators_and_coordinators_read_it(client, family, request, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(PAGE)).status_code == status


def test_it_tells_every_table_and_no_family(client, family, nadia):
    client.force_login(nadia)

    page = client.get(reverse(PAGE)).content.decode()

    assert page.count('<details class="card below-s"') == len(tables())
    assert "tot 12 maanden na het afsluiten" in page
    assert "Sterrenberg" not in page
