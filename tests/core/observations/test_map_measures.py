"""Measures of a map, with networkx as the witness for everything about links."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_maps import crowd, read, small_map, who

from kring.core.observations.hanging import components, cuts

baas = who("baas", "daily_life")


@pytest.mark.parametrize(
    ("measure", "family", "expected"),
    [
        ("size", small_map(*crowd("a b"), who("c", status="potential")), 2),
        ("formal_share", small_map(*crowd("a b"), *crowd("c", "kin"), baas), 2 / 3),
        ("formal_share", small_map(baas), None),
        ("density", small_map(*crowd("a b c"), links="a-b b-a"), 1 / 3),
        ("density", small_map(*crowd("a")), 0.0),
        ("density", small_map(*crowd("a b"), links="a-b", asked=["themes"]), None),
        ("groups", small_map(*crowd("a b c"), links="a-b"), 1),
        ("groups", small_map(asked=["themes"]), None),
        ("isolates", small_map(*crowd("a b c"), links="a-b"), 1),
        ("isolates", small_map(*crowd("a"), who("b", abroad=True)), 1),
        ("needed", small_map(some="housing", urgent="work"), 2),
        ("needed", small_map(some="housing", asked=["themes"]), None),
        ("needed", small_map(themes=[{"id": "housing", "need": "some", "self": True}]), 1),
        ("needed", small_map(themes=[{"id": "housing", "need": "none", "self": True}]), 0),
        ("covered", small_map(who("a", helps="housing"), some="housing work"), 1),
        ("covered", small_map(themes=[{"id": "housing", "need": "some", "self": True}]), 1),
        ("covered", small_map(some="housing", asked=["need"]), None),
        (
            "reciprocity",
            small_map(
                who("a", dir="mutual"), who("b", dir="to_family"), who("c"),
                who("d", dir="mutual"),
            ),
            2 / 3,
        ),
        ("reciprocity", small_map(who("a")), None),
        ("reciprocity", small_map(who("a", dir="mutual"), asked=["themes"]), None),
        ("close", small_map(asked=["themes"]), None),
        (
            "close",
            small_map(
                who("a", "kin", closeness=1), who("b", "kin", closeness=2),
                who("c", closeness=1),
                who("d", "kin", closeness=1, abroad=True), who("e", "kin"),
                who("f", "kin", closeness=1, freq="none"),
            ),
            1,
        ),
        ("by_ring", small_map(asked=["links"]), None),
        ("by_ring", small_map(who("a", closeness=2)), {"1": 0, "2": 1, "3": 0}),
        (
            "by_ring",
            small_map(
                who("a", closeness=3), who("b"), who("c", closeness=2, freq="none"),
                who("d", closeness=1, status="ended"), who("e", tied=False),
            ),
            {"1": 0, "2": 1, "3": 1, "unknown": 2},
        ),
        (
            "by_sphere",
            small_map(*crowd("a b"), *crowd("c", "kin"), who("d", "community", status="ended")),
            {
                "services": 2, "daily_life": 0, "community": 0,
                "friends_neighbours": 0, "kin": 1, "volunteers": 0,
            },
        ),
    ],
)  # fmt: skip
def test_measures(measure, family, expected):
    assert getattr(read(family).measures, measure) == expected


def test_the_nearest_ring_of_two_ties_counts():
    actor, first = who("a", closeness=3)
    again = {"actor": "a", "closeness": 1}

    assert read(small_map((actor, [*first, again]))).measures.by_ring == {
        "1": 1,
        "2": 0,
        "3": 0,
    }


NAMES = [f"n{index}" for index in range(9)]
webs = st.sets(st.sampled_from(list(combinations(NAMES, 2))))


def graph(pairs, names=NAMES):
    web = nx.Graph()
    web.add_nodes_from(names)
    web.add_edges_from(pairs)
    return web


def connected_pairs(web):
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(web))


@settings(max_examples=60, deadline=None)
@given(webs, st.sets(st.sampled_from(NAMES)))
def test_links_agree_with_networkx(pairs, abroad):
    people = [who(name, abroad=name in abroad) for name in NAMES]
    links = " ".join(f"{a}-{b}" for a, b in sorted(pairs))
    web = graph(pairs).subgraph(set(NAMES) - abroad)

    measures = read(small_map(*people, links=links)).measures

    sizes = [len(part) for part in nx.connected_components(web)]
    assert measures.density == pytest.approx(nx.density(web))
    assert measures.groups == sum(size > 1 for size in sizes)
    assert measures.isolates == nx.number_of_isolates(web)


@settings(max_examples=150, deadline=None)
@given(webs)
def test_what_one_keeps_together_agrees_with_networkx(pairs):
    web = graph(pairs)
    neighbours = {name: set(web[name]) for name in NAMES}
    parts = components(NAMES, neighbours)

    found = cuts(parts, neighbours)

    assert {frozenset(part) for part in parts} == set(
        map(frozenset, nx.connected_components(web))
    )
    for name in NAMES:
        others = [other for other in NAMES if other != name]
        now = connected_pairs(web) - (len(nx.node_connected_component(web, name)) - 1)
        later = connected_pairs(web.subgraph(others))
        assert (found[name].lost, found[name].connected) == (now - later, now)
        assert found[name].share == pytest.approx((now - later) / now if now else 0)


def test_a_walk_stays_within_its_part_of_the_web():
    neighbours = {"a": ["b", "c"], "b": ["a"], "c": ["a"]}

    assert components(["a", "b"], neighbours) == (("a", "b"),)
    assert cuts([["a", "b"]], neighbours)["a"].connected == 0


def test_a_long_chain_needs_no_deep_stack():
    names = [f"n{index:04}" for index in range(3000)]
    neighbours = {
        name: names[max(0, place - 1) : place] + names[place + 1 : place + 2]
        for place, name in enumerate(names)
    }

    found = cuts(components(names, neighbours), neighbours)

    assert found["n0000"].lost == 0
    assert found["n1500"].lost == 1500 * 1499
