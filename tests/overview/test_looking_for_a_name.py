"""Looking for a name: found however it is written, by whoever may see it, and nobody else."""

import logging
from dataclasses import replace

import pytest
from django.core.exceptions import FieldError
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

import cast
from cast import bring, nl, person
from kring.base.keystore import KEYS, keys_for_one_request
from kring.core.codes import Sphere
from kring.core.family import Actor, Member
from kring.core.folding import folded
from kring.core.unreadable import Unreadable
from kring.core.words import Text
from kring.families.models import Member as MemberRow
from kring.families.models import Seat
from kring.families.services import give_seat, hide, withdraw_consent, withdraw_seat
from kring.journal.models import Entry
from kring.network.models import Actor as ActorRow
from kring.overview import search as searching
from kring.overview.queries import EVERYTHING, MAP, RING, read_families
from kring.overview.search import search

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def texts(words, by):
    return [str(hit.text) for hit in search(words, by=by).hits]


def row(model, **where):
    return model.objects.for_system("test").filter(**where).order_by("position").first()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sterrenberg", ["Gezin Sterrenberg"]),
        ("STERREN gezin", ["Gezin Sterrenberg"]),
        ("amal", ["Amal"]),
        ("أمل", ["Amal"]),
        ("امل", ["Amal"]),
        ("yoüsef", ["Yousef"]),
        ("liev", ["Lieve"]),
        ("hala tante", ["Tante Hala"]),
        ("woningen", ["Te weinig woningen"]),
        ("bakker", []),
        ("x", []),
        ("", []),
        ("%", []),
        ("l' OR 1=1", []),
    ],
)
def test_names_and_titles_are_found_however_they_are_written(family, nadia, words, found):
    assert texts(words, nadia) == found


def test_a_hit_leads_to_the_page_that_shows_it(family, nadia):
    pages = {
        str(hit.text): hit.page
        for word in ("amal", "lieve", "woningen", "sterren")
        for hit in search(word, by=nadia).hits
    }

    assert pages == {
        "Amal": "overview:family", "Lieve": "overview:family_network",
        "Te weinig woningen": "overview:family_policy", "Gezin Sterrenberg": "overview:family",
    }  # fmt: skip


@pytest.mark.parametrize("words", ["sterrenberg", "amal", "lieve", "woningen"])
@pytest.mark.parametrize("who", ["charlie", "adam", "paula"])
def test_row_48_another_circle_is_never_found(family, request, who, words):
    assert texts(words, request.getfixturevalue(who)) == []
    assert not Entry.objects.filter(verb="viewed").exists()


@pytest.mark.parametrize("order", ["name", "-name"])
def test_row_48_no_list_is_sorted_by_what_lies_sealed(family, nadia, order):
    with pytest.raises(FieldError, match="sealed"):
        MemberRow.objects.visible_to(nadia).order_by(order)


def test_who_left_the_circle_finds_nothing(family, alice, nadia):
    seat = Seat.of(alice).get()
    withdraw_seat(seat.pk, by=nadia)

    assert texts("amal", alice) == []


def test_row_5_what_is_hidden_is_not_found_and_not_counted(family, alice, nadia):
    hala = row(ActorRow, position=2)
    assert texts("tante", alice) == ["Tante Hala"]

    hide(family.pk, item=hala.pk, who=alice.pk, by=nadia)

    assert search("tante", by=alice) == search("niemand", by=alice)
    assert texts("tante", nadia) == ["Tante Hala"]


def test_what_the_family_shows_no_longer_is_not_found(family, bob):
    assert texts("lieve", bob) == ["Lieve"]

    withdraw_consent(family.pk, by=None, receiver=bob.pk, part="map")

    assert texts("lieve", bob) == []


def test_an_actor_for_a_few_people_is_found_by_them_and_by_professionals(
    family, alice, bob, amal
):
    mother = row(MemberRow, position=0)
    ActorRow.objects.for_system("test").filter(pk=row(ActorRow, position=2).pk).update(
        visible_to=[mother.pk]
    )

    assert texts("tante", alice) == texts("tante", amal) == ["Tante Hala"]
    assert texts("tante", bob) == []


def test_what_does_not_open_is_passed_over(family, nadia):
    yousef = row(MemberRow, position=1)
    with connections["default"].cursor() as cursor:
        pk = (
            yousef.pk
            if connections["default"].features.has_native_uuid_field
            else yousef.pk.hex
        )
        cursor.execute(
            "UPDATE kring_member SET name = %s WHERE id = %s", [b"K1\0\0\0\1" + bytes(60), pk]
        )

    assert texts("yousef", nadia) == []
    assert texts("amal", nadia) == ["Amal"]


def test_whose_names_are_shown_can_read_so_in_the_journal(family, nadia):
    search("niemand", by=nadia)
    assert not Entry.objects.filter(verb="viewed").exists()

    search("amal", by=nadia)

    line = Entry.objects.get(verb="viewed")
    assert (line.actor_id, line.family_id) == (nadia.pk, family.pk)


