"""Who mentions whom in a family file."""

import pytest

from kring.core.family import Actor, FamilyFile, Link, Member, Relation, Story
from kring.core.formats.family_file import read
from kring.core.formats.faults import FileRefused
from kring.core.formats.records import Kind, Line, Many, Record, Table, columns_of
from kring.core.formats.references import ANYBODY, MENTIONED

FAMILY = """\
meta: {schema_version: 1}
families:
- id: F1
  label: Gezin
  members: [{id: m1, name: Moeder, role: mother}]
  actors: [{id: a1, label: Buur, sphere: friends_neighbours}]
  maps: [{id: map1, date: 2026-01-01}]
  plan:
    id: p1
    goals: [{id: g1, words: Een huis}]
    actions: [{id: s1, what: Bellen, goal: g1, responsible: a1}]
"""
# Where a table below puts a line of its own.
OTHER = "- {id: F2, label: Gezin, actors: [{id: a2, label: Buur, sphere: kin}]}\n"


def refusals(text: str) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read(text.encode(), "f.yaml")
    return [told.removeprefix("f.yaml, ") for told in refused.value.say()]


@pytest.mark.parametrize(
    "written",
    [
        "  relations: [{actor: a1, members: [m1], themes: {housing: helps}}]",
        "  relations: [{actor: a1, hidden_from: [user-7]}]",
        "- {id: F2, label: x, actors: [{id: a2, label: y, sphere: kin, visible_to: [a2]}]}",
        "  links: [{a: a1, b: a1}]",
        "  consent: {given_on: 2026-01-01, language: nl, form: x, by: [m1], shared_with: [a1]}",
        "  meetings: [{id: mt, date: 2026-01-01, kind: x, chair: m1, decisions: [s1, g1]}]",
        "  themes: [{id: housing, scored_by: [m1]}, {id: work}]",
        "  stories: [{id: st, words: x, spoken_by: m1, people: [a1, m1]}]",
    ],
)
def test_what_stands_in_the_family_may_be_mentioned(written):
    assert read(f"{FAMILY}{written}\n".encode(), "f.yaml").families[0].id == "F1"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "  relations: [{actor: a3}]",
            'regel 12 (families[0].relations[0].actor): "a3" kennen we niet. Kies uit: a1.',
        ),
        (
            "- {id: F2, label: x, members: [{id: mama, name: y, role: mother}],"
            " actors: [{id: a2, label: z, sphere: kin, visible_to: [a2, mamma]}]}",
            'regel 12 (families[1].actors[0].visible_to[1]): "mamma" kennen we niet.'
            ' Bedoel je "mama"?',
        ),
        (
            "- {id: F2, label: x, actors: [{id: a2, label: y, sphere: kin}],"
            " plan: {id: p, actions: [{id: s2, what: z, private_to: [user-7, a2]}]}}",
            'regel 12 (families[1].plan.actions[0].private_to[0]): "user-7" kennen we niet.'
            " Kies uit: a2.",
        ),
        (
            "  relations: [{actor: m1}]",
            'regel 12 (families[0].relations[0].actor): "m1" is iets anders in dit gezin.'
            " Kies hier uit: a1.",
        ),
        (
            "  relations: [{actor: a1, members: [m1, a1]}]",
            'regel 12 (families[0].relations[0].members[1]): "a1" is iets anders in dit gezin.'
            " Kies hier uit: m1.",
        ),
        (
            "  links: [{a: a1, b: a2}]",
            'regel 12 (families[0].links[0].b): "a2" kennen we niet. Kies uit: a1.',
        ),
        (
            "  relations: [{actor: a1, themes: {houssing: helps}}]",
            'regel 12 (families[0].relations[0].themes.houssing): "houssing" kennen we niet.'
            ' Bedoel je "housing"?',
        ),
        (
            "  themes: [{id: huis}]",
            'regel 12 (families[0].themes[0].id): "huis" kennen we niet. Kies uit: residence,'
            " family, housing, income, admin, health, wellbeing, language, education,"
            " parenting, work, social, leisure, mobility.",
        ),
        (
            "  themes: [{id: work}, {id: work}]",
            'regel 12 (families[0].themes[1].id): "work" staat al op regel 12. Geef elk deel'
            " een eigen id.",
        ),
        (
            "  stories: [{id: g1, words: x}]",
            'regel 12 (families[0].stories[0].id): "g1" staat al op regel 10. Geef elk deel'
            " een eigen id.",
        ),
        (
            "- {id: F1, label: x}",
            'regel 12 (families[1].id): "F1" staat al op regel 3. Geef elk deel een eigen id.',
        ),
        (
            "- {id: F3, label: x, strengths: [{text: y, member: m1}]}",
            'regel 12 (families[1].strengths[0].member): "m1" kennen we niet: er is hier nog'
            " niets om uit te kiezen.",
        ),
        (
            "themes: [{id: a, nl: A}, {id: a, nl: B}]",
            'regel 12 (themes[1].id): "a" staat al op regel 12. Geef elk deel een eigen id.',
        ),
    ],
)
def test_what_stands_nowhere_may_not_be_mentioned(written, told):
    assert refusals(f"{FAMILY}{written}\n") == [told]


def test_two_families_may_use_the_same_ids():
    text = FAMILY + OTHER.replace("a2", "a1")

    assert [family.actors[0].id for family in read(text.encode(), "f.yaml").families] == [
        "a1",
        "a1",
    ]


def test_a_list_of_themes_in_the_file_stands_instead_of_the_shipped_one():
    own = FAMILY + "  themes: [{id: tuin}]\nthemes: [{id: tuin, nl: Tuin}]\n"
    shipped = FAMILY + "  themes: [{id: work}]\nthemes: [{id: tuin, nl: Tuin}]\n"

    assert [theme.id for theme in read(own.encode(), "f.yaml").themes] == ["tuin"]
    assert refusals(shipped) == [
        'regel 12 (families[0].themes[0].id): "work" kennen we niet. Kies uit: tuin.'
    ]


def test_a_mention_is_checked_although_the_record_that_it_means_has_a_fault():
    told = refusals(FAMILY.replace("sphere: friends_neighbours", "sphere: buren"))

    assert [line.split("): ")[0] for line in told] == ["regel 6 (families[0].actors[0].sphere"]


def names_in(kind: Kind) -> set[str]:
    """The kinds of ids that a field holds itself, not in records below it."""
    if isinstance(kind, Line):
        return {kind.name} & {"Id", "ThemeId"}
    if isinstance(kind, Many):
        return names_in(kind.item)
    return names_in(kind.key) | names_in(kind.value) if isinstance(kind, Table) else set()


def records_under(record: type) -> set[type]:
    found = {record}
    for column in columns_of(record).values():
        kind = column.kind.item if isinstance(column.kind, Many) else column.kind
        if isinstance(kind, Record):
            found |= records_under(kind.of)
    return found


def test_for_each_field_with_ids_it_is_settled_what_they_mean():
    mentioning = {
        (record, column.name)
        for record in records_under(FamilyFile)
        for column in columns_of(record).values()
        if names_in(column.kind) and column.name != "id"
    }

    assert mentioning <= MENTIONED.keys()
    assert {key for key in MENTIONED if key[1] != "id"} == mentioning
    assert MENTIONED[Relation, "members"] == (Member,)
    anybody = {key for key, targets in MENTIONED.items() if targets is ANYBODY}
    assert anybody == {
        *((record, "hidden_from") for record in (Member, Actor, Relation, Story)),
        (FamilyFile, "expected_observations"),
    }
    assert Link in records_under(FamilyFile)
