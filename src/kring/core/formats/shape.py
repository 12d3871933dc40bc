"""From a tree to records, by what the records say of themselves; everything wrong is told."""

from enum import Enum
from typing import Any, Final, NamedTuple

from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings, Path, listed, unknown
from kring.core.formats.records import (
    FREE_TEXT,
    PER_LANGUAGE,
    Anything,
    Column,
    Kind,
    Line,
    Many,
    Record,
    Simple,
    Table,
    Words,
    columns_of,
)
from kring.core.formats.scalars import value_of
from kring.core.formats.tree import Listed, Mapped, Node, Scalar, Unread, held
from kring.core.words import Sentence, Text, gettext_noop, sentence


class Wrong(Enum):
    """What stands for a value that was refused."""

    WRONG = "wrong"


WRONG: Final = Wrong.WRONG
NAMES: Final = frozenset({"Id", "ThemeId"})


class Spot(NamedTuple):
    """A place in the file, and the field of a record that it belongs to."""

    record: type
    field: str
    path: Path

    def into(self, step: str | int) -> "Spot":
        return Spot(self.record, self.field, (*self.path, step))


class Mention(NamedTuple):
    """An id, or the id of a theme, as it stands in a field of a record."""

    name: str
    spot: Spot
    line: int


class Shaping:
    """Makes records of the tree of one file. `mentions` gathers the ids, in their order."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.mentions: list[Mention] = []

    def record(self, record: type, node: Node, path: Path = ()) -> Any:
        """The record, or WRONG when anything in it is."""
        if not isinstance(node, Mapped):
            what = gettext_noop("Hier horen velden zoals {names}, elk met een dubbele punt.")
            names = listed(list(columns_of(record))[:3])
            return self._wrong(sentence(what, names=names), path, node)
        columns = columns_of(record)
        values: dict[str, Any] = {}
        for key, (line, value) in node.entries.items():
            if key not in columns:
                self.findings.add(unknown(key, columns), path=(*path, key), line=line)
            elif not isinstance(value, Scalar) or value.value is not None:  # empty: left out
                spot = Spot(record, key, (*path, key))
                values[columns[key].attribute] = self._field(columns[key], value, spot)
        missing = [
            column.name
            for column in columns.values()
            if column.required and column.attribute not in values
        ]
        for name in missing:
            what = gettext_noop('"{name}" ontbreekt hier.')
            line = node.entries.get(name, (node.line,))[0]
            self.findings.add(sentence(what, name=name), path=path, line=line)
        return WRONG if missing or WRONG in values.values() else record(**values)

    def _field(self, column: Column, node: Node, spot: Spot) -> Any:
        if column.most and isinstance(node, Listed) and len(node.items) > column.most:
            what = gettext_noop("Hier staan er {count}, en hoogstens {most} kan.")
            told = sentence(what, most=column.most, count=len(node.items))
            self.findings.add(told, path=spot.path, line=node.line)
        return self.value(column.kind, node, spot)

    def value(self, kind: Kind, node: Node, spot: Spot) -> Any:
        if isinstance(node, Unread):
            return WRONG
        match kind:
            case Record():
                return self.record(kind.of, node, spot.path)
            case Many():
                return self._many(kind, node, spot)
            case Words():
                return self._words(node, spot)
            case Table():
                return self._table(kind, node, spot)
            case Anything():
                return held(node) if isinstance(node, Mapped) else self._no_table(node, spot)
            case _:
                return self._simple(kind, node, spot)

    def _simple(self, kind: Simple, node: Node, spot: Spot) -> Any:
        if not isinstance(node, Scalar):
            what = gettext_noop("Hier hoort één waarde, geen lijst of groep.")
            return self._wrong(sentence(what), spot.path, node)
        value = value_of(kind, node)
        if isinstance(value, Sentence):
            return self._wrong(value, spot.path, node)
        if isinstance(kind, Line) and kind.name in NAMES:
            self.mentions.append(Mention(value, spot, node.line))
        return value

    def _many(self, kind: Many, node: Node, spot: Spot) -> Any:
        if isinstance(node, Listed):
            items = [
                self.value(kind.item, item, spot.into(index))
                for index, item in enumerate(node.items)
            ]
            return WRONG if any(item is WRONG for item in items) else tuple(items)
        if isinstance(node, Scalar) and kind.all_word == node.value:
            return kind.all_word
        return self._wrong(_no_list(kind, node), spot.path, node)

    def _words(self, node: Node, spot: Spot) -> Text | Wrong:
        if isinstance(node, Mapped):
            words = self._table(PER_LANGUAGE, node, spot)
            return WRONG if words is WRONG else Text(words)
        text = self._simple(FREE_TEXT, node, spot)
        return WRONG if text is WRONG else Text.dutch(text)

    def _table(self, kind: Table, node: Node, spot: Spot) -> Any:
        if not isinstance(node, Mapped):
            return self._no_table(node, spot)
        table = {}
        for key, (line, value) in node.entries.items():
            inner = spot.into(key)
            name = self.value(kind.key, Scalar(key, key, line), inner)
            table[name] = self.value(kind.value, value, inner)
        return WRONG if any(WRONG in pair for pair in table.items()) else table

    def _no_table(self, node: Node, spot: Spot) -> Wrong:
        what = gettext_noop("Hier horen namen met een waarde, zoals naam: waarde.")
        return self._wrong(sentence(what), spot.path, node)

    def _wrong(self, what: Sentence, path: Path, node: Node) -> Wrong:
        self.findings.add(what, path=path, line=node.line)
        return WRONG


def _no_list(kind: Many, node: Node) -> Sentence:
    if not isinstance(node, Scalar):
        return sentence(gettext_noop("Hier hoort een lijst: zet een streepje voor elk deel."))
    value = shown(node.text)
    if kind.all_word is None:
        return sentence(gettext_noop("Hier hoort een lijst. Schrijf [{value}]."), value=value)
    what = gettext_noop('Hier hoort "{word}" of een lijst. Schrijf [{value}].')
    return sentence(what, word=kind.all_word, value=value)
