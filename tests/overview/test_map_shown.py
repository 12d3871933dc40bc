"""The map on a page: links by keyboard, nobody moves, and paper says nothing about ties."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from looking import seen_by

from cast import STERRENBERG, nl
from kring.core.codes import LinkType, Quality, Sphere
from kring.core.family import Actor, Link, Relation
from kring.core.themes import SHIPPED
from kring.overview.chosen import Choice, choice_of
from kring.overview.map_shown import Pen, show_map, without_in_thought

PEN = Pen(language="nl", translate=str, on=date(2026, 3, 1))
LIEVE, OCMW, _ = STERRENBERG.actors
CALM = replace(
    STERRENBERG,
    relations=tuple(replace(each, quality=Quality.NORMAL) for each in STERRENBERG.relations),
)
QUARREL = replace(CALM, links=(Link(a="lieve", b="ocmw", type=LinkType.CONFLICT),))


def shown(reader="worker", family=STERRENBERG, **asked):
    seen = seen_by(reader, family)
    return show_map(seen, choice_of(asked, seen.family, SHIPPED), PEN)


def links(drawing):
    return dict(re.findall(r'href="([^"]*)" aria-label="([^"]*)"', drawing))


def places(drawing):
    """Where each actor stands, by its name."""
    found = re.findall(r'aria-label="(\w+)[^"]*"><g transform="translate\(([^)]*)', drawing)
    return dict(found)


def test_everybody_and_every_theme_leads_somewhere_and_has_a_name():
    found = links(shown().drawing)

    assert found["?wie=lieve#wie"].startswith("Lieve, omarmer, vrijwilliger")
    assert {f"?wie={actor.id}#wie" for actor in STERRENBERG.actors} < set(found)
    assert {f"?thema={theme.id}" for theme in SHIPPED} < set(found)


def test_what_was_chosen_stays_in_every_address():
    found = links(shown(thema="housing", lid="amal", toon="kaart").drawing)

    assert "?toon=kaart&amp;thema=housing&amp;lid=amal&amp;wie=lieve#wie" in found
    assert "?toon=kaart&amp;thema=work&amp;lid=amal" in found


@pytest.mark.parametrize("reader", ["worker", "volunteer", "family", "coordinator"])
@pytest.mark.parametrize("asked", [{}, {"thema": "housing"}, {"wie": "ocmw", "zonder": "ocmw"}])
def test_the_drawing_is_good_xml_without_a_script(reader, asked):
    drawing = shown(reader, **asked).drawing

    root = ElementTree.fromstring(drawing)
    assert root.attrib["class"] == "kring-map"
    assert "<script" not in drawing


@pytest.mark.parametrize(
    ("reader", "tells"),
    [("worker", True), ("coordinator", True), ("family", True), ("volunteer", False)],
)
def test_a_difficult_tie_is_for_who_may_know_and_never_for_paper(reader, tells):
    page = shown(reader)
    on_paper = re.search(r'<g class="paper-only">(.*?)</g>', page.drawing)

    assert ("stressful" in page.drawing) is tells
    assert page.is_plainer_on_paper is tells
    assert bool(on_paper) is tells
    if tells:
        assert "stressful" not in on_paper[1]
        assert on_paper[1].count("<path") >= 3  # a plain line for each of the three
        where = {sign.words: sign.where for sign in page.legend}
        assert (where["moeilijke band"], where["band"]) == ("noprint", "paper-only")
        assert where["mens"] == ""


@pytest.mark.parametrize(("family", "tells"), [(CALM, False), (QUARREL, True)])
def test_without_difficult_ties_paper_and_screen_are_the_same(family, tells):
    page = shown(family=family)

    assert page.is_plainer_on_paper is tells
    assert ("paper-only" in page.drawing) is tells
    assert all(not sign.where for sign in page.legend) is not tells


def test_in_thought_somebody_goes_and_nobody_else_moves():
    before, after = shown(), shown(wie="ocmw", zonder="ocmw")

    assert places(after.drawing) == places(before.drawing) != {}
    assert "gestopt" in links(after.drawing)["?wie=ocmw#wie"]
    assert "gestopt" not in links(before.drawing)["?wie=ocmw#wie"]


def test_in_thought_support_and_ties_go():
    family = without_in_thought(STERRENBERG, LIEVE)

    assert [actor.status.value for actor in family.actors] == ["ended", "active", "active"]
    assert family.links == ()
    assert without_in_thought(STERRENBERG, STERRENBERG.actors[2]).links == STERRENBERG.links


def test_a_theme_that_loses_its_only_support_is_open_in_thought():
    family = replace(STERRENBERG, relations=STERRENBERG.relations[:1])
    label = lambda page: links(page.drawing)["?thema=housing"]  # noqa: E731

    assert "nog niemand" not in label(shown(family=family))
    open_theme = links(shown(family=family, zonder="lieve").drawing)
    assert "nog niemand" in open_theme["?thema=housing&amp;zonder=lieve"]


def test_of_very_many_people_the_lines_wait_for_a_choice():
    actors = tuple(
        Actor(id=f"a{n}", label=nl(f"Naam {n}"), sphere=sphere)
        for n, sphere in enumerate([*Sphere] * 12)
    )
    family = replace(
        STERRENBERG,
        actors=actors,
        relations=tuple(Relation(actor=each.id, closeness=3) for each in actors),
        links=(),
    )
    everybody, one = shown(family=family), shown(family=family, wie="a3")

    assert everybody.waits_for_a_choice
    assert 'class="tie ' not in everybody.drawing
    assert not one.waits_for_a_choice
    assert one.drawing.count('class="tie ') == 1
    assert not shown().waits_for_a_choice


def test_an_empty_map_can_be_drawn_too():
    family = replace(STERRENBERG, actors=(), relations=(), links=())
    page = show_map(seen_by("worker", family), Choice(), PEN)

    assert "?wie=" not in page.drawing
    assert not page.is_plainer_on_paper
