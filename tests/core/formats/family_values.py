"""Any family file that our records can hold, for property tests; who is mentioned exists."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from kring.core.codes import Id, ThemeId
from kring.core.family import (
    Actor,
    Family,
    FamilyFile,
    Link,
    MapRecord,
    Member,
    Meta,
    Relation,
    Theme,
)
from kring.core.formats.family_file import SCHEMA_VERSION, completed
from kring.core.formats.records import (
    Anything,
    Calendar,
    Choice,
    Column,
    Kind,
    Line,
    Many,
    Number,
    Record,
    Table,
    Words,
    YesNo,
    columns_of,
)
from kring.core.formats.references import ANYBODY, MENTIONED, THEMES
from kring.core.plan import Action, Agreement, Goal, Plan
from kring.core.themes import SHIPPED
from kring.core.words import Text

# Of a family's own fields half are filled in, of all others one in five.
SOMETIMES = {True: st.booleans(), False: st.integers(0, 4).map(lambda drawn: drawn == 4)}
MENTIONABLE = (Member, Actor, MapRecord, Goal, Action, Agreement)
PREFIXES = ("a", "12", "no:", "#", "é{", "-", "'")

LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
NASTY = st.sampled_from(["no", "~", "1984", "a: b", "een\n\ttwee", "ሰላም", "\x85", ""])
TEXTS = NASTY | st.text(LETTERS, max_size=6)
LINES = {
    "Code": st.sampled_from(["gp", "tante van Ali", "1984", "null", "é"]),
    "Language": st.sampled_from(["nl", "ar", "fa-AF", "no", "ti"]),
    "Month": st.sampled_from(["1900", "2023", "2023-05", "2024-02-29"]),
    "str": TEXTS,
}
PLAIN = st.recursive(
    TEXTS | st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


class Drawing:
    """Draws the records of one file; `own` are the ids that each kind of record gets."""

    def __init__(self, draw: Any, themes: list[ThemeId]) -> None:
        self.draw = draw
        self.themes = themes
        self.count = 0
        self.own: dict[type, list[Id]] = {}

    def new_id(self) -> Id:
        self.count += 1
        return Id(f"{self.draw(st.sampled_from(PREFIXES))}{self.count}")

    def family(self) -> Family:
        sizes = {record: self.draw(st.sampled_from([1, 2, 0])) for record in MENTIONABLE}
        self.own = {record: [self.new_id() for _ in range(n)] for record, n in sizes.items()}
        return self.record(Family, self.new_id())

    def record(self, record: type, name: Id | None = None) -> Any:
        values = {}
        for column in columns_of(record).values():
            if column.name == "id" and (name or column.required):
                values["id"] = name or self.new_id()
            elif self.must_be(column) or self.draw(SOMETIMES[record is Family]):
                values |= self.field(record, column)
        return record(**values)

    def must_be(self, column: Column) -> bool:
        """Required, or it holds what may be mentioned elsewhere, or else is seldom filled."""
        kind = column.kind.item if isinstance(column.kind, Many) else column.kind
        is_one = isinstance(kind, Record) and kind.of in {Plan, Relation, Link, *self.own}
        return column.required or is_one

    def field(self, record: type, column: Column) -> dict[str, Any]:
        """The field's value, or nothing where there is nobody that it could mention."""
        kind = column.kind.item if isinstance(column.kind, Many) else column.kind
        if isinstance(kind, Record) and kind.of in self.own:
            items = [self.record(kind.of, name) for name in self.own[kind.of]]
            return {column.attribute: tuple(items)}
        if isinstance(kind, Record) and not self.can_be(kind.of):
            return {}
        known = self.known(record, column)
        if known == [] and not isinstance(column.kind, Many):
            return {}
        return {column.attribute: self.value(column.kind, known)}

    def can_be(self, record: type) -> bool:
        """Whether everybody that the record must mention exists."""
        return all(
            self.known(record, column) != []
            for column in columns_of(record).values()
            if column.required
        )

    def known(self, record: type, column: Column) -> list[Any] | None:
        """What the field may mention; None when it mentions nothing."""
        targets = MENTIONED.get((record, column.name))
        if column.name == "id":
            return [self.new_id()]
        if targets is None:
            return None
        if targets is THEMES:
            return list(self.themes)
        if targets is ANYBODY:
            return [Id("iemand")]
        return [name for target in targets for name in self.own[target]]

    def value(self, kind: Kind, known: list[Any] | None) -> Any:
        draw = self.draw
        match kind:
            case Words():
                by_language = st.dictionaries(LINES["Language"], TEXTS, max_size=3)
                return draw(TEXTS.map(Text.dutch) | by_language.map(Text))
            case Line():
                return draw(st.sampled_from(known) if known is not None else LINES[kind.name])
            case Choice():
                return draw(st.sampled_from(list(kind.codes)))
            case Number():
                least, most = (kind.bounds.least, kind.bounds.most) if kind.bounds else (0, 9)
                return draw(st.integers(least, most) if kind.whole else st.floats(least, most))
            case Calendar():
                return draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
            case YesNo():
                return draw(st.booleans())
            case Anything():
                return draw(st.dictionaries(TEXTS, PLAIN, max_size=2))
            case Record():
                return self.record(kind.of)
            case Many():
                return self.many(kind, known)
            case Table():
                return self.table(kind, known)

    def many(self, kind: Many, known: list[Any] | None) -> Any:
        if kind.all_word and self.draw(st.booleans()):
            return kind.all_word
        if known == []:
            return ()
        if isinstance(kind.item, Record) and kind.item.of.__name__ == "ThemeState":
            names = self.draw(st.lists(st.sampled_from(self.themes), unique=True, max_size=2))
            return tuple(self.record(kind.item.of, name) for name in names)
        count = self.draw(st.sampled_from([1, 2, 0]))
        return tuple(self.value(kind.item, known) for _ in range(count))

    def table(self, kind: Table, known: list[Any] | None) -> Any:
        entries = range(self.draw(st.sampled_from([1, 2, 0])))
        return {self.value(kind.key, known): self.value(kind.value, None) for _ in entries}


@st.composite
def family_files(draw: Any) -> FamilyFile:
    """A file as `read` gives it: themes are completed and the list is never empty."""
    drawing = Drawing(draw, [theme.id for theme in SHIPPED])
    themes = SHIPPED
    if draw(st.booleans()):
        ids = ["housing", *(drawing.new_id() for _ in range(draw(st.integers(0, 2))))]
        themes = tuple(completed(drawing.record(Theme, ThemeId(name))) for name in ids)
        drawing.themes = [theme.id for theme in themes]
    families = tuple(drawing.family() for _ in range(draw(st.sampled_from([1, 2]))))
    meta = replace(drawing.record(Meta), schema_version=SCHEMA_VERSION)
    return FamilyFile(meta=meta, families=families, themes=themes)
