"""Wat als ... wegvalt? What is lost when one person is taken away in thought."""

import pytest
from small_maps import ON, crowd, mother, small_map, who

from kring.core.observations import without
from kring.core.themes import SHIPPED


def absent(family, actor="x"):
    return without(family, actor, themes=SHIPPED, on=ON)


@pytest.mark.parametrize(
    ("family", "themes", "groups", "isolated"),
    [
        (small_map(who("x", helps="work housing"), some="work"), ("work",), (), ()),
        (small_map(who("x", helps="work"), who("a", helps="work"), some="work"), (), (), ()),
        (small_map(who("x", helps="work"), some="work", asked=["need"]), (), (), ()),
        (small_map(*crowd("x a"), links="x-a"), (), (), ("a",)),
        (small_map(*crowd("x a b"), links="x-a x-b"), (), (("a",), ("b",)), ("a", "b")),
        (small_map(*crowd("x a b"), links="x-a x-b a-b"), (), (), ()),
        (
            small_map(*crowd("x a b c d"), links="x-a a-b x-c c-d"),
            (),
            (("a", "b"), ("c", "d")),
            (),
        ),
        (
            small_map(*crowd("x a b c"), links="x-a x-b b-c"),
            (),
            (("b", "c"), ("a",)),
            ("a",),
        ),
        (small_map(*crowd("x a"), links="x-a", asked=["themes", "need"]), (), (), ()),
        (small_map(who("x", abroad=True), *crowd("a"), links="x-a"), (), (), ()),
        (
            small_map(who("x", "kin", "work", abroad=True), *crowd("a"), some="work"),
            ("work",),
            (),
            (),
        ),
        (small_map(who("x", helps="work", status="potential"), some="work"), (), (), ()),
    ],
)
def test_what_is_lost(family, themes, groups, isolated):
    found = absent(family)

    assert (found.themes, found.groups, found.isolated) == (themes, groups, isolated)


FRIEND = {"sphere": "friends_neighbours", "members": ["m"], "freq": "weekly"}


@pytest.mark.parametrize(
    ("people", "asked", "lost"),
    [
        ([who("x", **FRIEND)], None, True),
        ([who("x", **FRIEND), who("a", **FRIEND)], None, False),
        ([who("x", **FRIEND), who("a")], None, True),  # a service is not one's own
        ([who("x", **{**FRIEND, "members": "all"})], None, False),
        ([who("x", **FRIEND)], ["themes"], False),
    ],
)
def test_who_loses_the_only_contact_of_their_own(people, asked, lost):
    found = absent(small_map(*people, members=[mother(), mother(id="v")], asked=asked))

    assert found.members == (("m",) if lost else ())
    assert [str(each) for each in found.apart] == (
        ["Rasha heeft hier dan geen eigen contacten meer buiten het gezin."] if lost else []
    )


@pytest.mark.parametrize(
    ("family", "texts"),
    [
        (
            small_map(*crowd("x a b c d e"), links="x-a a-b x-c c-d x-e"),
            [
                "Deze groepjes verliezen elkaar dan: A en B; C en D.",
                "E kent dan niemand meer op deze kaart.",
            ],
        ),
        (
            small_map(who("x", helps="work"), *crowd("a b"), links="x-a x-b", some="work"),
            [
                "Bij Werk en opleiding staat dan niemand meer.",
                "A en B kennen dan niemand meer op deze kaart.",
            ],
        ),
        (
            small_map(who("x")),
            ["Dan verliest geen thema zijn enige steun, en niemand zijn enige lijn."],
        ),
        (
            small_map(who("x"), asked=["themes"]),
            ["Er is nog niet genoeg gevraagd om dat te weten."],
        ),
    ],
)
def test_it_is_told_in_words(family, texts):
    found = absent(family)

    assert str(found.question) == "Wat als X wegvalt?"
    assert [str(each) for each in found.sentences] == texts


def test_somebody_who_is_not_on_the_map():
    with pytest.raises(KeyError):
        absent(small_map(who("a")))
