"""The pages that show all the families somebody may see, and where somebody begins."""

import re

import pytest
from django.urls import reverse

import cast
from kring.core.themes import SHIPPED
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.overview import wall


def seat(family, user, role=Seat.Role.WORKER):
    return give_seat(
        family=family,
        user=user,
        role=role,
        purpose="werk",
        by=None,
        member=cast.a_member(family),
    )


@pytest.fixture
def read(client):
    def read(user, address="/gezinnen/"):
        client.force_login(user)
        return " ".join(client.get(address).content.decode().split())

    return read


def labels(page):
    found = re.findall(r'class="name"><bdi lang="nl" dir="ltr">(.*?)</bdi>', page)
    return [" ".join(each.split()) for each in found]


def test_the_wall_shows_the_families_of_the_reader_by_name(read, family, other_family, alice):
    seat(other_family, alice)

    page = read(alice)

    assert labels(page) == ["Gezin Maanlicht", "Gezin Sterrenberg"]
    assert page.count('class="kring-map avatar"') == 2
    assert "Lindervelde" in page


def test_strangers_are_not_on_the_wall(read, alice, other_family):
    assert labels(read(alice)) == ["Gezin Sterrenberg"]


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ("paula", "Met jouw rol zie je geen gezinnen."),
        ("adam", "Met jouw rol zie je geen gezinnen."),
        ("newcomer", "Nu is dat nog geen enkel gezin."),
    ],
)
def test_an_empty_wall_says_what_will_be_there(read, request, family, reader, words):
    user = cast.person("Nieuw") if reader == "newcomer" else request.getfixturevalue(reader)

    assert words in read(user)
    assert words in read(user, "/vrijwilligers/")


@pytest.fixture
def many(db, settings, monkeypatch):
    """Three families on walls of two."""
    monkeypatch.setattr(wall, "MOST", 2)
    monkeypatch.setattr("kring.overview.views.MOST", 2)
    user = cast.person("Els")
    for _ in range(3):
        seat(cast.bring(cast.MAANLICHT, themes=SHIPPED, by=None), user)
    return user


@pytest.mark.parametrize("address", ["/gezinnen/", "/vrijwilligers/"])
def test_a_long_wall_goes_on_the_next_page(read, many, address):
    first, second = read(many, address), read(many, f"{address}?pagina=2")

    assert (first.count("Gezin Maanlicht</bdi>"), second.count("Gezin Maanlicht</bdi>")) == (
        2,
        1,
    )
    assert "Blad 1 van 2" in first
    assert 'rel="next" href="?pagina=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="?pagina=1"' in second
    assert 'rel="next"' not in second


def test_past_the_last_page_there_is_a_way_back(read, many):
    page = read(many, "/gezinnen/?pagina=9")

    assert "Op dit blad staat niets." in page
    assert 'href="?pagina=2"' in page


@pytest.mark.parametrize(
    ("word", "number"),
    [("", 1), ("2", 2), ("0", 1), ("-3", 1), ("x", 1), ("²", 1), ("٣", 1), ("9" * 40, 1)],
)
def test_what_is_no_page_is_the_first(word, number):
    assert wall.page_asked(word) == number


def test_the_volunteers_of_all_families_each_with_theirs(read, family, other_family, alice):
    seat(other_family, alice)

    page = read(alice, "/vrijwilligers/")

    assert "Lieve" in page
    assert "omarmer" in page
    assert page.count("Nog geen vrijwilligers op de kaart van dit gezin.") == 1
    assert f'href="/gezin/{family.pk}/vrijwilligers/"' in page


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Seat.Role.WORKER, True),
        (Seat.Role.COORDINATOR, True),
        (Seat.Role.VOLUNTEER, False),
        (Seat.Role.FAMILY, False),
        (None, True),
    ],
)
def test_who_may_bring_in_a_family(client, family, role, may):
    user = cast.person("Zoë")
    if role:
        seat(family, user, role)
    client.force_login(user)

    assert client.get("/gezinnen/").context["may_bring_in"] is may


def test_one_seat_as_a_worker_is_enough_whatever_page_its_family_is_on(
    client, other_family, amal
):
    seat(other_family, amal, Seat.Role.WORKER)
    client.force_login(amal)

    answers = [client.get(f"/gezinnen/?pagina={page}") for page in (1, 2, 9)]

    assert [each.context["may_bring_in"] for each in answers] == [True] * 3


def test_with_a_role_on_the_site_nobody_brings_in_a_family(client, adam):
    client.force_login(adam)

    assert client.get("/gezinnen/").context["may_bring_in"] is False


def test_where_somebody_begins(client, family, other_family, alice, amal, bob, adam, paula):
    def first_page(user):
        client.force_login(user)
        return client.get("/").headers["Location"]

    own = reverse("overview:family", args=[family.pk])
    assert [first_page(user) for user in (amal, alice, bob, adam, paula)] == [
        own,
        "/gezinnen/",
        "/gezinnen/",
        "/gezinnen/",
        "/beleid/",
    ]
    seat(other_family, amal, Seat.Role.FAMILY)
    assert first_page(amal) == "/gezinnen/"


def test_a_stranger_is_sent_to_the_door(client, db):
    for address in ("/", "/gezinnen/", "/vrijwilligers/"):
        assert client.get(address).headers["Location"] == f"/aanmelden/?next={address}"
