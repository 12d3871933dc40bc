"""What another tool says in words that may be ours: taken where they fit."""

from collections.abc import Mapping
from typing import Any, Final

from kring.core.formats.cell_words import Vocabulary
from kring.core.formats.cells import Misread, value_in
from kring.core.formats.findings import Findings
from kring.core.formats.rows import grown
from kring.core.formats.shape import WRONG, Shaping
from kring.core.formats.table_shape import column_by_heading, heading_key, names_of
from kring.core.plain import Plain

# Not taken from others: their ids and places are not ours, and who may see is for the family.
NEVER: Final = frozenset(
    {"id", "extra", "place", "hidden_from", "visible_to", "possible_themes", "themes"}
)


def taken(
    record: type, table: str, said: Mapping[str, str], needed: Mapping[str, Plain]
) -> tuple[dict[str, Any], set[str]]:
    """The fields of the record that these texts fill in well, and the headings they were under.

    `needed`: values without which there can be no record at all.
    """
    known, columns = column_by_heading(table), names_of(record)
    fields: dict[str, Any] = {}
    used = set()
    for heading, text in said.items():
        column = columns.get(known.get(heading_key(heading), ""))
        if column is None or column.name in NEVER or column.attribute in fields:
            continue
        try:
            value = value_in(text, column.kind, Vocabulary(), column.name)
        except Misread:
            continue
        made = Shaping(Findings("")).record(record, grown({**needed, column.name: value}))
        if made is not WRONG:
            fields[column.attribute] = getattr(made, column.attribute)
            used.add(heading)
    return fields, used
