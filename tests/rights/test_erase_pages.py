"""Wiping as people meet it: explained, on paper alone, a letter, and afterwards a plain 410."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from kring.families.models import Family, Hidden, Member
from kring.rights.erase_paper import final_on, letter
from kring.rights.models import Decision
from kring.rights.services.erasing import erase_family
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def at(name, family):
    return reverse(f"rights:{name}", args=[family.pk])


def shown(answer):
    return without_marks(answer.content)


def exists(family):
    return Family.objects.for_system("a test").filter(pk=family.pk).exists()


@pytest.fixture
def mother(family):
    return Member.objects.for_system("a test").get(family=family, position=0)


def decide(family, amal):
    return Decision.objects.create(
        family=family, kind=Decision.Kind.ERASE, asked_by=amal, agreed_at=now()
    )


def test_it_is_explained_before_anybody_asks(client, family, amal):
    client.force_login(amal)

    said = client.get(at("erase", family)).content.decode()

    assert "14 dagen om van gedacht te veranderen" in said
    assert "Vraag om alles te wissen" in said


def test_a_day_is_named_once_it_was_decided(client, family, amal):
    decision = decide(family, amal)
    client.force_login(amal)

    said = client.get(at("erase", family)).content.decode()

    assert "Stop het wissen" in said
    assert str(localdate(decision.final_at).year) in said


@pytest.mark.parametrize("name", ["erase", "erase_letter"])
def test_who_may_not_know_of_the_decision_reads_as_if_there_were_none(
    client, family, amal, alice, name
):
    client.force_login(alice)
    before = shown(client.get(at(name, family)))
    decision = decide(family, amal)
    Hidden.objects.create(family=family, item=decision.pk, who=alice.pk, code="a")

    assert shown(client.get(at(name, family))) == before


@pytest.mark.parametrize("language", ["nl", "en", "fr", "ar"])
def test_the_letter_holds_no_name_and_reads_the_same_twice(language):
    first = letter(date(2026, 11, 23), language=language)

    assert first.startswith(b"%PDF")
    assert first == letter(date(2026, 11, 23), language=language)
    assert final_on(date(2026, 11, 23)) == date(2026, 12, 7)


def test_a_family_just_drawn_stays_on_paper_alone(client, family, nadia, mother):
    client.force_login(nadia)
    page = at("paper_only", family)
    assert "Alleen op papier" in client.get(page).content.decode()

    done = client.post(page, {"papier": "1", "wie": str(mother.pk)})

    assert done.status_code == 200
    assert "zijn gewist" in done.content.decode()
    assert "Sterrenberg" not in done.content.decode()
    assert not exists(family)


@pytest.mark.parametrize("typed", [{}, {"papier": "1"}, {"papier": "1", "wie": "niemand"}])
def test_nothing_goes_before_the_family_has_its_paper(client, family, nadia, typed):
    client.force_login(nadia)

    answer = client.post(at("paper_only", family), typed)

    assert answer.status_code == 422
    assert "Er is een probleem" in answer.content.decode()
    assert exists(family)


def test_later_the_family_decides_together(client, family, nadia, amal, mother):
    family.made_on = localdate() - timedelta(days=15)
    family.save()
    client.force_login(nadia)
    page, typed = at("paper_only", family), {"papier": "1", "wie": str(mother.pk)}
    assert client.post(page, typed).status_code == 422
    assert "Beslis het samen" in client.get(page).content.decode()
    decision = decide(family, amal)
    assert client.post(page, typed).status_code == 422  # they may still think again
    decision.agreed_at -= timedelta(days=14)
    decision.save()

    assert client.post(page, typed).status_code == 200
    assert not exists(family)


def test_one_of_the_family_alone_wipes_nothing_here(client, family, amal, mother):
    client.force_login(amal)

    answer = client.post(at("paper_only", family), {"papier": "1", "wie": str(mother.pk)})

    assert answer.status_code == 422
    assert exists(family)


PAGES = ("overview:family", "overview:family_plan", "rights:who_looked", "rights:erase")


@pytest.mark.parametrize("name", PAGES)
def test_row_41_who_sat_there_reads_that_it_is_gone_and_since_when(client, family, amal, name):
    erase_family(family.pk, by=None)
    client.force_login(amal)

    answer = client.get(reverse(name, args=[family.pk]))

    assert answer.status_code == 410
    assert "Dit gezin is gewist op" in answer.content.decode()


def test_who_sat_there_still_gets_the_letter(client, family, amal):
    erase_family(family.pk, by=None)
    client.force_login(amal)

    answer = client.get(at("erase_letter", family))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_a_stranger_learns_nothing_from_a_family_that_is_gone(client, family, charlie):
    client.force_login(charlie)
    address = reverse("overview:family", args=[family.pk])
    there = client.get(address)
    erase_family(family.pk, by=None)

    gone = client.get(address)

    assert gone.status_code == there.status_code == 404
    assert shown(gone) == shown(there)
