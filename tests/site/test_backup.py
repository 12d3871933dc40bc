"""`kring backup` and `kring restore`: whole, genuine and complete, or nothing at all."""

import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from kring.base.keyring import make_key_ring
from kring.site.commands.restore import run
from kring.site.keeping.parts import digest
from sites import kring

TEXT = "Sterrenberg"


@pytest.fixture(scope="session")
def pair(tmp_path_factory):
    """The two halves of a key, the private one in a file as `backup --make-key` says it."""
    folder = tmp_path_factory.mktemp("age")
    made = kring(folder, "backup", "--make-key")
    assert "twee keer" in made.stderr
    (folder / "key.txt").write_text(made.stdout)
    return made.stdout.split()[3], folder / "key.txt"


@pytest.fixture(scope="session")
def kept(first_site, pair, tmp_path_factory):
    """A backup of the first site: the folder with the data, and the one with the keys."""
    folder = tmp_path_factory.mktemp("kept")
    words = ["backup", folder / "data", "--keys-to", folder / "keys", "--to", pair[0], "--json"]
    done = kring(first_site[0], *words)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["made"]) == 2
    return folder


def parts(kept):
    [data], [keys] = (kept / "data").glob("*.age"), (kept / "keys").glob("*.age")
    return data, keys


@pytest.fixture
def ring(first_site):
    return first_site[0].parent / "ring" / "keyring.json"


@pytest.fixture
def restore(tmp_path, pair, ring):
    """The command in a process of its own, because it takes over the settings."""

    def restore(*files, key=pair[1], ring=ring, into=tmp_path / "terug"):
        words = ["--into", into, "--key", key, "--ring", ring, "--json"]
        return kring(tmp_path / "elders", "restore", *files, *words)

    return restore


@pytest.fixture
def refuse(tmp_path, pair, ring, capsys):
    """The command as far as it comes here: it has to say this, and leave nothing behind."""

    def refuse(*files, said, key=pair[1]):
        words = ["--into", tmp_path / "terug", "--key", key, "--ring", ring]
        assert run([str(word) for word in (*files, *words)]) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert said in line
        assert not [each.name for each in tmp_path.iterdir() if "terug" in each.name]

    return refuse


def opened(file, pair):
    """The tar inside."""
    [identity] = [
        pyrage.x25519.Identity.from_str(line)
        for line in pair[1].read_text().splitlines() if line.startswith("AGE")
    ]  # fmt: skip
    return tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(file.read_bytes(), [identity])))


