"""Families put together out of every room, as far as one reader may see them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from kring.base.errors import NotWhole
from kring.base.keystore import key_of, open_keys
from kring.base.records import record_of
from kring.base.unreadable import is_any_met
from kring.core.family import Family, Theme
from kring.core.sharing import as_seen_by
from kring.core.themes import SHIPPED
from kring.core.unreadable import Gap, Unreadable, settled
from kring.families.queries import (
    OpenFamily,
    consents_of,
    families_on_walls,
    members_of,
    names_of_families,
    note_looks,
    open_family,
    opened,
    stories_of,
    strengths_of,
    themes_of,
)
from kring.network.queries import actors_of, links_of, maps_of, relations_of, rings_of
from kring.people.models import User
from kring.plans.queries import (
    actions_of,
    agreements_of,
    goals_of,
    head_of_plan,
    meetings_of,
    plans_of,
    whole_plans_of,
    with_head,
)
from kring.signals.queries import practices_of, signals_of

Question = Callable[..., Mapping[UUID, Any]]

# Each part of a family is one question to the database, however many families are read.
PARTS: Final[Mapping[str, Question]] = {
    "members": members_of,
    "stories": stories_of,
    "strengths": strengths_of,
    "consents": consents_of,
    "actors": actors_of,
    "relations": relations_of,
    "links": links_of,
    "maps": maps_of,
    "ring": rings_of,  # three
    "steps": plans_of,  # two questions
    "plan": whole_plans_of,  # four
    "goals": goals_of,
    "actions": actions_of,
    "agreements": agreements_of,
    "meetings": meetings_of,
    "signals": signals_of,
    "good_practices": practices_of,
}
# Parts of the plan, for `read_family` and `read_families`: the head of the plan comes along
# with the family's row and is no question.
OF_PLAN: Final = ("goals", "actions", "agreements")
EVERYTHING: Final = tuple(part for part in PARTS if part not in ("steps", "ring", *OF_PLAN))
MAP: Final = ("members", "actors", "relations", "links", "maps", "steps")
RING: Final = ("actors", "relations", "maps")
# Of the family itself, where only its small ring and its name are shown.
ON_A_CARD: Final = ("id", "label", "municipality", "themes")


@dataclass(frozen=True, slots=True)
class SeenFamily:
    """A family as this reader sees it, with the door it came through."""

    door: OpenFamily
    family: Family
    themes: tuple[Theme, ...]
    unreadable: tuple[Gap, ...]  # what should be in it for this reader, but does not open


def read_family(family_id: UUID, *, by: User, part: str, parts: Collection[str]) -> SeenFamily:
    """One family; `part` is what the journal calls this look.

    Raises:
        NotFoundHere: see `open_family`.
        SealError: the family's key does not open, so nothing of it can be read.
    """
    door = open_family(family_id, by=by, part=part, beside=_beside(parts, by=by))
    key_of(door.pk)
    [seen] = read_all([door], by=by, parts=parts)
    return seen


def read_families(
    *, by: User, parts: Collection[str], most: int, page: int = 1
) -> tuple[list[SeenFamily], int]:
    """One page of the reader's families, by name, and how many there are in all.

    Names lie sealed, so the database cannot sort on them: each is opened here, and nothing else
    of who is not shown. Who is shown can read so in their journal.

    Raises:
        NotWritten: see `note_looks`.
    """
    names = names_of_families(by=by)
    order = sorted(names, key=lambda pk: (str(names[pk]).casefold(), pk))
    shown = order[(page - 1) * most : page * most]
    asked = families_on_walls(by, beside=_beside(parts, by=by)).filter(pk__in=shown)
    rows = {row.pk: row for row in asked}  # without a question when nothing is shown
    there = [rows[pk] for pk in shown if pk in rows]
    note_looks(there, by=by)
    doors = [opened(row) for row in there]
    return read_all(doors, by=by, parts=parts), len(names)


def read_all(
    doors: Sequence[OpenFamily], *, by: User, parts: Collection[str]
) -> list[SeenFamily]:
    ids = [door.pk for door in doors]
    open_keys(ids)
    found = {part: PARTS[part](ids, by=by) for part in parts} if ids else {}
    return [_seen(door, found) for door in doors]


def _beside(parts: Collection[str], *, by: User) -> Mapping[str, Any]:
    return {"plan_head": head_of_plan(by)} if set(parts) & set(OF_PLAN) else {}


def _seen(door: OpenFamily, found: Mapping[str, Mapping[UUID, Any]]) -> SeenFamily:
    whole = record_of(
        door.row, Family,
        only=ON_A_CARD if "ring" in found else None,
        **_held(found, door.pk), **_plan(found, door),
    )  # fmt: skip
    family = as_seen_by(
        whole, role=door.reader, actor=door.actor, member=door.member, parts=door.parts,
        house=door.house,
    )  # fmt: skip
    themes: Any = themes_of(door.row)
    gaps: tuple[Gap, ...] = ()
    if is_any_met():
        # Only now: of what this reader may not see, they learn not even that it does not open.
        family, gaps = settled(family)
    if isinstance(themes, Unreadable):
        gaps, themes = (*gaps, themes.gap), SHIPPED
    return SeenFamily(door=door, family=family, themes=themes, unreadable=gaps)


def check_is_whole(seen: SeenFamily) -> None:
    """Before something leaves the house.

    Raises:
        NotWhole: a value of this family does not open. Who gets the copy would not know.
    """
    if seen.unreadable:
        raise NotWhole(
            _(
                "Een deel van dit gezin is niet leesbaar: op papier of in een kopie zou dat "
                "ontbreken. Meld dit eerst aan de beheerder. Er is niets gewist."
            )
        )


def _held(found: Mapping[str, Mapping[UUID, Any]], family: UUID) -> dict[str, Any]:
    """The parts under the names that a `Family` gives them."""
    held: dict[str, Any] = {}
    for part, answers in found.items():
        answer = answers.get(family)
        if part in ("steps", "plan"):
            held["plan"] = answer
        elif part in OF_PLAN:
            continue
        elif part == "ring":
            held |= {name: tuple(records) for name, records in (answer or {}).items()}
        elif part == "consents":
            held["consent"] = _last(answer or ())
        else:
            held[part] = tuple(answer or ())
    return held


def _plan(found: Mapping[str, Mapping[UUID, Any]], door: OpenFamily) -> dict[str, Any]:
    """The plan whose head came along with the family's row, with the parts that were read."""
    parts = {part: tuple(found[part].get(door.pk, ())) for part in OF_PLAN if part in found}
    row: Any = door.row
    return {"plan": with_head(row.plan_head, **parts)} if parts else {}


def _last(answer: Iterable[Any]) -> Any:
    return next(reversed(list(answer)), None)
