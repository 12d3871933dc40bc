"""`kring erase --replay`: wipe what came back of forgotten families, as after a restore."""

import os
from collections.abc import Sequence

from kring.site.cli import DONE
from kring.site.commands.line import Line, command
from kring.site.speech import gettext as _


@command
def run(words: Sequence[str]) -> int:
    line = Line(
        prog="kring erase",
        description=_("Wist opnieuw wat na een reservekopie terugkwam van gewiste gezinnen."),
        exits=_("Eindigt met 0 als er niets meer van staat."),
    )
    line.add_argument("--replay", action="store_true", required=True, help=_("doe het"))
    line.read(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.site.settings")
    import django  # noqa: PLC0415  # slow to load

    django.setup()
    from kring.rights.services.erasing import replay_erasures  # noqa: PLC0415

    back = replay_erasures()
    print(_("Opnieuw gewist: {number}.").format(number=len(back)))  # noqa: T201  # the answer
    return DONE
