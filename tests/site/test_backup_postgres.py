"""A site on PostgreSQL is kept and put back with PostgreSQL's own programs."""

import shutil
import subprocess
import sys
from urllib.parse import unquote

import psycopg
import pytest

from kring.site.commands import machine
from sites import MAKE, environment, kring

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        machine.postgresql() is None or not shutil.which("pg_dump"),
        reason="geen PostgreSQL op deze machine",
    ),
]
NAMES = ("bron", "bron_keys", "terug", "terug_keys")


def test_it_comes_back_in_an_empty_database_and_in_no_other(postgresql_url, tmp_path):
    host = unquote(postgresql_url.partition("host=")[2])
    with psycopg.connect(host=host, user="kring", dbname="postgres", autocommit=True) as server:
        for name in NAMES:
            server.execute(f"CREATE DATABASE {name}")
    source, target = (postgresql_url.replace("/kring?", f"/{each}?") for each in NAMES[::2])
    folder = tmp_path / "data"
    variables = {"KRING_SERVED": "1", "KRING_POSTGRES": source}
    subprocess.run(
        [sys.executable, "-c", MAKE], env=environment(folder, **variables), check=True
    )
    key = tmp_path / "key.txt"
    key.write_text(kring(folder, "backup", "--make-key").stdout)
    words = ["backup", tmp_path / "kept", "--to", key.read_text().split()[3]]
    assert kring(folder, *words, KRING_POSTGRES=source).returncode == 0

    files = sorted((tmp_path / "kept").glob("*.age"))
    ring = tmp_path / "ring" / "keyring.json"
    words = ["restore", *files, "--key", key, "--ring", ring, "--into"]
    done = kring(tmp_path / "x", *words, tmp_path / "terug", KRING_POSTGRES=target)
    again = kring(tmp_path / "x", *words, tmp_path / "nog", KRING_POSTGRES=target)
    lite = kring(tmp_path / "x", *words, tmp_path / "lite")

    assert done.returncode == 0, done.stderr
    assert "2 gezinnen gaan open" in done.stdout
    assert (again.returncode, lite.returncode) == (1, 1)
    assert "staat al iets" in again.stderr
    assert "KRING_POSTGRES" in lite.stderr
    with psycopg.connect(host=host, user="kring", dbname="terug") as kept:
        assert kept.execute("SELECT count(*) FROM kring_family").fetchone() == (2,)
    assert not (tmp_path / "nog").exists()
