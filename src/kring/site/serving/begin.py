"""A new site: its folder, its databases, its key ring and its secret, each made once."""

import os
import subprocess
import sys
from typing import Final

from kring.base.keyring import make_key_ring
from kring.site.cli import complain
from kring.site.serving.places import Place
from kring.site.serving.secret import make_secret
from kring.site.speech import gettext as _

FIRST_KEY: Final = "eerste"
MAIN: Final = "from kring.site.cli import main; raise SystemExit(main())"


def make_site(here: Place) -> None:
    """Everything a site needs before its first page. Says where the key ring lies.

    Raises:
        OSError: something cannot be written here.
    """
    here.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    here.data.chmod(0o700)  # it is empty, and so ours to close
    make_secret(here.data)
    make_key_ring(here.ring, name=FIRST_KEY)
    for file in here.databases:
        file.touch(mode=0o600, exist_ok=False)
    import django  # noqa: PLC0415  # the settings read the secret that was just made

    django.setup()
    migrate()
    if here.ring.is_relative_to(here.data):
        complain(
            _("De sleutelbos ligt in {ring}. Wie de hele map heeft, kan alles lezen. Zet ze op "
              "een andere schijf: verplaats het bestand en zeg waar in KRING_KEY_RING.")
            .format(ring=here.ring),
        )  # fmt: skip


def migrate() -> None:
    """Brings the tables of both databases up to this version.

    In PostgreSQL pages own no table: there the owner's role does it, in a process of its own.

    Raises:
        CalledProcessError: it could not.
    """
    from django.core.management import call_command  # noqa: PLC0415  # needs the settings
    from django.db import connections  # noqa: PLC0415

    for database in connections:
        if os.environ.get("KRING_POSTGRES_OWNER"):
            words = ("manage", "migrate", f"--database={database}", "--verbosity=0")
            subprocess.run([sys.executable, "-c", MAIN, *words], check=True)  # noqa: S603
        else:
            call_command("migrate", database=database, verbosity=0)
