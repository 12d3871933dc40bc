"""Noodtoegang: off by default, four hours with a banner, and looked at afterwards."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.timezone import now

from kring.families.models import BreakGlass, Hidden, Protocol
from kring.families.services import break_glass, name_protocol
from kring.families.services.attachments import add_file
from kring.journal.models import Entry
from kring.people.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.query]

WHY = {"reden": "danger", "woorden": "De buurvrouw hoorde glas breken en niemand doet open."}


def address(name, family):
    return reverse(f"rights:{name}", args=[family.pk])


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def caw(family, charlie):
    """Charlie's organisation: it lets its people read in need, and the family agreed."""
    house = Organisation.objects.create(name="CAW", break_glass_allowed=True)
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=None)
    return house


@pytest.mark.parametrize("missing", ["protocol", "organisation", "seat"])
def test_it_is_off_until_the_organisation_and_the_family_both_said_yes(
    client, family, charlie, caw, missing
):
    client.force_login(charlie)
    assert client.get(address("glass", family)).status_code == 200
    if missing == "protocol":
        Protocol.objects.all().delete()
    elif missing == "organisation":
        Organisation.objects.update(break_glass_allowed=False)
    else:
        charlie.seats.update(withdrawn_at=now())

    for answer in (
        client.get(address("glass", family)),
        client.post(address("glass", family), WHY),
    ):
        assert answer.status_code == (403 if missing == "seat" else 404)
    assert not BreakGlass.objects.exists()


def test_the_page_says_what_happens_and_nothing_of_the_family(client, family, charlie, caw):
    client.force_login(charlie)

    page = words(client.get(address("glass", family)))

    for sentence in ("vier uur", "Je kan alleen lezen.", "Het gezin ziet dat je keek"):
        assert sentence in page
    assert "Sterrenberg" not in page
    assert "Amal" not in page


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reden": ""}, "Kies wat er aan de hand is."),
        ({"reden": "nieuwsgierig"}, "Kies wat er aan de hand is."),
        ({"woorden": ""}, "Schrijf waarom je dit moet zien."),
        ({"woorden": "te kort"}, "Schrijf iets meer: minstens 20 letters."),
        ({"woorden": " " * 40}, "Schrijf waarom je dit moet zien."),
    ],
)
def test_without_a_reason_nothing_opens(client, family, charlie, caw, change, sentence):
    client.force_login(charlie)

    answer = client.post(address("glass", family), WHY | change)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert client.get(reverse("overview:family", args=[family.pk])).status_code == 404


def test_then_one_reads_with_a_banner_and_stops_oneself(client, family, charlie, caw, nadia):
    client.force_login(charlie)

    answer = client.post(address("glass", family), WHY, follow=True)

    glass = BreakGlass.objects.get()
    page = words(answer)
    assert f"tot {glass.ends_at.astimezone():%H.%M} uur" in page
    assert "Sluit nu" in page
    assert client.get(address("glass", family)).status_code == 302  # it is open already
    for name in ("who_sees_what", "hidden", "decisions"):
        assert client.get(address(name, family)).status_code == 403
    gone = client.post(address("glass_close", family), follow=True)
    assert "Je leest dit gezin niet meer." in words(gone)
    assert client.get(reverse("overview:family", args=[family.pk])).status_code == 404
    assert client.post(address("glass_close", family)).status_code == 404


def test_what_is_read_in_need_stays_on_the_screen(client, family, charlie, caw, amal):
    row = add_file(family.pk, data=b"Een brief.", name="brief.txt", by=amal)
    break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    type(family).objects.for_system("test").update(is_example=True)  # glass beats that too
    client.force_login(charlie)

    shown = client.get(reverse("overview:family_network", args=[family.pk]))
    assert shown.status_code == 200
    for name in ("overview:print", "exchange:export", "rights:take_along"):
        where = reverse(name, args=[family.pk])
        assert where.encode() not in shown.content
        assert client.get(where).status_code == 403
    for kind in ("kleur", "lege-kaart"):
        assert client.get(reverse("overview:paper", args=[family.pk, kind])).status_code == 403
    for name in ("exchange:copy", "rights:take_copy"):
        assert client.post(reverse(name, args=[family.pk, "yaml"])).status_code == 403
    assert b"brief.txt" in client.get(reverse("overview:files", args=[family.pk])).content
    taken = client.get(reverse("overview:file", args=[family.pk, row.pk]))
    assert taken.status_code == 403
    assert "Veranderen of meenemen kan dan niet." in words(taken)
    assert not Entry.objects.filter(verb__in=["exported", "printed"]).exists()


def test_who_is_hidden_from_somebody_did_not_read_in_need_either(
    client, family, charlie, caw, amal
):
    glass = break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    Hidden.objects.create(family=family, item=charlie.pk, who=amal.pk)
    client.force_login(amal)

    assert "Niemand las dit gezin uit nood." in words(client.get(address("glasses", family)))
    verdict = {"stap": "oordeel", "keer": str(glass.pk), "oordeel": "needed"}
    assert client.post(address("glasses", family), verdict).status_code == 404


