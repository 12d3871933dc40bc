"""Whether the roles that this process signs in with are the ones that stand behind the wall."""

from collections.abc import Iterator
from typing import Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from kring.base.keystore import KEYS
from kring.journal.lock import is_locked
from kring.site.postgres.lay import has_roles
from kring.site.speech import gettext as _

ABOUT_ME: Final = """
    SELECT current_user, rolsuper, rolbypassrls,
        EXISTS (SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace
            AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'MEMBER')),
        pg_has_role(current_user, 'kring_wall', 'MEMBER')
    FROM pg_roles WHERE rolname = current_user
"""
# Every table of a family holds a policy; a table of Django's own does not.
OPEN_TABLES: Final = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND EXISTS (
            SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'family_id'
                AND NOT attisdropped)
        AND relname <> 'kring_entry' AND NOT (relrowsecurity AND relforcerowsecurity)
    ORDER BY relname
"""


def refuses_unsafe_database_role() -> list[str]:
    """What is wrong with our roles in PostgreSQL, one sentence in Dutch each.

    On SQLite there are no roles: only a journal that could be changed is said.

    Two short questions per database; the tables must be there.
    """
    data, keys = connections["default"], connections[KEYS]
    wrong = list(_about_journal())
    if data.vendor != "postgresql":
        return wrong
    if not has_roles(data):
        return [
            _(
                "De rollen van Kring bestaan nog niet in PostgreSQL. Laat ze maken: "
                "psql -U postgres -f roles.sql, zie docs/beheer.md."
            )
        ]
    return [*wrong, *_about_role(data), *_about_role(keys), *_about_tables(data), *_apart()]


def _about_journal() -> Iterator[str]:
    if not is_locked():
        yield _("Het journaal is niet op slot in de databank. Doe: kring manage migrate")


def _about_role(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(ABOUT_ME)
        name, is_super, goes_past, owns, looks_up = cursor.fetchone()
    if is_super or goes_past:
        yield _(
            "Kring meldt zich in PostgreSQL aan als {name}, en die rol mag alles lezen. "
            "Gebruik kring_app in KRING_POSTGRES en kring_keys in KRING_POSTGRES_KEYS."
        ).format(name=name)
    elif owns or looks_up:
        yield _(
            "Kring meldt zich in PostgreSQL aan als {name}, en die rol kan de muur afbreken. "
            "Gebruik kring_app in KRING_POSTGRES en kring_keys in KRING_POSTGRES_KEYS."
        ).format(name=name)


def _about_tables(connection: BaseDatabaseWrapper) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_TABLES)
        for (name,) in cursor.fetchall():
            yield _(
                "De tabel {name} staat niet achter de muur. Doe: kring manage migrate"
            ).format(name=name)


def _apart() -> Iterator[str]:
    """Whoever reads the data must not be able to read the keys as well."""
    for here, there in (("default", KEYS), (KEYS, "default")):
        with connections[here].cursor() as cursor:
            cursor.execute(
                "SELECT current_user, has_database_privilege(%s, 'CONNECT')",
                [connections[there].settings_dict["NAME"]],
            )
            name, may_connect = cursor.fetchone()
        if may_connect:
            yield _(
                "De rol {name} kan ook bij de databank {other}. Geef de sleutels hun eigen "
                "rol: kring_keys in KRING_POSTGRES_KEYS."
            ).format(name=name, other=connections[there].settings_dict["NAME"])
