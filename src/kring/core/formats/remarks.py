"""The sentences about what a file says and Kring has no place for."""

from collections.abc import Iterable, Sequence
from typing import Final

from kring.core.formats.faults import Remark, shown
from kring.core.words import Sentence, gettext_noop, sentence

Said = str | Sentence

MOST_NAMES: Final = 3

KEPT: Final = gettext_noop(
    "{what}: bij {who}. Kring heeft daar geen plaats voor. Het staat bij “extra”."
)
AND_MORE: Final = gettext_noop("{names} en nog {count}")


def kept(pairs: Iterable[tuple[Said, Said]], *, name: str) -> tuple[Remark, ...]:
    """One remark for each thing kept under `extra`, out of pairs of what and of whom."""
    groups: dict[str, tuple[Said, list[Said]]] = {}
    for what, who in pairs:
        groups.setdefault(str(what), (_short(what), []))[1].append(who)
    return tuple(
        Remark(name, sentence(KEPT, what=what, who=named(who))) for what, who in groups.values()
    )


def named(who: Sequence[Said]) -> Said:
    """The first three and how many more; each name once."""
    once = list({str(each): _short(each) for each in who}.values())
    if len(once) == 1:
        return once[0]
    names = ", ".join(str(each) for each in once[:MOST_NAMES])
    if len(once) > MOST_NAMES:
        return sentence(AND_MORE, names=names, count=len(once) - MOST_NAMES)
    return names


def _short(said: Said) -> Said:
    return said if isinstance(said, Sentence) else shown(said)
