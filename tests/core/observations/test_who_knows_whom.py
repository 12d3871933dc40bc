"""O08, O09 and O14: links among the people and services around the family."""

import pytest
from small_maps import crowd, said, small_map, who

people = crowd("p q", "friends_neighbours")
services = crowd("s t")


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(*people, *services), True),
        (small_map(*people, *services, links="p-q s-t"), True),
        (small_map(*people, *services, links="q-s"), False),
        (small_map(*people, *services, links="q!s"), True),  # a quarrel is no bridge
        (small_map(*people[:1], *services), False),
        (small_map(*people, *services[:1]), False),
        (small_map(who("p", "kin", abroad=True), people[1], *services), False),
        (small_map(*people, *crowd("s t", "daily_life")), False),
        (small_map(*people, *services, asked=["themes", "need"]), False),
        (small_map(*people, *services, asked=["links"]), True),
    ],
)
def test_no_bridge_between_people_and_services(family, fires):
    found = said(family).get("O08:informal-formal")

    assert (found and found.severity) == ("high" if fires else None)


@pytest.mark.parametrize(
    ("links", "fires"),
    [
        ("a-b c-d", True),
        ("a-b c-d b-c", False),
        ("a-b", False),
        ("a-b c!d", False),
        ("a-a b-b", False),
        ("a-b c-e", False),  # e is abroad: the web is that of who is here
        ("a-b c-f", False),  # f has left
    ],
)
def test_groups_that_do_not_know_each_other(links, fires):
    family = small_map(
        *crowd("a b c d"), who("e", abroad=True), who("f", status="ended"), links=links
    )

    found = said(family).get("O08:groups")

    assert (found and found.severity) == ("medium" if fires else None)


def test_groups_are_listed_with_the_bridging_figures():
    family = small_map(*crowd("b a d c e"), who("f", "community", bridge=True), links="a-b d-c")

    found = said(family)["O08:groups"]

    assert str(found.sentence) == (
        "Deze groepjes kennen elkaar niet: A en B; C en D. Wie kan de brug zijn?"
    )
    assert found.rows.actors == ("a", "b", "c", "d", "f")
    assert str(found.reason).endswith("Een brugfiguur op de kaart: F.")


@pytest.mark.parametrize(
    ("x", "rest", "fields", "severity"),
    [
        (who("x"), "a b c", {}, "info"),
        (who("x", "volunteers"), "a b c", {}, "info"),
        (who("x", "community"), "a b c", {}, "info"),
        (who("x", "kin"), "a b c", {}, None),
        (who("x", "friends_neighbours"), "a b c", {}, None),
        (who("x", "daily_life"), "a b c", {}, None),
        (who("x", abroad=True), "a b c", {}, None),
        (who("x", tied=False), "a b c", {}, "info"),
        (who("x"), "a b", {}, None),  # three is too few
        (who("x"), "a b c", {"links": "x-a a-b b-c"}, None),
        (who("x"), "a b c", {"links": "x!a a-b b-c"}, "info"),
        (who("x"), "a b c", {"asked": ["themes", "need"]}, None),
        (who("x", helps="housing"), "a b c", {"urgent": "housing"}, "medium"),
        (who("x", helps="housing"), "a b c", {"some": "housing"}, "info"),
        (who("x", "volunteers", "housing"), "a b c", {"urgent": "housing"}, "info"),
        (who("x", helps="housing"), "a b c", {"urgent": "housing", "asked": ["links"]}, "info"),
    ],
)
def test_somebody_who_knows_nobody(x, rest, fields, severity):
    found = said(small_map(x, *crowd(rest), **fields)).get("O09:x")

    assert (found and found.severity) == severity


three = [who(key, helps="housing") for key in "abc"]


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(*three, some="housing"), True),
        (small_map(*three, some="housing", links="a-b"), True),  # two of three pairs
        (small_map(*three, some="housing", links="a-b b-c"), False),
        (small_map(*three, some="housing", links="a!b b!c"), True),
        (small_map(*three[:2], some="housing"), False),
        (small_map(*three[:2], who("c", "volunteers", "housing"), some="housing"), False),
        # Three of six pairs is not more than half.
        (
            small_map(*three, who("d", helps="housing"), some="housing", links="a-b b-c c-d"),
            False,
        ),
        (small_map(*three, some="work"), False),
        (small_map(*three, some="housing", asked=["links", "need"]), False),
        (small_map(*three, some="housing", asked=["themes", "need"]), False),
    ],
)
def test_many_services_on_a_theme(family, fires):
    found = said(family).get("O14:housing")

    assert (found and found.severity) == ("medium" if fires else None)


def plan(coordinator):
    return {"id": "plan", "coordinator": coordinator}


@pytest.mark.parametrize(
    ("family", "fires"),
    [
        (small_map(*crowd("a b c d")), True),
        (small_map(*crowd("a b c")), False),
        (small_map(*crowd("a b c"), who("d", coordination=True)), False),
        (small_map(*crowd("a b c d"), who("e", "volunteers", coordination=True)), False),
        (
            small_map(
                *crowd("a b c d"), who("e", "volunteers", coordination=True, status="ended")
            ),
            True,
        ),
        (small_map(*crowd("a b c d"), plan=plan(None)), True),
        (small_map(*crowd("a b c d"), plan=plan("a")), False),
        (small_map(*crowd("a b c d"), asked=["themes", "need"]), False),
        (small_map(*crowd("a b c d"), asked=["links"]), True),
    ],
)
def test_many_services_without_a_contact_point(family, fires):
    found = said(family).get("O14:family")

    assert (found and found.severity) == ("high" if fires else None)
