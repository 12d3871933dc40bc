"""A real site in a folder of its own, made once, and copied for each test that changes it."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from sites import MAKE, environment


@pytest.fixture(scope="session")
def first_site(tmp_path_factory):
    """A site with two families: its folder, and their ids. Not to be changed."""
    folder = tmp_path_factory.mktemp("site") / "data"
    done = subprocess.run(
        [sys.executable, "-c", MAKE], env=environment(folder, KRING_SERVED="1"),
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder, done.stdout.split()


@pytest.fixture
def site(first_site, tmp_path):
    """A site of one's own."""
    # Another process may just be leaving, and takes SQLite's passing files with it: all that is
    # in them goes into the database first.
    for database in first_site[0].glob("*.sqlite3"):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    passing = shutil.ignore_patterns("*-wal", "*-shm")
    shutil.copytree(first_site[0].parent, tmp_path / "own", ignore=passing)
    return tmp_path / "own" / "data"
