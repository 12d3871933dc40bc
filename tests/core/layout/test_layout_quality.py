"""Means over the ten maps of a size: few crossings, and few labels under another's tie."""

import shutil
from statistics import mean

import pytest
from layout_laws import benchmark, laid_out, scene_of

from kring.site.commands import machine

SEEDS = (20260801, 2, 14)


def measured(size, seed):
    """Each network of a size, and what `measure_layout` says about our map of it."""
    generate, measure = benchmark("generate").network, benchmark("measure_layout").measure
    for index in range(10):
        made = generate(size, index, seed)
        layout = laid_out(scene_of(made))
        yield made, measure(drawing_of(made, layout))


def drawing_of(made, layout):
    nodes = [(node, {"sector": node.sector, "ring": node.ring}) for node in layout.nodes]
    return {
        "page": layout.page,
        "nodes": [
            {"id": node.id, "x": node.x, "y": node.y, "r": node.r, "label_boxes": node.boxes}
            | more
            for node, more in [(layout.family, {"ego": True}), *nodes]
        ],
        "edges": [
            {"source": layout.family.id, "target": node.id, "kind": "ego"}
            for node in layout.nodes
        ]
        + [
            {**tie, "kind": "alter", "points": layout.bends.get((tie["source"], tie["target"]))}
            for tie in made["ties"]
        ],
        "center": layout.center,
        "ellipse": layout.inner,
        "ring_radii": layout.ring_radii,
        "sector_spans": {str(n): span for n, span in enumerate(layout.sector_spans)},
    }


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("size", "most"), [(20, 0.25), (40, 0.5)])
def test_few_labels_lie_under_a_tie_that_is_not_theirs(size, most, seed):
    found = [facts for _, facts in measured(size, seed)]

    assert mean(facts["label_edge_share"] for facts in found) <= most
    assert all(
        (facts["node_node"], facts["label_label"], facts["label_node"], facts["off_page"])
        == (0, 0, 0, 0)
        for facts in found
    )
    assert {(facts["ring_exact"], facts["sector_exact"]) for facts in found} == {(1.0, 1.0)}


@pytest.mark.long
@pytest.mark.skipif(
    shutil.which("neato") is None and not machine.in_ci(),
    reason="geen Graphviz op deze machine",
)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("size", [10, 20, 40, 80, 150])
def test_ties_cross_no_more_often_than_in_graphviz(size, seed):
    rivals, measure = benchmark("rivals"), benchmark("measure_layout").measure
    ours, theirs = [], []
    for made, facts in measured(size, seed):
        places = rivals.places_of_neato(rivals.dot_of(made))
        ours.append(facts["cross_aa"])
        theirs.append(measure(rivals.drawing_of(made, places))["cross_aa"])

    assert mean(ours) <= mean(theirs)
