"""Opening the files of a backup: genuine, whole, ours, and exactly what their manifest says."""

import sqlite3
import tarfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyrage

from kring.core.words import gettext_noop
from kring.site.keeping import age, copies, manifest
from kring.site.keeping.manifest import DATA, KEYS, Manifest
from kring.site.keeping.parts import FILE, digest, said
from kring.site.serving.sqlite_file import opened

# Why a file of a backup is refused; `{file}` is its name.
NOT_OPENED: Final = gettext_noop(
    "{file}: dit is geen hele reservekopie, of deze sleutel hoort er niet bij."
)
NOT_OURS: Final = gettext_noop("{file}: dit is geen reservekopie van Kring.")
OTHER_MARK: Final = gettext_noop("{file}: dit bestand is niet meer zoals het gemaakt werd.")
NOT_WHOLE: Final = gettext_noop(
    "{file}: wat erin zit, is niet wat erbij geschreven staat. Neem een andere reservekopie."
)
DAMAGED: Final = gettext_noop("{file}: de databank in deze reservekopie is beschadigd.")


class BadBackup(Exception):
    """`sentence` says why, with `{file}` for the name of the file."""

    def __init__(self, sentence: str, file: Path) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.file = file


@dataclass(frozen=True, slots=True)
class Opened:
    source: Path
    folder: Path
    manifest: Manifest


def open_backup(
    sources: Sequence[Path], work: Path, keys: Sequence[pyrage.x25519.Identity]
) -> tuple[Opened, Opened]:
    """The one with the data, and the newest with the keys, unpacked and checked below `work`.

    Raises:
        BadBackup: one of them is not what it should be, or one of the two is not there.
    """
    opened = [_open(source, work / str(number), keys) for number, source in enumerate(sources)]
    data = [each for each in opened if each.manifest.kind == DATA]
    stores = [each for each in opened if each.manifest.kind == KEYS]
    if len(data) != 1:
        raise BadBackup(
            gettext_noop("Geef één reservekopie van de gegevens: kring-data-….age."), sources[0]
        )
    if not stores:
        raise BadBackup(
            gettext_noop("Geef ook de reservekopie van de sleutels: kring-keys-….age."),
            sources[0],
        )
    newest = max(stores, key=lambda each: each.manifest.made_at)
    if newest.manifest.made_at < data[0].manifest.made_at:
        raise BadBackup(
            gettext_noop("{file}: deze sleutels zijn ouder dan de gegevens. Neem nieuwere."),
            newest.source,
        )
    return data[0], newest


def _open(source: Path, folder: Path, keys: Sequence[pyrage.x25519.Identity]) -> Opened:
    mark = said(source.with_suffix(".json")).get(source.name)
    if mark is not None and mark != digest(source):
        raise BadBackup(OTHER_MARK, source)
    folder.mkdir(mode=0o700)
    packed = folder.with_suffix(".tar")
    try:
        age.unseal(source, packed, keys)
    except age.NotOpened:
        raise BadBackup(NOT_OPENED, source) from None
    try:
        with tarfile.open(packed, "r:") as tar:
            tar.extractall(folder, filter="data")
        told = manifest.read((folder / manifest.NAME).read_text("utf-8"))
    except (tarfile.TarError, OSError, ValueError):
        raise BadBackup(NOT_OURS, source) from None
    finally:
        packed.unlink()
    found = {
        each.relative_to(folder).as_posix(): digest(each)
        for each in folder.rglob("*")
        if each.is_file() and each != folder / manifest.NAME
    }
    if found != dict(told.files):
        raise BadBackup(NOT_WHOLE, source)
    if told.engine.startswith("sqlite"):
        _check_sqlite(folder / FILE[told.kind], told, source)
    return Opened(source, folder, told)


def _check_sqlite(file: Path, told: Manifest, source: Path) -> None:
    """Every page and reference right, and as many rows as were written down."""
    try:
        with opened(file) as copy:
            fault = copies.damage(copy)
            counts = {} if fault else copies.counted(copy.cursor(), list(told.rows))
    except sqlite3.DatabaseError as error:
        fault = str(error)
    if fault:
        raise BadBackup(DAMAGED, source)
    if counts != dict(told.rows):
        raise BadBackup(NOT_WHOLE, source)
