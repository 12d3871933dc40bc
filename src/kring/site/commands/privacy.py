"""`kring privacy`: the register of processing (GDPR, article 30) as a page of the docs."""

import os
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Final

from kring.site.cli import DONE, complain
from kring.site.commands.check import repository
from kring.site.commands.line import Line, command
from kring.site.speech import gettext as _

WRONG: Final = 1
PAGE: Final = "docs/privacy.md"
# The docs are Dutch, whatever the machine of the builder speaks.
KINDS: Final = {
    "sealed": "Verzegeld: niet leesbaar zonder de sleutel van het gezin",
    "coded": "Codes, dagen en getallen die tekenen en sorteren nodig hebben",
    "account": "Wie zich aanmeldt",
    "key": "Verwijzingen: wie bij wat hoort, nooit wat er gezegd werd",
}
HEAD: Final = "register-head.md"  # what the tables themselves cannot say


@command
def run(words: Sequence[str]) -> int:
    """Print the page; with `--write`, put it in the checkout."""
    asked = _line().read(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.site.settings")
    import django  # noqa: PLC0415  # slow to load

    django.setup()
    text = page()
    if not asked.write:
        print(text, end="")  # noqa: T201  # the answer itself
        return DONE
    root = repository()
    if root is None:
        return complain(_("Dit kan alleen in de broncode van Kring."), code=WRONG)
    (root / PAGE).write_text(text, "utf-8")
    return DONE


def page() -> str:
    """The whole page, always the same for the same register."""
    from django.utils.translation import override  # noqa: PLC0415

    with override("nl"):
        head = (files("kring.site") / HEAD).read_text("utf-8")
        return "\n".join([head, *_told()]) + "\n"


def stale(root: Path) -> list[str]:
    """One sentence when the page in the docs is not the one of the register."""
    path = root / PAGE
    if path.is_file() and path.read_text("utf-8") == page():
        return []
    return [_("{page} is verouderd: ./kring privacy --write.").format(page=PAGE)]


def _told() -> Iterator[str]:
    from kring.base.register import Table, tables  # noqa: PLC0415

    def told(table: Table) -> Iterator[str]:
        yield f"### {table.title} (`{table.name}`)\n"
        yield f"Hoe lang: {table.keep}.\n"
        for kind, lines in table.lines.items():
            yield f"{KINDS[kind]}:\n"
            yield from (f"- {line.title}: {line.why}" for line in lines)
            yield ""

    every = tables()
    for heading, ours in (
        ("Van Kring", True),
        ("Van de programma's waarop Kring bouwt", False),
    ):
        yield f"## {heading}\n"
        for table in every:
            if table.of_ours is ours:
                yield from told(table)


def _line() -> Line:
    line = Line(
        prog="kring privacy",
        description=_("Wat we bewaren, waarom en hoe lang: het register van verwerkingen."),
        exits=_("Uitgang: 0 gedaan, 1 dit is geen broncode, 2 de vraag is verkeerd."),
    )
    line.add_argument("--write", action="store_true", help=_("schrijf docs/privacy.md"))
    return line
