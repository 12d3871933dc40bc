"""The families that ship with Kring: readable, varied, and together showing everything."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final

import pytest

from kring.core import codes
from kring.core.codes import Need
from kring.core.family import Actor, Family, FamilyFile, Member, Relation, Story
from kring.core.formats.family_file import read
from kring.core.observations.reading import RULES, STRENGTHS, read_map
from kring.core.plan import GoodPractice, Signal
from kring.core.themes import SHIPPED
from kring.core.words import Text

FILES: Final[dict[str, FamilyFile]] = {
    path.name: read(path.read_bytes(), path.name)
    for path in sorted(
        files("kring").joinpath("demo_data").iterdir(), key=lambda path: path.name
    )
}
FAMILIES: Final = {family.id: family for file in FILES.values() for family in file.families}
CODES: Final = [
    code
    for enum in vars(codes).values()
    if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum
    for code in enum
]
SCRIPTS: Final = {"ar": "ARABIC", "prs": "ARABIC", "ti": "ETHIOPIC", "uk": "CYRILLIC"}


def _values(record: Any) -> Iterator[Any]:
    """Every value that is held somewhere in the record, texts whole."""
    yield record
    if isinstance(record, Text):
        return
    if is_dataclass(record):
        for field in fields(record):
            yield from _values(getattr(record, field.name))
    elif isinstance(record, tuple):
        for each in record:
            yield from _values(each)
    elif isinstance(record, dict):
        for each in record.values():
            yield from _values(each)


HELD: Final = [value for family in FAMILIES.values() for value in _values(family)]


def _said(family: Family, file: FamilyFile) -> set[str]:
    assert file.meta.reference_date is not None
    reading = read_map(family, themes=file.themes, on=file.meta.reference_date)
    return {
        f"{each.code}:{each.subject}" for each in (*reading.observations, *reading.strengths)
    }


SAID: Final = {
    family.id: _said(family, file) for file in FILES.values() for family in file.families
}


def test_there_are_at_least_twelve_families_and_none_twice() -> None:
    assert len(FAMILIES) == sum(len(file.families) for file in FILES.values())
    assert len(FAMILIES) >= 12
    assert {"GEZ-A", "GEZ-B", "GEZ-C"} <= set(FAMILIES)


def test_what_is_shared_between_families_has_one_id() -> None:
    """Signals and practices leave the family; then their ids stand side by side."""
    shared = Counter(value.id for value in HELD if isinstance(value, Signal | GoodPractice))
    assert [key for key, times in shared.items() if times > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_that_it_is_made_up(name: str) -> None:
    assert FILES[name].meta.fictional
    assert FILES[name].meta.reference_date == FILES["families.yaml"].meta.reference_date


@pytest.mark.parametrize("family", ["GEZ-A", "GEZ-B", "GEZ-C"])
def test_the_three_examples_say_what_they_must(family: str) -> None:
    expected = FILES["families.yaml"].expected_observations
    assert SAID[codes.Id(family)] == set(expected[codes.Id(family)])


@pytest.mark.parametrize("code", [*RULES, *STRENGTHS])
def test_every_observation_has_a_family_that_shows_it(code: str) -> None:
    assert [key for said in SAID.values() for key in said if key.startswith(f"{code}:")] != []


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}-{code}")
def test_every_code_occurs(code: StrEnum) -> None:
    assert any(value is code for value in HELD)


@pytest.mark.parametrize("theme", [theme.id for theme in SHIPPED])
def test_every_theme_matters_to_somebody(theme: str) -> None:
    assert any(
        state.id == theme and state.need in {Need.SOME, Need.URGENT}
        for family in FAMILIES.values()
        for state in family.themes
    )


def test_the_families_differ_in_size() -> None:
    sizes = {len(family.actors) for family in FAMILIES.values()}
    assert min(sizes) == 0
    assert max(sizes) >= 20
    assert len(sizes) >= 8


def test_some_families_are_neighbours() -> None:
    """Figures are shown from five families up: one municipality has that many."""
    places = Counter(str(family.municipality) for family in FAMILIES.values())
    assert places["Lindervelde"] >= 5
    assert len([place for place, times in places.items() if times > 1]) >= 3


def test_plans_meetings_and_practices_are_lived_through() -> None:
    meetings = {each.kind for family in FAMILIES.values() for each in family.meetings}
    goals = [goal for family in FAMILIES.values() if family.plan for goal in family.plan.goals]
    agreements = [
        each for family in FAMILIES.values() if family.plan for each in family.plan.agreements
    ]
    assert meetings >= {"family_talk", "network_meeting", "evaluation"}
    assert any(
        look.family_words and look.network_words for goal in goals for look in goal.evaluations
    )
    assert any(each.how and each.by for each in agreements)
    assert sum(len(family.good_practices) for family in FAMILIES.values()) >= 6


def test_people_tell_in_their_own_language_and_dutch_stands_beside_it() -> None:
    stories = [story for family in FAMILIES.values() for story in family.stories]
    told_in = {next(iter(story.words.words)) for story in stories}
    assert told_in >= {"ar", "ti", "prs", "uk", "nl"}
    assert all(story.words.words["nl"] for story in stories)
    assert all(story.spoken_by and story.told_on for story in stories)


def test_no_translation_claims_a_reader_it_did_not_have() -> None:
    """A native speaker who has read one adds its language, and this list grows."""
    assert {
        language
        for family in FAMILIES.values()
        for story in family.stories
        for language in story.reviewed
    } == set()


@pytest.mark.parametrize("language", SCRIPTS)
def test_each_language_is_written_in_its_script(language: str) -> None:
    letters = [
        letter
        for text in HELD
        if isinstance(text, Text)
        for letter in text.words.get(language, "")
        if letter.isalpha()
    ]
    assert letters != []
    assert {unicodedata.name(letter).split()[0] for letter in letters} == {SCRIPTS[language]}


def test_something_is_hidden_from_one_person_only() -> None:
    hidden = [
        value.hidden_from
        for value in HELD
        if isinstance(value, Member | Actor | Relation | Story) and value.hidden_from
    ]
    assert hidden == [("F-k1",)]


def test_volunteers_tell_too() -> None:
    tellers = {
        actor.sphere
        for family in FAMILIES.values()
        for actor in family.actors
        for story in family.stories
        if story.spoken_by == actor.id
    }
    assert tellers == {codes.Sphere.VOLUNTEERS}


def test_a_family_without_legal_stay_is_written_down_with_care() -> None:
    careful = [each for each in FAMILIES.values() if each.phase == "without_legal_stay"]
    assert careful != []
    for family in careful:
        assert family.municipality is None
        assert family.arrival is None
        assert family.consent is not None
        assert family.consent.restrictions
        assert all(member.status is None for member in family.members)
        assert not any(signal.family_agrees for signal in family.signals)


def test_one_family_is_new_and_one_is_half_asked() -> None:
    empty = [each for each in FAMILIES.values() if not each.members and not each.actors]
    half = [
        each
        for each in FAMILIES.values()
        if each.maps and each.maps[-1].asked == (codes.Round.THEMES, codes.Round.NEED)
    ]
    assert len(empty) == 1
    assert len(half) == 1
    assert {relation.closeness for relation in half[0].relations} == {None}
