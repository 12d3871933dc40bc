"""O01 to O05: a small case of each, and the near miss beside it."""

import pytest
from small_maps import EVERY_ROUND, crowd, said, small_map, who

from kring.core.observations import Thresholds

buddy = who("buddy", "volunteers", "housing")
desk = who("desk", "services", "housing")


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        (small_map(some="housing"), "medium"),
        (small_map(urgent="housing"), "high"),
        (small_map(who("buddy", "volunteers", "work"), some="housing"), "medium"),
        (small_map(who("desk", helps="housing", quality="broken"), some="housing"), "medium"),
        (small_map(who("desk", helps="housing", freq="none"), some="housing"), "medium"),
        (small_map(who("desk", helps="housing", status="ended"), some="housing"), "medium"),
        (small_map(desk, some="housing"), None),
        (small_map(who("tante", "kin", "housing", abroad=True), some="housing"), None),
        (small_map(themes=[{"id": "housing", "need": "none"}]), None),
        (small_map(themes=[{"id": "housing", "need": "unknown"}]), None),
        (small_map(themes=[{"id": "housing"}]), None),
        (small_map(themes=[{"id": "housing", "need": "urgent", "self": True}]), None),
        (small_map(themes=[{"id": "not_in_our_list", "need": "urgent"}]), None),
        (small_map(some="housing", asked=["themes"]), None),
        (small_map(some="housing", asked=["need"]), None),
        (small_map(some="housing", asked=["themes", "need"]), "medium"),
    ],
)
def test_a_theme_without_support_is_a_need_that_was_voiced(family, severity):
    found = said(family).get("O01:housing")

    assert (found and found.severity) == severity


def test_a_theme_without_support_names_who_could_help():
    family = small_map(
        who("kerk", "community", status="potential", possible_themes=["housing"], tied=False),
        who("wens", "services", status="desired", possible_themes=["housing"], tied=False),
        who("ander", "services", status="desired", possible_themes=["work"], tied=False),
        some="housing",
    )

    found = said(family)["O01:housing"]

    assert str(found.reason) == (
        "Het gezin wil hier hulp bij. Niemand op de kaart helpt hier. "
        "Misschien kan dit helpen: Kerk en Wens."
    )
    assert (found.rows.themes, found.rows.actors) == (("housing",), ("kerk", "wens"))


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        (small_map(buddy, some="housing"), "medium"),
        (small_map(buddy, urgent="housing"), "high"),
        (small_map(buddy, desk, some="housing"), None),
        (small_map(desk, some="housing"), None),
        (small_map(who("vriend", "friends_neighbours", "housing"), some="housing"), None),
        (small_map(buddy, themes=[{"id": "housing", "need": "none"}]), None),
        (small_map(buddy, some="housing", asked=["need"]), None),
    ],
)
def test_a_theme_rests_on_one_volunteer(family, severity):
    found = said(family).get("O02:housing")

    assert (found and found.severity) == severity


tante = who("tante", "kin", "housing", abroad=True)


@pytest.mark.parametrize(
    ("family", "thin"),
    [
        (small_map(who("desk", carries="housing"), urgent="housing"), True),
        (small_map(who("desk", carries="housing"), some="housing"), False),
        (small_map(who("buddy", "volunteers", carries="housing"), urgent="housing"), False),
        (small_map(buddy, urgent="housing"), True),  # nobody carries it
        (small_map(buddy, desk, urgent="housing"), True),
        (small_map(buddy, who("desk", carries="housing"), urgent="housing"), False),
        (small_map(buddy, desk, some="housing"), False),
        (small_map(urgent="housing"), True),  # nobody at all carries it either
        (small_map(some="housing"), False),
        (small_map(tante, some="housing"), True),
        (small_map(tante, desk, some="housing"), False),
        (small_map(tante, some="housing", asked=["themes"]), False),
    ],
)
def test_a_theme_is_thin(family, thin):
    found = said(family).get("O03:housing")

    assert (found and found.severity) == ("medium" if thin else None)


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        (small_map(who("buddy", "volunteers", "income"), some="income"), "medium"),
        (small_map(who("buddy", "volunteers", "income"), urgent="income"), "high"),
        (small_map(who("baas", "daily_life", "income"), some="income"), "medium"),
        (small_map(who("ocmw", helps="income"), some="income"), None),
        (
            small_map(who("raad", "community", "income", formality="formal"), some="income"),
            None,
        ),
        (small_map(some="income"), None),  # that is O01
        (small_map(who("buddy", "volunteers", "mobility"), some="mobility"), None),
        (small_map(who("buddy", "volunteers", "income"), some="income", asked=["need"]), None),
    ],
)
def test_a_right_without_a_service(family, severity):
    keys = {key: each for key, each in said(family).items() if key.startswith("O04")}

    assert [each.severity for each in keys.values()] == ([severity] if severity else [])


