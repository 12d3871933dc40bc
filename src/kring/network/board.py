"""The map as one reader draws it: its records with what was said of each, the bin included."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from kring.base.records import record_of
from kring.base.unreadable import is_any_met
from kring.core.codes import Id, LinkType
from kring.core.family import Family, Theme, ThemeState
from kring.core.sharing import as_seen_by, concerned_by
from kring.core.together.dated import as_it_was
from kring.core.together.fields import RECORDS
from kring.core.together.operations import (
    ENDS,
    GONE,
    Cell,
    Operation,
    Standing,
    open_choices,
    standing,
)
from kring.core.together.records import from_the_start
from kring.core.unreadable import settled
from kring.families.models import Family as FamilyRow
from kring.families.models import Hidden, Layer
from kring.families.queries import OpenFamily, members_of, themes_of
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.network.models import Operation as Said
from kring.people.models import User

MODELS: Final[Mapping[str, Any]] = {
    "actor": Actor, "relation": Relation, "link": Link, "map": MapRecord,
}  # fmt: skip
GROUPS: Final = {"actor": "actors", "relation": "relations", "link": "links", "map": "maps"}
FEELINGS: Final = frozenset({"quality", "pressure", "family_view"})
PART: Final = "map"

One = tuple[str, str]  # the kind of a record, and its id


@dataclass
class Board:
    """`whole`: what the database gives this reader. `seen`: what they get to see of it."""

    door: OpenFamily
    by: User
    whole: Family
    themes: tuple[Theme, ...]
    rows: dict[One, Any]
    uncounted: frozenset[One]  # they keep nobody on the map who is taken away
    said: dict[str, Operation] = field(default_factory=dict)
    authors: dict[str, UUID | None] = field(default_factory=dict)
    moments: dict[str, datetime] = field(default_factory=dict)

    @cached_property
    def seen(self) -> Family:
        return self.as_seen(self.whole)

    @cached_property
    def shown(self) -> Family:
        """What the reader sees on the map now: without the bin."""
        return self.as_seen(without(self.whole, self.gone))

    def as_seen(self, family: Family) -> Family:
        door = self.door
        seen = as_seen_by(
            family, role=door.reader, actor=door.actor, member=door.member, parts=door.parts,
            house=door.house,
        )  # fmt: skip
        return settled(seen)[0] if is_any_met() else seen

    @property
    def gone(self) -> set[One]:
        return {one for one, row in self.rows.items() if row.gone_at is not None}

    def dates(self) -> list[MapRecord]:
        """The maps that were frozen, oldest first, as far as this reader may see them."""
        visible = [
            row
            for one, row in self.rows.items()
            if one[0] == "map" and row.frozen_at and one in self.visible
        ]
        return sorted(visible, key=lambda row: (row.frozen_at, row.pk))

    def at(self, dated: MapRecord) -> Family:
        """The map as this reader sees it now, as it stood when this one was frozen.

        The board has to hold `everything` that was ever said.
        """
        moment = dated.frozen_at
        later = {key for key, at in self.moments.items() if moment is None or at > moment}
        return self.as_seen(as_it_was(self.whole, list(self.said.values()), later=later))

    @cached_property
    def concerned(self) -> frozenset[Id]:
        door = self.door
        return concerned_by(self.whole, role=door.reader, actor=door.actor, house=door.house)

    def records(self) -> Iterator[tuple[str, str, Any]]:
        """Kind, key and record of all that this reader sees."""
        yield from records_in(self.seen, self.themes)

    @cached_property
    def visible(self) -> dict[One, Any]:
        return {(kind, key): record for kind, key, record in self.records()}

    def whole_of(self, one: One) -> Any:
        """The record as the database gives it; None for one that was made just now."""
        return self._whole.get(one)

    @cached_property
    def _whole(self) -> dict[One, Any]:
        return {
            (kind, key): record for kind, key, record in records_in(self.whole, self.themes)
        }

    @cached_property
    def known(self) -> frozenset[str]:
        """Whom a list may name: members and actors."""
        members = (each.id for each in self.seen.members)
        return frozenset([*members, *(each.id for each in self.seen.actors)])

    def stands(self) -> dict[Cell, tuple[Operation, ...]]:
        """What stands, and what stood there before anybody drew."""
        found = standing(self.said.values())
        for kind, key, record in records_in(self.whole, self.themes):
            for each in from_the_start(kind, key, record):
                found.setdefault(each.cell, (each,))
        return dict(sorted(found.items()))

    def open(self, stands: Standing) -> dict[Cell, tuple[Operation, ...]]:
        """What is to be chosen. What not everybody sees keeps nobody on the map: who does not
        see it would find somebody back whom they took away."""
        counted = {
            cell: said
            for cell, said in stands.items()
            if (cell.kind, cell.record) not in self.uncounted
            or (cell.kind, cell.field) not in ENDS
        }
        by_end = open_choices(counted)
        return {
            cell: by_end.get(cell, said) if cell.field != GONE else by_end[cell]
            for cell, said in open_choices(stands).items()
            if cell.field != GONE or cell in by_end
        }

    def withholds(self, cell: Cell) -> bool:
        """Whether this reader may not know what stands in a cell of a record that they see."""
        record = self.visible.get((cell.kind, cell.record))
        if cell.kind == "relation" and cell.field in FEELINGS:
            return record is not None and record.actor in self.concerned
        if cell.kind == "link" and cell.field == "type":
            return record is not None and bool({record.a, record.b} & self.concerned)
        return cell.kind == "theme" and cell.field == "words" and "story" not in self.door.parts


def records_in(family: Family, themes: Iterable[Theme]) -> Iterator[tuple[str, str, Any]]:
    for kind, group in GROUPS.items():
        for record in getattr(family, group):
            yield kind, record.id, record
    said = {each.id: each for each in family.themes}
    yield from (
        ("theme", each.id, said.get(each.id) or ThemeState(id=each.id)) for each in themes
    )


def without(family: Family, gone: Collection[One]) -> Family:
    left: dict[str, Any] = {
        group: tuple(each for each in getattr(family, group) if (kind, each.id) not in gone)
        for kind, group in GROUPS.items()
    }
    return replace(family, **left)


def board_of(
    door: OpenFamily, *, by: User, touched: Collection[UUID] = (), everything: bool = False
) -> Board:
    """The map of a family whose door this reader came through. Eight questions.

    `touched`: of these records also what was replaced, for who puts something there.
    """
    rows = {
        (kind, str(row.pk)): row
        for kind, model in MODELS.items()
        for row in model.objects.with_bin(by).filter(family=door.pk)
    }
    groups: dict[str, list[Any]] = {group: [] for group in GROUPS.values()}
    for (kind, _), row in rows.items():
        groups[GROUPS[kind]].append(record_of(row, RECORDS[kind]))
    whole = record_of(
        door.row, Family,
        members=tuple(members_of([door.pk], by=by).get(door.pk, ())),
        **{group: tuple(held) for group, held in groups.items()},
    )  # fmt: skip
    themes: Any = themes_of(door.row)
    board = Board(
        door=door, by=by, whole=whole, themes=themes, rows=rows,
        uncounted=_uncounted(door.row, rows),
    )  # fmt: skip
    said: Any = Said.objects.visible_to(by).filter(family=door.pk)
    if not everything:
        said = said.filter(Q(stands=True) | Q(record__in=touched))
    for each in said:
        take_in(board, each)
    return board


def take_in(board: Board, row: Said) -> None:
    """What lies in a row, with the others."""
    operation = operation_of(row)
    if (
        operation.cell.kind == "theme"
        or (operation.cell.kind, operation.cell.record) in board.rows
    ):
        board.said[operation.id] = operation
        board.authors[operation.id] = row.author_id
        board.moments[operation.id] = row.at


def operation_of(row: Said) -> Operation:
    said = row.said
    name, _, rest = said["field"].partition(".")
    is_theme = row.kind == "theme"
    cell = Cell(
        row.kind, name if is_theme else str(row.record), rest if is_theme else said["field"]
    )
    return Operation(
        id=str(row.number), cell=cell, value=said["value"], seen=frozenset(said["seen"]),
        tap=said["tap"], by=str(row.author_id or ""),
    )  # fmt: skip


def _uncounted(family: FamilyRow, rows: Mapping[One, Any]) -> frozenset[One]:
    hidden = set(Hidden.objects.filter(family=family.pk).values_list("item", flat=True))
    return frozenset(
        one
        for one, row in rows.items()
        if row.layer != Layer.SHARED
        or row.pk in hidden
        or (one[0] == "link" and row.type == LinkType.CONFLICT)
    )
