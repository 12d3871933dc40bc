"""Meetings as people read them: who was there, what was agreed, how it was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kring.core.family import Family, Theme
from kring.core.plan import VISIT, Agreement, Meeting
from kring.core.words import Translate, gettext_noop
from kring.overview.plan_shown import in_words
from kring.overview.somebody import Somebody, everybody
from kring.overview.steps_shown import Step

KINDS: Final = {
    "family_talk": gettext_noop("Gesprek met het gezin"),
    "network_meeting": gettext_noop("Netwerkoverleg"),
    "evaluation": gettext_noop("Terugblik"),
    VISIT: gettext_noop("Bezoek"),
}
FACES: Final = {
    "happy": gettext_noop("Goed"),
    "neutral": gettext_noop("Gewoon"),
    "sad": gettext_noop("Moeilijk"),
}


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """`face` is what the family chose when asked how it was, with its word in `how`; of a visit
    the helper tells how it went.
    """

    meeting: Meeting
    kind: str
    chair: Somebody | None
    present: tuple[Somebody, ...]
    excused: tuple[Somebody, ...]
    agenda: tuple[Theme, ...]
    steps: tuple[Step, ...]
    agreements: tuple[Agreement, ...]
    face: str
    how: str

    @property
    def is_visit(self) -> bool:
        return self.meeting.kind == VISIT


def meetings_of(
    family: Family, themes: Iterable[Theme], steps: Sequence[Step], *, translate: Translate
) -> tuple[ShownMeeting, ...]:
    """The newest first. `steps` are all those of the plan."""
    people = everybody(family)
    every = list(themes)
    agreements = family.plan.agreements if family.plan else ()
    newest = sorted(family.meetings, key=lambda each: (each.date, each.id), reverse=True)
    return tuple(
        ShownMeeting(
            meeting=each,
            kind=in_words(KINDS, each.kind, translate),
            chair=people.get(each.chair) if each.chair else None,
            present=tuple(people[who] for who in each.present if who in people),
            excused=tuple(people[who] for who in each.excused if who in people),
            agenda=tuple(theme for theme in every if theme.id in each.agenda),
            steps=tuple(step for step in steps if step.action.id in each.decisions),
            agreements=tuple(text for text in agreements if text.id in each.decisions),
            face=each.how_was_it if each.how_was_it in FACES else "",
            how=in_words(FACES, each.how_was_it, translate),
        )
        for each in newest
    )


def next_day(family: Family, *, on: date) -> date | None:
    """The first day from now on that a meeting chose for the next one."""
    days = (each.next_meeting for each in family.meetings)
    return min((day for day in days if day and day >= on), default=None)
