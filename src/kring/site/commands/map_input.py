"""What the map commands are given: families out of any file, one of them, and a day."""

import argparse
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final

from kring.core.family import Family
from kring.core.formats.csv_text import Rows
from kring.core.formats.detect import read_any
from kring.core.formats.faults import FileRefused, Imported
from kring.core.formats.findings import listed
from kring.site.commands.line import Line, day, not_there
from kring.site.commands.papers import PIPE, read_inputs, refused, say_refusal
from kring.site.speech import gettext as _

# For a file without a name: how each format's files end.
FORMATS: Final[Mapping[str, str]] = {
    "yaml": ".yaml",
    "json": ".json",
    "graphml": ".graphml",
    "nwk": ".nwk",
    "nwk.json": ".nwk.json",
    "csv": ".csv",
    "zip": ".zip",
    "csv.zip": ".csv.zip",
    "xlsx": ".xlsx",
}


def input_words(line: Line, *, many: bool = False) -> None:
    """The file or files, and what kind of file comes through the pipe."""
    line.add_argument(
        "input",
        metavar=_("BESTAND"),
        nargs="+" if many else None,
        help=_("een bestand, een map of een zip; - is de pijp, met --from"),
    )
    line.add_argument(
        "--from", dest="from_", metavar=_("SOORT"), choices=FORMATS, help=_("het soort bestand")
    )


def day_word(line: Line) -> None:
    line.add_argument("--on", type=day, metavar=_("DAG"), help=_("de dag, zoals 2026-03-01"))


def family_word(line: Line) -> None:
    line.add_argument("--family", metavar=_("GEZIN"), help=_("het kenmerk van één gezin"))


def output_words(line: Line, kinds: Collection[str]) -> None:
    """Where the answer goes, and what kind of file it is when that has no name."""
    line.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=_("UIT"),
        help=_("het bestand, met een van deze namen erachter: {kinds}; - is de pijp").format(
            kinds=", ".join(kinds)
        ),
    )
    line.add_argument(
        "--to",
        metavar=_("SOORT"),
        choices=tuple(kinds),
        help=_("het soort bestand voor de pijp"),
    )


def wanted(line: Line, asked: argparse.Namespace, kinds: Collection[str]) -> str:
    """Which of these kinds of file is asked for: by `--to`, else by how the name ends."""
    if asked.to is not None:
        return str(asked.to)
    there = ", ".join(kinds)
    if asked.output == PIPE:
        raise line.refuse(_("bij -o - hoort --to, met een van {there}").format(there=there))
    name = asked.output.casefold()
    for kind in sorted(kinds, key=len, reverse=True):
        if name.endswith(f".{kind}"):
            return kind
    raise line.refuse(
        _("-o {name} kunnen we niet maken, wel een bestand op {there}").format(
            name=asked.output, there=there
        )
    )


def read_given(
    line: Line, asked: argparse.Namespace, *, usual_day: date | None = None
) -> Imported:
    """The families in the files that were asked for.

    `usual_day` goes with a map of which the file does not tell the day; without one such a map
    gets no record.

    Raises:
        Refused: the input is wrong.
    """
    names = _names(asked)
    if PIPE in names and asked.from_ is None:
        raise line.refuse(
            _("bij - hoort --from, met een van {there}").format(there=", ".join(FORMATS))
        )
    files = read_inputs(names, pipe_name=PIPE + FORMATS.get(asked.from_, ""))
    try:
        return read_any(files, sheets=_sheets, on=asked.on or usual_day)
    except FileRefused as refusal:
        raise say_refusal(refusal) from None


def _names(asked: argparse.Namespace) -> list[str]:
    return asked.input if isinstance(asked.input, list) else [asked.input]


def _sheets(data: bytes, *, name: str) -> Sequence[tuple[str, Rows]]:
    from kring.exchange.spreadsheet import sheets_in  # noqa: PLC0415  # slow to load

    return sheets_in(data, name=name)


def chosen(line: Line, asked: argparse.Namespace, given: Imported) -> tuple[Family, ...]:
    """The family that was asked for, else all of them."""
    if asked.family is None:
        return given.families
    families = {family.id: family for family in given.families}
    if asked.family not in families:
        raise line.refuse(f"--family: {not_there(asked.family, families)}")
    return (families[asked.family],)


def only_one(line: Line, asked: argparse.Namespace, given: Imported) -> Family:
    """The one family that the answer is about; several without `--family` is a wrong call.

    Raises:
        Refused: there is none.
    """
    found = chosen(line, asked, given)
    if not found:
        raise refused(
            _("{name}: in dit bestand staat geen gezin."), name=", ".join(_names(asked))
        )
    if len(found) > 1:
        raise line.refuse(
            _("dit bestand heeft meer gezinnen, kies er een met --family: {there}").format(
                there=listed([family.id for family in found])
            )
        )
    return found[0]


def day_of(asked: argparse.Namespace, given: Imported) -> date:
    """`--on`, else the day on which the file says it was written, else today."""
    return asked.on or given.reference_date or today()


def today() -> date:
    return date.today()  # noqa: DTZ011  # the day of this machine, where somebody types
