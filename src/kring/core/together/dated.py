"""A map as it stood at an earlier moment, and two of them compared in words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from kring.core.codes import Id
from kring.core.drawing.themes import RimTheme, State, rim_of
from kring.core.family import Family, Theme
from kring.core.labels import in_a_sentence, theme_short
from kring.core.languages import DUTCH
from kring.core.together.operations import GONE, Operation, open_choices, standing
from kring.core.together.records import default_value, required_of, with_values
from kring.core.words import Sentence, Translate, gettext_noop, sentence

GROUPS: Final = {
    "actor": "actors", "relation": "relations", "link": "links", "map": "maps",
    "theme": "themes",
}  # fmt: skip


def as_it_was(family: Family, said: Collection[Operation], *, later: Collection[str]) -> Family:
    """The family as its map stood before the operations with the numbers `later`.

    `said` is everything that was ever said, also of what lies in the bin, and so is `family`.
    What nobody said anything about was always as it is.
    """
    then = standing(each for each in said if each.id not in later)
    open_then = open_choices(then)
    ever: dict[tuple[str, str], dict[str, Any]] = {}
    for each in said:
        cell = each.cell
        there = then.get(cell, ())
        held = (
            there[0].value if there else default_value(cell.kind, cell.field.partition(".")[0])
        )
        if cell.field == GONE:
            held = cell not in open_then and any(one.value for one in there)
        ever.setdefault((cell.kind, cell.record), {})[cell.field] = held
    groups: dict[str, Any] = {
        group: tuple(_then(kind, getattr(family, group), ever))
        for kind, group in GROUPS.items()
    }
    return replace(family, **groups)


def _then(kind: str, records: Sequence[Any], ever: Any) -> Iterator[Any]:
    for record in records:
        values = ever.get((kind, record.id))
        if values is None:
            yield record
        elif not values.get(GONE) and not _is_later(kind, values):
            yield with_values(kind, record.id, record, _whole(kind, record, values))


def _is_later(kind: str, values: Any) -> bool:
    """Whether nobody had made the record yet: what it needs had not been said."""
    return any(values.get(name, "") is None for name in required_of(kind))


def _whole(kind: str, record: Any, values: Any) -> dict[str, Any]:
    """With the themes of a tie and the rounds of a visit of which nothing was ever said."""
    name = {"relation": "themes", "map": "asked"}.get(kind)
    held = {f"{name}.{key}": value for key, value in _each(record, name)} if name else {}
    return {**held, **values}


def _each(record: Any, name: str) -> Iterator[tuple[str, Any]]:
    held = getattr(record, name) or ()
    for key in held:
        yield str(key), held[key] if isinstance(held, dict) else True


BEFORE: Final = {
    State.MANY: gettext_noop("Bij {theme} hielpen er {count}."),
    State.ONE: gettext_noop("Bij {theme} hielp er één."),
    State.OURSELVES: gettext_noop("Voor {theme} zorgden jullie zelf."),
    State.NOT_NEEDED: gettext_noop("Bij {theme} was er toen niets nodig."),
    State.GAP: gettext_noop("Bij {theme} was er een gat."),
    State.NOT_ASKED: gettext_noop("Over {theme} was er nog niet gepraat."),
}
AFTER: Final = {
    State.MANY: gettext_noop("Nu helpen er {count}."),
    State.ONE: gettext_noop("Nu helpt er één."),
    State.OURSELVES: gettext_noop("Nu zorgen jullie daar zelf voor."),
    State.NOT_NEEDED: gettext_noop("Nu is er niets nodig."),
    State.GAP: gettext_noop("Nu is er een gat."),
    State.NOT_ASKED: gettext_noop("Nu is er niets over gezegd."),
}
CAME: Final = gettext_noop("{name} staat er nu bij.")
WENT: Final = gettext_noop("{name} staat er niet meer bij.")


def what_changed(
    before: Family,
    after: Family,
    *,
    themes: Sequence[Theme],
    language: str = DUTCH,
    translate: Translate = gettext_noop,
) -> list[Sentence]:
    """The change between two maps in words, theme by theme and then who came and who went."""
    pairs = zip(rim_of(before, themes), rim_of(after, themes), strict=True)
    found = []
    for one, other in pairs:
        if (one.state, len(one.marks)) == (other.state, len(other.marks)):
            continue
        name = in_a_sentence(theme_short(one.theme, language, translate), language)
        found += [_said(BEFORE, one, name), _said(AFTER, other, name)]
    there, here = _names(before, language), _names(after, language)
    found += [sentence(CAME, name=here[key]) for key in here if key not in there]
    found += [sentence(WENT, name=there[key]) for key in there if key not in here]
    return found


def _said(words: dict[State, str], rim: RimTheme, name: str) -> Sentence:
    return sentence(words[rim.state], theme=name, count=len(rim.marks))


def _names(family: Family, language: str) -> dict[Id, str]:
    return {each.id: each.label.in_language(language) for each in family.actors}
