"""One family with its circle, as plain values: what a family file holds and a map shows.

These classes are the single description of the exchange format: names, types, allowed codes and
bounds. The reader, the writer, the JSON Schema and the checks all follow them (`formats/`).
Field names are those of the file; a field without a default must be in the file.
`metadata` says what types cannot: `name` in the file, `most` items, `required` all the same.
Unknown is never no: a code that nobody gave is `None`, not "none".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kring.core.codes import (
    ActorStatus,
    Capacity,
    Closeness,
    Code,
    Count,
    Day,
    Direction,
    Extra,
    Fluency,
    Formality,
    Frequency,
    Hours,
    Id,
    Interpreter,
    Kind,
    Language,
    LinkType,
    Literacy,
    Location,
    MayRead,
    Month,
    Need,
    Part,
    Quality,
    Round,
    Score,
    Secrecy,
    Share,
    Sphere,
    Support,
    ThemeId,
    Year,
)
from kring.core.plan import GoodPractice, Meeting, Plan, Signal
from kring.core.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """An area of life. The list is data: 8 to 16 of them, ids stay when words change."""

    id: ThemeId
    nl: str
    fr: str = ""
    en: str = ""
    short: Text = field(default_factory=lambda: Text({}))  # one or two words, for the rim
    question: Text = field(default_factory=lambda: Text({}))  # asked at the table
    icon: str = ""
    formal_required: bool = False  # a right: a formal actor is expected
    informal_desirable: bool = False
    sensitive: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    given_on: Day
    language: Language
    form: Code  # oral_with_interpreter, oral_with_pictograms, written, recorded
    interpreter: Interpreter | None = None
    by: tuple[Id, ...] = ()
    witness: Text | None = None
    shared_with: tuple[Id, ...] = ()
    restrictions: tuple[Text, ...] = ()
    withdrawn: Day | None = None
    review_on: Day | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    id: Id
    name: Text
    role: Code  # mother, father, child, adult_child, grandparent, ...
    birth_year: Year | None = None
    location: Location = Location.HERE
    status: Code | None = None  # residence status; dated data, never a conclusion
    status_until: Day | None = None
    literacy: Literacy = Literacy.UNKNOWN
    languages: Mapping[Language, Fluency] = field(default_factory=dict)
    talk_to_directly: bool | None = None
    note: Text | None = None
    hidden_from: tuple[Id, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    text: Text
    member: Id | None = None
    theme: ThemeId | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeState:
    id: ThemeId
    need: Need = Need.UNKNOWN
    self: bool = False  # "wij zelf": covered by the family
    score: Score | None = None
    words: Text | None = None
    scored_by: tuple[Id, ...] = ()
    date: Day | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place kept by hand: shares inside the actor's own sector and ring."""

    along: Share
    across: Share
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    id: Id
    label: Text
    sphere: Sphere
    role: Code | None = None
    kind: Kind = Kind.PERSON
    organisation: Text | None = None
    formality: Formality | None = None  # only where it differs from the sphere's
    languages: tuple[Language, ...] = ()
    abroad: bool = False
    bridge: bool = False
    coordination: bool = False  # the contact point
    status: ActorStatus = ActorStatus.ACTIVE
    until: Day | None = None
    secrecy: Secrecy | None = None
    possible_themes: tuple[ThemeId, ...] = ()
    capacity: Capacity | None = None  # told by the volunteer
    hours_agreed: Hours | None = None
    hours_week: Hours | None = None
    other_families: Count | None = None
    wants_support_on: tuple[Text, ...] = ()
    informed_on: Day | None = None  # that they are on this map
    visible_to: tuple[Id, ...] = ()
    place: Place | None = None
    note: Text | None = None
    hidden_from: tuple[Id, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Between the family, or some of its members, and one actor."""

    id: Id | None = None
    actor: Id
    members: Literal["all"] | tuple[Id, ...] = "all"
    closeness: Closeness | None = None
    freq: Frequency | None = None
    channel: Code | None = None
    quality: Quality | None = None
    dir: Direction | None = None
    support: tuple[Support, ...] = ()
    themes: Mapping[ThemeId, Part] = field(default_factory=dict)
    pressure: bool | None = None
    interpreter: Interpreter | None = None  # None: nobody asked
    since: Month | None = None
    family_view: Code | None = None  # helps, mixed, does_not_help
    told_by: Code | None = None
    confirmed: Day | None = None
    note: Text | None = None
    hidden_from: tuple[Id, ...] = ()
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Between two actors."""

    id: Id | None = None
    a: Id
    b: Id
    type: LinkType = LinkType.KNOWS
    freq: Frequency | None = None
    agreement: Text | None = None
    may_share: bool | None = None
    note: Text | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRecord:
    """One time that the map was made together; without `asked`, every round was done."""

    id: Id
    date: Day
    title: Text | None = None
    made_with: tuple[Id, ...] = ()
    language: Language | None = None
    interpreter: Interpreter | None = None
    frozen: bool = False
    asked: tuple[Round, ...] | None = None
    note: Text | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A chapter of what people say themselves."""

    id: Id
    words: Text
    chapter: Text | None = None
    spoken_by: Id | None = None
    told_on: Day | None = None
    may_read: MayRead = MayRead.CIRCLE
    sound: str | None = None
    people: tuple[Id, ...] = ()
    reviewed: tuple[Language, ...] = ()  # translations that a native speaker has read
    note: Text | None = None
    hidden_from: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    id: Id
    label: Text
    municipality: Text | None = None
    arrival: Month | None = None
    phase: Code | None = None
    languages: tuple[Language, ...] = ()  # in which to speak with them; else from the members
    consent: Consent | None = None
    stories: tuple[Story, ...] = ()
    members: tuple[Member, ...] = ()
    strengths: tuple[Strength, ...] = ()
    themes: tuple[ThemeState, ...] = ()
    actors: tuple[Actor, ...] = field(default=(), metadata={"most": 500})
    relations: tuple[Relation, ...] = ()
    links: tuple[Link, ...] = ()
    maps: tuple[MapRecord, ...] = ()
    plan: Plan | None = None
    meetings: tuple[Meeting, ...] = ()
    signals: tuple[Signal, ...] = ()
    good_practices: tuple[GoodPractice, ...] = ()
    note: Text | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    schema_version: int = field(default=1, metadata={"required": True})
    fictional: bool = False
    reference_date: Day | None = None
    enums: Extra = field(default_factory=dict)  # a writer's own notes on codes; not used
    note: Text | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyFile:
    meta: Meta
    families: tuple[Family, ...] = field(metadata={"most": 100})
    themes: tuple[Theme, ...] = ()  # in a file: left out for the shipped list
    expected_observations: Mapping[Id, Sequence[str]] = field(default_factory=dict)
