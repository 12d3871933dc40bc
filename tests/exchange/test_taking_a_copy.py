"""A copy of a family: every kind, for whom it may be, with a line in the journal."""

import html
import time
from dataclasses import replace

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from kring.base.keystore import KEYS, keys_for_one_request
from kring.core.family import Actor
from kring.core.formats.family_file import read
from kring.core.plain import plain
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.exchange.copies import KINDS
from kring.exchange.spreadsheet import read_any
from kring.families.models import Hidden, Seat
from kring.families.models import Member as MemberRow
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.network.models import Relation as Tie
from kring.people.sessions import AGAIN, KEY, Way

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def example(family):
    """Nobody lives in it, so a professional takes a copy of it without asking anybody."""
    family.is_example = True
    family.save()
    return family


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def page(user, family):
    with keys_for_one_request():
        return signed_in(user).get(reverse("exchange:export", args=[family.pk]))


def take(user, family, kind):
    with keys_for_one_request():
        return signed_in(user).post(reverse("exchange:copy", args=[family.pk, kind]))


@pytest.mark.parametrize(
    ("who", "status"),
    [("alice", 403), ("nadia", 403), ("amal", 200), ("bob", 403), ("charlie", 404),
     ("paula", 404), ("adam", 404)],
)  # fmt: skip
def test_who_takes_a_copy(request, family, who, status):
    user = request.getfixturevalue(who)

    assert page(user, family).status_code == status
    assert take(user, family, "yaml").status_code == status
    assert Entry.objects.filter(verb=Entry.Verb.EXPORTED).exists() == (status == 200)


@pytest.mark.parametrize("who", ["alice", "nadia"])
def test_a_professional_goes_where_somebody_else_looks_first(request, family, who):
    user = request.getfixturevalue(who)

    assert "Iemand anders kijkt dan eerst na" in take(user, family, "yaml").content.decode()
    shown = signed_in(user).get(reverse("overview:family_network", args=[family.pk]))
    assert reverse("rights:take_along", args=[family.pk]).encode() in shown.content
    assert reverse("exchange:export", args=[family.pk]).encode() not in shown.content


@pytest.mark.parametrize("who", ["alice", "nadia"])
def test_of_an_example_a_professional_takes_a_copy(request, example, who):
    assert take(request.getfixturevalue(who), example, "yaml").status_code == 200


def test_a_copy_asks_again_who_somebody_is_unless_they_came_by_their_pictures(family, amal):
    address = reverse("exchange:copy", args=[family.pk, "yaml"])
    for ways, status in (({Way.PASSKEY}, 403), ({Way.FAMILY_CODE}, 200)):
        client = signed_in(amal)
        session = client.session
        session[KEY] = {**session[KEY], "ways": dict.fromkeys(ways, time.time() - AGAIN)}
        session.save()

        assert client.post(address).status_code == status
    assert Entry.objects.filter(verb=Entry.Verb.EXPORTED).count() == 1


def test_a_copy_does_not_tell_that_something_is_hidden_from_somebody_unknown(example, alice):
    rows = MemberRow.objects.for_system("test").filter(family=example)
    unknown = rows.get(position=1)
    tie = Tie.objects.for_system("test").filter(family=example).first()
    Hidden.objects.create(family=example, item=unknown.pk, who=alice.pk)
    Hidden.objects.create(family=example, item=tie.pk, who=unknown.pk)
    Hidden.objects.create(family=example, item=tie.pk, who=rows.get(position=0).pk)

    [copy] = read(take(alice, example, "yaml").content, "x.yaml").families

    assert [each.hidden_from for each in copy.relations if each.hidden_from] == [("amal",)]


def test_a_volunteer_reads_why_not(family, bob):
    assert (
        "Een kopie is voor het gezin en de begeleider."
        in take(bob, family, "yaml").content.decode()
    )


def test_nobody_takes_a_copy_without_signing_in(client, family):
    assert client.get(reverse("exchange:export", args=[family.pk])).status_code == 302
    assert client.post(reverse("exchange:copy", args=[family.pk, "yaml"])).status_code == 302


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_each_kind_can_be_read_again(example, nadia, kind):
    response = take(nadia, example, kind.slug)

    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind.media_type
    assert response.headers["Cache-Control"] == "no-store"
    told = response.headers["Content-Disposition"]
    assert told.startswith('attachment; filename="kring-gezin-20')
    assert told.endswith(f'.{kind.ending}"')
    [copy] = read_any([(f"x.{kind.ending}", response.content)]).families
    assert [each.label for each in copy.actors] == [
        each.label for each in cast.STERRENBERG.actors
    ]


def test_a_copy_in_our_own_form_is_the_family(example, nadia):
    [copy] = read(take(nadia, example, "yaml").content, "x.yaml").families

    assert plain(copy) == plain(cast.STERRENBERG)


@pytest.mark.parametrize("kind", ["yaml", "csv-zip"])
def test_the_journal_tells_who_took_which_kind(example, alice, kind):
    take(alice, example, kind)

    line = Entry.objects.get(verb=Entry.Verb.EXPORTED)
    assert (line.actor_id, line.family_id, line.part, line.detail) == (
        alice.pk, example.pk, "family", kind.replace("-", "."),
    )  # fmt: skip


def test_the_page_offers_every_kind_and_takes_nothing_by_itself(example, alice):
    shown = html.unescape(page(alice, example).content.decode())

    for kind in KINDS.values():
        assert reverse("exchange:copy", args=[example.pk, kind.slug]) in shown
        assert kind.loses in shown
    assert not Entry.objects.filter(verb=Entry.Verb.EXPORTED).exists()
    address = reverse("exchange:copy", args=[example.pk, "yaml"])
    assert signed_in(alice).get(address).status_code == 405


def test_there_is_no_other_kind(example, alice):
    assert take(alice, example, "docx").status_code == 404


def test_what_a_kind_cannot_hold_is_told_on_the_page(db):
    long = Actor(id="a", label=Text.dutch("A"), sphere="kin", note=Text.dutch("x" * 40_000))
    row = cast.bring(
        replace(cast.MAANLICHT, actors=(long,)), themes=SHIPPED, by=None, is_example=True
    )
    user = cast.person("Nadia")
    give_seat(family=row, user=user, role=Seat.Role.COORDINATOR, purpose="x", by=None)

    response = take(user, row, "xlsx")

    assert response.status_code == 422
    shown = response.content.decode()
    assert "Er is een probleem" in shown
    assert "past niet in een cel van Excel" in shown
    assert not Entry.objects.filter(verb=Entry.Verb.EXPORTED).exists()


def test_the_page_asks_few_questions(example, alice):
    client = signed_in(alice)
    with (
        keys_for_one_request(),
        CaptureQueriesContext(connections["default"]) as asked,
        CaptureQueriesContext(connections[KEYS]) as keys,
    ):
        client.get(reverse("exchange:export", args=[example.pk]))

    assert len(asked) + len(keys) <= 12
