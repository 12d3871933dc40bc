"""A file of SQLite, opened beside Django: never made when it is not there."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db.backends.sqlite3._functions import register


@contextmanager
def opened(file: Path, mode: str = "ro") -> Iterator[sqlite3.Connection]:
    """`mode`: "ro" to read, "rw" to write as well, "rwc" to make it too.

    The tables of Django ask for its own functions, so that even looking whether they are whole
    needs those.

    Raises:
        sqlite3.DatabaseError: it is not there, or no database.
    """
    address = f"{file.as_uri()}?mode={mode}"
    with closing(
        sqlite3.connect(address, uri=True, timeout=20, isolation_level=None)
    ) as connection:
        register(connection)
        yield connection
