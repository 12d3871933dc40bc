"""The database itself refuses to change or erase a line of the journal, whoever asks."""

from typing import Any, Final

from django.db import connections, transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from kring.journal.models import Entry, Volume

TABLE: Final = Entry._meta.db_table
BOOK: Final = Volume._meta.db_table
SAID: Final = "the journal is append-only"

# A line may go when it is bound in a volume, see `volumes`; nothing else, and a volume never.
# SQLite has no roles, so the triggers stand alone. `INSERT OR REPLACE` erases without firing a
# trigger for it; the last one of each table refuses what it would replace.
BOUND: Final = f"SELECT 1 FROM {BOOK} WHERE last_line >= OLD.id"  # noqa: S608  # our own names
ON_SQLITE: Final = tuple(
    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {moment} ON {table} {when}"
    f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    for name, moment, table, when in (
        ("journal_keeps_its_words", "UPDATE", TABLE, ""),
        ("journal_keeps_its_lines", "DELETE", TABLE, f"WHEN NOT EXISTS ({BOUND})"),
        (
            "journal_replaces_no_line",
            "INSERT",
            TABLE,
            f"WHEN EXISTS (SELECT 1 FROM {TABLE}"  # noqa: S608  # the name of our own table
            " WHERE id = NEW.id OR previous = NEW.previous)",
        ),
        ("volumes_keep_their_words", "UPDATE", BOOK, ""),
        ("volumes_are_kept", "DELETE", BOOK, ""),
        (
            "volumes_replace_none",
            "INSERT",
            BOOK,
            f"WHEN EXISTS (SELECT 1 FROM {BOOK} WHERE id = NEW.id"  # noqa: S608  # our own
            " OR previous = NEW.previous OR last_line >= NEW.last_line)",
        ),
    )
)

ON_POSTGRESQL: Final = (
    f"""
    CREATE OR REPLACE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND TG_TABLE_NAME = '{TABLE}' THEN
            IF EXISTS ({BOUND}) THEN RETURN OLD; END IF;
        END IF;
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,  # the names of our own tables
    *(
        statement
        for table in (TABLE, BOOK)
        for statement in (
            f"""
            CREATE OR REPLACE TRIGGER journal_only_grows BEFORE UPDATE OR DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION journal_only_grows()
            """,
            f"""
            CREATE OR REPLACE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()
            """,
            # Also for who copies rows in with the triggers of a replica.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER journal_only_grows",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER journal_is_never_emptied",
        )
    ),
)
STATEMENTS: Final = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRESQL}
HANGING: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger"
    " WHERE tgrelid = to_regclass(%s) AND tgenabled = 'A' AND NOT tgisinternal",
}
ON_POSTGRESQL_HANG: Final = {"journal_only_grows", "journal_is_never_emptied"}
WANTED: Final = {
    "sqlite": {
        TABLE: {
            "journal_keeps_its_words",
            "journal_keeps_its_lines",
            "journal_replaces_no_line",
        },
        BOOK: {"volumes_keep_their_words", "volumes_are_kept", "volumes_replace_none"},
    },
    "postgresql": {TABLE: ON_POSTGRESQL_HANG, BOOK: ON_POSTGRESQL_HANG},
}


@receiver(post_migrate, dispatch_uid="kring journal lock")
def lock_the_journal(sender: Any, using: str, **kwargs: Any) -> None:
    """After every migration: SQLite makes a changed table anew, and forgets what hung on it."""
    connection = connections[using]
    if sender.name != "kring" or not {TABLE, BOOK} <= set(
        connection.introspection.table_names()
    ):
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def is_locked(using: str = "default") -> bool:
    """Whether every refusal hangs on the tables of the journal."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for table, wanted in WANTED[connection.vendor].items():
            cursor.execute(HANGING[connection.vendor], [table])
            if not wanted <= {name for (name,) in cursor.fetchall()}:
                return False
    return True
