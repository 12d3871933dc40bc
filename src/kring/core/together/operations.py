"""Operations: one thing said about one field, and what stands when several hands spoke.

What stands is worked out from the set of operations alone. So it does not matter in which
order they arrive, how often, or how late: two devices that know the same operations show the
same map. An operation replaces only what its maker had seen. Two that did not know of each
other both stand, until somebody chooses.

This is the multi-value register of Shapiro, Preguiça, Baquero and Zawirski, "A comprehensive
study of convergent and commutative replicated data types" (INRIA RR-7506, 2011), per field.
The browser follows the same rules in `static/kring/together/operations.js`; the table
`tests/together/operations.json` holds both to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

GONE: Final = "gone"  # the field that says that a whole record was taken away
BETWEEN: Final = " / "  # two texts that both stay
# Fields that name an actor: where a tie hangs.
ENDS: Final = frozenset({("relation", "actor"), ("link", "a"), ("link", "b")})

Value = Any  # None, bool, int, float, str, list or dict of these: as in JSON


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """One field of one record: the name of one actor, one theme of one tie."""

    kind: str
    record: str
    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """`value` was put in `cell` by somebody who saw the operations `seen` stand there.

    Taking a record away (`gone`) also names in `seen` all that stood in its other fields, so
    that what somebody wrote meanwhile is not lost with it.
    """

    id: str
    cell: Cell
    value: Value
    seen: frozenset[str] = frozenset()
    tap: str = ""  # what was done in one go has one name, and is undone in one go
    by: str = ""


Standing = Mapping[Cell, Sequence[Operation]]


def standing(operations: Iterable[Operation]) -> dict[Cell, tuple[Operation, ...]]:
    """What stands in each cell: all that no operation in that cell replaced, by id."""
    known = {operation.id: operation for operation in operations}
    cells: dict[Cell, list[Operation]] = {}
    for key in sorted(known):
        cells.setdefault(known[key].cell, []).append(known[key])
    return {cell: _not_replaced(said) for cell, said in sorted(cells.items())}


def _not_replaced(said: Sequence[Operation]) -> tuple[Operation, ...]:
    replaced = frozenset().union(*(operation.seen for operation in said))
    return tuple(operation for operation in said if operation.id not in replaced)


def open_choices(stands: Standing) -> dict[Cell, tuple[Operation, ...]]:
    """The cells about which somebody has to choose, and between what.

    In the cell `gone` of a record: it was taken away while somebody else wrote in it, or hung
    something on it. Then the choice is between that and what was written.
    """
    found = {}
    for cell, said in stands.items():
        late = _written_meanwhile(cell, said, stands)
        if late or not _same(said):
            found[cell] = (*said, *late)
    return found


def _same(said: Sequence[Operation]) -> bool:
    return all(operation.value == said[0].value for operation in said)


def _written_meanwhile(
    cell: Cell, said: Sequence[Operation], stands: Standing
) -> tuple[Operation, ...]:
    """What stands in a record that was taken away, or hangs on it, unseen by who did that."""
    if cell.field != GONE or not any(operation.value for operation in said):
        return ()
    seen = frozenset().union(*(operation.seen for operation in said))
    meant = {(cell.kind, cell.record), *_hung_on(cell, stands)}
    return tuple(
        operation
        for other, there in stands.items()
        if (other.kind, other.record) in meant and other != cell
        for operation in there
        if operation.id not in seen
    )


def _hung_on(cell: Cell, stands: Standing) -> Iterator[tuple[str, str]]:
    """The ties of an actor that nobody took away. One that somebody did has its own choice."""
    for other, there in stands.items():
        if cell.kind != "actor" or (other.kind, other.field) not in ENDS:
            continue
        taken = stands.get(Cell(other.kind, other.record, GONE), ())
        if any(operation.value == cell.record for operation in there) and not any(
            operation.value for operation in taken
        ):
            yield other.kind, other.record


def both(one: Value, other: Value) -> Value:
    """The two values together, where that can be: texts one after the other, lists joined.

    Raises:
        ValueError: two such values do not go together; then one of them has to be chosen.
    """
    match one, other:
        case str(), str():
            return one if one == other else f"{one}{BETWEEN}{other}"
        case dict(), dict():
            return {
                key: both(one[key], other[key]) if key in one and key in other
                else (one if key in one else other)[key]
                for key in [*one, *(key for key in other if key not in one)]
            }  # fmt: skip
        case list(), list():
            return [*one, *(item for item in other if item not in one)]
    raise ValueError(f"no two values at once: {one!r}, {other!r}")
