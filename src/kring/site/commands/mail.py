"""`kring mail`: send the mails that wait, as the thread of `kring serve` does by itself."""

import json
import os
from collections.abc import Sequence
from typing import Final

from kring.site.cli import DONE
from kring.site.commands.line import Line, command
from kring.site.speech import gettext as _

WAITS: Final = 1  # something still waits


@command
def run(words: Sequence[str]) -> int:
    """One round; it says in numbers what it did, never to whom."""
    asked = _line().read(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.site.settings")
    import django  # noqa: PLC0415  # slow to load

    django.setup()
    from kring.people.outbox import deliver, waiting  # noqa: PLC0415

    done = deliver()
    left = waiting().count()
    numbers = {
        "sent": done.sent, "again": done.again, "given_up": done.given_up, "waiting": left,
    }  # fmt: skip
    if asked.json:
        print(json.dumps(numbers))  # noqa: T201  # the answer itself
    else:
        sentence = _("Verstuurd: {sent}. Later opnieuw: {again}. Opgegeven: {given_up}.")
        print(sentence.format(**numbers))  # noqa: T201  # the answer itself
    return WAITS if left else DONE


def _line() -> Line:
    line = Line(
        prog="kring mail",
        description=_("Verstuurt de mails die wachten. Een site die loopt, doet dat zelf."),
        exits=_("Eindigt met 0 als niets meer wacht, 1 als er nog mail wacht."),
    )
    line.add_argument("--json", action="store_true", help=_("voor een ander programma"))
    return line
