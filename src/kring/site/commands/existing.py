"""The site that a command works on: it has to be there, and nothing of it is ever made here."""

import os

from kring.site.commands.papers import refused
from kring.site.serving.places import Place, place
from kring.site.speech import gettext as _


def open_site() -> Place:
    """Its place, with the settings loaded.

    Raises:
        Refused: there is no site, or part of it is gone.
    """
    here = place()
    missing = next((each for each in here.databases if not each.is_file()), None)
    if missing is not None:
        raise refused(
            _("{folder} is geen hele site: {file} ontbreekt. Klopt KRING_DATA?"),
            folder=here.data,
            file=missing.name,
        )
    os.umask(0o077)
    os.environ |= {
        "KRING_DATA": str(here.data),
        "KRING_KEY_RING": str(here.ring),
        "KRING_ROLE": "job",  # in PostgreSQL: not the role of the pages
        "DJANGO_SETTINGS_MODULE": "kring.site.settings",
    }
    import django  # noqa: PLC0415  # only now do the settings know their folder

    django.setup()
    return here
