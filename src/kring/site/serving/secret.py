"""The secret that signs sessions and links: a variable, or made once beside the data."""

import os
import secrets
from pathlib import Path
from typing import Final

FILE: Final = "secret.txt"
DEVELOPMENT: Final = "only-for-tests-and-development"
SHORTEST: Final = 32  # characters; fewer can be guessed


def secret_of(data: Path) -> str:
    """`KRING_SECRET_KEY`, else what was made in the data folder, else that of the tests."""
    named = os.environ.get("KRING_SECRET_KEY")
    if named is not None:
        return named
    try:
        return (data / FILE).read_text("ascii").strip()
    except OSError:
        return DEVELOPMENT


def make_secret(data: Path) -> None:
    """Once, for its owner alone. It lies outside the database: a copy of the data lacks it."""
    try:
        made = os.open(data / FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(made, "w") as file:
        file.write(secrets.token_urlsafe(48))
