"""Several files in one zip: packed the same every time, unpacked within limits."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import Final

from kring.core.formats.faults import shown
from kring.core.formats.source import refused
from kring.core.words import gettext_noop, sentence

Files = list[tuple[str, bytes]]

MOST_FILES: Final = 200
MOST_BYTES: Final = 20 * 1024**2  # unpacked, all together
MOST_RATIO: Final = 200  # times smaller than it was; text seldom gets past 20
BEGIN: Final = b"PK\x03\x04"
LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # the same bytes today and tomorrow
CLUTTER: Final = (".DS_Store", "Thumbs.db", "desktop.ini")
BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,  # a way of packing that Python does not know
    RuntimeError,  # a password
    EOFError,
    ValueError,
    OSError,
)

BROKEN: Final = gettext_noop("Deze zip is stuk of met een wachtwoord gesloten.")
TOO_MANY: Final = gettext_noop("In deze zip zitten te veel bestanden: hoogstens {most} kan.")
TOO_LARGE: Final = gettext_noop("Deze zip is uitgepakt te groot: hoogstens {most} MB kan.")
OUTSIDE: Final = gettext_noop('In deze zip heeft een bestand een gevaarlijke naam: "{path}".')


def is_zip(data: bytes) -> bool:
    return data.startswith(BEGIN)


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The zip of these files, in this order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def unpacked(data: bytes, *, name: str) -> Files:
    """The files in a zip, by their names without folders; raises FileRefused.

    What an operating system adds by itself is left out. The sizes that the zip tells of itself
    are looked at first, and no file is read past its own.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [each for each in checked(archive, name) if not _is_clutter(each)]
            return [(_base(each.filename), archive.read(each)) for each in members]
    except BROKEN_ZIP:
        raise refused(name, sentence(BROKEN)) from None


def is_workbook(data: bytes, *, name: str) -> bool:
    """Whether a zip is an Excel workbook, within the limits of a zip. Raises FileRefused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(each.filename == "xl/workbook.xml" for each in checked(archive, name))
    except BROKEN_ZIP:
        raise refused(name, sentence(BROKEN)) from None


def checked(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The files of an archive that keeps to the limits. Raises FileRefused."""
    members = [each for each in archive.infolist() if not each.is_dir()]
    if len(members) > MOST_FILES:
        raise refused(name, sentence(TOO_MANY, most=MOST_FILES))
    large = sum(each.file_size for each in members)
    small = sum(each.compress_size for each in members)
    if large > MOST_BYTES or large > MOST_RATIO * max(small, 1024):
        raise refused(name, sentence(TOO_LARGE, most=MOST_BYTES // 1024**2))
    for each in members:
        steps = each.filename.replace("\\", "/").split("/")
        if ".." in steps or steps[0] in ("", "~") or ":" in steps[0]:
            raise refused(name, sentence(OUTSIDE, path=shown(each.filename)))
    return members


def _base(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    return member.filename.startswith("__MACOSX/") or _base(member.filename) in CLUTTER
