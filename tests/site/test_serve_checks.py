"""What `kring serve` looks at before it starts, and what it refuses with one sentence."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from kring.base.keyring import make_key_ring
from kring.base.keystore import DataKey
from kring.site.serving import configuration, databases, keys
from kring.site.serving.places import Place
from kring.site.serving.secret import DEVELOPMENT, FILE, make_secret, secret_of
from kring.site.settings import _postgresql
from sites import kring


def names_in(folder):
    """What lies there, without what SQLite lays down and takes away beside an open database."""
    passing = ("-wal", "-shm")
    return sorted(each.name for each in folder.iterdir() if not each.name.endswith(passing))


@pytest.fixture
def here(tmp_path):
    """A place with a key ring, and nothing else."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    ring = tmp_path / "ring" / "keyring.json"
    make_key_ring(ring, name="2026a")
    return Place(data=data, ring=ring)


def codes(found):
    return [finding.code for finding in found]


def test_row_38_a_whole_ring_is_fine(here):
    assert codes(keys.ring(here)) == []


def rewrite(ring, change):
    told = json.loads(ring.read_text())
    change(told)
    ring.chmod(0o600)
    ring.write_text(json.dumps(told))
    ring.chmod(0o400)


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (lambda ring: ring.unlink(), "keyring-missing", "ontbreekt"),
        (lambda ring: ring.chmod(0o440), "keyring-open", "chmod 400"),
        (lambda ring: ring.chmod(0o404), "keyring-open", "chmod 400"),
        (
            lambda ring: rewrite(ring, lambda told: told["kek"].update({"2026a": "A" * 40})),
            "keyring-short", "niet 32 bytes",
        ),
        (
            lambda ring: rewrite(ring, lambda told: told.update(audit=told["kek"])),
            "keyring-twice", "twee keer dezelfde",
        ),
        (
            lambda ring: rewrite(ring, lambda told: told.update(primary="2027")),
            "keyring-primary", "2027",
        ),
        (lambda ring: rewrite(ring, lambda told: told.pop("kek")), "keyring-unread", "geen"),
    ],
    ids=["missing", "group", "others", "31 bytes", "twice", "primary", "no ring"],
)  # fmt: skip
def test_row_38_a_ring_that_cannot_be_used_is_named_and_its_keys_are_not(
    here, spoil, code, said
):
    secret = json.loads(here.ring.read_text())["kek"]["2026a"]
    spoil(here.ring)
    [found] = keys.ring(here)

    assert (found.code, found.exit_code) == (code, 78)
    assert said in found.sentence
    assert secret not in found.sentence


def test_row_38_a_ring_beside_the_database_is_refused(here):
    beside = here.data / "keyring.json"
    shutil.copy(here.ring, beside)
    beside.chmod(0o400)

    assert codes(keys.ring(Place(data=here.data, ring=beside))) == ["keyring-beside"]


@pytest.mark.django_db
def test_row_38_a_key_that_a_family_needs_and_that_is_gone_is_named(here, family):
    DataKey.objects.update(kek_id="2019z")
    [found] = keys.wraps(here)

    assert (found.code, found.exit_code) == ("kek-missing", 78)
    assert "2019z" in found.sentence
    here.ring.unlink()
    assert codes(keys.wraps(here)) == []  # said once, by the check of the ring itself


@pytest.fixture
def files(here):
    for file in here.databases:
        with closing(sqlite3.connect(file)) as base:
            base.execute("CREATE TABLE t (a)")
            base.executemany("INSERT INTO t VALUES (?)", [("x" * 900,) for _ in range(50)])
            base.commit()
    return here


def test_row_37_whole_files_are_fine(files):
    assert codes(databases.files(files)) == []


