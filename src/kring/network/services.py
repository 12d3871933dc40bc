"""Drawing together: what devices send is kept, and what stands goes into the rows of the map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import KringError, NotAllowed
from kring.base.records import row_values
from kring.base.sealing import seal_of
from kring.core.codes import Id
from kring.core.formats.records import columns_of
from kring.core.plain import plain
from kring.core.together.fields import DRAWN, EACH, RECORDS
from kring.core.together.operations import GONE, Cell, Operation
from kring.core.together.records import required_of, with_values
from kring.core.unreadable import Unreadable
from kring.core.words import gettext_noop, sentence
from kring.families.models import Layer
from kring.families.queries import OpenFamily, open_family
from kring.families.services import added, changed, check_may_write
from kring.families.services.writing import WRITES_DOWN, locked
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.board import MODELS, PART, Board, One, board_of, records_in
from kring.network.models import Operation as Said
from kring.network.sent import BROKEN, NOT_THERE, Answer, Refused, id_of, read
from kring.people.models import User

LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)  # from before anybody drew
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


class Crossed(KringError):
    """Numbers that are taken by something else: nothing of it is done."""

    status = 409


def door_to_draw(family_id: UUID, *, by: User) -> OpenFamily:
    """The family, for who draws its map.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: a volunteer, somebody who reads in need, or the family does not show its map.
    """
    door = open_family(family_id, by=by, part=PART)
    door.check_may_leave()
    check_may_write(family_id, by=by, roles=WRITES_DOWN)
    if PART not in door.parts:
        raise NotAllowed(_("Het gezin toont dit niet meer."))
    return door


@transaction.atomic
def draw(family_id: UUID, sent: Sequence[Any], *, by: User) -> list[Answer]:
    """Do what these operations say, in their order; each is answered. Twice is once.

    All of it, or nothing when something goes wrong that no operation is to blame for.

    Raises:
        NotFoundHere, NotAllowed: see `door_to_draw`.
        Crossed: a number belongs to something that this person does not see.
    """
    locked(family_id)
    door = door_to_draw(family_id, by=by)
    return _Drawing(door, by, sent).answers()


class _Drawing:
    def __init__(self, door: OpenFamily, by: User, sent: Sequence[Any]) -> None:
        self.by, self.sent = by, sent
        self.read = [_read(raw) for raw in sent]
        touched = {UUID(each.cell.record) for each in self.operations() if _is_row(each.cell)}
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
        self._keep()
        self._write()
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
            return Answer(id_of(raw), "open", BOTH_STAND)
        return Answer(id_of(raw), done)

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
            replaced = any(each.id in other.seen for other in group.values())
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
            whole = _whole(self.board, one)
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
            return _but(operation, value=[*operation.value, *dict.fromkeys(held)])
        if cell.field == GONE:
            blind = {
                said.id
                for other, there in self.stood.items()
                if (other.kind, other.record) == (cell.kind, cell.record)
                and self.board.withholds(other)
                for said in there
            }
            return _but(operation, seen=operation.seen | blind)
        return operation

    # --- what was said, and what stands -----------------------------------------------------

    def _keep(self) -> None:
        if not self.new:
            return
        stands = self.board.stands()
        left = {each.id for there in stands.values() for each in there}
        rows = [self._row(each, stands=each.id in left) for each in self.new.values()]
        try:
            with transaction.atomic():
                Said.objects.bulk_create(rows)
        except IntegrityError:
            raise Crossed(
                _("Dit kwam door elkaar. Laad de pagina opnieuw: wat je schreef, is er nog.")
            ) from None
        replaced = [
            number for number in self.board.said if number not in left | self.new.keys()
        ]
        kept: Any = Said.objects.visible_to(self.by).filter(family=self.board.door.pk)
        kept.filter(number__in=replaced, stands=True).update(stands=False)

    def _row(self, operation: Operation, *, stands: bool) -> Said:
        cell, is_start = operation.cell, not operation.tap and operation.id in self._starts()
        row = self.board.rows.get((cell.kind, cell.record))
        is_theme = cell.kind == "theme"
        return Said(
            family=self.board.door.row,
            layer=row.layer if row is not None else Layer.SHARED,
            author=None if is_start else self.by,
            number=UUID(operation.id), kind=cell.kind,
            record=self.board.door.pk if is_theme else UUID(cell.record),
            said={
                "field": f"{cell.record}.{cell.field}" if is_theme else cell.field,
                "value": operation.value, "seen": sorted(operation.seen), "tap": operation.tap,
            },
            stands=stands,
            at=LONG_AGO if is_start else now(),
        )  # fmt: skip

    def _starts(self) -> set[str]:
        return {each.id for there in self.stood.values() for each in there}

    def _write(self) -> None:
        """The rows of what was touched, with what stands now; and what is gone."""
        stands = self.board.stands()
        is_open = self.board.open(stands)
        for one, fields in self.touched.items():
            if one not in self.made and one[0] != "theme":
                self._write_one(one, fields - {GONE}, stands)
        if themes := [
            (one, fields) for one, fields in self.touched.items() if one[0] == "theme"
        ]:
            self._write_themes([one for one, _ in themes], stands)
        for (kind, key), row in self.board.rows.items():
            said = stands.get(Cell(kind, key, GONE), ())
            if not said:
                continue
            is_gone = any(each.value for each in said) and said[0].cell not in is_open
            if is_gone != (row.gone_at is not None):
                row.gone_at = now() if is_gone else None
                changed(row, by=self.by, fields=["gone_at"])

    def _write_one(self, one: One, fields: set[str], stands: Mapping[Cell, Any]) -> None:
        kind, key = one
        row = self.board.rows[one]
        names = {field.partition(".")[0] for field in fields}
        values = {
            cell.field: said[0].value
            for cell, said in stands.items()
            if (cell.kind, cell.record) == one and cell.field.partition(".")[0] in names
        }
        whole = with_values(kind, key, _whole(self.board, one), values)
        held = row_values(whole, MODELS[kind])
        columns = [
            columns_of(RECORDS[kind])[name].attribute
            for name in sorted(names)
            if name in DRAWN[kind] or (kind, name) in EACH
        ]
        for name in columns:
            attribute = MODELS[kind]._meta.get_field(name).attname
            setattr(row, attribute, held[attribute])
        changed(row, by=self.by, fields=columns)

    def _write_themes(self, ones: Sequence[One], stands: Mapping[Cell, Any]) -> None:
        family = self.board.door.row
        said = {each.id: each for each in self.board.whole.themes}
        for kind, key in ones:
            values = {
                cell.field: there[0].value
                for cell, there in stands.items()
                if (cell.kind, cell.record) == (kind, key)
            }
            said[key] = with_values(kind, key, said.get(key), values)
        family.themes = plain(tuple(said.values()))
        family.save(update_fields=["themes"])
        record(
            Entry.Verb.CHANGED, by=self.by, part=PART, family=family.pk, item=family.pk,
            detail="themes", seal=seal_of(family),
        )  # fmt: skip


def _read(raw: Any) -> Operation | Refused:
    try:
        return read(raw)
    except Refused as refused:
        return refused


def _but(operation: Operation, **changes: Any) -> Operation:
    return replace(operation, **changes)


def _is_same(one: Any, other: Any) -> bool:
    """Ids that were added for somebody whom the sender does not see make no difference."""
    if isinstance(one, list) and isinstance(other, list):
        return one[: len(other)] == other
    return type(one) is type(other) and bool(one == other)


def _whole(board: Board, one: One) -> Any:
    kind, key = one
    return next(
        (each for of, held, each in records_in(board.whole, board.themes) if (of, held) == one),
        None,
    )


def _is_row(cell: Cell) -> bool:
    return cell.kind != "theme"
