"""The few lines that a page shows of all that a map says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from kring.core.observations.observation import Observation, Rows, Severity
from kring.core.observations.reading import RANK, Reading
from kring.core.observations.wording import in_a_row, joined
from kring.core.words import Sentence, gettext_noop, sentence

# Sentences that are said once for several people, and the name that differs in them.
_SAID_TOGETHER: Final = {
    gettext_noop(
        "{actor} kent niemand anders op deze kaart. Is contact nodig, en wil het gezin dat?"
    ): (
        gettext_noop(
            "{names} kennen niemand anders op deze kaart. "
            "Is contact nodig, en wil het gezin dat?"
        ),
        "actor",
    ),
    gettext_noop("De kaart van {member} stopt op {day}. Wat komt daarna?"): (
        gettext_noop("De kaarten van {names} stoppen op {day}. Wat komt daarna?"),
        "member",
    ),
    gettext_noop("De kaart van {member} stopte op {day}. Wat komt daarna?"): (
        gettext_noop("De kaarten van {names} stopten op {day}. Wat komt daarna?"),
        "member",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One observation, or several that are said in one sentence."""

    observations: tuple[Observation, ...]

    @property
    def code(self) -> str:
        return self.observations[0].code

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(observation.key for observation in self.observations)

    @property
    def severity(self) -> Severity:
        return min((each.severity for each in self.observations), key=RANK.__getitem__)

    @property
    def sentence(self) -> Sentence:
        first = self.observations[0].sentence
        if len(self.observations) == 1:
            return first
        template, name = _SAID_TOGETHER[first.template]
        names = joined([each.sentence.values[name] for each in self.observations])
        return sentence(template, **{**first.values, "names": names})

    @property
    def reason(self) -> Sentence:
        said: list[Sentence] = []
        for observation in self.observations:
            said += [each for each in observation.reasons if each not in said]
        return in_a_row(said)

    @property
    def rows(self) -> Rows:
        rows = [observation.rows for observation in self.observations]
        return Rows(
            themes=tuple(dict.fromkeys(theme for each in rows for theme in each.themes)),
            actors=tuple(dict.fromkeys(actor for each in rows for actor in each.actors)),
            members=tuple(dict.fromkeys(member for each in rows for member in each.members)),
        )

    @property
    def apart(self) -> bool:
        return any(observation.apart for observation in self.observations)

    @property
    def difficult_tie(self) -> bool:
        return any(observation.difficult_tie for observation in self.observations)


def shown(
    reading: Reading, most: int = 5, *, apart: bool = False, aside: Collection[str] = ()
) -> tuple[Line, ...]:
    """What a page shows: strengths first, then the most urgent; at most `most` lines.

    There is always room for one strength if there is any; more of them fill lines that no
    observation needs. `aside` holds keys that were put aside. `apart=True` adds what is to be
    spoken of with one person and the worker alone: never for a page that anybody else can see.
    """
    good, rest = (
        lines(each for each in said if each.key not in aside and (apart or not each.apart))
        for said in (reading.strengths, reading.observations)
    )
    room = max(most - len(rest), min(1, most))
    return (*good[:room], *rest[: most - len(good[:room])])


def lines(observations: Iterable[Observation]) -> tuple[Line, ...]:
    """All of them as lines, in the order of the first in each.

    Loose actors (O09) share a line, and so do residence cards that end on the same day. A theme
    without support (O01) or with one volunteer (O02) is not called thin (O03) as well.
    """
    every = list(observations)
    bare = {each.subject for each in every if each.code in ("O01", "O02")}
    together: dict[str, list[Observation]] = {}
    for each in every:
        if each.code != "O03" or each.subject not in bare:
            together.setdefault(_company(each), []).append(each)
    return tuple(Line(observations=tuple(group)) for group in together.values())


def _company(observation: Observation) -> str:
    """The same for observations that are said in one sentence."""
    said = observation.sentence
    if said.template not in _SAID_TOGETHER:
        return observation.key
    return f"{said.template} {said.values.get('day', '')}"
