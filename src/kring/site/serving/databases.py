"""Start-up checks of the databases: there, whole, writable, and of this very version."""

import os
import sqlite3
from pathlib import Path
from typing import Final

from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader

from kring.base.keystore import KEYS
from kring.site.serving.found import Finding, Findings
from kring.site.serving.places import Place
from kring.site.serving.sqlite_file import opened
from kring.site.serving.variables import LOOPBACK
from kring.site.speech import gettext as _

BOTH: Final = ("default", KEYS)


def files(place: Place) -> Findings:
    """SQLite alone: each file is there, can be written, and has no broken page."""
    for file in place.databases:
        if not file.is_file():
            yield Finding(
                "database-missing",
                _("De databank {file} ontbreekt. Kring maakt nooit zelf een lege: "
                  "zet een reservekopie terug (kring restore).").format(file=file),
            )  # fmt: skip
        elif not file.stat().st_mode & 0o222:
            yield _read_only(file)
        else:
            yield from _whole(file)


def _whole(file: Path) -> Findings:
    try:
        with opened(file, "rw") as held:
            held.execute("BEGIN IMMEDIATE")
            held.execute("ROLLBACK")
            [(said,)] = held.execute("PRAGMA quick_check(1)").fetchall()
    except sqlite3.DatabaseError as error:
        if "readonly" in str(error):
            yield _read_only(file)
            return
        said = str(error)
    if said != "ok":
        yield Finding(
            "database-broken",
            _("De databank {file} is beschadigd. Schrijf er niets meer in: "
              "zet een reservekopie terug (kring restore).").format(file=file),
        )  # fmt: skip


def _read_only(file: Path) -> Finding:
    return Finding(
        "database-read-only",
        _("In de databank {file} kan Kring niet schrijven. Doe: chmod 600 {file}")
        .format(file=file),
    )  # fmt: skip


def line() -> Findings:
    """PostgreSQL alone: another machine that answers shows by a certificate who it is."""
    for alias in BOTH:
        chosen = connections[alias].settings_dict
        if connections[alias].vendor != "postgresql" or _is_here(str(chosen["HOST"])):
            continue
        if chosen["OPTIONS"].get("sslmode") != "verify-full":
            yield Finding(
                "database-open-line",
                _("De databank staat op een andere machine ({host}) en niemand kijkt na of ze "
                  "het echt is. Zet sslmode=verify-full in het adres (KRING_POSTGRES).")
                .format(host=chosen["HOST"]),
            )  # fmt: skip


def _is_here(host: str) -> bool:
    """A socket of this machine, or the machine itself; of several, all of them."""
    named = host or os.environ.get("PGHOST", "")  # as libpq looks for it
    return all(each in LOOPBACK or each[:1] in {"", "/", "@"} for each in named.split(","))


def versions(*, may_migrate: bool = False) -> Findings:
    """The tables are those that this version of Kring knows, in both databases.

    `may_migrate`: older tables are no trouble, because they are about to be brought up to date.
    """
    for alias in BOTH:
        try:
            loader = MigrationLoader(connections[alias])
        except DatabaseError:
            yield Finding(
                "database-away",
                _("De databank antwoordt niet. Klopt het adres in KRING_POSTGRES?"),
            )
            return
        known, applied = set(loader.disk_migrations), set(loader.applied_migrations or ())
        if {each for each in applied if each[0] in loader.migrated_apps} - known:
            yield Finding(
                "database-newer",
                _("De databank is van een nieuwere Kring. Start die versie van Kring."),
            )
        elif known - applied and not may_migrate:
            yield Finding(
                "database-older",
                _("De databank is van een oudere Kring. Neem een reservekopie (kring backup) "
                  "en start dan met --migrate."),
            )  # fmt: skip
