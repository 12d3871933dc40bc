"""`kring backup`: two sealed files, the data and the keys, that only the organisation opens."""

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kring.site.cli import DONE, complain
from kring.site.commands.existing import open_site
from kring.site.commands.line import Line, command
from kring.site.commands.papers import refused
from kring.site.serving.found import WRONG
from kring.site.speech import gettext as _


@command
def run(words: Sequence[str]) -> int:
    """The data first and the keys after; two files and their manifests, or none."""
    asked = _line().read(words)
    if asked.make_key:
        return _make_key()
    if not asked.folder:
        raise _line().refuse(_("zeg in welke map de kopie moet"))
    here = open_site()
    from kring.site.keeping.copies import CopyFailed, ProgramMissing  # noqa: PLC0415
    from kring.site.keeping.make import make_backup  # noqa: PLC0415

    data_keys, key_keys = _keys(asked)
    to = Path(asked.folder).absolute()
    keys_to = Path(asked.keys_to).absolute() if asked.keys_to else to
    try:
        for folder in (to, keys_to):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = make_backup(here, to=to, keys_to=keys_to, data_keys=data_keys, key_keys=key_keys)
    except ProgramMissing as error:
        sentence = _("{program} ontbreekt. Installeer de programma's van PostgreSQL.")
        return complain(sentence.format(program=error), code=WRONG)
    except CopyFailed as error:
        sentence = _("De databank laat zich niet kopiëren: {why}")
        return complain(sentence.format(why=error), code=WRONG)
    except OSError as error:
        sentence = _("Kring kan niet schrijven in {folder}: {why}.")
        return complain(sentence.format(folder=to, why=error.strerror), code=WRONG)
    if asked.json:
        shown = [{"file": str(each.file), "kind": each.manifest.kind} for each in made]
        print(json.dumps({"made": shown, "head": made[0].manifest.head}, indent=1))  # noqa: T201
    else:
        print("\n".join(str(each.file) for each in made), flush=True)  # noqa: T201
    if to == keys_to:
        complain(
            _("Bewaar de sleutels niet bij de gegevens: zeg met --keys-to waar ze heen moeten.")
        )
    return DONE


def _line() -> Line:
    line = Line(
        prog="kring backup",
        description=_(
            "Maakt een reservekopie van de gegevens en van de sleutels van de gezinnen.\n"
            "De sleutelbos zit er niet bij: bewaar die zelf, op een andere plaats."
        ),
        exits=_("Uitgang: 0 gemaakt, 1 het lukt niet, 2 de vraag is verkeerd."),
    )
    line.add_argument("folder", nargs="?", metavar="DIR", help=_("de map voor de gegevens"))
    line.add_argument("--keys-to", metavar="DIR", help=_("een andere map voor de sleutels"))
    line.add_argument(
        "--to", action="append", metavar="AGE", help=_("voor wie: age1… (zoals gekozen)")
    )
    line.add_argument(
        "--keys-for", action="append", metavar="AGE",
        help=_("voor wie de sleutels zijn: age1… (dezelfde)"),
    )  # fmt: skip
    line.add_argument(
        "--make-key", action="store_true", help=_("maak een paar sleutels om mee te bewaren")
    )
    line.add_argument("--json", action="store_true", help=_("als JSON"))
    return line


def _make_key() -> int:
    """A pair on standard output, in the form of age's own key files."""
    from kring.site.keeping.age import new_pair  # noqa: PLC0415

    public, private = new_pair()
    print(f"# public key: {public}\n{private}", flush=True)  # noqa: T201  # the answer itself
    complain(
        _("Druk dit twee keer af en bewaar het ver van de site. Kring bewaart het niet. "
          "Zonder de geheime helft gaat geen reservekopie open.")
    )  # fmt: skip
    return DONE


def _keys(asked: Namespace) -> tuple[list[Any], list[Any]]:
    """For whom the data are, and for whom the keys.

    Raises:
        Refused: nobody, or something that is no key.
    """
    from kring.site.first.choices import choices  # noqa: PLC0415
    from kring.site.keeping.age import public_key  # noqa: PLC0415

    chosen = choices().get("backup_key")
    texts = asked.to or ([chosen] if chosen else [])
    if not texts:
        raise refused(
            _("Voor wie is de kopie? Geef --to age1…, of maak een sleutel met --make-key.")
        )
    try:
        for_data = [public_key(text) for text in texts]
        return for_data, [public_key(text) for text in asked.keys_for or texts]
    except ValueError as error:
        raise refused(_("{key} is geen sleutel van age."), key=error) from None
