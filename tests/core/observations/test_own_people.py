"""O06, O07 and O12: the people of one's own, with the near miss beside each case."""

import pytest
from small_maps import child, crowd, mother, said, small_map, who

near = who("vriend", "friends_neighbours", closeness=1)
far = who("vriend", "friends_neighbours", closeness=2)


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        (small_map(*crowd("a b c"), *crowd("d", "kin"), near), "medium"),  # 3 of 5
        (small_map(*crowd("a b c d"), near), "high"),
        (small_map(*crowd("a b c d e f"), *crowd("g", "kin"), near), "high"),  # 6 of 8
        (small_map(*crowd("a b c d e f g h"), *crowd("i j", "kin"), near), "medium"),  # 8 of 11
        (small_map(*crowd("a b"), *crowd("c d", "kin"), near), None),
        (small_map(*crowd("a b c"), near), None),  # four people is too small a map
        (small_map(*crowd("a b c"), *crowd("d e", "daily_life"), near), "high"),  # 3 of 4
        (
            small_map(who("raad", "community", formality="formal"), *crowd("a b c d"), near),
            "high",
        ),
        (small_map(*crowd("a b c d"), near, asked=[]), "high"),  # spheres were not asked
    ],
)
def test_mostly_services(family, severity):
    found = said(family).get("O06:family")

    assert (found and found.severity) == severity


@pytest.mark.parametrize(
    ("last", "fields", "fires"),
    [
        (far, {}, True),
        (near, {}, False),
        (who("vriend", "friends_neighbours", closeness=1, freq="none"), {}, True),
        (who("vriend", "friends_neighbours", closeness=1, quality="broken"), {}, True),
        (who("tante", "kin", closeness=1, abroad=True), {}, True),
        (who("vriend", "friends_neighbours"), {}, False),  # nobody said how near
        (who("vriend", "friends_neighbours", tied=False), {}, False),
        (far, {"asked": ["themes", "need", "links", "feelings", "per_member"]}, False),
        (far, {"asked": ["near"]}, True),
    ],
)
def test_nobody_of_ones_own_is_very_near(last, fields, fires):
    others = [who(key, "friends_neighbours", closeness=3) for key in "abc"]
    family = small_map(who("desk", closeness=1), *others, last, **fields)

    found = said(family).get("O06:family")

    assert (found and found.severity) == ("medium" if fires else None)
    if fires:
        assert str(found.sentence) == (
            "Heel dicht bij het gezin staat hier nog niemand, of alleen een dienst. "
            "Met wie wil het gezin graag meer contact?"
        )


def test_a_map_of_neutral_people_only_has_no_share_of_services():
    family = small_map(*crowd("a b c d e", "daily_life"))

    found = said(family)["O06:family"]

    assert found.severity == "medium"
    assert str(found.reason) == (
        "Wie heel dicht bij het gezin staat, is een dienst of woont niet hier."
    )


def confidant(key="vriend", sphere="friends_neighbours", **fields):
    given = {"closeness": 2, "freq": "monthly", "quality": "normal", "support": ["emotional"]}
    return who(key, sphere, **{**given, **fields})


@pytest.mark.parametrize(
    ("people", "severity"),
    [
        ([], "high"),
        ([confidant()], None),
        ([confidant(closeness=1, freq="daily", quality="strong")], None),
        ([confidant(members=["m"])], None),
        ([confidant(members=["k"])], "high"),
        ([confidant(sphere="services")], "high"),
        ([confidant(sphere="volunteers")], None),
        ([confidant(support=["practical"])], "high"),
        ([confidant(closeness=3)], "high"),
        ([confidant(quality="weak")], "high"),
        ([confidant(quality="stressful")], "high"),
        ([confidant(freq="yearly")], "high"),
        ([confidant(status="ended")], "high"),
        ([confidant(abroad=True)], "medium"),
        ([confidant(abroad=True), confidant("buur")], None),
        # What nobody said may be so.
        ([confidant(closeness=None)], None),
        ([confidant(quality=None)], None),
        ([confidant(freq=None)], None),
        ([confidant(support=[])], "high"),
        ([confidant(support=[], quality=None)], None),
    ],
)
def test_an_adult_without_somebody_to_trust(people, severity):
    family = small_map(*people, members=[mother(), child()])

    found = said(family).get("O07:m")

    assert (found and found.severity) == severity


@pytest.mark.parametrize(
    ("member", "fires"),
    [
        (mother(), True),
        (mother(birth_year=None), True),  # a mother is an adult
        (mother(role="adult_child", birth_year=2008), True),  # 18 this year
        (mother(role="child", birth_year=2009), False),
        (mother(role="child", birth_year=None), False),
        (mother(role="aunt", birth_year=None), False),  # nobody knows how old
        (mother(location="abroad"), False),
        (mother(location="missing"), False),
    ],
)
@pytest.mark.parametrize("code", ["O07", "O12"])
def test_who_is_asked_about(member, fires, code):
    family = small_map(members=[member])

    found = said(family).get(f"{code}:m")

    assert bool(found) == (fires or (code == "O12" and member["birth_year"] == 2009))
    assert found is None or found.apart


@pytest.mark.parametrize("left_out", ["near", "feelings", "per_member"])
def test_nobody_to_trust_asks_three_rounds(left_out):
    asked = [each for each in ("near", "feelings", "per_member") if each != left_out]

    assert "O07:m" in said(small_map(members=[mother()]))
    assert "O07:m" not in said(small_map(members=[mother()], asked=asked))


def test_nobody_to_trust_names_those_abroad():
    family = small_map(confidant("tante", "kin", abroad=True), members=[mother()])

    found = said(family)["O07:m"]

    assert found.rows.actors == ("tante",)
    assert str(found.reason).endswith("In het buitenland wel: Tante.")


@pytest.mark.parametrize(
    ("tie", "fires"),
    [
        ({}, False),
        ({"freq": "weekly"}, False),
        ({"freq": None}, False),
        ({"freq": "yearly"}, True),
        ({"members": "all"}, True),
        ({"members": ["m"]}, True),
        ({"abroad": True}, True),
        ({"sphere": "services"}, True),
        ({"sphere": "daily_life"}, True),
        ({"quality": "broken"}, True),
        ({"status": "potential"}, True),
    ],
)
def test_a_child_without_a_contact_of_its_own(tie, fires):
    given = {"sphere": "friends_neighbours", "members": ["k"], "freq": "monthly"}
    family = small_map(who("vriend", **{**given, **tie}), members=[mother(), child()])

    found = said(family).get("O12:k")

    assert (found and found.severity) == ("info" if fires else None)


@pytest.mark.parametrize(
    ("born", "severity"), [(2021, None), (2020, "info"), (2009, "info"), (2008, "medium")]
)
def test_from_six_on_one_has_contacts_of_ones_own(born, severity):
    found = said(small_map(members=[child(born)])).get("O12:k")

    assert (found and found.severity) == severity


def test_no_contact_of_ones_own_asks_the_round_per_member():
    family = small_map(members=[mother()], asked=["themes", "need", "near", "feelings"])

    assert "O12:m" not in said(family)
