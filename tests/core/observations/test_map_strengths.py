"""P1 to P4: what is there already, and who could come."""

import pytest
from small_maps import crowd, mother, said, small_map, who


@pytest.mark.parametrize(
    ("links", "asked", "reason"),
    [
        ("x-p x-s", None, "X kent mensen en diensten op deze kaart."),
        ("x-p", None, "X kent mensen op deze kaart, nog geen diensten."),
        ("x-s", None, "X kent diensten op deze kaart, nog geen mensen."),
        ("x!p", None, "X kent nog geen mensen of diensten op deze kaart."),
        ("x-p", ["themes"], "X staat op de kaart als brugfiguur."),
    ],
)
def test_a_bridging_figure(links, asked, reason):
    family = small_map(
        who("x", bridge=True), *crowd("p", "kin"), *crowd("s"), links=links, asked=asked
    )

    found = said(family)["P1:x"]

    assert (found.severity, str(found.reason)) == ("strength", reason)


def test_a_bridging_figure_who_is_only_hoped_for_is_no_strength_yet():
    assert "P1:x" not in said(small_map(who("x", bridge=True, status="desired")))


@pytest.mark.parametrize(
    ("directions", "asked", "fires"),
    [
        (["mutual", "from_family", "mutual"], None, True),
        (["mutual", "from_family", "to_family"], None, False),
        (["mutual", "from_family", None], None, False),
        (["mutual"] * 3, ["themes", "need"], False),
        (["mutual"] * 3, ["feelings"], True),
    ],
)
def test_the_family_gives(directions, asked, fires):
    people = [who(f"x{index}", dir=each) for index, each in enumerate(directions)]

    assert ("P2:family" in said(small_map(*people, asked=asked))) == fires


@pytest.mark.parametrize(
    ("family", "themes"),
    [
        (small_map(who("s", helps="work"), who("p", "kin", "work"), some="work"), ("work",)),
        (small_map(who("s", helps="work"), who("p", "kin", "work")), None),
        (small_map(who("s", helps="work"), who("p", "daily_life", "work"), some="work"), None),
        (
            small_map(
                who("s", helps="work housing"), who("p", "kin", "work housing"), some="work",
                urgent="housing",
            ),
            ("housing", "work"),
        ),
        (
            small_map(
                who("s", helps="work"), who("p", "kin", "work"), some="work", asked=["need"]
            ),
            None,
        ),
    ],
)  # fmt: skip
def test_people_and_services_together(family, themes):
    found = said(family).get("P3:themes")

    assert (found and found.rows.themes) == themes


def hoped(status="potential", **fields):
    return who(
        "x", "community", status=status, possible_themes=["work", "health"],
        **{"tied": False, **fields},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("x", "fields", "fires"),
    [
        (hoped(), {"some": "work"}, True),
        (hoped("desired"), {"urgent": "work"}, True),
        (hoped("active"), {"some": "work"}, False),
        (hoped("ended"), {"some": "work"}, False),
        (hoped(), {"some": "housing"}, False),
        (hoped(), {"some": "work", "asked": ["themes"]}, False),
        (hoped(), {"some": "work", "asked": ["need"]}, True),
    ],
)
def test_a_chance(x, fields, fires):
    found = said(small_map(x, **fields)).get("P4:x")

    assert (found and found.severity) == ("chance" if fires else None)


@pytest.mark.parametrize(
    ("members", "apart", "rows"),
    [
        (None, False, ()),
        ("all", False, ()),
        (["m"], True, ("m",)),
        (["m", "v"], False, ("v", "m")),
    ],
)
def test_a_chance_for_one_person_is_spoken_of_apart(members, apart, rows):
    x = hoped(tied=members is not None, **({"members": members} if members else {}))
    father = mother(id="v", name="Adil", role="father")

    found = said(small_map(x, some="work", members=[mother(), father]))["P4:x"]

    assert (found.apart, found.rows.members) == (apart, rows)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("potential", "X staat op de kaart als mogelijke hulp."),
        ("desired", "X staat op de kaart als wens."),
    ],
)
def test_a_chance_says_whether_it_is_a_wish(status, reason):
    found = said(small_map(hoped(status), some="work"))["P4:x"]

    assert str(found.reason) == f"Het gezin wil hulp bij Werk en opleiding. {reason}"
