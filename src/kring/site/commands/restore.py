"""`kring restore`: a backup becomes a site again, or nothing changes."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kring.site.cli import DONE, complain
from kring.site.commands.line import Line, command
from kring.site.commands.papers import PIPE, refused
from kring.site.serving.found import WRONG
from kring.site.serving.places import place
from kring.site.speech import gettext as _


@command
def run(words: Sequence[str]) -> int:
    """Look at everything first; the folder is there only when all of it was right."""
    asked = _line().read(words)
    from kring.site.keeping import age  # noqa: PLC0415  # slow to load

    into = Path(asked.into).absolute()
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise refused(_("{folder} is niet leeg. Kies een nieuwe map met --into."), folder=into)
    sources = [Path(name).absolute() for name in asked.files]
    for source in sources:
        if not source.is_file():
            raise refused(_("{file}: dit bestand bestaat niet."), file=source)
    try:
        keys = [key for name in asked.key for key in age.private_keys(_text(name))]
    except (OSError, ValueError):
        raise refused(_("In --key hoort een bestand met AGE-SECRET-KEY-1… erin.")) from None
    ring = Path(asked.ring).absolute() if asked.ring else place().ring
    return _restore(sources, into, ring, keys, as_json=asked.json)


def _line() -> Line:
    line = Line(
        prog="kring restore",
        description=_(
            "Zet een reservekopie terug in een nieuwe map: gegevens en nieuwste sleutels.\n"
            "Wat na de kopie gewist werd, wordt opnieuw gewist."
        ),
        exits=_(
            "Uitgang: 0 teruggezet, 1 geweigerd (er is niets veranderd), 2 de vraag is\n"
            "verkeerd, 78 er is iets met de sleutelbos."
        ),
    )
    line.add_argument(
        "files", nargs="+", metavar="FILE", help="kring-data-….age kring-keys-….age"
    )
    line.add_argument("--into", required=True, metavar="DIR", help=_("een nieuwe of lege map"))
    line.add_argument(
        "--key", required=True, action="append", metavar="FILE",
        help=_("de geheime helft van de sleutel; mag meer keren, - leest van het toetsenbord"),
    )  # fmt: skip
    line.add_argument("--ring", metavar="FILE", help=_("de sleutelbos (KRING_KEY_RING)"))
    line.add_argument("--json", action="store_true", help=_("als JSON"))
    return line


def _text(name: str) -> str:
    return sys.stdin.read() if name == PIPE else Path(name).read_text("utf-8")


def _restore(
    sources: list[Path], into: Path, ring: Path, keys: list[Any], *, as_json: bool
) -> int:
    from kring.base.keyring import BadKeyRing, read_key_ring  # noqa: PLC0415
    from kring.site.keeping.copies import CopyFailed, ProgramMissing  # noqa: PLC0415
    from kring.site.keeping.put_back import put_back  # noqa: PLC0415
    from kring.site.keeping.unpack import BadBackup  # noqa: PLC0415
    from kring.site.serving.ring_said import said  # noqa: PLC0415

    os.umask(0o077)
    try:
        read_key_ring(ring)
        told = put_back(sources, into, ring=ring, keys=keys)
    except BadKeyRing as error:
        finding = said(str(error), ring)
        return complain(finding.sentence, code=finding.exit_code)
    except BadBackup as error:
        return complain(_(error.sentence).format(file=error.file.name), code=WRONG)
    except ProgramMissing as error:
        return complain(_missing(error), code=WRONG)
    except CopyFailed as error:
        sentence = _("PostgreSQL neemt deze reservekopie niet aan: {why}")
        return complain(sentence.format(why=error), code=WRONG)
    except OSError as error:
        sentence = _("Kring kan niet schrijven in {folder}: {why}.")
        return complain(sentence.format(folder=into, why=error.strerror), code=WRONG)
    if as_json:
        print(json.dumps({"into": str(into), **asdict(told)}, indent=1), flush=True)  # noqa: T201
        return DONE
    sentence = _(
        "Teruggezet in {folder}, van {moment}: {families} gezinnen gaan open, {lines} regels "
        "in het journaal zijn heel, {wiped} gezinnen zijn opnieuw gewist."
    )
    print(  # noqa: T201  # the answer itself
        sentence.format(
            folder=into, moment=told.made_at, families=told.families, lines=told.lines,
            wiped=told.wiped,
        ),
        flush=True,
    )  # fmt: skip
    return DONE


def _missing(error: Exception) -> str:
    return _("{program} ontbreekt. Installeer de programma's van PostgreSQL.").format(
        program=error
    )
