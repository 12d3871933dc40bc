"""One thing that the map says: a question for the conversation, never a verdict."""

from dataclasses import dataclass
from enum import StrEnum

from kring.core.codes import Id, ThemeId
from kring.core.observations.wording import in_a_row
from kring.core.words import Sentence


class Severity(StrEnum):
    """Most urgent first, then what is good."""

    HIGH = "high"
    MEDIUM = "medium"
    INFO = "info"
    STRENGTH = "strength"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of the map that an observation rests on."""

    themes: tuple[ThemeId, ...] = ()
    actors: tuple[Id, ...] = ()
    members: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """`subject` is the id of a theme, an actor or a member, or one of the words `family`,
    `groups`, `informal-formal`, `themes` and `map`.

    `reasons`: why it fires, in plain words; at least one sentence.
    `apart`: about one person, so to be spoken of with that person and the worker alone; never
    on a tablet that was handed over, a print, the family's shared page or a meeting screen.
    """

    code: str
    subject: str
    severity: Severity
    sentence: Sentence
    reasons: tuple[Sentence, ...]
    rows: Rows
    apart: bool = False

    @property
    def key(self) -> str:
        return f"{self.code}:{self.subject}"

    @property
    def reason(self) -> Sentence:
        return in_a_row(self.reasons)

    @property
    def difficult_tie(self) -> bool:
        """Tells what somebody said about a tie: never for the actor concerned, and on no print,
        invitation or meeting screen unless it is ticked for that one paper."""
        return self.code == "O13"
