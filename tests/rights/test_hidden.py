"""Niet laten zien: one thing kept from one person, and who may know that."""

from datetime import date

import pytest
from django.urls import reverse

from cast import person
from kring.families.models import Hidden, Member, Seat, Story
from kring.families.services import give_seat, hide
from kring.network.models import Actor, Link, Relation
from kring.plans.models import Action, Goal, Meeting
from kring.rights.door import open_for
from kring.rights.hidden_views import READ
from kring.rights.items import items_of, kept_from, people_of
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def address(name, family):
    return reverse(f"rights:{name}", args=[family.pk])


def words(response):
    return " ".join(response.content.decode().split())


def first(model, family, position=0):
    return model.objects.for_system("test").filter(family=family).order_by("position")[position]


def seen(family, user):
    return open_for(family.pk, by=user, part="hidden", parts=READ).family


@pytest.fixture
def yousef(family):
    user = person("Yousef")
    father = first(Member, family, 1)
    give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose="x", by=None,
        member=father.pk,
    )  # fmt: skip
    return user


def test_everything_that_can_be_kept_from_somebody_has_a_short_name(family, nadia):
    items = items_of(seen(family, nadia), language="nl")

    assert {(item.group, item.name) for item in items} >= {
        ("Mensen en diensten", "Amal"),
        ("Mensen en diensten", "Tante Hala"),
        ("Banden", "Amal – OCMW"),
        ("Banden", "Lieve"),
        ("Banden", "Lieve – OCMW"),
        ("Het verhaal", "Wij willen een droog huis."),
        ("Doelen en stappen", "Een droog huis."),
        ("Doelen en stappen", "Bel de verhuurder"),
        ("Overleg", "overleg van 1 februari 2026"),
    }
    rows = {
        row.pk
        for model in (Member, Actor, Relation, Link, Story, Goal, Action, Meeting)
        for row in model.objects.for_system("test").filter(family=family)
    }
    assert {item.id for item in items} == rows


def test_a_long_text_stands_there_by_its_beginning(family, nadia):
    story = first(Story, family)
    story.words = type(story.words)({"nl": "Wij willen een huis. " * 9})
    story.save()

    [item] = [e for e in items_of(seen(family, nadia), language="nl") if e.id == story.pk]
    assert len(item.name) <= 60
    assert item.name.endswith("…")


def test_it_can_be_kept_from_the_other_members_and_the_helpers(
    family, amal, yousef, alice, bob, nadia
):
    names = people_of(seen(family, amal), by=amal, language="nl")

    assert sorted(names.values()) == ["Alice", "Bob", "Nadia", "Yousef"]
    assert "Nadia" not in people_of(seen(family, nadia), by=nadia, language="nl").values()


def test_hiding_acts_at_once_and_showing_it_again_too(client, family, amal, bob, nadia):
    story = first(Story, family)
    client.force_login(nadia)
    bare = words(client.get(address("hide", family), {"wat": story.pk}))
    assert f'<option value="{story.pk}" selected>' in bare

    client.post(address("hide", family), {"wat": story.pk, "wie": bob.pk})

    assert not Story.objects.visible_to(bob).filter(pk=story.pk).exists()
    page = words(client.get(address("hidden", family)))
    assert "niet te zien voor <bdi>Bob</bdi>" in page
    client.post(address("unhide", family), {"wat": story.pk, "wie": bob.pk})
    assert Story.objects.visible_to(bob).filter(pk=story.pk).exists()
    assert "niet te zien voor" not in words(client.get(address("hidden", family)))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"wat": ""}, "Kies wat je niet wil laten zien."),
        ({"wat": "iets"}, "Kies wat je niet wil laten zien."),
        ({"wie": ""}, "Kies wie dit niet mag zien."),
        ({"wie": "iemand"}, "Kies wie dit niet mag zien."),
    ],
)
def test_what_is_missing_is_said(client, family, nadia, bob, sent, sentence):
    story = first(Story, family)
    client.force_login(nadia)

    answer = client.post(address("hide", family), {"wat": story.pk, "wie": bob.pk} | sent)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Hidden.objects.exists()


def test_a_member_hides_what_is_about_herself_and_nothing_else(
    client, family, amal, yousef, bob
):
    client.force_login(amal)
    own, other = first(Story, family), first(Actor, family, 2)

    assert (
        client.post(
            address("hide", family), {"wat": own.pk, "wie": yousef_of(family)}
        ).status_code
        == 302
    )
    answer = client.post(address("hide", family), {"wat": other.pk, "wie": bob.pk})

    assert answer.status_code == 403
    assert "wat over jezelf gaat" in words(answer)


def yousef_of(family):
    return first(Member, family, 1).pk


