"""Safe figures as a bar with words beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kring.core.disclosure import SENSITIVE_THRESHOLD, THRESHOLD
from kring.core.family import Theme
from kring.signals.queries import Figure


@dataclass(frozen=True, slots=True)
class Bar:
    """`families` is None below `least`: then nothing is told but that."""

    theme: Theme
    families: int | None
    least: int
    width: float  # share of the widest bar, in percent; 0 when hidden


def bars_of(figures: Iterable[Figure]) -> tuple[Bar, ...]:
    every = list(figures)
    widest = max((each.families or 0 for each in every), default=0) or 1
    return tuple(
        Bar(
            theme=each.theme,
            families=each.families,
            least=SENSITIVE_THRESHOLD if each.theme.sensitive else THRESHOLD,
            width=round(100 * (each.families or 0) / widest, 1),
        )
        for each in every
    )
