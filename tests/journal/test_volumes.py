"""After two years only numbers are left of the journal, and nobody can wipe a line sooner."""

import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, models, transaction
from django.urls import reverse

from cast import person
from kring.base.keystore import key_ring
from kring.journal import services
from kring.journal.lock import BOOK, TABLE
from kring.journal.models import Entry, Volume
from kring.journal.queries import months, sums_of
from kring.journal.services import record
from kring.journal.verifying import verify as verify_values
from kring.journal.volumes import bind, bound_before, over
from kring.site.keeping.chain import Head, head_of, verify

pytestmark = [pytest.mark.django_db, pytest.mark.query]

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OLD = datetime(2024, 10, 31, 22, 59, 59, tzinfo=UTC)  # 23.59 in Brussels: the last of October
YOUNG = datetime(2024, 10, 31, 23, 0, tzinfo=UTC)  # midnight in Brussels: the first of November


@pytest.fixture
def write(db, monkeypatch):
    """Lines of the moments that are given, one after another."""

    def write(*moments, by=None, family=None, verb=Entry.Verb.VIEWED, part="map"):
        for at in moments:
            monkeypatch.setattr(services, "now", lambda at=at: at)
            record(verb, by=by, part=part, family=family)

    return write


@pytest.fixture
def els(db):
    return person("Els")


@pytest.fixture
def family_id():
    return uuid4()


def is_whole(anchor=None):
    with connection.cursor() as cursor:
        found = verify(cursor, key_ring().audit, anchor)
    return found.fault, found.line


def do(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    ("today", "stays"),
    [
        (NOON, "2024-11-01"),
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), "2024-11-01"),
        (datetime(2026, 11, 30, 23, 1, tzinfo=UTC), "2024-12-01"),  # it is December in Brussels
        (datetime(2028, 2, 29, 12, tzinfo=UTC), "2026-02-01"),
    ],
)
def test_whole_months_go_after_two_years(today, stays):
    assert bound_before(today).isoformat() == stays


@pytest.mark.parametrize(
    ("ages", "bound"),
    [
        ([], 0),
        ([NOON], 0),
        ([OLD], 0),  # the last line stays: the next one follows it
        ([OLD, OLD], 1),
        ([OLD, YOUNG], 1),
        ([YOUNG, NOON], 0),
        ([OLD, OLD, NOON, NOON], 2),
        ([OLD, NOON, OLD, NOON], 1),  # a clock that jumped leaves no hole
    ],
)
def test_the_oldest_lines_go_and_the_rest_stays_whole(write, ages, bound):
    write(*ages)

    assert over(NOON).count() == bound
    volume = bind(NOON)

    assert (volume.lines if volume else 0) == bound
    assert Entry.objects.count() == len(ages) - bound
    assert is_whole() == ("", 0)
    assert bind(NOON) is None  # a second run has nothing to do
    write(NOON)
    assert is_whole() == ("", 0)


def test_numbers_stay_and_nobody_is_in_them(write, els, family_id):
    write(OLD - timedelta(days=40), OLD, OLD, by=els, family=family_id)
    write(OLD, part="plan", verb=Entry.Verb.ADDED)
    write(NOON)

    volume = bind(NOON)

    assert volume.sums == [
        ["2024-09", "viewed", "map", 1], ["2024-10", "added", "plan", 1],
        ["2024-10", "viewed", "map", 2],
    ]  # fmt: skip
    held = str(Volume.objects.values().get())
    assert str(els.pk) not in held
    assert str(family_id) not in held


def test_the_administrator_still_reads_how_much_of_what(write, client, adam, els):
    write(OLD, OLD, by=els)
    write(NOON)
    bind(NOON)

    assert [f"{each:%Y-%m}" for each in months()] == ["2026-11", "2024-10"]
    [told] = sums_of(months()[1], months()[0])
    assert (told.day, told.actor, told.family, told.times) == (None, "", "", 2)
    client.force_login(adam)
    page = client.get(reverse("rights:journal"), {"maand": "2024-10"}).text
    cells = [re.sub("<[^>]+>", "", each) for each in re.findall(r"<td>(.*?)</td>", page)]
    assert cells == ["de hele maand", "niet meer bewaard", "keek", "map", "", "2"]
    table = client.get(reverse("rights:journal_file"), {"maand": "2024-10"}).text
    assert table.splitlines()[1] == '"","","keek","map","","2"'


