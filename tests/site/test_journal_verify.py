"""`kring journal verify`: the first line that is wrong is named, and it is fast."""

import json
import random
import sqlite3
import time
from contextlib import closing

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from kring.base.keystore import key_ring
from kring.journal.models import Entry
from kring.journal.services import mac_of, record
from kring.site.keeping.chain import NOTHING, START, Head, _mac, head_of, verify
from sites import kring

KEYS = {"a": b"A" * 32, "b": b"B" * 32}
TABLE = """CREATE TABLE kring_entry (id INTEGER PRIMARY KEY, key_id, at, verb, actor_id,
family_id, part, item_id, detail, seal, previous, mac)"""
VOLUMES = """CREATE TABLE kring_volume (id INTEGER PRIMARY KEY, key_id, until, last_line, head,
lines, sums, previous, mac)"""


def journal(lines, *, old=0):
    """A journal in memory, made as Kring makes it; the first `old` lines in the first form."""
    copy = sqlite3.connect(":memory:")
    copy.execute(TABLE)
    copy.execute(VOLUMES)
    previous, rows = START, []
    for number in range(1, lines + 1):
        key = "ab"[number > lines // 2]
        at = f"2026-11-23 19:{number % 60:02}:00" + (".5" if number % 2 else "")
        actor = f"{number:032x}" if number % 3 else None
        told = [
            key.encode(), f"{at.replace(' ', 'T')}+00:00".encode(), b"viewed",
            bytes.fromhex(actor or ""), b"", b"story", b"", b"",
        ]  # fmt: skip
        form = b"kring/journal/1" if number <= old else b"kring/journal/2"
        seal = [] if number <= old else [b""]
        mac = _mac(KEYS[key], [form, *told, *seal, previous])
        rows.append((number, key, at, "viewed", actor, None, "story", None, "", None,
                     previous, mac))  # fmt: skip
        previous = mac
    copy.executemany(f"INSERT INTO kring_entry VALUES ({','.join('?' * 12)})", rows)
    return copy


def looked_at(copy, anchor=None, keys=KEYS):
    found = verify(copy.cursor(), keys, anchor)
    return found.fault, found.line


@pytest.fixture
def copy():
    with closing(journal(60, old=10)) as copy:
        yield copy


def test_a_whole_journal_is_whole_also_with_an_older_key_and_an_older_form(copy):
    found = verify(copy.cursor(), KEYS, head_of(copy.cursor()))

    assert (found.fault, found.lines, found.head) == ("", 60, head_of(copy.cursor()))


ATTACKS = {
    "altered": (["UPDATE kring_entry SET part = 'plan' WHERE id = 17"], "altered", 17),
    "moved in time": (["UPDATE kring_entry SET at = '2026' WHERE id = 60"], "altered", 60),
    "somebody else": (["UPDATE kring_entry SET actor_id = NULL WHERE id = 2"], "altered", 2),
    "deleted": (["DELETE FROM kring_entry WHERE id = 17"], "broken", 18),
    "the first one deleted": (["DELETE FROM kring_entry WHERE id = 1"], "broken", 2),
    "swapped": (
        [
            "UPDATE kring_entry SET id = -1 WHERE id = 10",
            "UPDATE kring_entry SET id = 10 WHERE id = 11",
            "UPDATE kring_entry SET id = 11 WHERE id = -1",
        ],
        "broken", 10,
    ),
    "a line of another journal": (
        ["UPDATE kring_entry SET mac = zeroblob(32) WHERE id = 30"], "altered", 30,
    ),
    "an unknown key": (["UPDATE kring_entry SET key_id = 'c' WHERE id = 5"], "key", 5),
    "another key": (["UPDATE kring_entry SET key_id = 'b' WHERE id = 5"], "altered", 5),
    "tail cut": (["DELETE FROM kring_entry WHERE id > 50"], "cut", 60),
    "all cut": (["DELETE FROM kring_entry"], "cut", 60),
}  # fmt: skip


@pytest.mark.parametrize("name", ATTACKS)
def test_row_43_the_first_wrong_line_is_named(copy, name):
    anchor = head_of(copy.cursor())
    statements, fault, line = ATTACKS[name]
    for statement in statements:
        copy.execute(statement)

    assert looked_at(copy, anchor) == (fault, line)


def test_row_43_a_tail_that_was_cut_and_written_anew_does_not_match_the_anchor(copy):
    anchor = Head(60, b"x" * 32)

    assert looked_at(copy, anchor) == ("cut", 60)


@given(st.integers(1, 60), st.sampled_from(["part", "verb", "detail", "key_id", "at"]))
def test_no_single_change_goes_unseen(line, column):
    with closing(journal(60)) as copy:
        copy.execute(f"UPDATE kring_entry SET {column} = {column} || 'x' WHERE id = ?", [line])

        assert looked_at(copy)[1] == line


def test_it_reads_more_than_fifty_thousand_lines_a_second():
    with closing(journal(20_000)) as copy:
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            assert looked_at(copy) == ("", 0)
            best = min(best, time.process_time() - began)

    assert 20_000 / best > 50_000


@pytest.mark.query
@pytest.mark.django_db
def test_what_kring_writes_is_what_is_checked(family, alice):
    for verb in random.Random(1).choices(list(Entry.Verb), k=20):
        line = record(
            verb, by=alice, part="story", family=family.pk, item=family.pk, detail="x"
        )
        assert bytes(line.mac) == mac_of(line)

    with connection.cursor() as cursor:
        found = verify(cursor, key_ring().audit, head_of(cursor))
        assert (found.fault, found.lines) == ("", Entry.objects.count())
        assert found.head == head_of(cursor)


def test_an_empty_journal_is_whole(copy):
    copy.execute("DELETE FROM kring_entry")

    assert looked_at(copy) == looked_at(copy, NOTHING) == ("", 0)
    assert head_of(copy.cursor()) == NOTHING


@pytest.mark.parametrize("text", ["", "1", "x:00", "1:zz", "1:00", "-1:" + "00" * 32])
def test_a_head_that_is_none_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        Head.read(text)


def test_the_command_names_the_line_and_ends_with_1(site):
    whole = kring(site, "journal", "verify", "--json")
    head = json.loads(whole.stdout)["head"]
    with closing(sqlite3.connect(site / "kring.sqlite3")) as base:
        for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            base.execute(f"DROP TRIGGER {name}")
        base.execute("DELETE FROM kring_entry WHERE id = (SELECT max(id) FROM kring_entry)")
        base.commit()

    cut = kring(site, "journal", "verify", "--head", head)
    assert (whole.returncode, cut.returncode) == (0, 1)
    assert f"regel {head.split(':')[0]}," in cut.stderr
    assert kring(site, "journal", "verify").returncode == 0
    assert kring(site, "journal", "verify", "--head", "onzin").returncode == 2
