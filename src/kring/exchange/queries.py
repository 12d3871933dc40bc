"""A family on its way out: as a family file, with the ids that it came in with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from kring.base.clock import today
from kring.core.codes import Id
from kring.core.family import Family, FamilyFile, Meta
from kring.core.plain import renamed
from kring.core.sharing import STAFF
from kring.families.models import Hidden, Member, Story
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.overview.queries import EVERYTHING, SeenFamily, check_is_whole, read_family
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Signal

NAMED: Final[tuple[Any, ...]] = (
    Member, Story, Actor, Relation, Link, MapRecord, Plan, Goal, Action, Agreement, Meeting,
    Signal, GoodPractice,
)  # fmt: skip
HIDEABLE: Final = ("members", "stories", "actors", "relations")
MAY_LACK_ID: Final = ("relations", "links")


def family_file(
    family_id: UUID, *, by: User, less: Callable[[SeenFamily], SeenFamily] | None = None
) -> FamilyFile:
    """All that this reader may see of the family, in the form that `bring_in` takes.

    `less` leaves out what is not for the one who gets the file.

    Raises:
        NotFoundHere: see `open_family`.
        NotWhole: see `check_is_whole`.
    """
    seen = read_family(family_id, by=by, part="export", parts=EVERYTHING)
    check_is_whole(seen)
    seen = less(seen) if less else seen
    family = _with_hidden(seen, by=by)
    codes = _codes(seen, by=by)
    written = renamed(Family, family, lambda each: codes.get(each, each))
    return FamilyFile(
        meta=Meta(fictional=seen.door.row.is_example, reference_date=today()),
        themes=seen.themes,
        families=(_without_made_up_ids(written),),
    )


def _codes(seen: SeenFamily, *, by: User) -> dict[Id, Id]:
    """From the ids of the database to those of the file; a row made here keeps its own."""
    codes = {Id(str(seen.door.pk)): Id(seen.door.row.code)}
    for row in _named_rows(seen.door.pk, by=by):
        if row.code:
            codes[Id(str(row.pk))] = Id(row.code)
    return codes


def _named_rows(family: UUID, *, by: User) -> Iterator[Any]:
    for model in NAMED:
        yield from model.objects.visible_to(by).filter(family=family)


def _with_hidden(seen: SeenFamily, *, by: User) -> Family:
    """Put back from whom each item is hidden, for the professionals who may know that.

    Of somebody who is hidden from the reader, it does not say that something is.
    """
    if seen.door.reader not in STAFF:
        return seen.family
    hidden: dict[Id, dict[Id, None]] = {}
    unknown = set(Hidden.items_for(by).values_list("item", flat=True))
    for row in Hidden.objects.filter(family=seen.door.pk).order_by("since"):
        if row.who not in unknown:
            # Hidden here, so without a word of a file: an id means the same, or nobody.
            name = Id(row.code or str(row.who or row.pk))
            hidden.setdefault(Id(str(row.item)), {})[name] = None
    changes: dict[str, Any] = {
        kind: tuple(
            replace(each, hidden_from=tuple(hidden.get(each.id, ())))
            for each in getattr(seen.family, kind)
        )
        for kind in HIDEABLE
    }
    return replace(seen.family, **changes)


def _without_made_up_ids(family: Family) -> Family:
    """What came without an id goes without one."""
    named: dict[str, Any] = {kind: _nameless(getattr(family, kind)) for kind in MAY_LACK_ID}
    family = replace(family, **named)
    plan = family.plan
    if plan is None:
        return family
    return replace(family, plan=replace(plan, agreements=_nameless(plan.agreements)))


def _nameless(records: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(replace(each, id=None) if _is_uuid(each.id) else each for each in records)


def _is_uuid(name: Id | None) -> bool:
    try:
        UUID(str(name))
    except ValueError:
        return False
    return True