def spoil_page(file):
    with file.open("r+b") as held:
        held.seek(4096 * 2)
        held.write(b"\xff" * 4096 * 3)


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        (lambda file: file.unlink(), "database-missing", "nooit zelf een lege"),
        (lambda file: file.chmod(0o400), "database-read-only", "chmod 600"),
        (spoil_page, "database-broken", "beschadigd"),
        (
            lambda file: file.write_bytes(b"geen databank" * 999),
            "database-broken",
            "beschadigd",
        ),
        (lambda file: file.write_bytes(b"SQLite"), "database-broken", "beschadigd"),
    ],
    ids=["missing", "read-only", "page", "other file", "stump"],
)
@pytest.mark.parametrize("which", [0, 1])
def test_row_37_a_file_that_cannot_be_used_is_named_and_never_made_again(
    files, which, spoil, code, said
):
    file = files.databases[which]
    spoil(file)
    [found] = databases.files(files)

    assert (found.code, found.exit_code) == (code, 1)
    assert said in found.sentence
    assert str(file) in found.sentence
    assert file.exists() is (code != "database-missing")


@pytest.mark.django_db
@pytest.mark.query
def test_row_37_the_tables_of_another_version_are_refused():
    assert codes(databases.versions()) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM django_migrations WHERE app = 'kring'")
        [last] = cursor.fetchone()
        cursor.execute("UPDATE django_migrations SET name = '0999_later' WHERE id = %s", [last])
        assert codes(databases.versions()) == ["database-newer"]
        cursor.execute("DELETE FROM django_migrations WHERE id = %s", [last])
    assert codes(databases.versions()) == ["database-older"]
    assert codes(databases.versions(may_migrate=True)) == []


@pytest.mark.parametrize("value", [DEVELOPMENT, "kort", "a" * 60])
def test_row_56_a_secret_that_can_be_guessed_is_refused(here, monkeypatch, value):
    monkeypatch.setenv("KRING_SECRET_KEY", value)

    assert codes(configuration.secret_key(here)) == ["secret-key"]


def test_the_secret_is_made_once_for_its_owner_alone(here, monkeypatch):
    monkeypatch.delenv("KRING_SECRET_KEY", raising=False)
    assert secret_of(here.data) == DEVELOPMENT
    make_secret(here.data)
    made = secret_of(here.data)
    make_secret(here.data)

    assert secret_of(here.data) == made
    assert codes(configuration.secret_key(here)) == []
    assert (here.data / FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["kring.voorbeeld.be", ".voorbeeld.be"], []),
        ([], ["hosts"]),
        (["*"], ["hosts"]),
        (["kring.be", "*.be"], ["hosts"]),
    ],
)
def test_row_56_every_name_is_not_a_name(names, code):
    assert codes(configuration.hosts(names)) == code


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", "1", ["debug"]),
        ("KRING_DEBUG", "yes", ["debug"]),
        ("DJANGO_DEBUG", "True", ["debug"]),
        ("DEBUG", "0", []),
        ("DEBUG", "false", []),
    ],
)
def test_row_56_debugging_is_refused(monkeypatch, name, value, code):
    monkeypatch.setenv(name, value)

    assert codes(configuration.debugging()) == code


def test_row_56_a_folder_of_the_demo_is_refused(here, monkeypatch):
    assert codes(configuration.demo(here)) == []
    monkeypatch.setenv("KRING_TODAY", "2026-03-01")
    assert codes(configuration.demo(here)) == ["clock"]
    (here.data / "kring-demo.txt").touch()
    assert codes(configuration.demo(here)) == ["demo", "clock"]


def test_a_folder_that_others_can_read_is_refused(here):
    assert codes(configuration.folder(here)) == []
    here.data.chmod(0o750)
    assert codes(configuration.folder(here)) == ["folder"]


