"""Which tables a family falls apart into, and what their columns are called."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kring.core.family import (
    Actor,
    Family,
    Link,
    MapRecord,
    Member,
    Relation,
    Story,
    Strength,
    Theme,
    ThemeState,
)
from kring.core.formats.records import Column, Many, Record, columns_of
from kring.core.plan import Action, Agreement, Goal, GoodPractice, Meeting, Plan, Signal


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of records of one kind; `path` leads to them from their family."""

    table: str
    dutch: str
    record: type
    path: tuple[str, ...]


FAMILY: Final = "family"  # the column that says whose row it is, where there are several
FROM: Final = "from"
TO: Final = "to"
TIES: Final = "ties"
FAMILIES: Final = Shape("families", "gezinnen", Family, ())
THEME_LIST: Final = Shape("theme_list", "lijst van thema's", Theme, ())
PLANS: Final = Shape("plans", "plannen", Plan, ("plan",))

SHAPES: Final[tuple[Shape, ...]] = (
    Shape("members", "leden", Member, ("members",)),
    Shape("actors", "actoren", Actor, ("actors",)),
    Shape(TIES, "banden", Relation, ("relations",)),
    Shape(TIES, "banden", Link, ("links",)),
    Shape("themes", "thema's", ThemeState, ("themes",)),
    Shape("strengths", "krachten", Strength, ("strengths",)),
    Shape("stories", "verhalen", Story, ("stories",)),
    Shape("maps", "kaarten", MapRecord, ("maps",)),
    PLANS,
    Shape("goals", "doelen", Goal, ("plan", "goals")),
    Shape("actions", "acties", Action, ("plan", "actions")),
    Shape("agreements", "afspraken", Agreement, ("plan", "agreements")),
    Shape("meetings", "overleg", Meeting, ("meetings",)),
    Shape("signals", "signalen", Signal, ("signals",)),
    Shape("good_practices", "goede praktijken", GoodPractice, ("good_practices",)),
)
ALL_SHAPES: Final = (FAMILIES, *SHAPES, THEME_LIST)
ALWAYS: Final = ("families", "actors", TIES, "maps")  # written even when they are empty

# A tie is between the family or some of its members and an actor, or between two actors.
ENDS: Final[Mapping[type, Mapping[str, str]]] = {
    Relation: {"members": FROM, "actor": TO},
    Link: {"a": FROM, "b": TO},
}


@cache
def own_columns(record: type) -> tuple[Column, ...]:
    """The columns of a record but for those that are tables of their own."""
    tables = {shape.record for shape in SHAPES}
    return tuple(
        column
        for column in columns_of(record).values()
        if not (isinstance(column.kind, Record) and column.kind.of in tables)
        and not (
            isinstance(column.kind, Many)
            and isinstance(column.kind.item, Record)
            and column.kind.item.of in tables
        )
    )


@cache
def names_of(record: type) -> Mapping[str, Column]:
    """The columns of a record by how their table calls them."""
    ends = ENDS.get(record, {})
    named = {ends.get(column.name, column.name): column for column in own_columns(record)}
    return {name: named[name] for name in (FROM, TO) if name in named} | named


@cache
def table_columns(table: str) -> tuple[str, ...]:
    """All columns that a table can have, in order."""
    return tuple(
        dict.fromkeys(
            name
            for shape in ALL_SHAPES
            if shape.table == table
            for name in names_of(shape.record)
        )
    )


# How a column may be called in Dutch; the first is how we call it ourselves.
DUTCH: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "code"),
    "family": ("gezin",),
    "label": ("naam", "label"),
    "name": ("naam", "voornaam"),
    "from": ("van", "wie"),
    "to": ("naar", "met wie"),
    "sphere": ("kring", "sfeer"),
    "role": ("rol",),
    "kind": ("soort",),
    "organisation": ("organisatie",),
    "formality": ("formeel of informeel",),
    "languages": ("talen", "taal"),
    "language": ("taal",),
    "abroad": ("buitenland",),
    "bridge": ("brugfiguur",),
    "coordination": ("aanspreekpunt",),
    "status": ("status", "toestand"),
    "until": ("tot", "tot en met"),
    "secrecy": ("geheim", "zwijgplicht"),
    "possible_themes": ("mogelijke thema's",),
    "capacity": ("draagkracht",),
    "hours_agreed": ("uren afgesproken",),
    "hours_week": ("uren per week",),
    "other_families": ("andere gezinnen",),
    "wants_support_on": ("wil steun bij",),
    "informed_on": ("verwittigd op",),
    "visible_to": ("zichtbaar voor",),
    "hidden_from": ("verborgen voor",),
    "place": ("plaats",),
    "note": ("nota", "opmerking"),
    "extra": ("extra",),
    "closeness": ("nabijheid",),
    "freq": ("contact", "hoe vaak"),
    "channel": ("kanaal",),
    "quality": ("band", "hoe is het contact"),
    "dir": ("richting",),
    "support": ("steun", "soorten steun"),
    "themes": ("thema's", "themas"),
    "theme": ("thema",),
    "pressure": ("druk",),
    "interpreter": ("tolk",),
    "since": ("sinds",),
    "family_view": ("mening van het gezin",),
    "told_by": ("verteld door",),
    "confirmed": ("bevestigd op", "bevestigd"),
    "type": ("soort band", "type"),
    "agreement": ("afspraak",),
    "may_share": ("mag delen",),
    "municipality": ("gemeente",),
    "arrival": ("aankomst",),
    "phase": ("fase",),
    "consent": ("toestemming",),
    "birth_year": ("geboortejaar",),
    "location": ("waar", "verblijfplaats"),
    "status_until": ("status tot",),
    "literacy": ("lezen en schrijven",),
    "talk_to_directly": ("rechtstreeks aanspreken",),
    "need": ("nood", "hulp nodig"),
    "self": ("wij zelf",),
    "score": ("score", "cijfer"),
    "words": ("woorden", "eigen woorden"),
    "scored_by": ("score door",),
    "date": ("datum",),
    "title": ("titel",),
    "made_with": ("gemaakt met",),
    "frozen": ("vast",),
    "asked": ("gevraagd",),
    "text": ("tekst",),
    "member": ("lid",),
}


def heading_key(heading: str) -> str:
    """How headings are compared: `Hoe_vaak` is "hoe vaak"."""
    return " ".join(heading.replace("_", " ").casefold().split())


@cache
def column_by_heading(table: str) -> Mapping[str, str]:
    """Every heading that a table may have, by `heading_key`, with the column it stands for."""
    names = (FAMILY, *table_columns(table))
    known = {heading_key(name): name for name in names}
    for name in names:
        for word in DUTCH.get(name, ()):
            known.setdefault(heading_key(word), name)
    return known
