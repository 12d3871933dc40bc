"""The grammar of the map: each sign, what is chosen, and what not everybody may know."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from drawn import (
    ICONS,
    WIDTHS,
    actor,
    classes,
    drawn,
    everything,
    family,
    prepared,
    relation,
    signs,
    with_class,
)

from kring.core.drawing.draw import draw
from kring.core.drawing.palette import SCREEN
from kring.core.drawing.shapes import Look, badges, symbol
from kring.core.drawing.standing import Badge, Symbol


def test_every_sign_of_the_grammar_is_drawn_and_listed():
    keys, svg = signs({})

    assert keys == [
        "symbol-person", "symbol-volunteer", "symbol-service", "symbol-group", "symbol-place",
        "look-wanted", "look-ended",
        "badge-bridge", "badge-contact", "badge-child_interprets", "badge-abroad",
        "tie-strong", "tie-normal", "tie-weak", "tie-stressful", "tie-broken", "arrow",
        "link-knows", "link-cooperates", "link-refers", "link-conflict",
        "state-many", "state-one", "state-ourselves", "state-not_needed", "state-gap",
        "state-not_asked",
        "mark-carries", "mark-helps",
    ]  # fmt: skip
    root = ElementTree.fromstring(svg)
    drawn_signs = {name for e in root.iter() for name in classes(e)}
    assert drawn_signs >= {
        "strong", "normal", "weak", "stressful", "broken", "wanted", "conflict", "refers",
    }  # fmt: skip
    assert 'text-decoration="line-through"' in svg


def test_a_difficult_tie_is_a_plain_line_for_who_may_not_know():
    plain = prepared(everything(), show_ended=True)
    keys = [entry.key for entry in plain.legend()]
    svg = draw(plain, icons=ICONS, widths=WIDTHS)

    assert [key for key in keys if key.startswith(("tie", "link"))] == [
        "tie-normal", "link-knows", "link-cooperates", "link-refers",
    ]  # fmt: skip
    drawn_ties = {
        name for e in with_class(ElementTree.fromstring(svg), "tie") for name in classes(e)
    }
    assert drawn_ties & {"strong", "weak", "stressful", "broken"} == set()
    assert "s-hard" not in svg
    assert "moeilijk" not in svg.casefold()


def test_a_drawing_without_a_quarrel_is_the_same_for_who_may_not_know():
    """What somebody may not know leaves no trace, not even in how many lines there are."""
    calm = replace(
        everything(),
        relations=tuple(
            replace(r, quality=None, pressure=None) for r in everything().relations
        ),
    )

    def lines(whom):
        return [e.get("d") for e in with_class(drawn(whom), "tie")]

    assert len(lines(everything())) == len(lines(calm))


EVERYBODY = {actor.id for actor in everything().actors}


@pytest.mark.parametrize(
    ("choice", "in_colour"),
    [
        ({}, EVERYBODY),
        ({"theme": "health"}, {"buddy", "office"}),
        ({"theme": "work"}, {"office", "maybe"}),
        ({"member": "m"}, {"person", "buddy", "office", "club", "park", "gone"}),
        ({"member": "k"}, {"buddy", "office", "club", "park", "gone"}),
        ({"actor": "buddy"}, EVERYBODY),
    ],
)  # fmt: skip
def test_what_is_chosen_stays_in_colour_and_the_rest_turns_pale(choice, in_colour):
    root = ElementTree.fromstring(signs(choice)[1])

    coloured = {
        e.get("aria-label").split(",")[0]
        for e in with_class(root, "actor")
        if "pale" not in classes(e)
    }
    assert coloured == in_colour


def test_on_a_chosen_theme_who_carries_is_filled_and_who_helps_is_a_ring():
    keys, svg = signs({"theme": "health"})
    root = ElementTree.fromstring(svg)

    assert [classes(e)[2] for e in with_class(root, "actor")].count("carries") == 1
    assert {"look-carries", "look-helps"} <= set(keys)
    assert "Alleen wie helpt met gezondheid staat in kleur." in svg


def test_a_chosen_member_shows_only_their_own_ties():
    svg = signs({"member": "k"})[1]

    assert "Alleen wie contact heeft met Sami staat in kleur." in svg
    assert (
        len(with_class(ElementTree.fromstring(svg), "strong")) == 2
    )  # of park, and the legend


def test_what_is_pale_keeps_its_dashes_and_its_struck_name():
    root = ElementTree.fromstring(signs({"theme": "health"})[1])

    [maybe], [gone] = (
        [e for e in with_class(root, "actor") if e.get("aria-label").startswith(name)]
        for name in ("maybe", "gone")
    )
    assert {"pale", "wanted"} <= set(classes(maybe))
    assert any(e.get("stroke-dasharray") for e in maybe.iter())
    assert any(e.get("text-decoration") == "line-through" for e in gone.iter())


def test_of_an_actor_whom_two_members_know_only_the_chosen_members_tie_is_drawn():
    whom = family(
        actor("a"),
        relations=[
            relation("a", members=("m",), quality="strong"),
            relation("a", members=("k",), quality="weak"),
        ],
    )
    drawing = prepared(whom, member="k", difficult_ties=True)

    assert [key for entry in drawing.legend() if (key := entry.key).startswith("tie")] == [
        "tie-weak"
    ]


def test_a_chosen_actor_stands_in_the_sun():
    circle = with_class(ElementTree.fromstring(signs({"actor": "club"})[1]), "f-sun")

    assert any(e.get("r") == "14.5" for e in circle)


def test_an_unknown_choice_is_drawn_without_a_word_about_it():
    svg = signs({"theme": "gardening", "member": "nobody"})[1]

    assert "Alleen wie" not in svg


@pytest.mark.parametrize(
    ("choice", "ties", "links"),
    [
        ({}, 0, 0),
        ({"actor": "buddy"}, 1, 5),  # four kinds, and the head of one arrow
        ({"actor": "flat"}, 0, 1),
        ({"theme": "health"}, 2, 0),
        ({"member": "m"}, 6, 5),
    ],
)
def test_of_very_many_actors_only_the_chosen_ties_show(choice, ties, links):
    drawing = prepared(everything(), difficult_ties=True, layout={"on_demand": True}, **choice)
    root = ElementTree.fromstring(draw(drawing, icons=ICONS, widths=WIDTHS, with_legend=False))

    [tie_group], [link_group] = with_class(root, "ties"), with_class(root, "links")
    assert len({e.get("d") for e in with_class(tie_group, "tie")}) == ties
    assert len({e.get("d") for e in with_class(link_group, "link")}) == links


def test_a_symbol_has_an_icon_only_where_there_is_room():
    def drawn_symbol(r):
        return symbol(Symbol.PERSON, Look.PLAIN, r, '<path d="M0 0"/>', SCREEN, warm=True)

    assert "<path" in drawn_symbol(8.0)
    assert "<path" not in drawn_symbol(5.0)


def test_a_very_small_badge_is_a_plain_disc():
    assert "<path" not in badges((Badge.ABROAD,), 4.0, SCREEN)
    assert "<path" in badges((Badge.ABROAD,), 8.0, SCREEN)
