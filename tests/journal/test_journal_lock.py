"""The database refuses to change or erase a line, also for who goes around our code."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from kring.journal.lock import TABLE, is_locked, lock_the_journal
from kring.journal.models import Entry
from kring.journal.services import record
from kring.site.apps import KringConfig

pytestmark = [pytest.mark.django_db, pytest.mark.query]

ATTEMPTS = {
    "change a word": f"UPDATE {TABLE} SET detail = 'nobody'",
    "change one line": f"UPDATE {TABLE} SET actor_id = NULL WHERE id > 0",
    "erase a line": f"DELETE FROM {TABLE} WHERE id > 0",
    "erase them all": f"DELETE FROM {TABLE}",
}


def attempt(sql):
    refused = pytest.raises(IntegrityError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def lines(db):
    for part in ("map", "plan", "story"):
        record(Entry.Verb.VIEWED, by=None, part=part)
    return list(Entry.objects.values())


@pytest.mark.parametrize("sql", ATTEMPTS.values(), ids=ATTEMPTS)
def test_row_43_the_database_refuses_to_alter_or_delete_a_line(lines, sql):
    attempt(sql)

    assert list(Entry.objects.values()) == lines


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL truncates")
def test_row_43_the_table_is_never_emptied_at_once(lines):
    attempt(f"TRUNCATE {TABLE}")

    assert list(Entry.objects.values()) == lines


@pytest.mark.parametrize("same", ["id", "previous"])
def test_row_43_no_line_is_swapped_for_another(lines, same):
    """`INSERT OR REPLACE` would erase the old line without asking."""
    old = lines[1]
    new = {**old, "detail": "swapped"}
    other = "previous" if same == "id" else "id"
    new[other] = b"x" * 32 if other == "previous" else old["id"] + 100
    columns = [field.column for field in Entry._meta.concrete_fields]
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    values = [
        field.get_db_prep_save(new[field.attname], connection)
        for field in Entry._meta.concrete_fields
    ]
    marks = ", ".join(["%s"] * len(columns))

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} INTO {TABLE} ({', '.join(columns)}) VALUES ({marks})", values)
    assert list(Entry.objects.values()) == lines


def test_the_lock_hangs_after_a_migration_and_coming_back_is_safe(db):
    assert is_locked()

    for _ in range(2):
        lock_the_journal(sender=KringConfig, using="default")
    assert is_locked()


def test_a_missing_trigger_is_seen(db):
    with connection.cursor() as cursor:
        name, on = {
            "sqlite": ("journal_keeps_its_lines", ""),
            "postgresql": ("journal_only_grows", f" ON {TABLE}"),
        }[connection.vendor]
        cursor.execute(f"DROP TRIGGER {name}{on}")

    assert not is_locked()


def test_the_database_of_the_keys_has_no_journal_to_lock(db):
    lock_the_journal(sender=KringConfig, using="keys")

    assert issubclass(IntegrityError, DatabaseError)


@pytest.mark.django_db(transaction=True)
def test_the_lock_holds_for_what_is_committed():
    record(Entry.Verb.VIEWED, by=None, part="map")

    attempt(f"DELETE FROM {TABLE}")
    assert Entry.objects.count() == 1
