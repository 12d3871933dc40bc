"""The drawing: every part named, every place used, the same text each time."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from drawn import (
    DAY,
    ICONS,
    SVG,
    WIDTHS,
    actor,
    drawn,
    everything,
    family,
    link,
    names,
    nl,
    on_theme,
    plain_layout,
    prepared,
    relation,
    signs,
    themes,
    with_class,
)

from kring.core.codes import ActorStatus, ThemeId
from kring.core.drawing.draw import draw
from kring.core.drawing.palette import BLACK_AND_WHITE, COLOUR_PRINT, SCREEN
from kring.core.drawing.scene_of import scene_of
from kring.core.family import Theme
from kring.core.layout.scene import Format
from kring.core.themes import SHIPPED

LIEVE = actor("lieve", "Lieve", role="buddy")
LIEVES = relation("lieve", closeness=1, themes=themes(housing="helps", education="helps"))


def test_a_drawing_has_a_title_a_description_and_a_name_for_each_actor():
    root = drawn(family(LIEVE, relations=[LIEVES]))

    assert root.get("role") == "group"
    assert root.find(f"{SVG}title").text == "Netwerkkaart van Gezin Amal"
    assert root.find(f"{SVG}desc").text.startswith("Het gezin staat in het midden")
    assert names(root) == ["Lieve, buddy, vrijwilliger, heel dicht. Helpt met wonen, school."]


AUNT = actor("a", "An", sphere="kin")
OFFICE = actor("a", "Dienst Wonen", sphere="services", bridge=True, coordination=True)
WISHED = replace(AUNT, status=ActorStatus.DESIRED, possible_themes=("work", "x"))
HARD = relation("a", quality="stressful", pressure=True)
TWICE = [
    relation("a", themes=themes(work="carries", housing="helps")),
    relation("a", themes=themes(work="helps")),
]


@pytest.mark.parametrize(
    ("one", "relations", "said"),
    [
        (AUNT, [], "An, verder."),
        (replace(AUNT, status=ActorStatus.ENDED), [], "An, gestopt."),
        (actor("a", "An", sphere="services"), [], "An, dienst, verder."),
        (OFFICE, [], "Dienst Wonen, verder. Brugfiguur. Aanspreekpunt."),
        (WISHED, [], "An, nog te zoeken. Kan misschien helpen met werk, x."),
        (AUNT, TWICE, "An, verder. Draagt werk. Helpt met wonen."),
        (replace(AUNT, label=nl("فاطمة")), [], "\u2068فاطمة\u2069, verder."),
        (replace(AUNT, label=nl("x\u202ey")), [], "\u2068x\u202ey\u2069, verder."),
        (AUNT, [HARD], "An, verder."),
    ],
)
def test_what_is_said_of_an_actor(one, relations, said):
    assert names(drawn(family(one, relations=relations), show_ended=True)) == [said]


def test_how_the_contact_is_is_said_to_who_may_know():
    whom = family(AUNT, relations=[HARD, relation("a", quality="normal"), relation("a")])

    assert names(drawn(whom, difficult_ties=True)) == [
        "An, verder. Moeilijke band. Het gezin voelt druk."
    ]


def test_what_is_said_of_a_theme_counts_nothing():
    whom = family(
        LIEVE,
        relations=[LIEVES],
        themes=(on_theme("work", need="urgent"), on_theme("housing", self=True)),
    )

    said = {e.get("aria-label") for e in with_class(drawn(whom), "theme")}

    assert {
        "Onderwijs en school: Lieve.",
        "Wonen: wij zelf, Lieve.",
        "Werk en opleiding: nog niemand.",
        "Mobiliteit: nog niet gevraagd.",
    } <= said
    assert not any(re.search(r"\d", one) for one in said)


def test_nodes_and_themes_lead_somewhere_when_the_page_says_where():
    options = {
        "href_for": lambda key: f"?wie={key}&x",
        "theme_href_for": lambda key: f"?t={key}",
    }

    root = drawn(family(LIEVE, relations=[LIEVES]), options=options)

    [node] = with_class(root, "actor")
    assert (node.tag, node.get("href"), node.get("role")) == (f"{SVG}a", "?wie=lieve&x", None)
    assert with_class(root, "theme")[0].get("href") == "?t=residence"


def test_two_drawings_on_one_page_share_no_id():
    whom = family(LIEVE)
    one, two = (drawn(whom, options={"prefix": prefix}) for prefix in ("links", "rechts"))

    ids = [{e.get("id") for e in root.iter() if e.get("id")} for root in (one, two)]
    links = {e.get("href", "")[1:] for e in one.iter(f"{SVG}textPath")}

    assert ids[0]
    assert not ids[0] & ids[1]
    assert links <= ids[0]
    assert one.get("aria-labelledby") in ids[0]


def test_a_second_tie_of_one_actor_runs_beside_the_first():
    root = drawn(
        family(
            actor("a"),
            relations=[relation("a", quality="strong"), relation("a", quality="weak")],
        ),
        difficult_ties=True,
        options={"with_legend": False},
    )

    assert len({e.get("d") for e in with_class(root, "tie")}) == 2


def test_no_line_is_drawn_where_a_symbol_touches_the_disc():
    whom = family(actor("a"), relations=[relation("a", closeness=1)])
    drawing = prepared(whom, layout={"r": 200.0})

    root = ElementTree.fromstring(draw(drawing, icons=ICONS, widths=WIDTHS, with_legend=False))
    assert with_class(root, "tie") == []


def test_an_actor_in_the_very_middle_breaks_nothing():
    whom = family(actor("a"), relations=[relation("a", closeness=1)])
    drawing = prepared(whom)
    [node] = drawing.layout.nodes
    layout = replace(drawing.layout, nodes=(replace(node, x=300.0, y=300.0),))

    svg = draw(replace(drawing, layout=layout), icons=ICONS, widths=WIDTHS, with_legend=False)

    assert with_class(ElementTree.fromstring(svg), "tie") == []


@pytest.mark.parametrize("pair", [("a", "b"), ("b", "a")])
@pytest.mark.parametrize("kind", ["knows", "conflict"])
def test_a_tie_follows_the_bend_that_the_layout_gave_it(pair, kind):
    whom = family(actor("a"), actor("b", sphere="services"), links=(link("a", "b", kind),))
    scene = scene_of(whom, themes=SHIPPED)
    ends = {n.id: (n.x, n.y) for n in plain_layout(scene).nodes}
    way = (ends[pair[0]], (300.0, 200.0), (310.0, 180.0), ends[pair[1]])
    drawing = prepared(whom, layout={"bends": {pair: way}}, difficult_ties=True)

    root = ElementTree.fromstring(draw(drawing, icons=ICONS, widths=WIDTHS, with_legend=False))

    [line] = with_class(root, "link")
    assert "300.0 200.0" in line.get("d")


def test_a_map_of_nobody_is_a_map():
    root = drawn(family())

    assert len(with_class(root, "theme")) == len(SHIPPED)
    assert names(root) == []


def test_a_map_without_themes_sectors_or_a_legend_is_a_map():
    drawing = prepared(family(actor("a")), themes_list=[])
    one_sided = replace(drawing.scene.sectors[0], people=True)
    scene = replace(drawing.scene, sectors=(one_sided,))
    layout = replace(drawing.layout, sector_spans=((90.0, 450.0),), furniture=())
    svg = draw(replace(drawing, scene=scene, layout=layout), icons={}, widths=WIDTHS)
    root = ElementTree.fromstring(svg)

    assert with_class(root, "theme") == with_class(root, "legend") == []
    assert [e.tag for e in with_class(root, "half")] == [f"{SVG}ellipse"]


@pytest.mark.parametrize(
    ("side", "label", "anchor"),
    [
        ("R", "Lieve", "start"),
        ("L", "Lieve", "end"),
        ("A", "Lieve", "middle"),
        ("B", "Lieve", "middle"),
        ("R", "فاطمة", "middle"),
        ("L", "فاطمة", "middle"),
    ],
)
def test_a_label_leans_against_its_symbol(side, label, anchor):
    root = drawn(family(actor("a", label)), layout={"side": side})

    [node] = with_class(root, "actor")
    assert [e.get("text-anchor") for e in node.iter(f"{SVG}text")] == [anchor]


def test_a_screen_grows_with_its_page_and_paper_has_a_size():
    svg = {
        f: draw(prepared(family(), layout={"page": f}), icons={}, widths=WIDTHS) for f in Format
    }

    assert ' width="600.0pt" height="660.0pt"' in svg[Format.A4]
    assert 'pt"' not in svg[Format.SCREEN]


@pytest.mark.parametrize("palette", [SCREEN, COLOUR_PRINT, BLACK_AND_WHITE])
def test_no_colour_stands_outside_the_palette(palette):
    svg = draw(prepared(everything(), palette=palette), icons=ICONS, widths=WIDTHS)

    used = set(re.findall(r'(?:fill|stroke)="(#[^"]+)"', svg))
    assert used <= {getattr(palette, name) for name in palette.__slots__}


def test_in_another_language_the_words_turn_and_the_halves_do_not():
    arabic = {"Mensen": "أشخاص", "Wonen": "السكن", "mens": "شخص", "dienst": "خدمة"}
    whom = family(actor("a", sphere="kin"), actor("b", sphere="services"))

    def in_arabic(word):
        return arabic.get(word, word)

    scene = scene_of(whom, themes=SHIPPED, language="ar", translate=in_arabic)
    drawing = replace(prepared(whom, on=DAY), scene=scene, layout=plain_layout(scene))
    svg = draw(drawing, icons=ICONS, widths=WIDTHS, language="ar", translate=in_arabic)
    root = ElementTree.fromstring(svg)

    straight = [e for e in root.iter(f"{SVG}text") if e.text == "السكن"]
    assert [e.get("direction") for e in straight] == ["rtl"]
    assert root.get("lang") == "ar"
    people = next(e for e in root.iter(f"{SVG}text") if e.text == "أشخاص")
    assert float(people.get("x")) < 300
    row = [e.text for e in with_class(root, "legend")[0].iter(f"{SVG}text")]
    assert row[-2:] == ["خدمة", "شخص"]  # the first sign stands at the right


LONG = [
    Theme(id=ThemeId(f"t{i}"), nl="Een bijzonder lang thema dat nergens past", icon="house")
    for i in range(16)
]


def test_a_theme_that_is_too_long_is_shortened_and_its_full_name_is_said():
    root = drawn(family(), themes_list=LONG)

    bent = next(root.iter(f"{SVG}textPath")).text
    assert bent.endswith("…")
    assert len(bent) < 30
    assert with_class(root, "theme")[0].get("aria-label").startswith("Een bijzonder lang thema")


@pytest.mark.parametrize("count", [1, 2, 60])
def test_any_number_of_themes_makes_a_rim(count):
    many = [Theme(id=ThemeId(f"t{i}"), nl="Zo", icon="house") for i in range(count)]

    assert len(with_class(drawn(family(), themes_list=many), "theme")) == count


def test_the_same_map_gives_the_same_text():
    assert signs({"theme": "work"}) == signs({"theme": "work"})
