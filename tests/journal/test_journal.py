"""The journal: chained, without words, only ever longer."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from kring.journal import services
from kring.journal.models import Entry
from kring.journal.services import START, NotWritten, is_genuine, mac_of, record, record_looks

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def test_a_line_holds_who_what_and_when_and_no_words(family, alice):
    entry = record(
        Entry.Verb.CHANGED,
        by=alice,
        part="story",
        family=family.pk,
        item=family.pk,
        detail="words",
    )

    again = Entry.objects.get(pk=entry.pk)
    assert (again.verb, again.actor_id, again.part) == ("changed", alice.pk, "story")
    assert (again.family_id, again.item_id, again.detail) == (family.pk, family.pk, "words")
    assert str(again).endswith(f"{alice.pk} changed story")


def test_the_system_writes_without_a_name(db):
    assert record(Entry.Verb.ERASED, by=None, part="family").actor_id is None


def test_an_empty_wall_leaves_no_line(alice):
    record_looks([], by=alice, part="wall")
    assert not Entry.objects.filter(actor_id=alice.pk).exists()


def test_each_line_is_chained_to_the_one_before(db):
    first, second = (record(Entry.Verb.VIEWED, by=None, part="map") for _ in range(2))

    assert bytes(first.previous) == START
    assert bytes(second.previous) == bytes(first.mac)
    for entry in Entry.objects.all():
        assert mac_of(entry) == bytes(entry.mac)
        assert is_genuine(entry)


def test_a_line_remembers_what_a_change_left_behind(db):
    entry = record(Entry.Verb.CHANGED, by=None, part="map", seal=b"s" * 32)

    again = Entry.objects.get(pk=entry.pk)
    assert bytes(again.seal) == b"s" * 32
    assert is_genuine(again)


def test_a_line_from_before_there_were_seals_is_still_ours_and_gets_none_later(db):
    line = record(Entry.Verb.VIEWED, by=None, part="map")
    line.mac = services._mac(line, b"kring/journal/1", [])
    assert is_genuine(line)

    line.seal = b"s" * 32

    assert not is_genuine(line)


@pytest.mark.parametrize(
    "field",
    ["verb", "actor_id", "family_id", "part", "item_id", "detail", "at", "previous", "seal"],
)
def test_a_changed_line_no_longer_fits_its_mark(family, alice, field):
    entry = record(Entry.Verb.VIEWED, by=alice, part="map", family=family.pk, item=family.pk)
    other = {
        "verb": "erased", "actor_id": family.pk, "family_id": None, "part": "plan",
        "item_id": None, "detail": "x", "at": entry.at + timedelta(seconds=1),
        "previous": b"x" * 32, "seal": b"x" * 32,
    }  # fmt: skip

    setattr(entry, field, other[field])

    assert mac_of(entry) != bytes(entry.mac)
    assert not is_genuine(entry)


def test_the_journal_is_append_only(db):
    entry = record(Entry.Verb.ERASED, by=None, part="family")

    with pytest.raises(TypeError, match="append-only"):
        entry.save()
    with pytest.raises(TypeError, match="append-only"):
        entry.delete()


def test_inside_a_transaction_a_line_that_comes_in_between_refuses_the_change(db):
    record(Entry.Verb.VIEWED, by=None, part="map")

    with pytest.raises(NotWritten), transaction.atomic():
        record(Entry.Verb.VIEWED, by=None, part="map", head=START)
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_follows_the_line_that_came_in_between():
    first = record(Entry.Verb.VIEWED, by=None, part="map")

    second = record(Entry.Verb.VIEWED, by=None, part="plan", head=START)

    assert bytes(second.previous) == bytes(first.mac)


@pytest.mark.django_db(transaction=True)
def test_it_gives_up_rather_than_write_outside_the_chain(monkeypatch):
    record(Entry.Verb.VIEWED, by=None, part="map")
    stuck = Entry.objects.none()
    monkeypatch.setattr(Entry.objects, "values_list", lambda *a, **k: stuck.values_list("mac"))

    with pytest.raises(NotWritten):
        record(Entry.Verb.VIEWED, by=None, part="map")
    assert connection.in_atomic_block is False
    assert Entry.objects.count() == 1
