"""Where one site lies: its folder, and the files in it that are never made a second time."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kring.site.serving import secret

DATABASE: Final = "kring.sqlite3"
KEYS: Final = "kring-keys.sqlite3"
SITE: Final = "site.json"
MARK: Final = "kring-demo.txt"  # in a folder of the demo: the version of the example there


def data_folder() -> Path:
    """`KRING_DATA`, else the place where this system keeps what a user's programs remember."""
    named = os.environ.get("KRING_DATA")
    if named:
        return Path(named).absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "kring"
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home).absolute() / "kring"


@dataclass(frozen=True, slots=True)
class Place:
    """`postgres` holds its address when the data lie there and not in this folder."""

    data: Path
    ring: Path
    postgres: str = ""

    @property
    def databases(self) -> tuple[Path, ...]:
        """The files of SQLite: the data, and the wrapped keys apart. None on PostgreSQL."""
        return () if self.postgres else (self.data / DATABASE, self.data / KEYS)

    @property
    def is_new(self) -> bool:
        """Nothing here was ever a site, so it is safe to begin one."""
        ours = (self.data / name for name in (DATABASE, KEYS, SITE, secret.FILE, MARK))
        return not any(each.exists() for each in (*ours, self.ring))

    @property
    def is_empty(self) -> bool:
        return not self.data.exists() or not any(self.data.iterdir())


def place(environment: Mapping[str, str] = os.environ) -> Place:
    """As the settings will see it, without loading them."""
    data = data_folder()
    ring = environment.get("KRING_KEY_RING")
    return Place(
        data=data,
        ring=Path(ring) if ring else data / "keyring" / "keyring.json",
        postgres=environment.get("KRING_POSTGRES", ""),
    )