def star(size, *, hub="hub", extra=""):
    """`hub` knows everybody; nobody else knows anybody, but for `extra` links."""
    others = [f"a{index}" for index in range(size - 1)]
    people = [who(key) for key in (hub, *others)]
    return people, " ".join(f"{hub}-{other}" for other in others) + " " + extra


def linked(people_and_links, **fields):
    people, links = people_and_links
    return small_map(*people, links=links, **fields)


three = "housing work mobility"


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(who("hub", helps=three), some=three), True),
        (small_map(who("hub", helps=three), some="housing work"), False),
        (small_map(who("hub", helps=three), who("b", helps="work"), some=three), False),
        (small_map(who("hub", carries=three), who("b", helps=three), some=three), True),
        (
            small_map(
                who("hub", carries=three),
                who("b", carries="work"),
                who("c", helps=three),
                some=three,
            ),
            False,
        ),
        (small_map(who("hub", helps=three), some=three, asked=["need", "links"]), False),
        (linked(star(6)), True),
        (linked(star(5)), False),  # too few people
        (linked(star(6), asked=["themes", "need"]), False),
        (linked(star(6), asked=["links"]), True),
        # All five others stand in a row: without the hub they still reach each other.
        (linked(star(6, extra="a0-a1 a1-a2 a2-a3 a3-a4")), False),
        # 6 of 12 pairs: exactly half.
        (
            small_map(
                *crowd("hub a b c d e f g h i"),
                links="hub-a hub-b hub-c hub-d e-f f-g g-h",
            ),
            True,
        ),
        # 6 of 16 pairs is less than half.
        (
            small_map(
                *crowd("hub a b c d e f g h i"),
                links="hub-a hub-b hub-c hub-d e-f f-g g-h h-i",
            ),
            False,
        ),
        # Six people, but only three pairs that know each other.
        (
            small_map(*crowd("hub a b c d e"), links="hub-a hub-b hub-c"),
            False,
        ),
        # A quarrel ties nobody together, and who is abroad is not in the web.
        (
            small_map(
                *crowd("hub a b c d e"),
                links="hub!a hub!b hub!c hub!d hub!e",
            ),
            False,
        ),
        (
            small_map(
                who("hub", "kin", abroad=True),
                *crowd("a b c d e"),
                links="hub-a hub-b hub-c hub-d hub-e",
            ),
            False,
        ),
    ],
)
def test_everything_runs_through_one_person(family, fires):
    found = {key: each for key, each in said(family).items() if key.startswith("O05")}

    assert [each.severity for each in found.values()] == (["high"] if fires else [])
    assert list(found) == (["O05:hub"] if fires else [])


def test_who_carries_much_is_named_with_the_themes_that_lean_on_them():
    (_, *others), links = star(6)
    family = small_map(who("hub", carries=three), *others, some=three, links=links)

    found = said(family)["O05:hub"]

    assert found.rows.themes == ("housing", "work", "mobility")
    assert str(found.reason) == (
        "Bij Wonen, Werk en opleiding, Mobiliteit helpt alleen Hub. "
        "Bij Wonen, Werk en opleiding, Mobiliteit is alleen Hub de trekker. "
        "Zonder Hub verliezen veel anderen elkaar."
    )


def test_from_where_on_it_speaks_is_a_setting():
    family = small_map(who("hub", helps=three), some="housing work", asked=EVERY_ROUND)

    assert "O05:hub" in said(family, Thresholds(sole_themes=2))
    assert "O05:hub" in said(linked(star(5)), Thresholds(cut_actors=5))
