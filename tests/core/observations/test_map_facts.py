"""What the rules take for a fact: what was asked, who is formal, how old somebody is."""

import pytest
from small_maps import EVERY_ROUND, ON, mother, said, small_map, who

from kring.core.observations.facts import formality_of, gather, rounds_asked
from kring.core.themes import SHIPPED


def maps(*days):
    return [
        {"id": f"map{place}", "date": day} | ({} if asked is None else {"asked": asked})
        for place, (day, asked) in enumerate(days)
    ]


@pytest.mark.parametrize(
    ("records", "asked"),
    [
        ([], EVERY_ROUND),
        ([("2026-01-01", None)], EVERY_ROUND),
        ([("2026-01-01", [])], []),
        ([("2026-01-01", ["need", "near"])], ["need", "near"]),
        ([("2026-02-01", ["near"]), ("2026-01-01", ["need"])], ["near"]),  # the latest
        ([("2026-02-01", None), ("2026-01-01", ["need"])], EVERY_ROUND),
        ([("2026-02-01", ["need", "near"]), ("2026-02-01", ["links", "need"])], ["need"]),
        ([("2026-02-01", ["need", "near"]), ("2026-02-01", None)], ["need", "near"]),
    ],
)
def test_the_latest_map_says_what_was_asked(records, asked):
    assert rounds_asked(small_map(maps=maps(*records))) == set(asked)


@pytest.mark.parametrize(
    ("sphere", "written", "formality"),
    [
        ("services", None, "formal"),
        ("daily_life", None, "neutral"),
        ("kin", None, "informal"),
        ("friends_neighbours", None, "informal"),
        ("community", None, "informal"),
        ("volunteers", None, "informal"),
        ("daily_life", "informal", "informal"),
        ("services", "neutral", "neutral"),
        ("community", "formal", "formal"),
    ],
)
def test_who_is_formal(sphere, written, formality):
    [actor] = small_map(who("x", sphere, formality=written)).actors

    assert formality_of(actor) == formality


@pytest.mark.parametrize(
    ("role", "born", "adult"),
    [
        ("child", 2008, True),
        ("child", 2009, False),
        ("mother", 2009, False),
        ("mother", None, True),
        ("grandparent", None, True),
        ("child", None, None),
        ("cousin", None, None),
    ],
)
def test_age_is_the_year_of_the_day_minus_the_year_of_birth(role, born, adult):
    family = small_map(members=[mother(role=role, birth_year=born)])
    facts = gather(family, themes=SHIPPED, on=ON)

    assert facts.at_least(facts.members[0], 18) is adult


def test_a_theme_outside_the_list_of_the_organisation_is_not_looked_at():
    family = small_map(who("x", "volunteers", "housing"), some="housing work")

    facts = gather(family, themes=[theme for theme in SHIPPED if theme.id == "work"], on=ON)

    assert list(facts.needs) == list(facts.helpers) == ["work"]


def test_a_frequency_or_quality_that_nobody_gave_is_support():
    family = small_map(
        who("x", "volunteers", "housing", freq=None, quality=None), some="housing"
    )

    assert "O02:housing" in said(family)