@pytest.mark.parametrize("name", ["family", "family_network", "family_plan", "family_meetings"])
def test_every_page_of_the_family_wears_the_banner(client, family, charlie, caw, alice, name):
    break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    where = reverse(f"overview:{name}", args=[family.pk])

    client.force_login(charlie)
    assert "Noodtoegang: je leest dit gezin tot" in words(client.get(where))
    client.force_login(alice)
    assert "Noodtoegang: je leest dit gezin tot" not in words(client.get(where))


def test_what_the_service_refuses_is_said_on_the_page(
    client, family, charlie, caw, monkeypatch
):
    monkeypatch.setattr("kring.families.services.glass.MOST_A_DAY", 0)
    client.force_login(charlie)

    answer = client.post(address("glass", family), WHY)

    assert answer.status_code == 422
    assert "hoogstens twee keer op een dag" in words(answer)
    assert WHY["woorden"] in words(answer)


def test_before_it_opens_one_shows_again_who_one_is(client, family, charlie, caw, monkeypatch):
    monkeypatch.setattr("kring.people.stepup.is_fresh", lambda session: False)
    client.force_login(charlie)

    assert client.get(address("glass", family)).status_code == 302
    assert client.post(address("glass", family), WHY).status_code == 403
    assert not BreakGlass.objects.exists()


@pytest.mark.parametrize("who", ["amal", "nadia"])
def test_the_family_and_its_lead_read_why_and_say_whether_it_was_needed(
    client, request, family, amal, nadia, charlie, caw, who
):
    glass = break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    client.force_login(request.getfixturevalue(who))

    page = words(client.get(address("glasses", family)))
    # Why, in running words, may tell one adult what another said: only the lead reads it.
    assert (WHY["woorden"] in page) is (who == "nadia")
    for part in ("Charlie", "CAW", "iemand is in gevaar"):
        assert part in page
    client.post(
        address("glasses", family),
        {"stap": "oordeel", "keer": glass.pk, "oordeel": "not_needed"},
    )

    glass.refresh_from_db()
    assert glass.verdict == "not_needed"
    assert "Het was niet nodig" not in words(client.get(address("glasses", family)))
    assert "het was niet nodig" in words(client.get(address("glasses", family)))


@pytest.mark.parametrize(
    ("sent", "status", "sentence"),
    [
        ({}, 422, "Kies eerst iets."),
        ({"stap": "iets"}, 422, "Kies eerst iets."),
        ({"stap": "oordeel"}, 422, "Kies of het nodig was."),
        ({"stap": "oordeel", "keer": "x", "oordeel": "needed"}, 422, "Kies of het nodig was."),
        ({"stap": "oordeel", "keer": "strange", "oordeel": "needed"}, 404, "bestaat niet"),
        ({"stap": "oordeel", "keer": "done", "oordeel": "needed"}, 422, "Dit is al nagekeken."),
        ({"stap": "noem"}, 422, "Kies een organisatie."),
        ({"stap": "noem", "organisatie": "strange"}, 422, "Kies een organisatie."),
        ({"stap": "schrap"}, 404, "bestaat niet"),
        ({"stap": "schrap", "organisatie": "x"}, 404, "bestaat niet"),
    ],
)
def test_what_makes_no_sense_there_is_said(
    client, family, other_family, nadia, charlie, caw, sent, status, sentence
):
    done = break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    BreakGlass.objects.update(reviewed_at=now())
    moment = now()
    strange = BreakGlass.objects.create(
        family=other_family, user=nadia, reason="danger", words="x" * 20,
        starts_at=moment, ends_at=moment + timedelta(hours=1),
    )  # fmt: skip
    client.force_login(nadia)
    ids = {"done": done.pk, "strange": strange.pk}

    answer = client.post(
        address("glasses", family),
        {name: ids.get(value, value) for name, value in sent.items()},
    )

    assert answer.status_code == status
    assert sentence in words(answer)


def test_the_family_agrees_to_an_organisation_and_takes_that_back(client, family, amal, caw):
    house = Organisation.objects.create(name="Politie", break_glass_allowed=True)
    Organisation.objects.create(name="Krant")
    client.force_login(amal)
    page = words(client.get(address("glasses", family)))
    assert "Politie" in page
    assert "Krant" not in page  # its people may not

    client.post(address("glasses", family), {"stap": "noem", "organisatie": house.pk})
    assert {each.organisation.name for each in Protocol.objects.all()} == {"CAW", "Politie"}
    client.post(address("glasses", family), {"stap": "schrap", "organisatie": caw.pk})
    assert {each.organisation.name for each in Protocol.objects.all()} == {"Politie"}


def test_nobody_is_named_when_nobody_may(client, family, amal):
    client.force_login(amal)

    page = words(client.get(address("glasses", family)))

    assert "Niemand." in page
    assert "Niemand las dit gezin uit nood." in page
    assert "Spreek dit af" not in page


def test_after_four_hours_the_open_tab_is_a_page_that_is_not_there(
    client, family, charlie, caw
):
    glass = break_glass(family.pk, by=charlie, reason="danger", words=WHY["woorden"])
    moment = now()
    BreakGlass.objects.filter(pk=glass.pk).update(
        starts_at=moment - timedelta(hours=4), ends_at=moment
    )
    client.force_login(charlie)

    assert client.get(reverse("overview:family", args=[family.pk])).status_code == 404
    assert mail.outbox == []
