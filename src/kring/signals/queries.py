"""Questions about signals: in the circle with the family, outside only what is published."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kring.base.records import records_by_family
from kring.base.scanning import scan
from kring.core.disclosure import safe_count
from kring.core.family import Theme
from kring.core.plan import GoodPractice as PracticeRecord
from kring.core.plan import Signal as SignalRecord
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.people.models import User
from kring.signals.models import GoodPractice, Publication, Signal


@dataclass(frozen=True, slots=True)
class Figure:
    """About how many families a theme weighs on; None when that is too few to tell."""

    theme: Theme
    families: int | None


def signals_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[SignalRecord]]:
    rows = Signal.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, SignalRecord)


def practices_of(families: Collection[UUID], *, by: User) -> dict[UUID, list[PracticeRecord]]:
    rows = GoodPractice.objects.visible_to(by).filter(family__in=families)
    return records_by_family(rows, PracticeRecord)


def published() -> QuerySet[Publication]:
    """What everybody who signs in may read: it names no family."""
    return Publication.objects.all()


def families_by_theme() -> list[Figure]:
    """For each shipped theme, about how many families gave a signal on it."""
    signals: Any = Signal.objects.for_system("figures: only safe counts leave")
    families: dict[str, set[UUID]] = {}
    for family, themes in signals.values_list("family", "themes"):
        for theme in themes:
            families.setdefault(theme, set()).add(family)
    return [
        Figure(
            theme=theme,
            families=safe_count(len(families.get(theme.id, ())), sensitive=theme.sensitive),
        )
        for theme in SHIPPED
    ]


def titles_among(*, by: User, holds: Callable[[str], bool]) -> Iterator[tuple[UUID, Text]]:
    """The titles of the signals and good practices that this person may read, and whose: of
    those whose sealed text `holds`, see `scan`."""
    for model in (Signal, GoodPractice):
        for home, _, title in scan(model.objects.visible_to(by), "title", holds=holds):
            yield home, title
