"""One sending of operations: which of them are done, and what each is answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from kring.base.records import row_values
from kring.core.codes import Id
from kring.core.formats.records import columns_of
from kring.core.together.fields import RECORDS
from kring.core.together.operations import GONE, Cell, Operation
from kring.core.together.records import required_of, with_values
from kring.core.unreadable import Unreadable
from kring.core.words import Sentence, gettext_noop, sentence
from kring.families.circle import names_in_circle
from kring.families.models import Layer
from kring.families.queries import OpenFamily
from kring.families.services import added
from kring.network.board import MODELS, One, board_of
from kring.network.sent import BROKEN, NOT_THERE, Answer, Refused, id_of, read
from kring.network.services.keeping import keep, write
from kring.people.models import User

ENDS_OF: Final = {"relation": ("actor",), "link": ("a", "b")}
LISTS: Final = frozenset({("relation", "members"), ("map", "made_with")})
OF_THEMES: Final = frozenset({("actor", "possible_themes"), ("map", "chosen")})
USED: Final = sentence(
    gettext_noop("Dit is al eens anders verstuurd. Laad de pagina opnieuw en doe het nog eens.")
)
FROZEN: Final = sentence(
    gettext_noop("Deze kaart staat vast. Teken een nieuwe kaart om iets te veranderen.")
)
UNREADABLE: Final = sentence(
    gettext_noop("Wat hier stond is niet leesbaar, dus vervangen we het niet. Meld het eerst.")
)
BOTH_STAND: Final = sentence(
    gettext_noop("Iemand anders heeft dit ook aangepast. Kies samen wat klopt.")
)
BY_NAME: Final = gettext_noop("{name} heeft dit ook aangepast. Kies samen wat klopt.")


class Drawing:
    """Operations of one person on one map, in the order in which they were sent."""

    def __init__(self, door: OpenFamily, by: User, sent: Sequence[Any]) -> None:
        self.by, self.sent = by, sent
        self.read = [_read(raw) for raw in sent]
        touched = {
            UUID(each.cell.record) for each in self.operations() if each.cell.kind != "theme"
        }
        self.board = board_of(door, by=by, touched={*touched, door.pk})
        self.stood = self.board.stands()
        self.new: dict[str, Operation] = {}
        self.made: dict[One, Any] = {}
        self.touched: dict[One, set[str]] = {}
        self.actors = {each.id for each in self.board.seen.actors}
        self.known = set(self.board.known)

    def operations(self) -> Iterable[Operation]:
        return (each for each in self.read if isinstance(each, Operation))

    def answers(self) -> list[Answer]:
        self._make()
        done = [self._do(each) for each in self.read]
        keep(self.board, self.stood, self.new.values())
        write(self.board, self.touched)
        is_open = {
            one.id: others
            for others in self.board.open(self.board.stands()).values()
            for one in others
        }
        return [
            self._answer(raw, each, is_open) for raw, each in zip(self.sent, done, strict=True)
        ]

    def _answer(
        self, raw: Any, done: str | Refused, is_open: Mapping[str, Sequence[Operation]]
    ) -> Answer:
        if isinstance(done, Refused):
            return Answer(id_of(raw), "refused", done.say)
        others = is_open.get(id_of(raw), ())
        if others:
            return Answer(id_of(raw), "open", self._both_stand(others))
        return Answer(id_of(raw), done)

    def _both_stand(self, others: Iterable[Operation]) -> Sentence:
        """With the name of the one other person, where this person knows them."""
        authors = {self.board.authors.get(each.id, self.by.pk) for each in others}
        authors.discard(self.by.pk)
        if len(authors) != 1:
            return BOTH_STAND
        (author,) = authors
        name = self._names.get(author) if author else None
        return sentence(BY_NAME, name=name) if name else BOTH_STAND

    @cached_property
    def _names(self) -> dict[UUID, str]:
        return names_in_circle(self.board.door.pk, by=self.by)

    # --- what is new on the map -------------------------------------------------------------

    def _make(self) -> None:
        """Rows for records that nobody saw before, when all that they need was sent along."""
        groups: dict[One, dict[str, Operation]] = {}
        for each in self.operations():
            one = (each.cell.kind, each.cell.record)
            if one not in self.board.visible and each.id not in self.board.said:
                groups.setdefault(one, {})[each.id] = each
        for kind in MODELS:  # actors before what hangs on them
            for one, group in groups.items():
                if one[0] == kind:
                    self._make_one(one, group)

    def _make_one(self, one: One, group: Mapping[str, Operation]) -> None:
        kind, key = one
        values: dict[str, Any] = {}
        for each in sorted(group.values(), key=lambda each: each.id):
            try:
                self._check_names(each)
            except Refused:
                continue
            replaced = any(
                each.id in other.seen and each.cell == other.cell for other in group.values()
            )
            if not replaced:
                values.setdefault(each.cell.field, each.value)
        if not required_of(kind) <= {name for name, held in values.items() if held is not None}:
            return
        of = with_values(kind, key, None, values)
        row = MODELS[kind](
            **row_values(of, MODELS[kind]), family=self.board.door.row, author=self.by,
            layer=Layer.SHARED,
            position=sum(other == kind for other, _ in self.board.rows),
            **({"code": key} if kind in ("actor", "map") else {}),
        )  # fmt: skip
        try:
            with transaction.atomic():
                added(row, by=self.by)
        except IntegrityError:
            return  # that id is somebody's whom this person does not see
        self.made[one] = of
        self.board.rows[one] = row
        if kind == "actor":
            self.actors.add(Id(key))
            self.known.add(key)

    # --- one operation ----------------------------------------------------------------------

    def _do(self, operation: Operation | Refused) -> str | Refused:
        if isinstance(operation, Refused):
            return operation
        try:
            return self._done(operation)
        except Refused as refused:
            return refused

    def _done(self, operation: Operation) -> str:
        cell, one = operation.cell, (operation.cell.kind, operation.cell.record)
        if one not in self.made and (
            one not in self.board.visible or self.board.withholds(cell)
        ):
            raise Refused(NOT_THERE)
        before = self.board.said.get(operation.id)
        if before is not None:
            if before.cell != cell or not _is_same(before.value, operation.value):
                raise Refused(USED)
            return "known"
        self._check_row(one, cell)
        self._check_names(operation)
        operation = self._with_hidden(operation)
        there = [each for each in self.board.said.values() if each.cell == cell]
        if not there:
            for start in self.stood.get(cell, ()):  # from before anybody drew
                self._add(start)
        if any(operation.id in each.seen and each.id in operation.seen for each in there):
            raise Refused(BROKEN)
        self._add(operation)
        self.touched.setdefault(one, set()).add(cell.field)
        return "done"

    def _add(self, operation: Operation) -> None:
        self.board.said[operation.id] = self.new[operation.id] = operation

    def _check_row(self, one: One, cell: Cell) -> None:
        row = self.board.rows.get(one)
        if row is not None and getattr(row, "frozen", False):
            raise Refused(FROZEN)
        if row is not None and row.layer > Layer.NETWORK and row.author_id != self.by.pk:
            raise Refused(NOT_THERE)
        held = self.board.visible.get(one)
        name = cell.field.partition(".")[0]
        if held is not None and name in columns_of(RECORDS[cell.kind]):
            attribute = columns_of(RECORDS[cell.kind])[name].attribute
            whole = self.board.whole_of(one)
            if isinstance(getattr(whole, attribute, None), Unreadable):
                raise Refused(UNREADABLE)

    def _check_names(self, operation: Operation) -> None:
        """Raises Refused: it names somebody who is not on this reader's map."""
        cell, value = operation.cell, operation.value
        name, _, key = cell.field.partition(".")
        themes = {each.id for each in self.board.themes}
        if name in ENDS_OF.get(cell.kind, ()) and value not in self.actors:
            raise Refused(NOT_THERE)
        if (cell.kind, name) in LISTS and isinstance(value, list):
            self._check_in(value, self.known)
        if (cell.kind, name) in OF_THEMES and value is not None:
            self._check_in(value, themes)
        if (cell.kind, name) == ("relation", "themes") and key not in themes:
            raise Refused(NOT_THERE)

    @staticmethod
    def _check_in(value: Iterable[Any], known: Iterable[Any]) -> None:
        if not set(value) <= set(known):
            raise Refused(NOT_THERE)

    def _with_hidden(self, operation: Operation) -> Operation:
        """What this person cannot see is neither replaced nor in their way."""
        cell = operation.cell
        if (cell.kind, cell.field) in LISTS and isinstance(operation.value, list):
            held = [
                each
                for said in self.stood.get(cell, ())
                if isinstance(said.value, list)
                for each in said.value
                if each not in self.known and each not in operation.value
            ]
            return replace(operation, value=[*operation.value, *dict.fromkeys(held)])
        if cell.field == GONE:
            blind = {
                said.id
                for other, there in self.stood.items()
                if (other.kind, other.record) == (cell.kind, cell.record)
                and self.board.withholds(other)
                for said in there
            }
            return replace(operation, seen=operation.seen | blind)
        return operation


def _read(raw: Any) -> Operation | Refused:
    try:
        return read(raw)
    except Refused as refused:
        return refused


def _is_same(one: Any, other: Any) -> bool:
    """Ids that were added for somebody whom the sender does not see make no difference."""
    if isinstance(one, list) and isinstance(other, list):
        return one[: len(other)] == other
    return type(one) is type(other) and bool(one == other)
