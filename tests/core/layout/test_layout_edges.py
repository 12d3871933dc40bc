"""Maps at the edge: nobody, everybody in one cell, names of all kinds, more actors than fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from layout_laws import broken_laws, laid_out, made_up, scene

from kring.core.layout.scene import Format

SIXTY = "Agentschap Integratie en Inburgering Oost-Vlaanderen dienst"
MIXED = [
    *("محمد الأحمد", "שרה כהן", "Lieve", "Оксана", "فاطمة Peeters", "Håkon", "ማርታ ተስፋይ"),
    *("李小龙", "</text><script>", "a\u202eb", "\u200b\u200d", "👩\u200d👩\u200d👧 gezin"),
]


def cell(count, sector, ring):
    chain = [(f"a{n}", f"a{n + 1}") for n in range(count - 1)]
    return scene([(f"Persoon nummer {n}", sector, ring) for n in range(count)], ties=chain)


EDGES = {
    "nobody": scene([]),
    "one actor": scene([("Lieve", 0, 0)]),
    "no ties": scene([(f"Persoon {n}", n % 8, n % 4) for n in range(20)]),
    "forty in the outer ring of a sector": cell(40, 2, 3),
    "forty in the inner ring of a sector": cell(40, 2, 0),
    "one sector used": scene([(f"Persoon {n}", 5, n % 4) for n in range(30)]),
    "one sector": scene([(f"Persoon {n}", 0, n % 4) for n in range(30)], sectors=1),
    "one sector and one ring": scene([("Jan", 0, 0), ("An", 0, 0)], sectors=1, rings=1),
    "an empty ring": scene([(f"Persoon {n}", n % 8, (0, 1, 3)[n % 3]) for n in range(30)]),
    "sixty characters": scene([(f"{SIXTY}{n}", n % 8, n % 4) for n in range(9)]),
    "sixty without a blank": scene([("ijkgezondheid" * 5, n, n % 4) for n in range(6)]),
    "five hundred characters": scene([("lang " * 100, n, n % 4) for n in range(8)]),
    "all scripts": scene([(name, n % 8, n % 4) for n, name in enumerate(MIXED)]),
    "Arabic alone": scene([(f"محمد الأحمد {n}", n % 8, n % 4) for n in range(20)]),
    "the same name": scene([("Jan", 0, 0)] * 3),
    "no name": scene([("", 0, 0), ("An", 1, 1)]),
    "a tie with oneself": scene([("Jan", 0, 0), ("An", 1, 1)], ties=[("a0", "a0")]),
    "two ties in one pair": scene(
        [("Jan", 0, 3), ("An", 1, 3)], ties=[("a0", "a1"), ("a1", "a0"), ("a0", "a1")]
    ),
    "beyond the outer ring": scene([("Jan", 0, 5), ("An", 1, 1), ("Els", 5, 4)]),
    "a long family": scene(
        [("Jan", 0, 0)], family="Gezin Gebremedhin-Woldemichael Tesfamariam van Nieuwenhuyse"
    ),
    "members in the middle": scene([("Jan", 0, 0)], under_middle="Rim · Sami · Nour · Ali"),
    "many sectors and rings": scene(
        [(f"Persoon {n}", n % 20, n % 8) for n in range(60)], sectors=20, rings=8
    ),
    "nineteen in one cell": cell(19, 6, 2),
    "two hundred": scene([(f"Persoon {n}", n * 7 % 8, n * 5 // 3 % 4) for n in range(200)]),
}


@pytest.mark.parametrize("page", Format)
@pytest.mark.parametrize("name", EDGES)
def test_the_laws_hold_at_the_edge(name, page):
    asked = EDGES[name]

    assert broken_laws(asked, laid_out(asked, page)) == []


@pytest.mark.parametrize("page", [Format.A4, Format.SCREEN])
def test_three_hundred_actors_find_a_place(page):
    asked = made_up(150, 3)
    twice = scene(
        [(f"{s.label} {n}", s.sector, s.ring) for n in (1, 2) for s in asked.spots],
    )

    layout = laid_out(twice, page)

    assert len(layout.nodes) == 300
    assert broken_laws(twice, layout) == []


def test_more_than_fits_gets_smaller_letters_rather_than_none():
    asked = scene([(f"Wijkgezondheidscentrum {n}", 1, 1) for n in range(150)])

    layout = laid_out(asked)

    assert layout.font < 8
    assert broken_laws(asked, layout) == []


def test_a_long_name_takes_two_lines_and_a_very_long_one_is_shortened():
    layout = laid_out(
        scene([("x" * 28, 0, 1), ("y" * 29, 2, 1), (f"{SIXTY} Gent en meer", 5, 1)])
    )
    one, two, three = (node.lines for node in layout.nodes)

    assert one == ("x" * 28,)
    assert two == ("y" * 14 + "-", "y" * 15)
    assert len(three) == 2
    assert three[1].endswith("…")
    assert len(" ".join(three)) <= 60


def test_tall_letters_get_taller_lines():
    layout = laid_out(scene([("Lieve", 0, 1), ("محمد", 2, 1), ("ማርታ", 5, 1)]))
    latin, arabic, ethiopic = (n.boxes[0][3] - n.boxes[0][1] for n in layout.nodes)

    assert latin == pytest.approx(12, abs=0.03)
    assert arabic == pytest.approx(18, abs=0.03)
    assert ethiopic == pytest.approx(14.4, abs=0.03)


def test_an_empty_ring_and_an_empty_sector_keep_their_place():
    layout = laid_out(scene([(f"Persoon {n}", 2 * (n % 4), 2 * (n % 2)) for n in range(20)]))

    assert all(high - low > 0.05 for low, high in layout.ring_radii)
    assert all(end - start > 10 for start, end in layout.sector_spans)


def test_ties_of_the_same_two_people_do_not_lie_on_each_other():
    layout = laid_out(EDGES["two ties in one pair"])
    jan, an = ((node.x, node.y) for node in layout.nodes)

    there = layout.bends.get(("a0", "a1"), (jan, an))
    back = layout.bends.get(("a1", "a0"), (an, jan))

    assert (there[0], there[-1]) == (back[-1], back[0]) == (jan, an)
    middles = [
        points[len(points) // 2] if len(points) > 2 else None for points in (there, back)
    ]
    assert middles[0] != middles[1]


@given(
    st.lists(
        st.tuples(st.text(max_size=70), st.integers(0, 4), st.integers(0, 3)), max_size=16
    ),
    st.sampled_from(Format),
    st.data(),
)
def test_the_laws_hold_for_any_names_and_any_ties(actors, page, data):
    names = [f"a{n}" for n in range(len(actors))]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names))
    ties = data.draw(st.lists(ends, max_size=20)) if names else []
    asked = scene(actors, ties=ties, sectors=5, rings=3)

    assert broken_laws(asked, laid_out(asked, page)) == []
