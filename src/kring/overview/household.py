"""Who the family is: its members, what it is good at, what it says about each area of life."""

from dataclasses import dataclass
from datetime import date

from kring.core.codes import Fluency, Literacy, Location
from kring.core.family import Family, Member, Strength, Theme
from kring.core.words import Text


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the page shows them. `age` in whole years, at most one too many."""

    member: Member
    age: int | None
    languages: tuple[tuple[str, Fluency], ...]  # best first
    literacy: Literacy | None
    elsewhere: Location | None

    @property
    def is_baby(self) -> bool:
        """Too young to speak of in years."""
        return self.age is not None and self.age < 2


@dataclass(frozen=True, slots=True)
class ThemeWords:
    theme: Theme
    words: Text


@dataclass(frozen=True, slots=True)
class Gift:
    """A strength, with whose it is and what it is good for."""

    strength: Strength
    who: Text | None
    theme: Theme | None


def people_of(family: Family, *, on: date) -> tuple[Person, ...]:
    return tuple(_person(member, on) for member in family.members)


def strengths_of(family: Family, themes: tuple[Theme, ...]) -> tuple[Gift, ...]:
    names = {member.id: member.name for member in family.members}
    known = {theme.id: theme for theme in themes}
    return tuple(
        Gift(
            strength=strength,
            who=names.get(strength.member) if strength.member else None,
            theme=known.get(strength.theme) if strength.theme else None,
        )
        for strength in family.strengths
    )


def words_by_theme(family: Family, themes: tuple[Theme, ...]) -> tuple[ThemeWords, ...]:
    """The family's own sentences, in the order of the themes."""
    said = {state.id: state.words for state in family.themes if state.words}
    return tuple(ThemeWords(theme, words) for theme in themes if (words := said.get(theme.id)))


def _person(member: Member, on: date) -> Person:
    alive = member.location is not Location.DECEASED
    order = list(Fluency)
    spoken = [
        (str(tag), fluency)
        for tag, fluency in member.languages.items()
        if fluency is not Fluency.NONE
    ]
    spoken.sort(key=lambda each: -order.index(each[1]))
    return Person(
        member=member,
        age=on.year - member.birth_year if alive and member.birth_year else None,
        languages=tuple(spoken),
        literacy=None if member.literacy is Literacy.UNKNOWN else member.literacy,
        elsewhere=None if member.location is Location.HERE else member.location,
    )
