"""Where the real files of other tools are, when they are at hand."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def sample(name: str) -> bytes:
    """The bytes of a real file; the test is skipped when the files are not here."""
    return (folder() / name).read_bytes()


def folder() -> Path:
    given = os.environ.get("KRING_SAMPLES")
    for place in (given, ROOT.parent / "shared" / "samples"):
        if place and Path(place).is_dir():
            return Path(place)
    pytest.skip("the files of other tools are not at hand (KRING_SAMPLES)")
