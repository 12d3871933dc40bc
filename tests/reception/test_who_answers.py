"""Who answers for the data of an organisation: filled in, shown, told, no longer allowed."""

import pytest
from django.urls import reverse
from django.utils.timezone import now

from kring.exchange import services as exchange
from kring.families.models import BreakGlass
from kring.families.queries import glass_of
from kring.families.services import break_glass, name_protocol
from kring.journal.models import Entry
from kring.people import mail
from kring.people.models import Organisation, WaitingMail
from kring.reception import queries
from kring.reception.services.accounts import save_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.query]
SAID = {
    "name": "Wijkhuis",
    "controller_name": "Wijkhuis vzw",
    "controller_address": "Markt 1, Gent",
    "controller_mail": "privacy@wijkhuis.example",
    "officer_name": "Dirk Peeters",
    "officer_mail": "Dirk@wijkhuis.example",
}
REASON = "Niemand neemt op, en het vriest."


def words(response):
    return " ".join(response.content.decode().split())


def test_the_administrator_says_it_and_everybody_reads_it(client, adam):
    Organisation.objects.create(name="Zwijgt")
    client.force_login(adam)
    assert client.post(reverse("reception:organisations"), SAID).status_code == 302

    page = words(type(client)().get(reverse("overview:privacy")))

    for part in ("Wijkhuis vzw", "Markt 1, Gent", "Dirk Peeters", "dirk@wijkhuis.example"):
        assert part in page
    assert "Zwijgt" not in page
    assert "Dirk Peeters" in words(client.get(reverse("overview:register")))
    made = Organisation.objects.get(name="Wijkhuis")
    form = words(client.get(reverse("reception:organisation", args=[made.pk])))
    assert 'value="Markt 1, Gent"' in form


def test_without_anybody_the_privacy_page_names_nobody(client):
    assert "Wie is verantwoordelijk?" not in words(client.get(reverse("overview:privacy")))


def test_a_wrong_address_keeps_what_was_typed(client, adam):
    client.force_login(adam)
    answer = client.post(reverse("reception:organisations"), SAID | {"officer_mail": "dirk@"})
    assert answer.status_code == 422
    assert 'value="dirk@"' in words(answer)
    assert 'value="Wijkhuis vzw"' in words(answer)


@pytest.mark.parametrize(
    ("officer", "controller", "to", "warns"),
    [
        ("dpo@x.example", "info@x.example", ["dpo@x.example"], ""),
        ("", "info@x.example", ["info@x.example"], "gaat nu naar de verantwoordelijke"),
        ("", "", [], "krijgt hier niemand een mail"),
    ],
)
def test_who_guards_the_data_hears_of_need_without_a_name(
    client, family, charlie, nadia, adam, mailoutbox, officer, controller, to, warns
):
    house = Organisation.objects.create(
        name="Wijkhuis", break_glass_allowed=True, officer_mail=officer,
        controller_mail=controller,
    )  # fmt: skip
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=nadia)

    break_glass(family.pk, by=charlie, reason="lost", words=REASON)
    mail.finish()

    sent = [each for each in mailoutbox if "las uit nood" in each.subject]
    assert [each.to[0] for each in sent] == to
    for each in sent:
        for part in ("Sterrenberg", "Charlie", REASON, str(family.pk)):
            assert part not in each.subject + each.body
    client.force_login(adam)
    page = words(client.get(reverse("reception:organisations")))
    assert ("geen mailadres van wie over de gegevens waakt" in page) is bool(warns)
    assert warns in page


def test_no_longer_allowed_closes_what_is_open_at_once(family, charlie, nadia, adam):
    house = Organisation.objects.create(name="Wijkhuis", break_glass_allowed=True)
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=nadia)
    glass = break_glass(family.pk, by=charlie, reason="lost", words=REASON)

    for _ in range(2):
        save_organisation(
            name="Wijkhuis", break_glass_allowed=False, by=adam, organisation=house
        )

    assert not glass_of(charlie).exists()
    assert BreakGlass.objects.get(pk=glass.pk).ended_at <= now()
    lines = Entry.objects.filter(part="glass", detail="no longer allowed")
    assert [(line.item_id, line.actor_id) for line in lines] == [(glass.pk, adam.pk)]


def test_what_never_arrived_is_told_in_plain_words(client, adam):
    WaitingMail.objects.create(
        kind="invitation", sealed="", useless_at=now(), given_up_at=now(), trouble="no_server"
    )
    client.force_login(adam)
    page = words(client.get(reverse("reception:people")))

    assert "Deze mails kwamen niet aan" in page
    assert "een uitnodiging voor een kring" in page
    assert len(queries.lost_mails(by=adam)) == 1


@pytest.mark.parametrize("is_demo", [True, False])
def test_a_file_does_not_say_by_itself_that_nobody_lives_in_it(
    settings, monkeypatch, alice, is_demo
):
    settings.DEMO = is_demo
    asked = []

    def bring_in(*_family, is_example, **_more):
        asked.append(is_example)
        raise _Enough

    monkeypatch.setattr(exchange, "bring_in", bring_in)
    with pytest.raises(_Enough):
        exchange.bring_in_once([None], themes=(), note=alice.pk, by=alice, is_example=True)
    assert asked == [is_demo]


class _Enough(Exception):
    """The question is answered."""
