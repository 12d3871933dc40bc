"""A disk that is full: reading goes on, and whoever writes is told that nothing was lost."""

from typing import Final

from django.db import DatabaseError

POSTGRES_DISK_FULL: Final = "53100"  # class 53, insufficient resources


def is_full(error: DatabaseError) -> bool:
    """Whether the database could not write for want of room."""
    cause = error.__cause__
    return (
        getattr(cause, "sqlstate", None) == POSTGRES_DISK_FULL
        or getattr(cause, "sqlite_errorname", None) == "SQLITE_FULL"
    )
