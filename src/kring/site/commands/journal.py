"""`kring journal verify`: is every line still there, as it was written?"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kring.base.keyring import BadKeyRing, read_key_ring
from kring.core.words import gettext_noop
from kring.site.cli import DONE, complain
from kring.site.commands.existing import open_site
from kring.site.commands.line import Line, command
from kring.site.keeping.chain import Head, Verdict, verify
from kring.site.serving.found import WRONG
from kring.site.serving.ring_said import said
from kring.site.speech import gettext as _

SAID: Final = {
    "altered": gettext_noop("Regel {line} van het journaal is veranderd."),
    "broken": gettext_noop("Vóór regel {line} van het journaal is iets weg of verwisseld."),
    "key": gettext_noop("De sleutel van regel {line} staat niet op de sleutelbos."),
    "volume": gettext_noop(
        "Het afgesloten deel tot regel {line} van het journaal is veranderd, of er is een weg."
    ),
    "cut": gettext_noop(
        "Het journaal is ingekort: regel {line}, die elders bewaard is, is weg."
    ),
}


@command
def run(words: Sequence[str]) -> int:
    """Walk the chain, and name the first line that is wrong."""
    line = Line(
        prog="kring journal",
        description=_("Kijkt na of het journaal heel is, van de eerste tot de laatste regel."),
        exits=_(
            "Uitgang: 0 heel, 1 niet heel (de eerste foute regel staat erbij), 2 de vraag is\n"
            "verkeerd, 78 er is iets met de sleutelbos."
        ),
    )
    line.add_argument("what", choices=["verify"], metavar="verify", help=_("nakijken"))
    line.add_argument(
        "--head", metavar="FILE|ID:MAC",
        help=_("een regel die elders bewaard is, of het bestand bij een reservekopie"),
    )  # fmt: skip
    line.add_argument("--json", action="store_true", help=_("als JSON"))
    asked = line.read(words)
    try:
        anchor = _anchor(asked.head) if asked.head else None
    except (OSError, ValueError, KeyError, TypeError):
        raise line.refuse(_("bij --head hoort NUMMER:MERK of een bestand")) from None
    here = open_site()
    from django.db import connection  # noqa: PLC0415  # the settings are known now

    try:
        keys = read_key_ring(here.ring).audit
    except BadKeyRing as error:
        finding = said(str(error), here.ring)
        return complain(finding.sentence, code=finding.exit_code)
    with connection.cursor() as cursor:
        return _answer(verify(cursor, keys, anchor), as_json=asked.json)


def _anchor(text: str) -> Head:
    """`12:ab34…`, or the manifest of a backup that holds it.

    Raises:
        OSError, ValueError, KeyError, TypeError: it is neither.
    """
    try:
        return Head.read(text)
    except ValueError:
        return Head.read(json.loads(Path(text).read_text("utf-8"))["head"])


def _answer(verdict: Verdict, *, as_json: bool) -> int:
    sentence = (
        _(SAID[verdict.fault]).format(line=verdict.line)
        if verdict.fault
        else _("Het journaal is heel: {n} regels. Laatste regel: {head}").format(
            n=verdict.lines, head=verdict.head
        )
    )
    if as_json:
        told = {
            "ok": not verdict.fault, "lines": verdict.lines, "head": str(verdict.head),
            "fault": verdict.fault, "line": verdict.line or None, "says": sentence,
        }  # fmt: skip
        print(json.dumps(told, ensure_ascii=False, indent=1), flush=True)  # noqa: T201
    elif verdict.fault:
        complain(sentence)
    else:
        print(sentence, flush=True)  # noqa: T201  # the answer itself
    return WRONG if verdict.fault else DONE
