"""Names in a drawing: hostile ones come out as text, each in its own language."""

from dataclasses import replace

import pytest
from drawn import (
    SVG,
    actor,
    drawn,
    family,
    link,
    member,
    names,
    nl,
    relation,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.codes import ThemeId
from kring.core.drawing.scene_of import scene_of
from kring.core.family import Theme
from kring.core.themes import SHIPPED
from kring.core.words import Text

HOSTILE = [
    "</text><script>alert(1)</script>", "\u202eabc", "x" * 500, "👩‍👧 Zoë", "فاطمة (buur)",
    "ሰላም ተስፋይ", "a\u200bb\u200dc", "\x00\x07\x1b", "\ud800\ufffe", "]]>&amp;<!--",
    "'\"><a href=x>",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_come_out_as_text(name):
    whom = replace(
        family(
            actor("a", name, role=name),
            links=(link("a", "a"),),
            relations=[relation("a", themes={ThemeId(name): "helps"})],
            members=(member("m", name),),
        ),
        label=nl(name),
    )

    root = drawn(whom, themes_list=[Theme(id=ThemeId("t"), nl=name)], member="m", theme="t")

    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "g", "a", "path", "rect", "circle", "ellipse", "polygon",
        "text", "textPath",
    }  # fmt: skip
    for element in root.iter():
        assert not {"style", "onload", "onclick"} & set(element.keys())
        assert element.get("href", "#").startswith("#")


@given(st.text(st.characters(exclude_categories=()), max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_name_is_read_back_from_valid_xml(name):
    root = drawn(family(actor("a", name), members=(member("m", name),)))

    assert len(names(root)) == 1


def test_a_name_in_two_languages_is_drawn_in_the_readers_own():
    both = replace(actor("a"), label=Text({"ar": "فاطمة", "nl": "Fatima"}))
    scene = scene_of(family(both), themes=SHIPPED, language="ar")

    assert [spot.label for spot in scene.spots] == ["فاطمة"]