def test_volume_after_volume(write):
    write(*(OLD + timedelta(days=20 * number) for number in range(12)))
    ends = []
    for month in range(1, 8):
        volume = bind(NOON + timedelta(days=30 * month))
        ends += [volume.until] if volume else []
        assert is_whole() == ("", 0)

    assert len(ends) > 3
    assert ends == sorted(set(ends))
    assert sum(Volume.objects.values_list("lines", flat=True)) + Entry.objects.count() == 12


def test_of_a_journal_that_is_not_whole_nothing_goes(write, caplog):
    write(OLD, OLD, NOON)
    forged = Entry.objects.order_by("pk").values("pk", "mac")[1]
    lift()
    do(f"UPDATE {TABLE} SET part = 'plan' WHERE id = %s", forged["pk"])

    with caplog.at_level(logging.ERROR, "kring.journal"):
        assert bind(NOON) is None

    assert f"not whole at line {forged['pk']}" in caplog.text
    assert Entry.objects.count() == 3
    assert is_whole() == ("altered", forged["pk"])


def test_a_line_of_a_key_that_is_gone_stays(write, monkeypatch):
    write(OLD, NOON)
    monkeypatch.setattr("kring.journal.volumes.is_genuine", missing)

    assert bind(NOON) is None
    assert Entry.objects.count() == 2


def missing(_line):
    raise KeyError("2020a")


# What somebody with the password of the database tries, and what it answers.
ATTEMPTS = {
    "a line that is not bound": f"DELETE FROM {TABLE} WHERE id > 0",
    "a volume": f"DELETE FROM {BOOK}",
    "the numbers in it": f"UPDATE {BOOK} SET lines = 1",
    "how far it goes": f"UPDATE {BOOK} SET last_line = 999999",
}


@pytest.mark.parametrize("sql", ATTEMPTS.values(), ids=ATTEMPTS)
def test_row_43_the_database_refuses_to_alter_what_is_bound(write, sql):
    write(OLD, OLD, NOON)
    bind(NOON)
    there = list(Volume.objects.values())

    with pytest.raises(IntegrityError, match="append-only"):
        do(sql)
    assert list(Volume.objects.values()) == there
    assert is_whole() == ("", 0)


def test_row_43_who_makes_a_volume_to_wipe_lines_is_found_out(write):
    """Without the key of the journal a volume can be written, but not marked."""
    write(OLD, OLD, NOON)
    first = Entry.objects.order_by("pk").first()
    models.QuerySet(Volume).create(
        until=NOON.date(), last_line=first.pk, head=first.mac, lines=1, sums=[],
        previous=services.START, mac=b"x" * 32, key_id=key_ring().primary,
    )  # fmt: skip
    do(f"DELETE FROM {TABLE} WHERE id = %s", first.pk)

    assert is_whole() == ("volume", first.pk)


def test_row_43_a_volume_that_is_taken_away_is_missed(write):
    write(OLD, OLD, NOON)
    bind(NOON)
    left = Entry.objects.order_by("pk").values_list("pk", flat=True)[0]
    lift()
    do(f"DELETE FROM {BOOK}")

    assert is_whole() == ("broken", left)


def test_a_head_that_was_kept_elsewhere_still_counts(write):
    write(OLD, OLD, OLD)
    heads = [Head(*each) for each in Entry.objects.order_by("pk").values_list("pk", "mac")]
    heads = [Head(each.line, bytes(each.mac)) for each in heads]
    write(NOON)
    bind(NOON)
    inside, at_the_end = heads[0], heads[2]
    with connection.cursor() as cursor:
        newest = head_of(cursor)

    for anchor in (inside, at_the_end, newest):
        assert is_whole(anchor) == ("", 0)
    assert is_whole(Head(at_the_end.line, b"x" * 32)) == ("cut", at_the_end.line)


def test_values_whose_change_was_bound_are_still_in_order(write, family, monkeypatch):
    write(NOON + timedelta(days=1200))
    bind(NOON + timedelta(days=1200))

    assert verify_values().troubles == []


def test_a_volume_is_written_once(write):
    write(OLD, OLD)
    volume = bind(NOON)

    with pytest.raises(TypeError, match="append-only"):
        volume.save()
    with pytest.raises(TypeError, match="append-only"):
        volume.delete()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer")
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_of_two_jobs_at_once_one_binds_and_neither_fails(write):
    write(OLD, OLD, NOON)
    begin = threading.Barrier(2)

    def job(_number):
        begin.wait()
        try:
            return bind(NOON)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as jobs:
        made = list(jobs.map(job, range(2)))

    assert sum(each is not None for each in made) == 1
    assert Volume.objects.count() == 1
    assert is_whole() == ("", 0)


def lift():
    """As somebody who rules the server could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION journal_only_grows() CASCADE")
            return
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
