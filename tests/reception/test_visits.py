"""Ik was op bezoek: what a volunteer writes down from a remembered phone, and who reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.core.words import Text
from kring.families.models import Consent, Family, Hidden, Seat
from kring.families.services import give_consent, give_seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.plans.models import Meeting
from kring.plans.services import note_visit
from kring.reception.small_queries import families_to_visit

pytestmark = [pytest.mark.django_db, pytest.mark.query]

PAGE = "reception:visit"
SAID = "We dronken thee en bekeken een brief."
TYPED = {"when": "0", "how": "happy", "words": SAID}


@pytest.fixture
def lieve(family, bob):
    actor = Actor.objects.for_system("for a test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=actor.pk)
    return bob


@pytest.fixture
def visit(family, lieve):
    return note_visit(family.pk, on=localdate(), how="sad", words=Text.dutch(SAID), by=lieve)


def visits():
    rows = Meeting.objects.for_system("for a test")
    return [each for each in rows if each.kind == "visit"]


@pytest.mark.parametrize(
    ("typed", "days"),
    [({}, 0), ({"when": "1"}, 1), ({"when": "day", "day": "{day}"}, 5), ({"words": ""}, 0)],
)
def test_a_visit_is_written_down(client, family, lieve, typed, days):
    client.force_login(lieve)
    day = localdate() - timedelta(days=days)
    sent = {**TYPED, **{name: value.format(day=day) for name, value in typed.items()}}

    answer = client.post(reverse(PAGE), sent)

    assert answer.headers["Location"] == reverse("reception:steps")
    [row] = visits()
    assert (row.date, row.how_was_it, row.author, row.layer) == (day, "happy", lieve, 1)
    assert row.present == [Seat.objects.get(user=lieve).actor]
    assert str(row.note or "") == sent["words"]
    [line] = Entry.objects.filter(item_id=row.pk)
    assert (line.verb, line.part, line.detail) == ("added", "meeting", "visit")
    assert line.actor_id == lieve.pk


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"when": ""}, "Kies wanneer."),
        ({"when": "2"}, "Kies wanneer."),
        ({"how": ""}, "Kies hoe het ging."),
        ({"how": "furious"}, "Kies hoe het ging."),
        ({"when": "day", "day": ""}, "Kies een dag."),
        ({"when": "day", "day": "gisteren"}, "Kies een dag."),
        ({"when": "day", "day": "2199-01-01"}, "Kies een dag van de laatste drie maanden."),
        ({"when": "day", "day": "2001-01-01"}, "Kies een dag van de laatste drie maanden."),
    ],
)
def test_a_mistake_is_said_and_the_words_stay(client, lieve, typed, sentence):
    client.force_login(lieve)
    answer = client.post(reverse(PAGE), {**TYPED, **typed})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert SAID in page
    assert visits() == []


@pytest.mark.parametrize(
    ("who", "reads"),
    [("bob", True), ("amal", True), ("alice", True), ("nadia", True), ("ann", False)],
)
def test_who_reads_a_visit(client, request, family, visit, who, reads):
    """The family, its professionals and who was there; no other volunteer."""
    if who == "ann":
        user = person("Ann")
        hala = Actor.objects.for_system("for a test").get(family=family, position=2)
        give_seat(
            family=family, user=user, role=Seat.Role.VOLUNTEER, purpose="x", by=None,
            actor=hala.pk,
        )  # fmt: skip
        give_consent(
            family.pk, by=None, receiver=user.pk, part="plan", form="spoken", language="nl"
        )
    else:
        user = request.getfixturevalue(who)
    client.force_login(user)
    answer = client.get(reverse("overview:family_meetings", args=[family.pk]))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert (SAID in page) is reads
    assert ("Hoe ging het?" in page) is reads


def test_a_hidden_visit_is_not_there(client, family, visit, alice):
    Hidden.objects.create(family=family, item=visit.pk, who=alice.pk)
    client.force_login(alice)
    page = client.get(reverse("overview:family_meetings", args=[family.pk]))
    assert SAID not in page.content.decode()


def no_plan(family, user):
    Consent.objects.for_system("for a test").filter(family=family).delete()


def not_on_the_map(family, user):
    Seat.objects.filter(user=user).update(actor=None)


@pytest.mark.parametrize("change", [no_plan, not_on_the_map])
def test_where_nothing_can_be_written_the_page_says_what_to_do(client, family, lieve, change):
    change(family, lieve)
    client.force_login(lieve)
    address = reverse(PAGE)

    assert "Vraag het aan je coördinator." in client.get(address).content.decode()
    assert client.post(address, TYPED).status_code == 422
    assert families_to_visit(lieve) == {}
    with pytest.raises(NotAllowed):
        note_visit(family.pk, on=localdate(), how="happy", by=lieve)


def test_a_plan_that_closes_while_somebody_types_is_said(client, family, lieve, monkeypatch):
    client.force_login(lieve)
    shown = families_to_visit(lieve)
    monkeypatch.setattr("kring.reception.views.own.families_to_visit", lambda user: shown)
    no_plan(family, lieve)

    answer = client.post(reverse(PAGE), TYPED)

    assert answer.status_code == 422
    assert "Het gezin toont dit niet meer." in answer.content.decode()
    assert SAID in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "error"), [("amal", NotAllowed), ("charlie", NotFoundHere), ("adam", NotFoundHere)]
)
def test_only_helpers_of_the_circle_write_a_visit(request, family, who, error):
    with pytest.raises(error):
        note_visit(family.pk, on=localdate(), how="happy", by=request.getfixturevalue(who))


@pytest.mark.parametrize(("days", "how"), [(1, "happy"), (0, "furious"), (0, "")])
def test_a_visit_that_cannot_be(family, lieve, days, how):
    with pytest.raises(ValueError, match="no visit"):
        note_visit(family.pk, on=localdate() + timedelta(days=days), how=how, by=lieve)


def test_with_two_families_one_is_chosen_and_only_out_of_these(
    client, family, other_family, lieve
):
    actor = Actor.objects.create(
        family=other_family, code="x", label=Text.dutch("Lieve"), sphere="volunteers",
        languages=[], possible_themes=[], wants_support_on=[], extra={},
    )  # fmt: skip
    give_seat(
        family=other_family, user=lieve, role=Seat.Role.VOLUNTEER, purpose="x", by=None,
        actor=actor.pk,
    )  # fmt: skip
    give_consent(
        other_family.pk, by=None, receiver=lieve.pk, part="plan", form="spoken", language="nl"
    )
    client.force_login(lieve)
    address = reverse(PAGE)

    assert "Sterrenberg" in client.get(address).content.decode()
    assert "Kies een gezin." in client.post(address, TYPED).content.decode()
    absent = {**TYPED, "family": str(lieve.pk)}
    assert client.post(address, absent).status_code == 422
    assert client.post(address, {**TYPED, "family": other_family.pk}).status_code == 302
    assert [each.family_id for each in visits()] == [other_family.pk]


def test_with_one_family_its_name_is_not_on_the_page(client, family, lieve):
    client.force_login(lieve)
    assert "Sterrenberg" not in client.get(reverse(PAGE)).content.decode()


def test_a_restricted_family_takes_no_visit(family, lieve):
    Family.objects.for_system("for a test").update(is_restricted=True)
    with pytest.raises(NotFoundHere):
        note_visit(family.pk, on=localdate(), how="happy", by=lieve)
