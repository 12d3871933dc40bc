"""Where a family does not show a part, one sentence stands in its place; and at once."""

import pytest
from django.urls import reverse
from looking import flat

from kring.families.queries import open_family
from kring.families.services import break_glass, give_consent, name_protocol, withdraw_consent
from kring.people.models import Organisation

pytestmark = [pytest.mark.django_db]

GONE = "Het gezin toont dit niet meer."
PAGES = {
    "story": ["family"],
    "map": ["family_network", "family_volunteers"],
    "plan": ["family_plan", "family_meetings"],
}
LISTS = {"story": [], "map": ["wall", "volunteers"], "plan": ["networks"]}


def look(client, user, name, *args):
    client.force_login(user)
    return flat(client.get(reverse(f"overview:{name}", args=args)).content.decode())


@pytest.mark.parametrize("part", PAGES)
@pytest.mark.parametrize("who", ["alice", "bob", "nadia"])
def test_a_part_turned_off_is_a_sentence_everywhere(client, request, family, amal, part, who):
    user = request.getfixturevalue(who)
    pages = [(each, family.pk) for names in PAGES.values() for each in names]
    lists = [(each,) for names in LISTS.values() for each in names]
    assert all(GONE not in look(client, user, *page) for page in [*pages, *lists])

    withdraw_consent(family.pk, by=amal, receiver=user.pk, part=part)

    gone = {page[0] for page in [*pages, *lists] if GONE in look(client, user, *page)}
    assert gone == {*PAGES[part], *LISTS[part]}
    assert open_family(family.pk, by=user, part="x").parts == {"story", "map", "plan"} - {part}
    assert all(GONE not in look(client, amal, *page) for page in pages)


def test_without_any_yes_a_helper_sees_that_there_is_a_family_and_no_more(
    client, family, alice, amal
):
    withdraw_consent(family.pk, by=amal, receiver=None, part="")

    wall, page = look(client, alice, "wall"), look(client, alice, "family", family.pk)

    assert "Gezin Sterrenberg" in wall
    assert GONE in wall
    assert GONE in page
    for word in ("Amal", "Yousef", "droog huis", "Het huis is nat", "bakker", "Lieve"):
        assert word not in wall + page
    assert open_family(family.pk, by=alice, part="x").parts == frozenset()

    give_consent(
        family.pk, by=amal, receiver=alice.pk, part="map", form="spoken", language="nl"
    )

    assert open_family(family.pk, by=alice, part="x").parts == {"map"}
    assert "Yousef" in look(client, alice, "family", family.pk)


def test_through_a_glass_everything_stands_there_to_read_alone(
    client, family, alice, charlie, nadia
):
    house = Organisation.objects.create(name="Wijkhuis", break_glass_allowed=True)
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=nadia)
    withdraw_consent(family.pk, by=nadia, receiver=None, part="")
    words = "Ze nemen niet op en het is koud."
    break_glass(family.pk, by=charlie, reason="lost", words=words)

    door = open_family(family.pk, by=charlie, part="map")

    assert (door.reader, door.read_only, door.parts) == (
        "worker",
        True,
        {"story", "map", "plan"},
    )
    assert GONE not in look(client, charlie, "family_network", family.pk)
    assert words not in look(client, charlie, "family", family.pk)
