"""What the map calls people: full names, initials, roles."""

import pytest
from drawn import actor, family, member

from kring.core.drawing.names import Names, initials
from kring.core.drawing.scene_of import scene_of
from kring.core.themes import SHIPPED


def named(names, **more):
    whom = family(
        actor("a", "Lieve Maes", role="buddy"),
        actor("b", "Wim", role="buddy"),
        actor("c", "Moskee", kind="group", sphere="community"),
        actor("d", "!", sphere="kin"),
        actor("e", " ", sphere="kin", role="relative"),
        members=(
            member("v", "Samir Al-Masri", role="father"),
            member("m", "Rasha"),
            member("o", "Oma", role="grandparent", location="deceased"),
            member("k", "Yara", role="child"),
            member("l", "Lina", role="child", location="missing"),
        ),
    )
    scene = scene_of(whom, themes=SHIPPED, names=names, **more)
    return scene.name, scene.family, scene.under, {s.id: s.label for s in scene.spots}


def test_full_names():
    assert named("full") == (
        "Netwerkkaart van Gezin Amal",
        "Samir Al-Masri, Rasha en Oma (overleden)",
        "Yara, Lina (vermist)",
        {"a": "Lieve Maes", "b": "Wim", "c": "Moskee", "d": "!", "e": " "},
    )


def test_initials_of_people_alone():
    assert named(Names.INITIALS) == (
        "Netwerkkaart van het gezin",
        "S. A., R. en O. (overleden)",
        "Y., L. (vermist)",
        {"a": "L. M.", "b": "W.", "c": "Moskee", "d": "mens", "e": "familielid"},
    )


def test_roles_alone_with_a_number_where_there_are_more():
    assert named("roles") == (
        "Netwerkkaart van het gezin",
        "vader, moeder en grootouder (overleden)",
        "kind, kind (vermist)",
        {"a": "buddy 1", "b": "buddy 2", "c": "groep", "d": "mens", "e": "familielid"},
    )


@pytest.mark.parametrize(
    ("members", "middle"),
    [
        ((), ("Gezin Amal", "")),
        ((member("k", "Yara", role="child"),), ("Yara", "")),
        ((member("m", "Rasha"),), ("Rasha", "")),
    ],
)
def test_the_middle_is_never_empty(members, middle):
    scene = scene_of(family(members=members), themes=SHIPPED)

    assert (scene.family, scene.under) == middle


def test_a_name_in_the_readers_language():
    scene = scene_of(
        family(actor("a")), themes=SHIPPED, language="fr", translate=lambda words: f"« {words}"
    )

    assert scene.rings[0].label == "« heel dicht"
    assert scene.sectors[1].label == "« Familie"


def test_initials_pass_over_marks():
    assert initials("  Amal (Al-Masri) - 'ali' ") == "A. A. A."


def test_unknown_names_mode_is_refused():
    with pytest.raises(ValueError, match="nicknames"):
        scene_of(family(), themes=SHIPPED, names="nicknames")