WHO_KNOWS = {
    # what is kept from Bob, by whom:       amal   yousef alice  nadia
    "the story of Amal, by Nadia": (True, False, False, True),
    "a tie of Amal, by Alice": (True, False, True, True),
    "an actor, by Alice": (False, False, True, True),
    "an actor, by Nadia": (False, False, False, True),
}


@pytest.mark.parametrize("case", WHO_KNOWS)
@pytest.mark.parametrize("reader", range(4))
def test_who_sees_in_the_list_that_something_is_kept_from_bob(
    request, family, amal, yousef, alice, nadia, bob, case, reader
):
    what = {
        "the story of Amal": first(Story, family),
        "a tie of Amal": first(Relation, family, 1),
        "an actor": first(Actor, family, 2),
    }
    thing, _by, author = case.partition(", by ")
    Hidden.objects.create(
        family=family,
        item=what[thing].pk,
        who=bob.pk,
        author={"Nadia": nadia}.get(author, alice),
    )
    user = [amal, yousef, alice, nadia][reader]

    kept = kept_from(
        seen(family, user), items_of(seen(family, user), language="nl"), by=user, language="nl"
    )

    assert [each.name for each in kept] == ["Bob"] * WHO_KNOWS[case][reader]


def test_whom_it_is_kept_from_finds_no_trace_on_these_pages(client, family, amal, yousef, bob):
    client.force_login(yousef)

    def pages():
        found = [words(client.get(address(name, family))) for name in ("hidden", "hide")]
        return [page[page.index("<main") : page.index("</main>")] for page in found]

    hala = first(Actor, family, 2)
    Hidden.objects.create(family=family, item=hala.pk, who=yousef_of(family), author=amal)
    with_it = [without_marks(page) for page in pages()]
    Relation.objects.for_system("test").filter(actor=hala.pk).delete()
    hala.delete()
    Hidden.objects.all().delete()

    assert [without_marks(page) for page in pages()] == with_it


def test_kept_from_whoever_comes_later_only_the_lead_sees_and_shows(
    client, family, alice, nadia
):
    story = first(Story, family)
    Hidden.objects.create(family=family, item=story.pk, who=None, author=alice)
    client.force_login(nadia)

    assert "alleen te zien voor de coördinator" in words(client.get(address("hidden", family)))
    client.post(address("unhide", family), {"wat": story.pk, "wie": ""})

    assert not Hidden.objects.exists()


def test_kept_from_an_actor_is_named_as_on_the_map(family, nadia):
    hala = first(Actor, family, 2)
    Hidden.objects.create(family=family, item=first(Story, family).pk, who=hala.pk)

    kept = kept_from(
        seen(family, nadia), items_of(seen(family, nadia), language="nl"), by=nadia,
        language="nl",
    )  # fmt: skip
    assert [each.name for each in kept] == ["Tante Hala"]


@pytest.mark.parametrize("sent", [{}, {"wat": "x", "wie": "y"}])
def test_showing_what_was_never_hidden_is_no_page(client, family, nadia, sent):
    client.force_login(nadia)

    assert client.post(address("unhide", family), sent).status_code == 404


def test_hiding_twice_is_hiding_once(family, nadia, bob):
    for _ in range(2):
        hide(family.pk, item=first(Story, family).pk, who=bob.pk, by=nadia)

    assert Hidden.objects.count() == 1


def test_a_meeting_is_named_by_its_day(family, nadia):
    meeting = first(Meeting, family)
    meeting.date = date(2026, 12, 4)
    meeting.save()

    names = [item.name for item in items_of(seen(family, nadia), language="nl")]
    assert "overleg van 4 december 2026" in names


PLACES = {
    "the family": ("", {}, ("Member", "Story")),
    "the map": ("netwerk/", {"wie": "hala"}, ("Actor", "Relation")),
    "the plan": ("netwerk/plan/", {}, ("Action",)),
    "the meetings": ("netwerk/overleg/", {}, ("Meeting",)),
}


@pytest.mark.parametrize(("who", "shown"), [("amal", True), ("alice", True), ("bob", False)])
@pytest.mark.parametrize("place", PLACES)
def test_from_where_it_stands_a_link_leads_to_keeping_it_back(
    client, request, family, amal, alice, bob, place, who, shown
):
    path, query, kinds = PLACES[place]
    models = {m.__name__: m for m in (Member, Story, Actor, Relation, Action, Meeting)}
    hala = first(Actor, family, 2)
    client.force_login(request.getfixturevalue(who))

    page = words(client.get(f"/gezin/{family.pk}/{path}", dict.fromkeys(query, hala.pk)))

    for kind in kinds:
        row = first(models[kind], family, 2 if kind in ("Actor", "Relation") else 0)
        assert (f'href="{address("hide", family)}?wat={row.pk}"' in page) is shown
