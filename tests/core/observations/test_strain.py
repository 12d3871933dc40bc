"""O10 and O13: what weighs on a volunteer, and ties under strain."""

import pytest
from small_maps import crowd, said, small_map, who

FIVE = "housing work mobility leisure social"


def actions(*statuses, responsible="x"):
    return {
        "id": "plan",
        "actions": [
            {"id": f"a{index}", "what": "Bellen", "responsible": responsible, "status": status}
            for index, status in enumerate(statuses)
        ],
    }


FOUR_OPEN = actions("proposed", "agreed", "in_progress", "blocked", "done", "dropped")


@pytest.mark.parametrize(
    ("x", "fields", "severity"),
    [
        ({}, {}, None),
        ({"capacity": "ok"}, {}, None),
        ({"capacity": "strained"}, {}, None),
        ({"capacity": "unknown"}, {}, None),
        ({"capacity": "overloaded"}, {}, "high"),
        ({"hours_week": 5, "hours_agreed": 4}, {}, None),
        ({"hours_week": 5.5, "hours_agreed": 4}, {}, "medium"),
        ({"hours_week": 9}, {}, None),  # nothing was agreed
        ({"hours_agreed": 1}, {}, None),
        ({"helps": FIVE}, {"some": FIVE}, "medium"),
        ({"helps": FIVE}, {"some": FIVE, "asked": ["themes"]}, None),
        ({"helps": FIVE}, {"some": "housing work mobility leisure"}, None),
        ({}, {"plan": FOUR_OPEN}, "medium"),
        ({}, {"plan": actions("agreed", "agreed", "agreed", "done")}, None),
        ({}, {"plan": actions(*["agreed"] * 4, responsible="m")}, None),
        ({"other_families": 3}, {}, "medium"),
        ({"other_families": 2}, {}, None),
        ({"other_families": 3}, {"plan": FOUR_OPEN}, "high"),
        ({"other_families": 3, "sphere": "services"}, {}, None),
        ({"capacity": "overloaded", "status": "ended"}, {}, None),
    ],
)
def test_a_volunteer_under_pressure(x, fields, severity):
    found = said(small_map(who("x", **{"sphere": "volunteers", **x}), **fields)).get("O10:x")

    assert (found and found.severity) == severity


def test_every_reason_of_pressure_is_told():
    x = who(
        "x", "volunteers", FIVE,
        capacity="overloaded", hours_week=7.5, hours_agreed=4, other_families=3,
    )  # fmt: skip

    found = said(small_map(x, some=FIVE, plan=FOUR_OPEN))["O10:x"]

    assert str(found.reason) == (
        "Deze vrijwilliger zegt zelf dat het te veel is. "
        "Afgesproken: 4 uur per week. Nu: 7,5 uur. "
        "Helpt bij veel thema's: Wonen, Werk en opleiding, Sociaal netwerk en ontmoeting, "
        "Vrije tijd en participatie, Mobiliteit. "
        "Heeft veel open stappen in het plan. Helpt ook verschillende andere gezinnen."
    )
    assert found.rows.themes == ("housing", "work", "social", "leisure", "mobility")


def test_what_a_volunteer_did_not_say_is_not_put_in_their_mouth():
    found = said(small_map(who("x", "volunteers", other_families=3)))["O10:x"]

    assert str(found.sentence) == "X draagt veel tegelijk. Wat kan er af?"


tense = who("x", helps="housing", quality="stressful")
others = [who(key, quality="normal") for key in "abcd"]


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(tense, *others, some="housing"), True),
        (small_map(tense, *others), False),
        (small_map(tense, *others, who("b2", helps="housing"), some="housing"), False),
        (
            small_map(
                who("x", carries="housing", quality="stressful"),
                who("b2", helps="housing"),
                some="housing",
            ),
            True,
        ),
        (small_map(who("x", helps="housing", quality="weak"), some="housing"), False),
        (small_map(who("x", helps="housing"), some="housing"), False),
        (small_map(tense, *others, some="housing", asked=["themes", "need"]), False),
        (small_map(tense, *others, some="housing", asked=["feelings", "need"]), False),
        (small_map(tense, *others, some="housing", asked=["feelings", "need", "themes"]), True),
    ],
)
def test_strain_on_a_key_support(family, fires):
    found = said(family).get("O13:x")

    assert (found and found.severity) == ("high" if fires else None)
    assert found is None or found.difficult_tie


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(tense, *others), False),  # one of five
        (small_map(tense, *others[:3]), True),  # one of four
        (small_map(tense, *others[:3], asked=["feelings"]), True),
        (small_map(tense, *others[:3], asked=["themes"]), False),
        (small_map(*others), False),
        (small_map(*crowd("a b")), False),
        (small_map(), False),
        # Contact that is broken off is no longer counted, nor the one without contact.
        (small_map(tense, *others, who("y", quality="stressful", freq="none")), False),
    ],
)
def test_many_ties_under_strain(family, fires):
    found = said(family).get("O13:family")

    assert (found and found.severity) == ("medium" if fires else None)


def test_one_tense_tie_is_not_called_several():
    one = small_map(tense, *others[:3])
    two = small_map(tense, who("y", quality="stressful"), *others[:3])

    assert str(said(one)["O13:family"].sentence) == "Het contact met X is gespannen. Wat helpt?"
    assert str(said(two)["O13:family"].sentence) == (
        "Meerdere contacten rond het gezin zijn gespannen. Wat helpt?"
    )
