"""What goes with a part that the family does not show, and what its own house may not know."""

from dataclasses import replace
from itertools import combinations

import pytest

from cast import STERRENBERG
from kring.core.codes import LinkType, Quality
from kring.core.family import Link, Strength
from kring.core.sharing import ALL_PARTS, Reader, as_seen_by
from kring.core.words import Text

nl = Text.dutch
RICH = replace(
    STERRENBERG,
    arrival="2024-05",
    phase="arrival",
    note=nl("nota"),
    extra={"x": 1},
    strengths=(Strength(text=nl("bakt")),),
    links=(Link(a="lieve", b="ocmw"), Link(a="hala", b="ocmw", type=LinkType.CONFLICT)),
)
HOLDS = {
    "stories": "story", "strengths": "story", "arrival": "story", "phase": "story",
    "note": "story", "extra": "story", "actors": "map", "relations": "map", "links": "map",
    "maps": "map", "plan": "plan", "meetings": "plan",
}  # fmt: skip
SETS = [set(each) for n in range(4) for each in combinations(sorted(ALL_PARTS), n)]


@pytest.mark.parametrize("parts", SETS, ids=lambda parts: "+".join(sorted(parts)) or "nothing")
def test_what_stands_with_a_part_goes_with_it(parts):
    seen = as_seen_by(RICH, role=Reader.COORDINATOR, parts=parts)

    there = {name for name in HOLDS if getattr(seen, name)}
    assert there == {name for name, part in HOLDS.items() if part in parts}
    assert seen.label == RICH.label
    assert bool(seen.themes) is bool(parts & {"story", "map"})
    assert any(each.words for each in seen.themes) is ("story" in parts)
    assert any(each.score for each in seen.themes) is ("map" in parts)


QUALITY = {"lieve": Quality.STRONG, "ocmw": Quality.STRESSFUL, "hala": Quality.STRONG}


@pytest.mark.parametrize(
    ("role", "actor", "house", "withheld"),
    [
        (Reader.WORKER, None, "", set()),
        (Reader.WORKER, None, "Een ander", set()),
        (Reader.WORKER, None, " ocmw ", {"ocmw"}),
        (Reader.COORDINATOR, "lieve", "OCMW", {"lieve", "ocmw"}),
        (Reader.COORDINATOR, "hala", "", {"hala"}),
        (Reader.FAMILY, None, "OCMW", set()),
    ],
)
def test_what_a_tie_feels_like_never_reaches_who_it_is_with(role, actor, house, withheld):
    """By their own token, or because their organisation is the one on the map."""
    pressed = replace(
        RICH,
        relations=tuple(replace(r, pressure=True, family_view="good") for r in RICH.relations),
    )

    seen = as_seen_by(pressed, role=role, actor=actor, house=house)

    told = {
        each.actor: (each.quality, each.pressure, each.family_view) for each in seen.relations
    }
    assert told == {
        who: (None, None, None) if who in withheld else (quality, True, "good")
        for who, quality in QUALITY.items()
    }
    quarrels = [each for each in seen.links if each.type is LinkType.CONFLICT]
    assert bool(quarrels) is not bool(withheld & {"hala", "ocmw"})
