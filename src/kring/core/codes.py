"""The words that records are made of: identifiers, bounded numbers and closed lists of codes.

A closed code is a `StrEnum`, refused when unknown; an open one is a `Code`, kept as written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, NewType, TypeAlias

Day: TypeAlias = date  # records have a field called `date`
Id = NewType("Id", str)  # unique within its family, for every kind of record together
ThemeId = NewType("ThemeId", str)
Language = NewType("Language", str)  # a BCP 47 tag
Month = NewType("Month", str)  # "2023", "2023-05" or "2023-05-17": as exact as people know it
Code = NewType("Code", str)  # an open code: an unknown one is kept and shown as written


@dataclass(frozen=True, slots=True)
class Between:
    """Bounds of a number, both included."""

    least: float
    most: float


Closeness = Annotated[int, Between(1, 3)]
Score = Annotated[int, Between(1, 10)]
Hours = Annotated[float, Between(0, 168)]
Share = Annotated[float, Between(0, 1)]
Year = Annotated[int, Between(1900, 2100)]
Count = Annotated[int, Between(0, 100_000)]
Extra = Mapping[str, Any]  # what another tool held and we cannot: kept, listed, written back


class Location(StrEnum):
    HERE = "here"
    ABROAD = "abroad"
    MISSING = "missing"
    DECEASED = "deceased"


class Literacy(StrEnum):
    LITERATE = "literate"
    LATIN_ONLY = "latin_only"
    OWN_SCRIPT_ONLY = "own_script_only"
    NOT_LITERATE = "not_literate"
    PRE_READER = "pre_reader"
    UNKNOWN = "unknown"


class Fluency(StrEnum):
    """How well somebody speaks a language; in this order, so that they can be compared."""

    NONE = "none"
    BASIC = "basic"
    CONVERSATIONAL = "conversational"
    FLUENT = "fluent"
    NATIVE = "native"


class Need(StrEnum):
    NONE = "none"
    SOME = "some"
    URGENT = "urgent"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    PERSON = "person"
    SERVICE = "service"
    GROUP = "group"
    PLACE = "place"


class Sphere(StrEnum):
    """Clockwise from the top of the map, the right half first."""

    SERVICES = "services"
    DAILY_LIFE = "daily_life"
    COMMUNITY = "community"
    FRIENDS_NEIGHBOURS = "friends_neighbours"
    KIN = "kin"
    VOLUNTEERS = "volunteers"


class Formality(StrEnum):
    INFORMAL = "informal"
    FORMAL = "formal"
    NEUTRAL = "neutral"


class ActorStatus(StrEnum):
    ACTIVE = "active"
    POTENTIAL = "potential"
    DESIRED = "desired"
    ENDED = "ended"


class Secrecy(StrEnum):
    PROFESSIONAL = "professional"
    DISCRETION = "discretion"
    NONE = "none"


class Capacity(StrEnum):
    OK = "ok"
    STRAINED = "strained"
    OVERLOADED = "overloaded"
    UNKNOWN = "unknown"


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"
    NONE = "none"


class Quality(StrEnum):
    STRONG = "strong"
    NORMAL = "normal"
    WEAK = "weak"
    STRESSFUL = "stressful"
    BROKEN = "broken"


class Direction(StrEnum):
    TO_FAMILY = "to_family"
    FROM_FAMILY = "from_family"
    MUTUAL = "mutual"


class Support(StrEnum):
    EMOTIONAL = "emotional"
    PRACTICAL = "practical"
    INFORMATIONAL = "informational"
    COMPANIONSHIP = "companionship"
    LINKING = "linking"


class Part(StrEnum):
    """What an actor does for a theme: named first for it, or helping along."""

    CARRIES = "carries"
    HELPS = "helps"


class Interpreter(StrEnum):
    NONE = "none"
    PROFESSIONAL = "professional"
    BRIDGE = "bridge"
    INFORMAL_ADULT = "informal_adult"
    CHILD = "child"


class LinkType(StrEnum):
    KNOWS = "knows"
    COOPERATES = "cooperates"
    REFERS = "refers"
    CONFLICT = "conflict"


class Round(StrEnum):
    """A round of questions at the table. What was not asked is not known."""

    THEMES = "themes"
    NEED = "need"
    NEAR = "near"
    LINKS = "links"
    FEELINGS = "feelings"
    PER_MEMBER = "per_member"


class PlanStatus(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class GoalStatus(StrEnum):
    WISH = "wish"
    ACTIVE = "active"
    REACHED = "reached"
    CHANGED = "changed"
    DROPPED = "dropped"


class ActionStatus(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    BLOCKED = "blocked"
    DROPPED = "dropped"


class SignalStatus(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    BUNDLED = "bundled"
    ANALYSED = "analysed"
    SENT = "sent"
    ANSWERED = "answered"
    ACTION = "action"
    CLOSED = "closed"
    SOLVED_INTERNALLY = "solved_internally"
    NOT_PURSUED = "not_pursued"


class SignalLevel(StrEnum):
    ORGANISATION = "organisation"
    LOCAL = "local"
    REGIONAL = "regional"
    FLEMISH = "flemish"
    FEDERAL = "federal"


class MayRead(StrEnum):
    """Who may read a chapter of the story."""

    FAMILY = "family"
    WORKER = "worker"
    CIRCLE = "circle"
    PUBLIC = "public"
