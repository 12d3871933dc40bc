"""Start-up checks of how the program was started: flags, variables, the folder, the disk."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Final

from kring.site.serving import secret
from kring.site.serving.found import Finding, Findings
from kring.site.serving.places import MARK, Place
from kring.site.speech import gettext as _

# SQLite before this one can lose pages when two processes write the log at one moment.
WHOLE_SQLITE: Final = (3, 51, 3)
DEBUGGING: Final = ("KRING_DEBUG", "DJANGO_DEBUG", "DEBUG")
OFF: Final = frozenset({"", "0", "false", "no", "off"})
# File systems whose locks SQLite cannot trust.
FAR: Final = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "ncpfs"),
        *("ceph", "lustre", "gpfs", "glusterfs", "davfs", "beegfs", "fuse.sshfs"),
        *("fuse.glusterfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs"),
    }
)


def optimised() -> Findings:
    if sys.flags.optimize:
        yield Finding(
            "python-optimised",
            _("Python laat hier controles weg (python -O of PYTHONOPTIMIZE). Start zonder."),
        )


def debugging() -> Findings:
    for name in DEBUGGING:
        if os.environ.get(name, "").lower() not in OFF:
            yield Finding(
                "debug",
                _("{name} staat aan. Dat toont de binnenkant van Kring. Haal het weg.")
                .format(name=name),
            )  # fmt: skip


def secret_key(place: Place) -> Findings:
    held = secret.secret_of(place.data)
    if held == secret.DEVELOPMENT:
        yield Finding(
            "secret-key",
            _("Het geheim (KRING_SECRET_KEY) is dat van de tests. Kies een eigen."),
        )
    elif len(held) < secret.SHORTEST or len(set(held)) < 8:
        yield Finding(
            "secret-key",
            _("Het geheim (KRING_SECRET_KEY) is te kort: neem {n} tekens of meer.")
            .format(n=secret.SHORTEST),
        )  # fmt: skip


def hosts(names: list[str]) -> Findings:
    if not names:
        yield Finding(
            "hosts",
            _("Zeg in KRING_HOSTS welke naam deze site heeft: kring.voorbeeld.be."),
        )
    elif any(name in {"*", "."} or name.startswith("*") for name in names):
        yield Finding(
            "hosts",
            _("KRING_HOSTS laat elke naam toe. Schrijf de namen van deze site voluit."),
        )


def demo(place: Place) -> Findings:
    if os.environ.get("KRING_DEMO", "") not in OFF or (place.data / MARK).exists():
        yield Finding(
            "demo",
            _("{folder} is van de demo: daar kan iedereen zonder wachtwoord binnen. "
              "Kies een andere map in KRING_DATA en haal KRING_DEMO weg.")
            .format(folder=place.data),
        )  # fmt: skip
    if os.environ.get("KRING_TODAY"):
        yield Finding("clock", _("KRING_TODAY zet de klok stil. Haal het weg."))


def folder(place: Place) -> Findings:
    if place.data.is_dir() and place.data.stat().st_mode & 0o077:
        yield Finding(
            "folder",
            _("Anderen op deze machine kunnen in {folder} kijken. Doe: chmod 700 {folder}")
            .format(folder=place.data),
        )  # fmt: skip


def disk(place: Place, mounts: Path = Path("/proc/self/mounts")) -> Findings:
    """SQLite needs locks that hold: not those of a disk on another machine."""
    if place.postgres or not mounts.is_file():
        return
    kind = kind_of_disk(place.data.resolve(), mounts.read_text("utf-8", "surrogateescape"))
    if kind in FAR:
        yield Finding(
            "disk",
            _("{folder} ligt op een schijf van een andere machine ({kind}). "
              "Zet de gegevens op een eigen schijf, of werk met PostgreSQL.")
            .format(folder=place.data, kind=kind),
        )  # fmt: skip


def kind_of_disk(folder: Path, mounts: str) -> str:
    """The file system that holds this folder: the mount that lies nearest above it."""
    nearest, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        at = parts[1].encode().decode("unicode_escape")  # \040 stands for a space
        if folder.is_relative_to(at) and len(at) >= len(nearest):
            nearest, kind = at, parts[2]
    return kind


def processes(place: Place, workers: int) -> Findings:
    if workers > 1 and not place.postgres and sqlite3.sqlite_version_info < WHOLE_SQLITE:
        yield Finding(
            "workers",
            _("SQLite {version} kan gegevens verliezen als meer dan één proces schrijft. "
              "Neem --workers 1, SQLite {wanted} of nieuwer, of PostgreSQL.")
            .format(
                version=sqlite3.sqlite_version, wanted=".".join(map(str, WHOLE_SQLITE))
            ),
        )  # fmt: skip
