"""Files that a command reads and writes: by name, by folder, or through the pipe."""

import errno
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from kring.core.formats.faults import FileRefused
from kring.core.words import gettext_noop
from kring.site.cli import complain
from kring.site.speech import gettext as _

PIPE: Final = "-"
WRONG: Final = 1
MOST_FILES: Final = 1000  # in a folder: more is no set of one export
MOST_BYTES: Final = 20 * 1024**2  # of one file: more is no zip of a set either

WHY: Final = {
    errno.ENOENT: gettext_noop("dit bestand of deze map bestaat niet"),
    errno.EACCES: gettext_noop("je mag er niet aan"),
    errno.EPERM: gettext_noop("je mag er niet aan"),
    errno.EISDIR: gettext_noop("dit is een map"),
    errno.ENOTDIR: gettext_noop("een deel van dit pad is geen map"),
    errno.ENOSPC: gettext_noop("de schijf is vol"),
    errno.EROFS: gettext_noop("deze schijf kan alleen gelezen worden"),
    errno.ENAMETOOLONG: gettext_noop("deze naam is te lang"),
}


class Refused(Exception):
    """The input is wrong; what is wrong has been said on standard error."""


def read_inputs(names: Sequence[str], *, pipe_name: str = PIPE) -> list[tuple[str, bytes]]:
    """The files by these names, those in these folders, or standard input as `pipe_name`.

    Raises:
        Refused: one of them cannot be read.
    """
    return [found for name in names for found in _read(name, pipe_name)]


def _read(name: str, pipe_name: str) -> Iterator[tuple[str, bytes]]:
    if name == PIPE:
        yield pipe_name, _within(sys.stdin.buffer.read(MOST_BYTES + 1), pipe_name)
        return
    path = Path(name)
    try:
        if not path.is_dir():
            yield name, _bytes_of(path)
            return
        inside = sorted(each for each in path.rglob("*") if _is_one_of_the_set(each, path))
        if len(inside) > MOST_FILES:
            raise refused(
                _("{name}: in deze map staan te veel bestanden, hoogstens {most} mag."),
                name=name,
                most=MOST_FILES,
            )
        for each in inside:
            yield str(each), _bytes_of(each)
    except OSError as error:
        raise refused(
            _("{name}: dit kunnen we niet lezen, {why}."), name=name, why=_why(error)
        ) from None


def _is_one_of_the_set(path: Path, folder: Path) -> bool:
    """A file that a person put there: not what a desktop hides beside it."""
    return path.is_file() and not any(
        part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts
    )


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return _within(file.read(MOST_BYTES + 1), str(path))


def _within(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise refused(
            _("{name}: dit bestand is te groot, hoogstens {most} MB mag."),
            name=name,
            most=MOST_BYTES // 1024**2,
        )
    return data


def write_output(name: str, content: bytes) -> None:
    """Into the file by this name, whole or not at all, or on standard output.

    Raises:
        Refused: it cannot be written there.
    """
    if name == PIPE:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    half = path.with_name(path.name + ".half")
    try:
        try:
            half.write_bytes(content)
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
    except OSError as error:
        raise refused(
            _("{name}: hier kunnen we niet schrijven, {why}."), name=name, why=_why(error)
        ) from None


def say_refusal(refusal: FileRefused) -> Refused:
    """Each fault of the file on a line of its own."""
    for line in refusal.say(_):
        complain(line)
    return Refused()


def refused(sentence: str, **values: object) -> Refused:
    """Say this sentence; to be raised."""
    complain(sentence.format(**values))
    return Refused()


def _why(error: OSError) -> str:
    known = WHY.get(error.errno or 0)
    return _(known) if known else str(error.strerror)
