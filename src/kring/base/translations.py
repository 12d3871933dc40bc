"""Which languages somebody has read over: data that a person fills in, shown at the foot."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from kring.core.languages import DUTCH


@dataclass(frozen=True, slots=True)
class Review:
    """Who read every page of one language, and on which day."""

    reviewed_on: date
    by: str


@cache
def reviews() -> Mapping[str, Review]:
    """Language tag to its review; a language that nobody has read has none."""
    table = tomllib.loads((files("kring.base") / "translations.toml").read_text("utf-8"))
    return {
        language: Review(date.fromisoformat(each["reviewed_on"]), each["by"])
        for language, each in table.items()
        if each["reviewed_on"]
    }


def is_reviewed(language: str) -> bool:
    """Dutch is what we wrote ourselves; another language counts once a person has read it.

    `language` is a BCP 47 tag; `fr-be` counts as `fr`, in which its pages are.
    """
    main = language.lower().split("-")[0]
    return main == DUTCH or main in reviews()
