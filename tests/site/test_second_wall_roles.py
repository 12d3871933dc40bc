"""A real site on PostgreSQL: five roles, two databases, and what start-up refuses."""

import os
import runpy
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from django.db import connections

from kring.site import settings
from kring.site.postgres import check
from kring.site.postgres.check import refuses_unsafe_database_role

pytestmark = [pytest.mark.query]

NAME = "real"
MAIN = "from kring.site.cli import main; raise SystemExit(main())"
ASKS = """
import json, django
django.setup()
from kring.site.postgres.check import refuses_unsafe_database_role
print(json.dumps(refuses_unsafe_database_role()))
"""


@pytest.fixture(scope="module")
def site(postgresql_url, tmp_path_factory):
    """Both databases of a new site, as docs/beheer.md tells to make them; URLs by role."""
    socket = parse_qs(urlsplit(postgresql_url).query)["host"][0]
    with psycopg.connect(
        host=socket, user="kring", dbname="postgres", autocommit=True
    ) as connection:
        for name in (NAME, f"{NAME}_keys"):
            connection.execute(f"CREATE DATABASE {name} OWNER kring_owner")
            with psycopg.connect(host=socket, user="kring", dbname=name) as inside:
                inside.execute("ALTER SCHEMA public OWNER TO kring_owner")

    def url(role, name=NAME):
        return f"postgresql://{role}@/{name}?host={socket}"

    surroundings = {
        **{key: word for key, word in os.environ.items() if not key.startswith("KRING_")},
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
        "KRING_DATA": str(tmp_path_factory.mktemp("real")),
        "KRING_POSTGRES": url("kring_app"),
        "KRING_POSTGRES_KEYS": url("kring_keys", f"{NAME}_keys"),
        "KRING_POSTGRES_JOB": url("kring_job"),
        "KRING_POSTGRES_OWNER": url("kring_owner"),
    }
    for database in ("default", "keys"):
        subprocess.run(
            [sys.executable, "-c", MAIN, "manage", "migrate", f"--database={database}",
             "--verbosity=0"],
            env=surroundings, check=True,
        )  # fmt: skip
    return surroundings, url


def asked(surroundings):
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        env=surroundings, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


def test_row_60_a_site_as_described_is_accepted(site):
    surroundings, _ = site

    assert asked(surroundings).strip() == "[]"


@pytest.mark.parametrize("role", ["kring", "kring_owner", "kring_wall_guest"])
def test_row_60_an_owner_or_a_superuser_is_refused(site, role):
    surroundings, url = site
    if role == "kring_wall_guest":
        with psycopg.connect(url("kring"), autocommit=True) as connection:
            connection.execute("CREATE ROLE kring_wall_guest LOGIN IN ROLE kring_wall")
            connection.execute("GRANT kring_app TO kring_wall_guest")

    said = asked(surroundings | {"KRING_POSTGRES": url(role)})

    assert f"aan als {role}, en die rol" in said


def test_row_60_one_role_for_data_and_keys_is_refused(site):
    surroundings, url = site
    with psycopg.connect(url("kring"), autocommit=True) as connection:
        connection.execute(f"GRANT CONNECT ON DATABASE {NAME}_keys TO kring_app")
        try:
            said = asked(surroundings)
        finally:
            connection.execute(f"REVOKE CONNECT ON DATABASE {NAME}_keys FROM kring_app")

    assert "De rol kring_app kan ook bij de databank real_keys" in said


def test_row_60_a_raw_view_and_a_table_without_a_wall(site):
    surroundings, url = site
    with psycopg.connect(url("kring_owner")) as owner:
        owner.execute("CREATE VIEW looks AS SELECT * FROM kring_family")
        owner.execute("GRANT SELECT ON looks TO kring_app")
        owner.execute("CREATE TABLE later (family_id uuid)")
    with psycopg.connect(url("kring_app")) as app:
        assert app.execute("SELECT count(*) FROM looks").fetchone() == (0,)

    said = asked(surroundings)

    with psycopg.connect(url("kring_owner")) as owner:
        owner.execute("DROP VIEW looks")
        owner.execute("DROP TABLE later")
    assert "De tabel later staat niet achter de muur" in said


@pytest.mark.django_db
def test_without_the_roles_it_says_how_to_make_them(monkeypatch):
    monkeypatch.setattr(check, "has_roles", lambda connection: False)

    assert "psql -U postgres -f roles.sql" in refuses_unsafe_database_role()[0]


@pytest.mark.django_db
def test_a_journal_that_could_be_changed_is_said():
    with connections["default"].cursor() as cursor:
        cursor.execute("DROP TRIGGER journal_only_grows ON kring_entry")

    assert "Het journaal is niet op slot" in refuses_unsafe_database_role()[0]


@pytest.mark.parametrize(
    ("role", "user", "keys"),
    [("app", "a", "k"), ("job", "j", "k"), ("owner", "o", "o"), ("", "a", "k")],
)
def test_each_kind_of_work_signs_in_as_its_own_role(monkeypatch, role, user, keys):
    for name, word in {
        "KRING_ROLE": role or "app", "KRING_POSTGRES": "postgresql://a@/x",
        "KRING_POSTGRES_KEYS": "postgresql://k@/x_keys",
        "KRING_POSTGRES_JOB": "postgresql://j@/x", "KRING_POSTGRES_OWNER": "postgresql://o@/x",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, word)

    found = runpy.run_path(settings.__file__)["DATABASES"]

    assert (found["default"]["USER"], found["keys"]["USER"]) == (user, keys)
    assert found["keys"]["NAME"] == "x_keys"
