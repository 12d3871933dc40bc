"""`kring retention`: read the clocks, wipe what is due, remind who must know."""

import json
import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any, Final

from kring.core.words import gettext_noop
from kring.site.cli import DONE, complain
from kring.site.commands.line import Line, command, day
from kring.site.speech import gettext as _

HELD: Final = 1  # somebody must look first
WHY: Final = {
    "back": gettext_noop(
        "De klok staat vroeger dan de vorige keer. Kijk ze na. Er is niets gewist."
    ),
    "forward": gettext_noop(
        "Er zit meer dan twee dagen sinds de vorige keer. Kijk de klok na. Er is niets gewist."
    ),
    "many": gettext_noop(
        "Er zijn veel gezinnen tegelijk om te wissen. Kijk ze na. Er is niets gewist."
    ),
}
GO_ON: Final = gettext_noop("Klopt het? Doe het dan nog eens met --yes-really.")
NOT_WHOLE: Final = gettext_noop(
    "Het journaal is niet heel, dus daarvan is niets afgesloten; de rest is gedaan. "
    "Kijk na wat 'kring journal verify' zegt."
)
SUBJECT: Final = gettext_noop("Kring: er is iets om na te kijken")
LETTER: Final = gettext_noop(
    "Meld je aan in Kring en open 'Wat moet ik nakijken'. "
    "In deze mail staat met opzet geen naam."
)


@command
def run(words: Sequence[str]) -> int:
    asked = _line().read(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.site.settings")
    import django  # noqa: PLC0415  # slow to load

    django.setup()
    return retention(asked)


def retention(asked: Namespace) -> int:
    """Look, and unless somebody must look first, do."""
    from django.utils.timezone import get_default_timezone, now  # noqa: PLC0415

    from kring.journal.volumes import over  # noqa: PLC0415
    from kring.rights.services.retaining import carry_out, due_at, why_not  # noqa: PLC0415

    moment = (
        datetime.combine(asked.on, time(12), get_default_timezone()).astimezone(UTC)
        if asked.on
        else now()
    )
    due = due_at(moment)
    held = why_not(moment, due)
    if asked.dry_run:
        _tell(asked, due, done=False, held=held)
        return DONE
    if held and not asked.yes_really:
        _tell(asked, due, done=False, held=held)
        return complain(f"{_(WHY[held])} {_(GO_ON)}", code=HELD)
    _remind(carry_out(due, moment))
    if over(moment).exists():
        _tell(asked, replace(due, lines=0), done=True, held="journal")
        return complain(_(NOT_WHOLE), code=HELD)
    _tell(asked, due, done=True, held="")
    return DONE


def _line() -> Line:
    line = Line(
        prog="kring retention",
        description=_("Wist wat over zijn termijn is, en herinnert wie dat moet weten."),
        exits=_("Eindigt met 0 als het gedaan is, 1 als iemand eerst moet kijken."),
    )
    line.add_argument("--on", type=day, help=_("alsof het deze dag is; alleen om te kijken"))
    line.add_argument("--dry-run", action="store_true", help=_("alleen zeggen, niets doen"))
    line.add_argument("--json", action="store_true", help=_("voor een ander programma"))
    line.add_argument(
        "--yes-really", action="store_true", help=_("ook als het veel is of de klok versprong")
    )
    return line


def _remind(families: list[Any]) -> None:
    """A mail without a name or a number to each coordinator who has something to look at."""
    from django.utils.translation import gettext as say  # noqa: PLC0415
    from django.utils.translation import override  # noqa: PLC0415

    from kring.people.mail import finish, post  # noqa: PLC0415
    from kring.people.models import WaitingMail  # noqa: PLC0415
    from kring.rights.services.retaining import leads_of  # noqa: PLC0415

    for user in leads_of(families):
        if user.email:
            with override(user.language):
                post(WaitingMail.Kind.REMINDER, user.email, say(SUBJECT), say(LETTER))
    finish()


def _tell(asked: Namespace, due: Any, *, done: bool, held: str) -> None:
    numbers = {
        "families": len(due.families), "reminders": len(due.reminders),
        "accounts": len(due.accounts), "seats": due.seats, "old_values": due.old_values,
        "lines": due.lines, "small_things": due.small_things,
    }  # fmt: skip
    if asked.json:
        words = {"done": done, "held": held, **numbers}
        print(json.dumps(words))  # noqa: T201  # the answer itself
        return
    sentence = _(
        "Gezinnen: {families}. Herinneringen: {reminders}. Accounts: {accounts}. "
        "Plaatsen: {seats}. Oude waarden: {old_values}. Regels van het journaal: {lines}. "
        "Kleine dingen: {small_things}."
    ).format(**numbers)
    state = _("Gedaan.") if done else _("Nog niet gedaan.")
    print(f"{state} {sentence}")  # noqa: T201  # the answer itself
