"""The kinds of file in which families can go out, and how each is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kring.core.family import Family, FamilyFile
from kring.core.formats.easynwk_write import write_easynwk
from kring.core.formats.family_file import write_json, write_yaml
from kring.core.formats.graphml_write import write_graphml
from kring.core.formats.tables import write_csv_set
from kring.core.words import gettext_noop

Write = Callable[[FamilyFile], bytes]


@dataclass(frozen=True, slots=True)
class Kind:
    """`ending` is how the file's name ends, without its first dot."""

    ending: str
    name: str
    media_type: str
    write: Write
    holds_one: bool = False  # family, no more
    loses: str = ""  # what stays behind, as a sentence

    @property
    def slug(self) -> str:
        """As it stands in an address."""
        return self.ending.replace(".", "-")


def _yaml(file: FamilyFile) -> bytes:
    return write_yaml(file).encode()


def _json(file: FamilyFile) -> bytes:
    return write_json(file).encode()


def _csv(file: FamilyFile) -> bytes:
    return write_csv_set(file.families, file.themes)


def _xlsx(file: FamilyFile) -> bytes:
    from kring.exchange.spreadsheet import write_workbook  # noqa: PLC0415  # slow to load

    return write_workbook(file.families, file.themes)


def _graphml(file: FamilyFile) -> bytes:
    return write_graphml(_only(file), file.themes)


def _easynwk(file: FamilyFile) -> bytes:
    return write_easynwk(_only(file), on=file.meta.reference_date)


def _only(file: FamilyFile) -> Family:
    [family] = file.families
    return family


# By ending; the kind that loses nothing first.
KINDS: Final[Mapping[str, Kind]] = {
    kind.ending: kind
    for kind in (
        Kind("yaml", gettext_noop("Kring (YAML)"), "application/yaml", _yaml),
        Kind("json", gettext_noop("Kring (JSON)"), "application/json", _json),
        Kind(
            "xlsx",
            gettext_noop("werkmap voor Excel"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _xlsx,
        ),
        Kind("csv.zip", gettext_noop("tabellen (CSV)"), "application/zip", _csv),
        Kind(
            "graphml",
            gettext_noop("netwerk (GraphML)"),
            "application/graphml+xml",
            _graphml,
            holds_one=True,
        ),
        Kind(
            "nwk.json",
            gettext_noop("easyNWK"),
            "application/json",
            _easynwk,
            holds_one=True,
            loses=gettext_noop(
                "easyNWK kent mensen, diensten en banden. "
                "Gezinsleden, verhalen, plan en overleg gaan niet mee."
            ),
        ),
    )
}
