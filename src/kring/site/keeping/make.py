"""Making a backup: the data first, the keys after, so that no key that is needed is missing."""

import shutil
import sqlite3
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import pyrage
from django.conf import settings
from django.db import connections

from kring.base.keystore import KEYS as KEY_STORE
from kring.site.keeping import age, copies, manifest
from kring.site.keeping.chain import NOTHING, head_of
from kring.site.keeping.manifest import DATA, KEYS, Manifest
from kring.site.keeping.parts import DUMP, FILE, digest
from kring.site.serving import places
from kring.site.serving.places import Place
from kring.site.serving.sqlite_file import opened

ALIAS: Final = {DATA: "default", KEYS: KEY_STORE}
# What lies beside the databases and belongs to the data: choices, and files that lie sealed.
BESIDE: Final = (places.SITE, "files")


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a backup, with the readable manifest beside it."""

    file: Path
    told: Path
    manifest: Manifest


def make_backup(
    here: Place,
    *,
    to: Path,
    keys_to: Path,
    data_keys: Sequence[pyrage.x25519.Recipient],
    key_keys: Sequence[pyrage.x25519.Recipient],
) -> list[Made]:
    """Two sealed files: the data, then the keys of the families. Never the key ring.

    Nothing is left behind when one of them fails.

    Raises:
        CopyFailed, ProgramMissing: a database would not be copied.
        OSError: it cannot be written there.
    """
    moment = datetime.now(UTC)
    made: list[Made] = []
    try:
        for kind, folder, keys in ((DATA, to, data_keys), (KEYS, keys_to, key_keys)):
            with _workplace(here.data) as work:
                told = _gather(here, kind, work, moment)
                made.append(_pack(work, told, folder / f"kring-{kind}-{_name(moment)}", keys))
    except BaseException:
        for each in made:
            each.file.unlink(missing_ok=True)
            each.told.unlink(missing_ok=True)
        raise
    return made


def _name(moment: datetime) -> str:
    return f"{moment:%Y%m%dT%H%M%S}Z"


@contextmanager
def _workplace(data: Path) -> Iterator[Path]:
    """What is not yet sealed stays on the disk where it lay already, for its owner alone."""
    folder = Path(mkdtemp(prefix=".backup-", dir=data))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _gather(here: Place, kind: str, work: Path, moment: datetime) -> Manifest:
    if here.postgres:
        copy = work / DUMP[kind]
        cursor: Any
        with connections[ALIAS[kind]].cursor() as cursor:
            # One moment for the count and the dump is not needed: the count may only be lower.
            counts, schema, head = _read(cursor, _tables(cursor, postgres=True), kind)
            copies.dump_postgres(settings.DATABASES[ALIAS[kind]], copy)
            cursor.execute("SHOW server_version")
            engine = f"postgresql {cursor.fetchone()[0]}"
    else:
        copy = work / FILE[kind]
        copies.copy_sqlite(here.data / FILE[kind], copy)
        with opened(copy) as connection:
            cursor = connection.cursor()
            counts, schema, head = _read(cursor, _tables(cursor), kind)
        engine = f"sqlite {sqlite3.sqlite_version}"
    if kind == DATA:
        for name in BESIDE:
            _beside(here.data / name, work / name)
    return Manifest(
        kind=kind, made_at=moment.isoformat(), engine=engine, kring=version("kring"),
        files={name: digest(work / name) for name in _names(work)},
        rows=counts, schema=schema, head=head,
    )  # fmt: skip


def _tables(cursor: Any, *, postgres: bool = False) -> list[str]:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        if postgres
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return [name for (name,) in cursor.fetchall()]


def _read(
    cursor: Any, tables: list[str], kind: str
) -> tuple[dict[str, int], dict[str, str], str]:
    head = head_of(cursor) if kind == DATA else NOTHING
    return copies.counted(cursor, tables), copies.schema_in(cursor), str(head)


def _beside(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    elif source.is_file():
        shutil.copy2(source, target)


def _names(work: Path) -> list[str]:
    return sorted(
        each.relative_to(work).as_posix() for each in work.rglob("*") if each.is_file()
    )


def _pack(
    work: Path, told: Manifest, target: Path, keys: Sequence[pyrage.x25519.Recipient]
) -> Made:
    (work / manifest.NAME).write_text(told.to_json(), "utf-8")
    packed = work / "packed.tar"
    with tarfile.open(packed, "w") as tar:
        for name in [manifest.NAME, *told.files]:
            tar.add(work / name, arcname=name)
    file, beside = (
        target.with_name(target.name + ".age"),
        target.with_name(target.name + ".json"),
    )
    age.seal(packed, file, keys)
    try:
        with age.whole(beside) as held:
            held.write(told.to_json(sealed={file.name: digest(file)}).encode())
    except BaseException:
        file.unlink(missing_ok=True)
        raise
    return Made(file, beside, told)
