"""Stilleggen: one page closes a family for its whole circle, and opens it again."""

import pytest
from django.urls import reverse

from kring.families.models import Family
from kring.families.services import restrict

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def address(family):
    return reverse("rights:restrict", args=[family.pk])


def words(response):
    return " ".join(response.content.decode().split())


def is_closed(family):
    return Family.objects.for_system("a test").get(pk=family.pk).is_restricted


def test_the_family_reads_what_it_is_and_whom_to_ask(client, family, amal, nadia):
    client.force_login(amal)
    assert "Vraag dit aan jullie coördinator." in words(client.get(address(family)))
    assert client.post(address(family)).status_code == 403
    assert not is_closed(family)

    restrict(family.pk, by=nadia)

    page = words(client.get(address(family)))
    assert "Alles ligt stil." in page
    assert "Vraag dit aan jullie coördinator." in page
    assert client.post(address(family)).status_code == 403
    assert is_closed(family)


def test_the_lead_closes_it_and_opens_it_again(client, family, nadia, bob):
    client.force_login(nadia)
    assert "Er wordt niets gewist." in words(client.get(address(family)))

    page = words(client.post(address(family), follow=True))

    assert is_closed(family)
    assert "Alles ligt stil." in page
    assert "Sterrenberg" not in page
    home = reverse("overview:family", args=[family.pk])
    assert client.get(home).status_code == 404
    answer = client.post(address(family), follow=True)
    assert not is_closed(family)
    assert "Alles is weer open, zoals voordien." in words(answer)
    assert client.get(home).status_code == 200


@pytest.mark.parametrize(
    ("who", "before", "after"),
    [("alice", 403, 404), ("bob", 403, 404), ("charlie", 404, 404), ("adam", 404, 404)],
)
def test_nobody_else_closes_or_opens_it(
    client, request, family, alice, bob, charlie, adam, who, before, after
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(family)).status_code == before
    assert client.post(address(family)).status_code == before
    assert not is_closed(family)
    restrict(family.pk, by=None)
    assert client.get(address(family)).status_code == after
    assert client.post(address(family)).status_code == after
    assert is_closed(family)


@pytest.mark.parametrize("who", ["amal", "nadia"])
def test_whoever_may_open_it_again_finds_the_way_on_the_first_page(
    client, request, family, amal, nadia, who
):
    restrict(family.pk, by=None)
    client.force_login(request.getfixturevalue(who))

    page = words(client.get("/gezinnen/"))

    assert f'href="{address(family)}"' in page
    assert "Sterrenberg" not in page


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_nobody_else_learns_on_the_first_page_that_it_is_closed(
    client, request, family, alice, bob, charlie, who
):
    restrict(family.pk, by=None)
    client.force_login(request.getfixturevalue(who))

    assert "stilleggen" not in words(client.get("/gezinnen/"))
