"""The database itself refuses to change or erase a line of the journal, whoever asks."""

from typing import Any, Final

from django.db import connections, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from kring.journal.models import Entry

TABLE: Final = Entry._meta.db_table
SAID: Final = "the journal is append-only"

# SQLite has no roles, so the triggers stand alone. `INSERT OR REPLACE` erases without firing a
# trigger for it; the last one refuses what it would replace.
ON_SQLITE: Final = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {moment} ON {TABLE} {when}"
    f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for name, moment, when in (
        ("journal_keeps_its_words", "UPDATE", ""),
        ("journal_keeps_its_lines", "DELETE", ""),
        (
            "journal_replaces_no_line",
            "INSERT",
            f"WHEN EXISTS (SELECT 1 FROM {TABLE}"  # noqa: S608  # the name of our own table
            " WHERE id = NEW.id OR previous = NEW.previous)",
        ),
    )
)

ON_POSTGRESQL: Final = (
    f"""
    CREATE OR REPLACE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """,
    f"""
    CREATE OR REPLACE TRIGGER journal_only_grows BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION journal_only_grows()
    """,
    f"""
    CREATE OR REPLACE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()
    """,
    # Also for who copies rows in with the triggers of a replica.
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER journal_only_grows",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER journal_is_never_emptied",
)
STATEMENTS: Final = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
HANGING: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger"
    " WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A' AND NOT tgisinternal",
}
WANTED: Final = {
    "sqlite": {
        "journal_keeps_its_words",
        "journal_keeps_its_lines",
        "journal_replaces_no_line",
    },
    "postgresql": {"journal_only_grows", "journal_is_never_emptied"},
}


@receiver(post_migrate, dispatch_uid="kring journal lock")
def lock_the_journal(sender: Any, using: str, **kwargs: Any) -> None:
    """After every migration: SQLite makes a changed table anew, and forgets what hung on it."""
    connection = connections[using]
    if sender.name != "kring" or TABLE not in connection.introspection.table_names():
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def is_locked(using: str = "default") -> bool:
    """Whether every refusal hangs on the table of the journal."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(HANGING[connection.vendor], [TABLE])
        found = {name for (name,) in cursor.fetchall()}
    return WANTED[connection.vendor] <= found
