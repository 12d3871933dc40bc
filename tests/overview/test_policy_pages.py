"""Het beleid: what stays with the family, and what everybody who signs in may read."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from looking import flat

import cast
from kring.core.codes import SignalLevel, SignalStatus
from kring.core.plan import GoodPractice, Signal
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.signals.models import Publication
from kring.signals.services import publish_practice, publish_signal

nl = Text.dutch
SENT = Signal(
    id="s1", title=nl("Geen tolk op school"), what_we_see=nl("Kinderen tolken."),
    themes=("education",), level=(SignalLevel.LOCAL,), consequence=nl("Zij missen lessen."),
    target_group=nl("gezinnen"), what_we_did=nl("Gebeld."), what_would_help=nl("Een tolk."),
    competent=nl("De gemeente"), since="2025-09", leader=nl("Werkgroep"),
    status=SignalStatus.SENT, family_agrees=True,
)  # fmt: skip
PRACTICE = GoodPractice(
    id="p1", title=nl("Samen koken"), themes=("social",), goal=nl("Elkaar leren kennen."),
    how=nl("Vier buren eten samen."), conditions=(nl("een keuken"),),
    results=nl("Zij groeten."), lessons=nl("Laat het gezin kiezen."),
    organisation=nl("Buurthuis"), target_group=nl("buren"),
)  # fmt: skip
RICH = replace(
    cast.STERRENBERG,
    signals=(
        SENT,
        replace(SENT, id="s2", title=nl("Te ver"), status=SignalStatus.NOT_PURSUED,
                family_agrees=False),
        replace(SENT, id="s3", title=nl("Te lang"), family_agrees=None, themes=()),
    ),
    good_practices=(PRACTICE,),
)  # fmt: skip


@pytest.fixture
def family(db):
    return cast.bring(RICH, themes=SHIPPED, by=None)


@pytest.fixture
def read(client):
    def read(user, address):
        client.force_login(user)
        answer = client.get(address)
        assert answer.status_code == 200
        page = answer.content.decode()
        return page, flat(page)

    return read


def of(family):
    return reverse("overview:family_policy", args=[family.pk])


def test_a_signal_says_how_far_it_came_and_all_that_was_written_down(read, alice, family):
    page, words = read(alice, of(family))

    for said in (
        "Geen tolk op school", "Kinderen tolken.", "Zij missen lessen.", "Gebeld.", "Een tolk.",
        "De gemeente", "september 2025", "Werkgroep", "School", "lokaal", "Het gezin zei ja",
        "Gemeld Gebundeld Doorgegeven aan het beleid Antwoord (nog niet)",
    ):  # fmt: skip
        assert said in words, said
    assert page.count('aria-current="step"') == 2


def test_a_signal_that_left_the_path_says_so_and_a_no_stays_here(read, alice, family):
    _, words = read(alice, of(family))

    assert "niet verder gevolgd" in words
    assert "Het gezin zei nee: dit blijft hier" in words
    assert "Nog niet aan het gezin gevraagd" in words


def test_the_family_reads_it_in_its_own_person(read, amal, family):
    _, words = read(amal, of(family))

    for said in ("Wat wij laten weten", "Jullie zeiden ja", "Jullie zeiden nee",
                 "Nog niet aan jullie gevraagd"):  # fmt: skip
        assert said in words


def test_a_good_practice_says_how_it_goes_and_what_it_needs(read, alice, family):
    _, words = read(alice, of(family))

    for said in (
        "Samen koken", "Elkaar leren kennen.", "Vier buren eten samen.", "een keuken",
        "Zij groeten.", "Laat het gezin kiezen.", "Buurthuis", "buren",
    ):  # fmt: skip
        assert said in words


def test_without_signals_the_page_says_what_will_be_there(read, charlie, other_family):
    _, words = read(charlie, of(other_family))

    assert "Nog geen signalen." in words
    assert "Goede praktijken" not in words


@pytest.mark.parametrize("who", ["paula", "adam", "alice", "bob", "amal", "nadia", "charlie"])
def test_everybody_who_signed_in_reads_what_was_published(request, read, db, who):
    publish_signal(SENT, on=date(2026, 2, 3), by=None)
    publish_practice(PRACTICE, on=date(2026, 2, 3), by=None)

    page, words = read(request.getfixturevalue(who), reverse("overview:policy"))

    for said in (
        "De rol van vrijwilligers", "Brugfiguren", "Verschil in statuut", "Goede praktijken",
        "Geen tolk op school", "Samen koken", "Kwartaal 1 van 2026", "Zij missen lessen.",
        "Hier is nog niets doorgegeven.",
    ):  # fmt: skip
        assert said in words, said
    assert page.index('id="brugfiguren"') < page.index("Geen tolk op school")


def test_nobody_signs_in_first(client, db):
    assert client.get(reverse("overview:policy")).status_code == 302


def test_what_is_published_outside_the_four_parts_stands_with_its_theme(read, paula):
    Publication.objects.create(
        kind="signal", title="Geen bus", statement="Te laat.", themes=["mobility"],
        status="answered", quarter="2026-Q2",
    )  # fmt: skip
    Publication.objects.create(
        kind="signal", title="Iets", statement="Anders.", status="sent", quarter="2026-Q2"
    )
    page, words = read(paula, reverse("overview:policy"))

    assert 'id="thema-mobility"' in page
    assert words.index("Mobiliteit", words.index("Goede praktijken")) < words.index("Geen bus")
    assert "Andere signalen" in words


def with_signals(families):
    for _ in range(families):
        cast.bring(
            replace(cast.STERRENBERG, signals=(replace(SENT, themes=("housing",)),)),
            themes=SHIPPED, by=None,
        )  # fmt: skip


def test_few_families_give_no_number(read, paula, db):
    with_signals(4)
    page, words = read(paula, reverse("overview:policy"))

    assert "Wonen minder dan 5: geen getal" in words
    assert "Gezondheid minder dan 10: geen getal" in words
    assert "ongeveer" not in words
    assert page.count("hatched") == len(SHIPPED)


def test_enough_families_give_a_rounded_number_and_a_bar(read, paula, db):
    with_signals(6)
    page, words = read(paula, reverse("overview:policy"))

    assert "Wonen ongeveer 5 gezinnen" in words
    assert 'width="100.0%"' in page
    assert page.count("hatched") == len(SHIPPED) - 1


def test_who_sits_in_circles_finds_the_signals_of_those_families(read, alice, paula, family):
    page, words = read(alice, reverse("overview:policy"))

    assert "Bij jouw gezinnen" in words
    assert of(family) in page
    assert "Te ver niet verder gevolgd" in words
    assert "Bij jouw gezinnen" not in read(paula, reverse("overview:policy"))[1]


def test_a_family_without_signals_says_so_in_that_list(read, charlie, other_family):
    assert "Nog geen signalen" in read(charlie, reverse("overview:policy"))[1]
