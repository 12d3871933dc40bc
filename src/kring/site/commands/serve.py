"""`kring serve`: a real site for real families, behind a proxy that adds https."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from kring.site.cli import DONE, complain
from kring.site.commands.line import Line, command, whole
from kring.site.serving.found import WRONG, Finding
from kring.site.serving.places import Place, place
from kring.site.serving.variables import set_up
from kring.site.speech import gettext as _

YES: Final = frozenset({"ja", "j", "yes", "y", "oui", "o"})


@command
def run(words: Sequence[str]) -> int:
    """Look, refuse what is unsafe, and serve until SIGTERM or Ctrl-C."""
    asked = _line().read(words)
    os.umask(0o077)
    here = place()
    set_up(here, host=asked.host, proxies=asked.proxy)
    if asked.check:
        from kring.site.commands.serve_check import answer  # noqa: PLC0415  # slow to load

        return answer(here, workers=asked.workers, as_json=asked.json)
    try:
        if here.is_new and (refusal := _begin(here, sure=asked.new)):
            return complain(refusal, code=WRONG)
        return _serve(asked, here)
    except OSError as error:
        sentence = _("Kring kan niet werken in {folder}: {why}.")
        return complain(sentence.format(folder=here.data, why=error.strerror), code=WRONG)


def _line() -> Line:
    line = Line(
        prog="kring serve",
        description=_(
            "Een echte site, achter een proxy met https.\n"
            "KRING_DATA: de map met de gegevens. KRING_KEY_RING: de sleutelbos, elders.\n"
            "KRING_HOSTS: de namen van de site, met komma's. KRING_PROXIES: de proxy."
        ),
        exits=_(
            "Uitgang: 0 gestopt, 1 zo is het niet veilig, 2 de vraag is verkeerd, 78 er is\n"
            "iets met de sleutels."
        ),
    )
    line.add_argument("--host", default="127.0.0.1", help=_("luister op dit adres (127.0.0.1)"))
    line.add_argument(
        "--port", type=whole(1, 65535), default=8000, help=_("luister op deze poort (8000)")
    )
    line.add_argument("--workers", type=whole(1, 64), default=1, help=_("zoveel processen (1)"))
    line.add_argument(
        "--threads", type=whole(1, 64), default=4, help=_("draden in elk proces (4)")
    )
    line.add_argument(
        "--proxy", type=_address, action="append", default=[],
        help=_("het adres van de proxy; mag meer keren"),
    )  # fmt: skip
    line.add_argument("--migrate", action="store_true", help=_("breng de databank eerst bij"))
    line.add_argument("--new", action="store_true", help=_("begin hier een nieuwe site"))
    line.add_argument("--check", action="store_true", help=_("kijk alleen na, start niet"))
    line.add_argument("--json", action="store_true", help=_("bij --check: als JSON"))
    return line


def _address(word: str) -> str:
    return str(ip_address(word))  # ValueError: argparse says which word


def _begin(here: Place, *, sure: bool) -> str | None:
    """Make a new site; else why not. Nothing is ever made where a site may have been."""
    if not here.is_empty:
        return _(
            "In {folder} staat iets dat niet van Kring is. Kies een andere map in KRING_DATA."
        ).format(folder=here.data)
    if not (sure or _confirmed(here.data)):
        return _(
            "In {folder} staat nog geen site. Is ze nieuw? Start dan met --new. "
            "Was ze er al? Kijk dan of KRING_DATA klopt, of zet een reservekopie terug."
        ).format(folder=here.data)
    from kring.site.serving.begin import make_site  # noqa: PLC0415  # slow to load

    make_site(here)
    return None


def _confirmed(folder: Path) -> bool:
    if not sys.stdin.isatty():
        return False
    question = _("In {folder} staat nog geen site. Een nieuwe beginnen? (ja/nee) ")
    return input(question.format(folder=folder)).strip().lower() in YES


def _serve(asked: Namespace, here: Place) -> int:
    import django  # noqa: PLC0415  # only now do the settings know their folder

    django.setup()
    from django.db import connections  # noqa: PLC0415
    from django.urls import get_resolver  # noqa: PLC0415

    from kring.site.serving.look import look  # noqa: PLC0415
    from kring.site.serving.server import Server, Wanted  # noqa: PLC0415
    from kring.site.serving.static_files import collect, is_collected  # noqa: PLC0415

    looked = look(here, workers=asked.workers, may_migrate=asked.migrate)
    if findings := [finding for each in looked for finding in each.findings]:
        return refuse(findings)
    if asked.migrate:
        from kring.site.serving.begin import migrate  # noqa: PLC0415

        migrate()
        looked = look(here, workers=asked.workers)
        if findings := [finding for each in looked for finding in each.findings]:
            return refuse(findings)
    if not is_collected():
        complain(_("Kring maakt de bestanden van deze versie klaar. Dat duurt even."))
        collect()
    get_resolver().url_patterns  # noqa: B018  # every address is there before the first visitor
    welcome = _welcome(asked)
    connections.close_all()  # a connection must not be shared with the processes to come
    host = "127.0.0.1" if asked.host in {"0.0.0.0", "::"} else asked.host  # noqa: S104
    address = f"http://{f'[{host}]' if ':' in host else host}:{asked.port}"

    def ready() -> None:
        print(f"Open {address}{welcome}", flush=True)  # noqa: T201  # the answer itself

    Server(Wanted(asked.host, asked.port, asked.workers, asked.threads, ready)).run()
    return DONE


def _welcome(asked: Namespace) -> str:
    """Where to go first: the once-only link while nobody runs this site, else the door."""
    from kring.site.first.link import new_link  # noqa: PLC0415

    path = new_link()
    if path is None:
        return "/"
    complain(
        _("Deze link werkt één keer, en 24 uur. Wie ze heeft, wordt beheerder van deze site.")
    )
    return path


def refuse(findings: Sequence[Finding]) -> int:
    """One sentence each; trouble with the keys decides how it ends."""
    for finding in findings:
        complain(finding.sentence)
    return max(finding.exit_code for finding in findings)
