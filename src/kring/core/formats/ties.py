"""Who stands at the ends of a tie: the whole family, some of its members, or an actor."""

from collections import defaultdict
from typing import Final, NamedTuple

from kring.core.family import Link, Relation
from kring.core.formats.cell_words import WHOLE_FAMILY, Vocabulary
from kring.core.formats.cells import Misread, value_in
from kring.core.formats.faults import shown
from kring.core.formats.findings import unknown
from kring.core.formats.records import Line, Many
from kring.core.plain import Plain
from kring.core.words import gettext_noop, sentence

IDS: Final = Many(Line("Id"))

MORE_OF_THEM: Final = gettext_noop('Er zijn er meer die "{name}" heten. Schrijf hier de id.')
NO_ACTOR: Final = gettext_noop("Aan één kant van een band hoort iemand uit het netwerk.")
ONE_EACH: Final = gettext_noop("Hier kan er maar één staan. Maak een rij voor elk.")


class End(NamedTuple):
    """An actor, or else members; None for all of them."""

    actor: str | None = None
    members: list[str] | None = None


class Everybody:
    """The members and actors of one family, by their id and by how they are called."""

    def __init__(self) -> None:
        self._actors: dict[str, bool] = {}  # whether it is an actor
        self._called: defaultdict[str, list[str]] = defaultdict(list)
        self._labels: list[str] = []

    def add(self, name: str, label: str, *, actor: bool) -> None:
        self._actors[name] = actor
        if label:
            self._called[label.casefold()].append(name)
        self._labels.append(label or name)

    def end(self, text: str) -> End:
        """Who is meant by one cell. Raises Misread."""
        if not text or text.casefold() in WHOLE_FAMILY:
            return End()
        names = [self._id(each) for each in self._parts(text)]
        if not any(self._actors[name] for name in names):
            return End(members=names)
        if len(names) > 1:
            raise Misread(sentence(ONE_EACH))
        return End(actor=names[0])

    def _parts(self, text: str) -> list[str]:
        """A name may hold a comma; only a text that is nobody's name is a list."""
        if text in self._actors or text.casefold() in self._called:
            return [text]
        parts: list[str] = value_in(text, IDS, Vocabulary())
        return [str(part) for part in parts]

    def _id(self, text: str) -> str:
        if text in self._actors:
            return text
        found = self._called.get(text.casefold(), [])
        if len(found) > 1:
            raise Misread(sentence(MORE_OF_THEM, name=shown(text)))
        if not found:
            raise Misread(unknown(text, self._labels))
        return found[0]


def tie_between(first: End, second: End) -> tuple[type, dict[str, Plain]]:
    """The record that a row with these ends is, and its fields. Raises Misread."""
    if first.actor and second.actor:
        return Link, {"a": first.actor, "b": second.actor}
    if not first.actor and not second.actor:
        raise Misread(sentence(NO_ACTOR))
    members = second.members if first.actor else first.members
    named = {} if members is None else {"members": members}
    return Relation, {**named, "actor": first.actor or second.actor}
