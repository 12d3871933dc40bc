"""The register of what we keep, out of `site/register.toml`: for the page and the docs."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.apps import apps

# In the order in which they are told: first what weighs most.
KINDS: Final = ("sealed", "coded", "account", "key")


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called on the screen, and why we keep it."""

    field: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `of_ours`: not of a program that we build on."""

    name: str
    title: str
    keep: str
    lines: Mapping[str, tuple[Line, ...]]  # by kind
    of_ours: bool


@dataclass(frozen=True, slots=True)
class Term:
    """A row goes `limit` after the moment in `after`; with `unless`, while that is empty."""

    limit: timedelta
    after: str
    unless: str = ""


def models() -> dict[str, Any]:
    """Every model that has a table, by its name in the register: ours bare, others in full."""
    return {
        each.__name__ if each.__module__.startswith("kring.") else each._meta.label: each
        for each in apps.get_models(include_auto_created=True)
        if each._meta.managed and not each._meta.proxy
    }


@cache
def written() -> Mapping[str, Mapping[str, Any]]:
    """What stands in the file, as it stands there."""
    return tomllib.loads((files("kring.site") / "register.toml").read_text("utf-8"))


def terms() -> dict[str, list[Term]]:
    """By table, what `kring retention` sweeps: the same file that the privacy page tells."""
    return {
        name: [_term(**each) for each in held["term"]]
        for name, held in written().items()
        if "term" in held
    }


def tables() -> list[Table]:
    """The whole register, in its own order, with the titles in the language of the page."""
    known = models()
    return [_table(name, held, known[name]) for name, held in written().items()]


def _table(name: str, held: Mapping[str, Any], model: Any) -> Table:
    lines = {kind: tuple(_lines(held[kind], model)) for kind in KINDS if kind in held}
    title = str(model._meta.verbose_name)
    return Table(
        name=name, title=title[:1].upper() + title[1:], keep=held["keep"], lines=lines,
        of_ours="." not in name,
    )  # fmt: skip


def _term(*, after: str, unless: str = "", **limit: int) -> Term:
    return Term(timedelta(**limit), after, unless)


def _lines(fields: Mapping[str, str], model: Any) -> Iterator[Line]:
    for field, why in fields.items():
        yield Line(field, str(model._meta.get_field(field).verbose_name), why)
