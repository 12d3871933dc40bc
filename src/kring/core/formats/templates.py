"""The empty pair of tables that somebody fills in by hand, with what belongs in each column."""

from collections.abc import Mapping
from typing import Final

from kring.core import codes
from kring.core.formats.cell_words import choices_of
from kring.core.formats.csv_text import csv_of
from kring.core.formats.table_shape import DUTCH
from kring.core.formats.tables import EXPLANATION
from kring.core.formats.zipped import packed
from kring.core.labels import RINGS
from kring.core.themes import SHIPPED

Table = tuple[str, list[list[str]]]

YES: Final = "ja, of leeg laten"
THEMES: Final = "; ".join(str(theme.short) for theme in SHIPPED)

# For each table its columns: what belongs there, what one may choose, an example.
ASKED: Final[Mapping[str, Mapping[str, tuple[str, object, str]]]] = {
    "actoren": {
        "label": ("Hoe het gezin deze mens of dienst noemt", "verplicht", "Buddy An"),
        "sphere": ("In welk deel van het netwerk", codes.Sphere, "Vrijwilligers"),
        "role": ("Wat deze mens of dienst is", "een rol of je eigen woord", "buddy"),
        "kind": ("Mens, dienst, groep of plek", codes.Kind, "mens"),
        "organisation": ("Van welke organisatie", "", "Buddywerking"),
        "languages": ("Welke talen hij of zij spreekt", "talen, met ; ertussen", "nl; fr"),
        "bridge": ("Is het een brugfiguur", YES, ""),
        "coordination": ("Is het het aanspreekpunt van het gezin", YES, ""),
        "status": ("Helpt nu, of misschien later", codes.ActorStatus, "helpt nu"),
        "until": ("Tot wanneer, als je dat weet", "jaar-maand-dag", ""),
        "note": ("Wat je nog kwijt wil", "", ""),
    },
    "banden": {
        "from": ("Wie: gezin, of iemand uit de tabel actoren", "gezin of een naam", "gezin"),
        "to": ("Met wie: iemand uit de tabel actoren", "een naam", "Buddy An"),
        "closeness": ("Hoe dicht die bij het gezin staat", RINGS[:3], "dicht"),
        "freq": ("Hoe vaak er contact is", codes.Frequency, "elke week"),
        "quality": ("Hoe het contact is", codes.Quality, "gewone band"),
        "dir": ("Wie wie steunt", codes.Direction, "steun naar het gezin"),
        "support": ("Welke steun, met ; ertussen", codes.Support, "praktische hulp"),
        "themes": ("Waarbij, met ; ertussen; zet : draagt achter wie het trekt", THEMES,
                   "Wonen: draagt; School"),
        "interpreter": ("Wie vertaalt", codes.Interpreter, "geen tolk"),
        "since": ("Sinds wanneer", "jaar of jaar-maand", "2024-05"),
        "confirmed": ("Wanneer je dit het laatst vroeg", "jaar-maand-dag", "2026-03-01"),
        "type": ("Tussen twee actoren: hoe ze elkaar kennen", codes.LinkType, ""),
        "note": ("Wat je nog kwijt wil", "", ""),
    },
}  # fmt: skip


def template_tables() -> list[Table]:
    """`actoren` and `banden` with nothing but their headings, and `uitleg` to read."""
    explained = [["tabel", "kolom", "wat", "keuze", "voorbeeld"]]
    for table, columns in ASKED.items():
        for column, (what, choice, example) in columns.items():
            explained.append([table, heading(column), what, _choice(choice), example])
    pair = [
        (table, [[heading(column) for column in columns]]) for table, columns in ASKED.items()
    ]
    return [*pair, (EXPLANATION, explained)]


def template_csv_zip() -> bytes:
    """The same as CSV with semicolons, as Excel opens it here."""
    return packed(
        (f"{table}.csv", csv_of(rows, between=";")) for table, rows in template_tables()
    )


def heading(column: str) -> str:
    """What we call a column in Dutch."""
    return DUTCH[column][0]


def _choice(choice: object) -> str:
    if isinstance(choice, type):
        return "; ".join(choices_of(choice))
    return "; ".join(choice) if isinstance(choice, tuple) else str(choice)
