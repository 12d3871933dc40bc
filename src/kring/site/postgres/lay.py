"""Lays roles' rights and the wall in a database of PostgreSQL, after every migration."""

import time
from importlib.resources import files
from typing import Any, Final

from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from kring.base.keystore import KEYS

APP: Final = "kring_app"
WAIT: Final = 2000  # milliseconds that one lock may take: longer than any page
IN_THE_WAY: Final = {"55P03", "40P01"}  # a lock that did not come in time, and a deadlock
PAUSES: Final = (0.5, 1, 2, 4, 8)  # seconds between two tries
ROLES: Final = ("kring_owner", APP, "kring_job", "kring_keys", "kring_wall")


@receiver(post_migrate, dispatch_uid="kring second wall")
def lay_after_migration(sender: Any, using: str, **kwargs: Any) -> None:
    """Where the roles are. Who has none gets no wall, and is not served: see `check`."""
    connection = connections[using]
    if sender.name == "kring" and connection.vendor == "postgresql" and has_roles(connection):
        lay(connection)


def lay(connection: BaseDatabaseWrapper) -> None:
    """All of it at once, or nothing. Safe to run again, and while people are reading.

    It locks every table for a moment. Whoever waits for a lock makes all who come after wait
    too, so it never waits long: it gives way and tries again.

    Raises:
        OperationalError: after so many tries some question still held a table.
    """
    for pause in PAUSES:
        try:
            return _lay(connection)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") not in IN_THE_WAY:
                raise
            time.sleep(pause)
    return _lay(connection)


def _lay(connection: BaseDatabaseWrapper) -> None:
    is_keys = connection.alias == KEYS
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [f"{WAIT}ms"])
        cursor.execute(_sql("keys.sql" if is_keys else "wall.sql"))
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        cursor.execute(f"REVOKE CONNECT ON DATABASE {name} FROM PUBLIC")
        guests = "kring_keys" if is_keys else "kring_app, kring_job"
        cursor.execute(f"GRANT CONNECT ON DATABASE {name} TO {guests}")


def has_roles(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
        (count,) = cursor.fetchone()
    return bool(count == len(ROLES))


def _sql(name: str) -> str:
    return files("kring.site.postgres").joinpath(name).read_text("utf-8")
