"""`kring keys`: other keys, and whether everything that lies sealed opens."""

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from kring.site.cli import DONE, complain
from kring.site.commands.existing import open_site
from kring.site.commands.line import Line, command
from kring.site.speech import gettext as _

WRONG: Final = 1
MAKE, REWRAP, RESEAL, VERIFY = "make", "rewrap", "reseal", "verify"
WORKS: Final = (MAKE, REWRAP, RESEAL, VERIFY)


@command
def run(words: Sequence[str]) -> int:
    """Do one of the four works on the keys of the site in KRING_DATA."""
    line = _line()
    asked = line.read(words)
    if (asked.work == RESEAL) is not bool(asked.family or asked.all):
        raise line.refuse(_("zeg bij reseal, en alleen daar, welk gezin, of --all"))
    open_site()
    from kring.base.keyring import BadKeyRing  # noqa: PLC0415  # the site is open only now

    try:
        return _do(asked)
    except BadKeyRing as error:
        return complain(_("Er is iets met de sleutelbos: {why}.").format(why=error), code=WRONG)


def _line() -> Line:
    line = Line(
        prog="kring keys",
        description=_(
            "make: een nieuwe hoofdsleutel op de sleutelbos, die de eerste keuze wordt.\n"
            "rewrap: alle gezinssleutels onder de hoofdsleutel van eerste keuze.\n"
            "reseal: een nieuwe gezinssleutel, en alles van dat gezin opnieuw verzegeld.\n"
            "verify: nagaan of alles opengaat en niets is teruggezet."
        ),
        exits=_("Uitgang: 0 in orde, 1 er is iets mis, 2 de vraag is verkeerd."),
    )
    line.add_argument("work", choices=WORKS, help=_("wat er moet gebeuren"))
    line.add_argument("family", nargs="?", type=UUID, help=_("het gezin, bij reseal"))
    line.add_argument("--all", action="store_true", help=_("bij reseal: alle gezinnen"))
    line.add_argument("--name", help=_("bij make: de naam van de sleutel"))
    line.add_argument("--json", action="store_true", help=_("als JSON, voor een script"))
    return line


def _do(asked: Namespace) -> int:
    works = {MAKE: _make, REWRAP: _rewrap, RESEAL: _reseal, VERIFY: _verify}
    answer, sentences, fine = works[asked.work](asked)
    _say(json.dumps(answer, default=str) if asked.json else "\n".join(sentences))
    return DONE if fine else WRONG


Answer = tuple[dict[str, Any], list[str], bool]


def _make(asked: Namespace) -> Answer:
    from django.conf import settings  # noqa: PLC0415

    from kring.base.keyring import add_key  # noqa: PLC0415

    name = asked.name or f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    add_key(settings.KRING_KEY_RING, name=name)
    said = _(
        "Sleutel {name} staat op de sleutelbos. Doe nu: kring keys rewrap. Haal de oude "
        "sleutel pas van de bos als er ook geen reservekopie meer is die hem nodig heeft."
    )
    return {"made": name}, [said.format(name=name)], True


def _rewrap(asked: Namespace) -> Answer:
    from kring.base.rotation import rewrap_all  # noqa: PLC0415
    from kring.people.secrets import reseal_all  # noqa: PLC0415

    done, broken = rewrap_all()
    secrets, shut = reseal_all()
    said = [_("{count} gezinssleutels opnieuw verpakt.").format(count=done)]
    if broken:
        said.append(_("{count} gezinssleutels gaan niet open.").format(count=broken))
    if secrets:
        said.append(
            _("{count} geheimen om aan te melden opnieuw verzegeld.").format(count=secrets)
        )
    if shut:
        said.append(_("{count} geheimen om aan te melden gaan niet open.").format(count=shut))
    answer = {"rewrapped": done, "broken": broken, "secrets": secrets, "shut": shut}
    return answer, said, not (broken or shut)


def _reseal(asked: Namespace) -> Answer:
    from kring.base.keystore import DataKey  # noqa: PLC0415
    from kring.journal.resealing import families, reseal  # noqa: PLC0415

    said: list[str] = []
    answer: dict[str, Any] = {}
    for family in families() if asked.all else [asked.family]:
        try:
            found = reseal(family)
        except DataKey.DoesNotExist:
            answer[str(family)] = {"key": False}
            said.append(_("Gezin {family} heeft geen sleutel.").format(family=family))
            continue
        answer[str(family)] = {
            "key": True, "version": found.version, "rows": found.rows,
            "unreadable": found.unread, "dropped": found.keys_dropped,
        }  # fmt: skip
        said.append(
            _(
                "Gezin {family}: {rows} stukken verzegeld met sleutel {version}, "
                "{unread} niet leesbaar, {dropped} oude sleutels weg."
            ).format(
                family=family,
                rows=found.rows,
                version=found.version,
                unread=found.unread,
                dropped=found.keys_dropped,
            )
        )
    fine = all(each.get("key") and not each["unreadable"] for each in answer.values())
    return {"families": answer}, said, fine


def _verify(asked: Namespace) -> Answer:
    from kring.journal.verifying import verify  # noqa: PLC0415

    kinds = {
        "unreadable": _("niet leesbaar: {label} in stuk {row}, gezin {family}"),
        "rolled_back": _("een oudere waarde is teruggezet: stuk {row}, gezin {family}"),
        "key_without_family": _("een sleutel zonder gezin: {family}"),
        "family_without_key": _("een gezin zonder sleutel: {family}"),
        "erased_but_there": _("een gewist gezin is er weer: {family}"),
    }
    found = verify()
    said = [
        kinds[each.kind].format(label=each.label, row=each.row, family=each.family)
        for each in found.troubles
    ]
    said.append(
        _("{families} gezinnen, {values} verzegelde waarden bekeken, {wrong} fouten.").format(
            families=found.families, values=found.values, wrong=len(found.troubles)
        )
    )
    answer = {
        "families": found.families, "rows": found.rows, "values": found.values,
        "troubles": [
            {"kind": each.kind, "family": each.family, "row": each.row, "label": each.label}
            for each in found.troubles
        ],
    }  # fmt: skip
    return answer, said, not found.troubles


def _say(text: str) -> None:
    print(text)  # noqa: T201  # the answer itself
