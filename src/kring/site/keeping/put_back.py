"""Putting a backup back: looked at in a place apart, and only then a site."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

import pyrage

from kring.base.keyring import read_key_ring
from kring.core.words import gettext_noop
from kring.site.keeping import copies, manifest
from kring.site.keeping.chain import BOOK, Head, verify
from kring.site.keeping.manifest import DATA, KEYS
from kring.site.keeping.parts import DUMP, FILE
from kring.site.keeping.unpack import BadBackup, Opened, open_backup
from kring.site.serving.places import Place
from kring.site.serving.secret import make_secret
from kring.site.serving.sqlite_file import opened

NEWER: Final = gettext_noop("{file}: deze reservekopie is van een nieuwere Kring.")
JOURNAL: Final = gettext_noop(
    "{file}: het journaal is niet meer heel. Neem een andere reservekopie."
)
CLOSED: Final = gettext_noop(
    "{file}: met deze sleutels en deze sleutelbos gaat niet elk gezin open. "
    "Hoort de sleutelbos in KRING_KEY_RING bij deze site?"
)
WANTS_POSTGRES: Final = gettext_noop(
    "{file}: deze reservekopie komt uit PostgreSQL. Zeg in KRING_POSTGRES waar ze heen moet."
)
WANTS_SQLITE: Final = gettext_noop(
    "{file}: deze reservekopie komt uit SQLite. Haal KRING_POSTGRES weg."
)
NOT_EMPTY: Final = gettext_noop(
    "{file}: in de databank van KRING_POSTGRES staat al iets. Neem een lege."
)


@dataclass(frozen=True, slots=True)
class PutBack:
    """What came back: families that open, lines of the journal, families wiped once more."""

    made_at: str
    families: int
    lines: int
    wiped: int
    migrated: bool


def put_back(
    sources: Sequence[Path], into: Path, *, ring: Path, keys: Sequence[pyrage.x25519.Identity]
) -> PutBack:
    """A whole site in the folder `into`, which is new or empty; or nothing at all.

    The settings of this process become those of the restored site: call it once.

    Raises:
        BadBackup: the files are not right, or not for this key ring.
        OSError: it cannot be written there.
        CopyFailed, ProgramMissing: PostgreSQL would not take it.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    work = Path(mkdtemp(prefix=f".{into.name}-", dir=into.parent))
    try:
        data, store = open_backup(sources, work, keys)
        site = work / "site"
        here = Place(data=site, ring=ring, postgres=os.environ.get("KRING_POSTGRES", ""))
        _lay_out(here, data, store)
        _load_settings(here)
        with _databases(here, data, store):
            told = _looked_at(here, data, store)
        if into.exists():
            into.rmdir()
        site.rename(into)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return told


def _lay_out(here: Place, data: Opened, store: Opened) -> None:
    """Everything where a site keeps it, with a new secret: whoever was signed in is not."""
    from_postgres = not data.manifest.engine.startswith("sqlite")
    if from_postgres and not here.postgres:
        raise BadBackup(WANTS_POSTGRES, data.source)
    if here.postgres and not from_postgres:
        raise BadBackup(WANTS_SQLITE, data.source)
    here.data.mkdir(mode=0o700)
    for part in (data, store):
        for each in part.folder.iterdir():
            if each.name not in {manifest.NAME, *DUMP.values()}:
                each.rename(here.data / each.name)
    make_secret(here.data)


def _load_settings(here: Place) -> None:
    os.environ |= {
        "KRING_DATA": str(here.data),
        "KRING_KEY_RING": str(here.ring),
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
    }
    import django  # noqa: PLC0415  # only now do the settings know their folder

    django.setup()


@contextmanager
def _databases(here: Place, data: Opened, store: Opened) -> Iterator[None]:
    """PostgreSQL: filled, and emptied again when what follows goes wrong."""
    from django.db import connections  # noqa: PLC0415

    try:
        if not here.postgres:
            yield
            return
        pairs = (("default", data, DUMP[DATA]), ("keys", store, DUMP[KEYS]))
        for alias, _, _ in pairs:
            if connections[alias].introspection.table_names():
                raise BadBackup(NOT_EMPTY, data.source)
        try:
            for alias, part, name in pairs:
                copies.restore_postgres(connections[alias].settings_dict, part.folder / name)
            yield
        except BaseException:
            for alias, _, _ in pairs:
                with connections[alias].cursor() as cursor:
                    cursor.execute("DROP SCHEMA public CASCADE")
                    cursor.execute("CREATE SCHEMA public")
            raise
    finally:
        connections.close_all()


def _looked_at(here: Place, data: Opened, store: Opened) -> PutBack:
    """Everything that can be looked at; then the families that were forgotten go once more."""
    from django.db import connections  # noqa: PLC0415

    from kring.rights.services.erasing import replay_erasures  # noqa: PLC0415

    if _is_newer(data) or _is_newer(store):
        raise BadBackup(NEWER, data.source)
    anchor, keys = Head.read(data.manifest.head), read_key_ring(here.ring).audit
    has_volumes = BOOK in data.manifest.rows  # an older Kring never bound its journal
    if here.postgres:
        with connections["default"].cursor() as cursor:
            verdict = verify(cursor, keys, anchor, has_volumes=has_volumes)
    else:
        with opened(here.data / FILE[DATA]) as copy:
            verdict = verify(copy.cursor(), keys, anchor, has_volumes=has_volumes)
    if verdict.fault or verdict.head != anchor:
        raise BadBackup(JOURNAL, data.source)
    migrated = _migrate()
    opening = _families(store)
    wiped = len(replay_erasures())
    return PutBack(data.manifest.made_at, opening, verdict.lines, wiped, migrated)


def _is_newer(opened: Opened) -> bool:
    """It knows a migration that this Kring does not."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    known = MigrationLoader(None).disk_migrations or {}
    parts = {part for part, _ in known}
    return any(
        (part, last) not in known
        for part, last in opened.manifest.schema.items()
        if part in parts
    )


def _migrate() -> bool:
    """Whether the tables were of an older Kring; they are of this one now."""
    from kring.site.serving.begin import migrate  # noqa: PLC0415
    from kring.site.serving.databases import versions  # noqa: PLC0415

    if not any(True for _ in versions()):
        return False
    migrate()
    return True


def _families(store: Opened) -> int:
    """How many families open; those in the ledger of the forgotten are left out.

    Raises:
        BadBackup: one does not open.
    """
    from kring.base.envelope import SealError  # noqa: PLC0415
    from kring.base.keystore import ErasedFamily  # noqa: PLC0415
    from kring.base.reader import errand  # noqa: PLC0415
    from kring.families.models import Family  # noqa: PLC0415

    forgotten = set(ErasedFamily.objects.values_list("pk", flat=True))
    opening = 0
    with errand("look at a restored backup"):
        for family in Family.objects.for_system("look at a restored backup").iterator():
            if family.pk in forgotten:
                continue
            try:
                str(family.code)
            except SealError:
                raise BadBackup(CLOSED, store.source) from None
            opening += 1
    return opening