MOUNTS = """/dev/vda / ext4 rw 0 0
server:/share /srv/far nfs4 rw 0 0
/dev/vdb /srv/far/near ext4 rw 0 0
//nas/x /srv/with\\040space cifs rw 0 0
half
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/kring", "ext4"),
        ("/srv/far/kring", "nfs4"),
        ("/srv/farther/kring", "ext4"),
        ("/srv/far/near/kring", "ext4"),
        ("/srv/with space/kring", "cifs"),
    ],
)
def test_a_disk_of_another_machine_is_known(tmp_path, folder, kind):
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS)
    here = Place(data=Path(folder), ring=tmp_path)

    assert configuration.kind_of_disk(Path(folder), MOUNTS) == kind
    assert codes(configuration.disk(here, mounts)) == ([] if kind == "ext4" else ["disk"])
    assert codes(configuration.disk(Place(here.data, tmp_path, "postgresql://"), mounts)) == []


@pytest.mark.parametrize(
    ("version", "workers", "code"),
    [
        ((3, 40, 1), 1, []),
        ((3, 40, 1), 2, ["workers"]),
        ((3, 51, 2), 4, ["workers"]),
        ((3, 51, 3), 4, []),
    ],
)
def test_an_old_sqlite_gets_one_process(here, monkeypatch, version, workers, code):
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)

    assert codes(configuration.processes(here, workers)) == code
    assert codes(configuration.processes(Place(here.data, here.ring, "x"), workers)) == []


@pytest.mark.parametrize(
    ("spoil", "more", "code", "said"),
    [
        (lambda site: None, {"PYTHONOPTIMIZE": "1"}, 1, "python -O"),
        (lambda site: (site / "kring.sqlite3").unlink(), {}, 1, "nooit zelf een lege"),
        (lambda site: None, {"KRING_KEY_RING": "/nergens/r.json"}, 78, "ontbreekt"),
    ],
    ids=["optimised", "database", "key ring"],
)  # fmt: skip
def test_it_does_not_start_and_says_why_in_one_sentence(site, spoil, more, code, said):
    spoil(site)
    before = names_in(site)
    done = kring(site, "serve", "--port", "1", **more)

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert names_in(site) == before


def test_where_nothing_is_only_a_plain_yes_begins_a_site(tmp_path):
    done = kring(tmp_path / "leeg", "serve")
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").touch()
    other = kring(tmp_path / "vol", "serve", "--new")

    assert (done.returncode, other.returncode) == (1, 1)
    assert "--new" in done.stderr
    assert "niet van Kring" in other.stderr
    assert not (tmp_path / "leeg").exists()


def test_kring_check_lists_everything_and_changes_nothing(site):
    done = kring(site, "check", "--json")
    told = json.loads(done.stdout)

    assert (done.returncode, told["ok"]) == (0, True)
    assert len(told["checks"]) > 10
    site.chmod(0o755)
    shown = kring(site, "check")
    assert shown.returncode == 1
    assert f"chmod 700 {site}" in shown.stdout


def test_first_gives_a_new_link_to_who_lost_it(site):
    done = kring(site, "first")

    assert done.returncode == 0
    assert done.stdout.startswith("/eerste-start/")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql://kring_app:x@/kring?host=/var/run/postgresql", []),
        ("postgresql://kring_app:x@localhost/kring", []),
        ("postgresql://kring_app:x@10.0.0.5/kring", ["database-open-line"] * 2),
        ("postgresql://kring_app:x@10.0.0.5/kring?sslmode=require", ["database-open-line"] * 2),
        ("postgresql://kring_app:x@/kring?host=localhost,db.be", ["database-open-line"] * 2),
        ("postgresql://kring_app:x@db.be/kring?sslmode=verify-full", []),
    ],
)
def test_a_database_elsewhere_must_show_who_it_is(monkeypatch, address, code):
    chosen = {
        alias: SimpleNamespace(vendor="postgresql", settings_dict=_postgresql(address))
        for alias in databases.BOTH
    }
    monkeypatch.setattr(databases, "connections", chosen)

    assert codes(databases.line()) == code


def test_sqlite_has_no_line():
    if connection.vendor == "sqlite":
        assert codes(databases.line()) == []