def sealed(folder, name, contents, pair):
    """A file of ours with other contents."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as tar:
        for each, data in contents.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    recipient = pyrage.x25519.Recipient.from_str(pair[0])
    target = folder / name
    target.write_bytes(pyrage.encrypt(held.getvalue(), [recipient]))
    return target


def contents(file, pair):
    with opened(file, pair) as tar:
        return {each.name: tar.extractfile(each).read() for each in tar}


def test_a_site_comes_back_and_its_families_open(restore, kept, first_site):
    done = restore(*parts(kept))

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["families"], told["wiped"]) == (2, 0)
    into = Path(told["into"])
    assert into.stat().st_mode & 0o077 == 0
    was = (first_site[0] / "secret.txt").read_text()
    assert (into / "secret.txt").read_text() != was  # nobody is still signed in
    assert [each.name for each in into.parent.iterdir() if each.name.startswith(".")] == []


def test_two_files_each_with_what_it_says_of_itself(kept, pair):
    data, keys = parts(kept)
    with opened(data, pair) as tar:
        assert {"manifest.json", "kring.sqlite3"} <= set(tar.getnames())
        assert "keyring.json" not in " ".join(tar.getnames())
    with opened(keys, pair) as tar:
        assert set(tar.getnames()) == {"manifest.json", "kring-keys.sqlite3"}
    told = json.loads(data.with_suffix(".json").read_text())
    assert told["rows"]["kring_family"] == 2
    assert told["schema"]["kring"]
    assert told["head"].partition(":")[0] == str(told["rows"]["kring_entry"])
    for each in (data, keys):
        assert each.stat().st_mode & 0o077 == 0
        assert TEXT.encode() not in each.read_bytes()
    assert json.loads(keys.with_suffix(".json").read_text())["made_at"] >= told["made_at"]


def test_nothing_unsealed_stays_behind(first_site, kept):
    assert [each.name for each in first_site[0].iterdir() if "backup" in each.name] == []
    assert not list(kept.rglob("*.half"))


@pytest.mark.parametrize("where", [200, 50_000, -1])
def test_row_42_a_file_that_was_changed_is_refused(refuse, kept, tmp_path, where):
    data, keys = parts(kept)
    changed = bytearray(data.read_bytes())
    changed[where] ^= 1
    (tmp_path / data.name).write_bytes(changed)

    refuse(tmp_path / data.name, keys, said=f"{data.name}: dit is geen hele reservekopie")


def test_row_42_a_file_that_was_cut_short_is_refused(refuse, kept, tmp_path):
    data, keys = parts(kept)
    (tmp_path / data.name).write_bytes(data.read_bytes()[:-70_000])

    refuse(tmp_path / data.name, keys, said="geen hele reservekopie")


def test_row_42_another_file_under_the_same_name_is_seen(refuse, kept, tmp_path, pair):
    data, keys = parts(kept)
    other = sealed(tmp_path, data.name, {"x": b"y"}, pair)
    shutil.copy(data.with_suffix(".json"), tmp_path)

    refuse(other, keys, said="niet meer zoals het gemaakt werd")


@pytest.mark.parametrize("text", ["geen sleutel", "AGE-SECRET-KEY-1ONZIN"])
def test_row_42_what_is_no_private_key_is_refused(refuse, kept, tmp_path, text):
    other = tmp_path / "andere.txt"
    other.write_text(text)

    refuse(*parts(kept), key=other, said="AGE-SECRET-KEY-1")


def test_row_42_the_wrong_private_key_opens_nothing(refuse, kept, tmp_path):
    other = tmp_path / "andere.txt"
    other.write_text(str(pyrage.x25519.Identity.generate()))

    refuse(*parts(kept), key=other, said="deze sleutel hoort er niet bij")


def test_row_42_a_copy_of_the_file_without_its_log_is_refused(
    refuse, kept, tmp_path, pair, first_site
):
    """SQLite calls it whole, but the newest changes are not in it: the counts tell."""
    data, keys = parts(kept)
    inside = contents(data, pair)
    short = tmp_path / "short.sqlite3"
    short.write_bytes(inside["kring.sqlite3"])
    with closing(sqlite3.connect(short)) as base:
        base.execute("DELETE FROM kring_signal")
        base.commit()
    told = json.loads(inside["manifest.json"])
    told["files"]["kring.sqlite3"] = digest(short)
    inside |= {"kring.sqlite3": short.read_bytes(), "manifest.json": json.dumps(told).encode()}
    (tmp_path / "eigen").mkdir()

    half = sealed(tmp_path / "eigen", data.name, inside, pair)
    refuse(half, keys, said="niet wat erbij geschreven staat")
    refuse(first_site[0] / "kring.sqlite3", keys, said="geen hele reservekopie")


def test_row_42_a_database_with_a_broken_page_is_refused(refuse, kept, tmp_path, pair):
    data, keys = parts(kept)
    inside = contents(data, pair)
    page = inside["kring.sqlite3"]
    broken = tmp_path / "broken"
    broken.write_bytes(page[: 4096 * 5] + b"\xff" * 4096 * 4 + page[4096 * 9 :])
    told = json.loads(inside["manifest.json"])
    told["files"]["kring.sqlite3"] = digest(broken)
    inside |= {"kring.sqlite3": broken.read_bytes(), "manifest.json": json.dumps(told).encode()}

    refuse(sealed(tmp_path, data.name, inside, pair), keys, said="beschadigd")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda inside: inside.pop("manifest.json"), "geen reservekopie van Kring"),
        (lambda inside: inside.update({"manifest.json": b"[]"}), "geen reservekopie van Kring"),
        (lambda inside: inside.update({"manifest.json": b'{"form": 1}'}), "geen reservekopie"),
        (lambda inside: inside.update({"../../x": b""}), "geen reservekopie van Kring"),
        (lambda inside: inside.update({"meer": b"x"}), "niet wat erbij geschreven staat"),
        (lambda inside: inside.pop("kring.sqlite3"), "niet wat erbij geschreven staat"),
    ],
    ids=["nothing said", "no list", "half said", "outside", "too much", "too little"],
)
def test_a_file_with_something_else_in_it_is_refused(
    refuse, kept, tmp_path, pair, change, said
):
    data, keys = parts(kept)
    inside = contents(data, pair)
    change(inside)

    refuse(sealed(tmp_path, data.name, inside, pair), keys, said=said)


def test_both_parts_are_needed_and_only_one_of_the_data(refuse, kept, tmp_path):
    data, keys = parts(kept)

    refuse(data, said="kring-keys-")
    refuse(keys, said="kring-data-")
    refuse(tmp_path / "weg.age", said="bestaat niet")


def test_another_key_ring_does_not_do(restore, kept, tmp_path):
    make_key_ring(tmp_path / "r" / "ring.json", name="eerste")
    done = restore(*parts(kept), ring=tmp_path / "r" / "ring.json")

    assert done.returncode == 1
    assert "journaal is niet meer heel" in done.stderr
    assert not [each.name for each in tmp_path.iterdir() if "terug" in each.name]


def test_a_key_ring_that_is_missing_ends_with_78(kept, tmp_path, pair, capsys):
    words = ["--into", tmp_path / "terug", "--key", pair[1], "--ring", tmp_path / "geen.json"]

    assert run([str(word) for word in (*parts(kept), *words)]) == 78
    assert "sleutelbos ontbreekt" in capsys.readouterr().err


def test_a_folder_with_something_in_it_is_left_alone(restore, kept, tmp_path):
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "brief.txt").write_text("van mij")
    done = restore(*parts(kept), into=tmp_path / "vol")

    assert done.returncode == 1
    assert "niet leeg" in done.stderr
    assert [each.name for each in (tmp_path / "vol").iterdir()] == ["brief.txt"]


def test_row_41_what_was_erased_after_the_copy_is_erased_again(
    site, first_site, kept, pair, tmp_path, restore
):
    """An old copy of the data with the newest keys: the others open, the erased one is gone."""
    family = first_site[1][0]
    code = (
        "from uuid import UUID; from kring.rights.services.erasing import erase_family; "
        f"erase_family(UUID('{family}'), by=None)"
    )
    assert kring(site, "manage", "shell", "-v0", "-c", code).returncode == 0
    words = ["backup", tmp_path / "nieuw", "--to", pair[0]]
    assert kring(site, *words).returncode == 0
    [newest] = (tmp_path / "nieuw").glob("kring-keys-*.age")

    done = restore(parts(kept)[0], newest, parts(kept)[1])

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["families"], told["wiped"]) == (1, 1)
    into = Path(told["into"])
    with closing(sqlite3.connect(into / "kring.sqlite3")) as base:
        [(left,)] = base.execute("SELECT count(*) FROM kring_family").fetchall()
    assert left == 1
    assert kring(into, "journal", "verify", KRING_KEY_RING=str(
        first_site[0].parent / "ring" / "keyring.json")).returncode == 0  # fmt: skip
    older = restore(next((tmp_path / "nieuw").glob("kring-data-*.age")), parts(kept)[1],
                    into=tmp_path / "nog")  # fmt: skip
    assert "ouder dan de gegevens" in older.stderr


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["backup"], "zeg in welke map", 2),
        (["backup", "{to}"], "Voor wie is de kopie?", 1),
        (["backup", "{to}", "--to", "age1onzin"], "geen sleutel van age", 1),
        (["backup", "/dev/null/x", "--to", "{key}"], "kan niet schrijven", 1),
    ],
)
def test_a_backup_that_cannot_be_made_says_why(site, tmp_path, pair, words, said, code):
    done = kring(site, *[word.format(to=tmp_path / "b", key=pair[0]) for word in words])

    assert done.returncode == code
    assert said in done.stderr


def test_a_damaged_database_is_not_kept(site, tmp_path, pair):
    with (site / "kring.sqlite3").open("r+b") as file:
        file.seek(4096 * 5)
        file.write(b"\xff" * 4096 * 4)
    done = kring(site, "backup", tmp_path / "b", "--to", pair[0])

    assert done.returncode == 1
    assert "laat zich niet kopiëren" in done.stderr
    assert list((tmp_path / "b").iterdir()) == []


def test_a_folder_that_is_no_site_has_nothing_to_keep(tmp_path, pair):
    done = kring(tmp_path, "backup", tmp_path / "b", "--to", pair[0])

    assert done.returncode == 1
    assert "geen hele site" in done.stderr
    assert not (tmp_path / "kring.sqlite3").exists()