def test_more_than_fits_is_counted(family, nadia, monkeypatch):
    monkeypatch.setattr(searching, "MOST", 1)

    found = search("te", by=nadia)  # Sterrenberg, Tante Hala and Te weinig woningen

    assert [str(hit.text) for hit in found.hits] == ["Gezin Sterrenberg"]
    assert found.more == 2


# The page


def test_the_words_stand_in_no_address_and_no_log(client, family, nadia, caplog):
    client.force_login(nadia)
    with caplog.at_level(logging.DEBUG):
        answer = client.post(reverse("overview:search"), {"words": "Amal Zoekwoord"})

    assert answer.status_code == 200
    assert "Zoekwoord" not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert "Zoekwoord" not in "".join(
        each
        for each in caplog.messages
        if not each.startswith("(")  # our own SQL has none
    )
    assert not Entry.objects.filter(detail__contains="Zoekwoord").exists()


def test_the_page_shows_a_form_then_what_was_found(client, family, nadia):
    client.force_login(nadia)
    address = reverse("overview:search")

    assert "Gevonden" not in client.get(address).content.decode()
    page = client.post(address, {"words": "yousef"}).content.decode()
    nothing = client.post(address, {"words": "niemand"}).content.decode()

    assert reverse("overview:family", args=[family.pk]) in page
    assert "Niets gevonden" in nothing
    assert client.get(address + "?words=yousef").content.decode().count("Yousef") == 0


@pytest.mark.parametrize("words", ["", " ", "a", "́", "x" * 101])
def test_too_little_or_too_much_is_explained_and_stays_in_the_form(
    client, family, nadia, words
):
    client.force_login(nadia)

    answer = client.post(reverse("overview:search"), {"words": words})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_row_54_the_number_of_questions_is_the_same_for_4_families_and_for_40(db):
    # What 500 families of 300 people cost 20 users at once: benchmarks/families.py.
    user = person("Els")
    people = tuple(Member(id=f"m{i}", name=nl(f"Kind {i}"), role="child") for i in range(150))
    around = tuple(
        Actor(id=f"a{i}", label=Text({"ar": f"عم {i}", "nl": f"Oom {i}"}), sphere=Sphere.KIN)
        for i in range(150)
    )
    full = replace(cast.MAANLICHT, members=people, actors=around)

    def asked(words):
        with (
            keys_for_one_request(),
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections[KEYS]) as keys,
        ):
            search(words, by=user)
            for part in (RING, MAP, EVERYTHING):
                read_families(by=user, parts=part, most=50)
        return len(data) + len(keys)

    def join(record, times):
        for _ in range(times):
            give_seat(
                family=bring(record), user=user, role=Seat.Role.WORKER, purpose="x", by=None
            )

    join(cast.STERRENBERG, 2)
    join(full, 2)
    asked("sterrenberg")  # the first look is written down
    few = asked("sterrenberg"), asked("niemand")
    join(cast.STERRENBERG, 33)
    join(full, 3)
    asked("sterrenberg")

    assert (asked("sterrenberg"), asked("niemand")) == few


def test_a_search_asks_few_questions(family, other_family, nadia):
    def asked(words):
        with (
            keys_for_one_request(),
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections[KEYS]) as keys,
        ):
            search(words, by=nadia)
        return len(data) + len(keys)

    hidden_away = ActorRow.objects.for_system("test").filter(pk=row(ActorRow, position=2).pk)
    hidden_away.update(visible_to=[row(MemberRow, position=0).pk])

    assert asked("niemand") == 7
    assert asked("tante") <= 11  # an actor for a few, and a look that is written down
    assert asked("yousef") == 8


LETTERS = st.one_of(st.text(), st.text("aé\"\\`'´ \u0301\u0300١أة\n", max_size=8))


@given(st.dictionaries(st.sampled_from(["nl", "ar", "fr"]), LETTERS, min_size=1), LETTERS)
def test_the_quick_look_never_misses_a_name(words, looked_for):
    asked = folded(looked_for).split()
    sealed = MemberRow._meta.get_field("name").encode(Text(words))

    if searching._holds(Text(words), asked):
        assert searching._may_hold(asked)(sealed)


def test_only_who_may_hold_the_words_is_taken_apart():
    assert not searching._may_hold(["hala"])('{"nl":"Lieve"}')
    assert searching._may_hold(["hala", "tante"])('{"nl":"Tante Hala"}')
    assert searching._may_hold(["nobody"])('{"nl":"Tante \\"Ha\\""}')  # cannot tell


def test_a_name_of_a_family_that_does_not_open_is_passed_over(family, other_family, nadia):
    give_seat(family=other_family, user=nadia, role=Seat.Role.WORKER, purpose="x", by=None)
    pk = family.pk if connections["default"].features.has_native_uuid_field else family.pk.hex
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "UPDATE kring_family SET label = %s WHERE id = %s",
            [b"K1\0\0\0\1" + bytes(60), pk],
        )

    assert texts("gezin", nadia) == ["Gezin Maanlicht"]
    [hit] = search("yousef", by=nadia).hits
    assert isinstance(hit.label, Unreadable)
