"""The variables of a served site, for this process and those that it starts."""

import os
from collections.abc import Sequence
from typing import Final

from kring.site.serving.places import Place

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
THIS_MACHINE: Final = "localhost,127.0.0.1,[::1]"


def set_up(here: Place, *, host: str = LOOPBACK[0], proxies: Sequence[str] = ()) -> None:
    """Before the settings are loaded. `host`: where it listens; `proxies`: by address."""
    named = os.environ.get("KRING_PROXIES", "").split(",")
    believed = list(proxies) or [each.strip() for each in named if each.strip()]
    if "KRING_HOSTS" not in os.environ:
        # Only for this machine itself; whoever comes through a proxy calls it by its name.
        alone = host in LOOPBACK and not believed
        os.environ["KRING_HOSTS"] = THIS_MACHINE if alone else ""
    os.environ |= {
        "KRING_SERVED": "1",
        "KRING_DATA": str(here.data),
        "KRING_KEY_RING": str(here.ring),
        "KRING_PROXIES": ",".join(believed),
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
    }
