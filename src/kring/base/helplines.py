"""Whom to call when it is urgent: data that a person checks, shown at the foot of each page."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kring.core.words import gettext_noop

# The words of `helplines.toml`, where the translators find them.
WORDS = (
    gettext_noop("Gevaar: politie, brandweer of ziekenwagen"),
    gettext_noop("Geweld of misbruik"),
    gettext_noop("Praten met iemand: Tele-Onthaal"),
    gettext_noop("Kinderen en jongeren: Awel"),
    gettext_noop("dag en nacht"),
)


@dataclass(frozen=True, slots=True)
class Helpline:
    number: str
    name: str  # Dutch; translated where it is shown
    hours: str  # "" when nobody knows for sure
    source: str
    checked_on: date | None  # the day a person read number and hours at the source


@cache
def helplines() -> tuple[Helpline, ...]:
    table = tomllib.loads((files("kring.base") / "helplines.toml").read_text("utf-8"))
    return tuple(_line(**line) for line in table["line"])


def _line(*, number: str, name: str, hours: str, source: str, checked_on: str) -> Helpline:
    day = date.fromisoformat(checked_on) if checked_on else None
    return Helpline(number, name, hours, source, day)
