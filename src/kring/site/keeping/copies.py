"""One whole copy of a database while others write in it, and what can be counted in it."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from kring.site.serving.sqlite_file import opened


class ProgramMissing(Exception):
    """`pg_dump` or `pg_restore` is not on PATH."""


class CopyFailed(Exception):
    """The database would not be copied; the message is its own."""


def copy_sqlite(source: Path, target: Path) -> None:
    """In one step: in small steps it begins again at every change, and never ends.

    The copy is one file without a log beside it, checked from its first page to its last.

    Raises:
        CopyFailed: the database is damaged.
    """
    try:
        with opened(source) as live, opened(target, "rwc") as copy:
            live.backup(copy, pages=-1)
            copy.execute("PRAGMA journal_mode=DELETE")
            fault = damage(copy)
    except sqlite3.DatabaseError as error:
        fault = str(error)
    if fault:
        raise CopyFailed(fault)


def damage(copy: sqlite3.Connection) -> str:
    """What SQLite itself finds wrong; "" when every page and every reference is right."""
    [(said,), *_] = copy.execute("PRAGMA integrity_check").fetchall()
    if said != "ok":
        return str(said)
    if lost := copy.execute("PRAGMA foreign_key_check").fetchall():
        return f"{lost[0][0]}: {len(lost)} rows refer to nothing"
    return ""


def dump_postgres(database: dict[str, Any], target: Path) -> None:
    """With PostgreSQL's own program, in its own compressed form, from one moment.

    Raises:
        ProgramMissing: `pg_dump` is not on PATH.
        CopyFailed: it did not end well.
    """
    # For the role of jobs every row is open, and it may say so; who reads less gets an error.
    job = ("--enable-row-security",) if database.get("USER") == "kring_job" else ()
    _run("pg_dump", database, "--format=custom", "--no-owner", *job, f"--file={target}")


def restore_postgres(database: dict[str, Any], source: Path) -> None:
    """Everything or nothing, into an empty database. Raises as `dump_postgres`."""
    _run(
        "pg_restore", database, "--no-owner", "--exit-on-error", "--single-transaction",
        f"--dbname={database['NAME']}", str(source),
    )  # fmt: skip


def _run(program: str, database: dict[str, Any], *words: str) -> None:
    """The password goes by the environment: the words of a program can be seen by others."""
    found = shutil.which(program)
    if found is None:
        raise ProgramMissing(program)
    variables = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database["NAME"],
        # As the pages: a database elsewhere shows by a certificate who it is.
        "PGSSLMODE": database.get("OPTIONS", {}).get("sslmode"),
        "PGSSLROOTCERT": database.get("OPTIONS", {}).get("sslrootcert"),
    }
    done = subprocess.run(  # noqa: S603  # a program of PostgreSQL, with our own words
        [found, *words],
        env=os.environ | {name: str(value) for name, value in variables.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CopyFailed(done.stderr.strip().splitlines()[-1] if done.stderr else program)


def counted(cursor: Any, tables: list[str]) -> dict[str, int]:
    """How many rows each table has."""
    rows = {}
    for table in sorted(tables):
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  # names of tables
        rows[table] = int(cursor.fetchone()[0])
    return rows


def schema_in(cursor: Any) -> dict[str, str]:
    """The last migration of each part, as the database remembers it."""
    cursor.execute("SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app")
    return {str(app): str(name) for app, name in cursor.fetchall()}
