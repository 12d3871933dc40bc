"""Where one site lies: its folder, and the files in it that are never made a second time."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kring.site.commands.folder import MARK, data_folder
from kring.site.serving import secret

DATABASE: Final = "kring.sqlite3"
KEYS: Final = "kring-keys.sqlite3"
SITE: Final = "site.json"


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
