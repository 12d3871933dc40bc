"""Looking for a name among all that somebody may open: opened one by one, nothing kept.

Names lie sealed and no index stands beside them: what can be asked of an index can be asked by
whoever steals it. So each name that the reader may see is opened and compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kring.base.records import value_of
from kring.base.scanning import scan
from kring.core.folding import bare, folded
from kring.core.sharing import STAFF
from kring.core.unreadable import Unreadable
from kring.core.words import Text, gettext_noop
from kring.families.models import Member
from kring.families.queries import (
    families_of,
    looks_at,
    names_of_families,
    note_looks,
    opened,
)
from kring.network.models import Actor, MapRecord
from kring.people.models import User
from kring.signals.queries import titles_among

MOST: Final = 50  # shown at once
LEAST: Final = 2  # letters to look for
LONGEST: Final = 100
KINDS: Final = {
    "family": (gettext_noop("gezin"), "overview:family"),
    "member": (gettext_noop("gezinslid"), "overview:family"),
    "actor": (gettext_noop("in het netwerk"), "overview:family_network"),
    "map": (gettext_noop("kaart"), "overview:family_network"),
    "signal": (gettext_noop("signaal"), "overview:family_policy"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """Where it was found. `page`: the name of the address that shows it."""

    family: UUID
    label: Text  # what the family calls itself
    kind: str
    page: str
    text: Text


@dataclass(frozen=True, slots=True)
class Found:
    hits: tuple[Hit, ...]
    more: int  # hits that are not shown


def search(words: str, *, by: User) -> Found:
    """Names and titles that hold all these words, in any of their languages.

    Only of families that this person may open, and what in them is theirs to see: nothing
    hidden from them, nothing that the family does not show them. At most eleven questions,
    however many families; seven when nothing is found.

    Raises:
        NotWritten: whose names are shown is written down; that failed.
    """
    asked = folded(words[:LONGEST]).split()
    if sum(map(len, asked)) < LEAST:
        return Found((), 0)
    held = [(home, kind, text) for kind, home, text in _holding(asked, by=by)]
    rows = looks_at({home for home, _, _ in held}, by=by) if held else []
    labels: dict[UUID, Text] = {row.pk: value_of(row, "label", Text) for row in rows}
    found = [each for each in held if each[0] in labels]
    order = list(KINDS)
    found.sort(
        key=lambda each: (
            folded(str(labels[each[0]])), each[0], order.index(each[1]), folded(str(each[2]))
        )
    )  # fmt: skip
    shown = found[:MOST]
    homes = {home for home, _, _ in shown}
    note_looks([row for row in rows if row.pk in homes], by=by)
    hits = tuple(Hit(home, labels[home], *KINDS[kind], text) for home, kind, text in shown)
    return Found(hits, len(found) - len(shown))


def _holding(asked: list[str], *, by: User) -> Iterator[tuple[str, UUID, Text]]:
    """Every name and title with these words that this person may read: what it is and whose.

    The families come first: with their names all their keys are opened in one question.
    """
    holds = _may_hold(asked)
    for home, label in names_of_families(by=by, holds=holds).items():
        if not isinstance(label, Unreadable) and _holds(label, asked):
            yield "family", home, label
    for home, _, name in scan(Member.objects.visible_to(by), "name", holds=holds):
        if _holds(name, asked):
            yield "member", home, name
    yield from _actors(asked, by=by)
    for home, _, title in scan(MapRecord.objects.visible_to(by), "title", holds=holds):
        if _holds(title, asked):
            yield "map", home, title
    for home, title in titles_among(by=by, holds=holds):
        if _holds(title, asked):
            yield "signal", home, title


def _actors(asked: list[str], *, by: User) -> Iterator[tuple[str, UUID, Text]]:
    """As in `core.sharing.as_seen_by`: some actors are shown to a few people alone."""
    among: Any = Actor.objects.visible_to(by)
    holds = _may_hold(asked)
    found = {
        pk: (home, label)
        for home, pk, label in scan(among, "label", holds=holds)
        if _holds(label, asked)
    }
    if not found:
        return
    some = among.filter(pk__in=list(found)).order_by()
    readers = {
        pk: {str(each) for each in only or ()}
        for pk, only in some.values_list("pk", "visible_to")
    }
    kept = {found[pk][0] for pk, only in readers.items() if only}
    doors = (
        {row.pk: opened(row) for row in families_of(by).only("id").filter(pk__in=kept)}
        if kept
        else {}
    )
    for pk, only in readers.items():
        home, label = found[pk]
        door = doors.get(home)
        if not only or (door and (door.reader in STAFF or only & {door.actor, door.member})):
            yield "actor", home, label


def _may_hold(asked: list[str]) -> Callable[[str], bool]:
    """Whether a sealed text may hold these words, before it is taken apart: a quick no.

    Its languages stand behind one another in JSON. Of a sign that is written there with a
    stroke before it, and of one that folds otherwise in other company, only taking apart tells.
    """
    longest = max(asked, key=len, default="")  # says no soonest

    def may_hold(text: str) -> bool:
        if "\\" in text or "`" in text:
            return True
        there = bare(text)
        return longest in there and all(word in there for word in asked)

    return may_hold


def _holds(text: Any, asked: list[str]) -> bool:
    for words in text.words.values():
        there = folded(words)
        if all(word in there for word in asked):
            return True
    return False
