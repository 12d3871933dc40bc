"""Files that only the holder of a private key opens (age), whole or not there at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

import pyrage

PRIVATE: Final = "AGE-SECRET-KEY-1"


class NotOpened(Exception):
    """This file is not whole, or this key is not its own."""


def public_key(text: str) -> pyrage.x25519.Recipient:
    """`age1…` as a key to seal with.

    Raises:
        ValueError: it is none.
    """
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise ValueError(text) from None


def new_pair() -> tuple[str, str]:
    """A public key and its private half, both as text."""
    made = pyrage.x25519.Identity.generate()
    return str(made.to_public()), str(made)


def private_keys(text: str) -> list[pyrage.x25519.Identity]:
    """Those in a key file of age: one a line, remarks passed over.

    Raises:
        ValueError: there is none, or one is damaged.
    """
    lines = [line.strip() for line in text.splitlines()]
    try:
        found = [
            pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(PRIVATE)
        ]
    except pyrage.IdentityError:
        raise ValueError("damaged") from None
    if not found:
        raise ValueError("none")
    return found


def seal(source: Path, target: Path, keys: Sequence[pyrage.x25519.Recipient]) -> None:
    """Under its own name only when every byte is on the disk.

    Raises:
        OSError: it cannot be written there; then nothing of it is left.
    """
    with whole(target) as held, source.open("rb") as plain:
        pyrage.encrypt_io(plain, held, list(keys))


def unseal(source: Path, target: Path, keys: Sequence[pyrage.x25519.Identity]) -> None:
    """Under its own name only when the whole file was genuine.

    Raises:
        NotOpened: altered, cut short, no age file, or for another key.
    """
    with source.open("rb") as sealed:
        try:
            with whole(target) as held:
                pyrage.decrypt_io(sealed, held, list(keys))
        except (pyrage.DecryptError, OSError) as error:
            if isinstance(error, OSError) and error.errno:
                raise  # the disk, not the file
            raise NotOpened(str(error)) from None


@contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when the block ends well, and is gone when it does not."""
    half = target.with_name(f".{target.name}.half")
    made = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(made, "wb") as held:
            yield held
            held.flush()
            os.fsync(held.fileno())
        half.replace(target)
    finally:
        with suppress(FileNotFoundError):
            half.unlink()
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name too
    finally:
        os.close(folder)
