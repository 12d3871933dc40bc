"""The few lines of a page: what comes first, what is said together, what stays apart."""

import pytest
from small_maps import crowd, mother, read, small_map, who

from kring.core.observations import lines, shown

CARDS = [
    mother(status_until="2026-05-20"),
    mother(id="v", name="Adil", status_until="2026-05-20"),
    mother(id="k", name="Karim", status_until="2026-05-21"),
]
BRIDGE = who("fatma", "community", bridge=True)
GIVES = [who(key, "kin", dir="mutual") for key in ("g1", "g2", "g3")]
NEEDS = "housing work health education income"


def codes(family, most=5, **options):
    return [line.code for line in shown(read(family), most, **options)]


@pytest.mark.parametrize(
    ("family", "most", "expected"),
    [
        (small_map(), 5, []),
        (small_map(BRIDGE, some=NEEDS), 5, ["P1", "O01", "O01", "O01", "O01"]),
        (small_map(BRIDGE, *GIVES, some=NEEDS), 3, ["P1", "O01", "O01"]),
        (small_map(BRIDGE, *GIVES, some="housing work"), 5, ["P1", "P2", "O01", "O01", "O09"]),
        (small_map(BRIDGE, *GIVES, some="housing work"), 3, ["P1", "O01", "O01"]),
        (small_map(BRIDGE, *GIVES), 1, ["P1"]),
        (small_map(BRIDGE, some="housing"), 1, ["P1"]),
        (small_map(some="housing"), 1, ["O01"]),
        (small_map(BRIDGE, some="housing"), 0, []),
    ],
)
def test_at_most_five_with_a_strength_first(family, most, expected):
    assert codes(family, most) == expected


def test_the_most_urgent_come_before_the_others():
    family = small_map(some="housing work health education", urgent="income mobility")

    severities = [line.severity for line in shown(read(family), 4)]

    assert severities == ["high", "high", "medium", "medium"]


def test_loose_actors_share_a_line():
    family = small_map(
        who("dokter", helps="health"), who("x", helps="health"), *crowd("a b", "community"),
        urgent="health", links="a-b",
    )  # fmt: skip

    [line] = [line for line in lines(read(family).observations) if line.code == "O09"]

    assert line.keys == ("O09:dokter", "O09:x")
    assert line.severity == "medium"
    assert line.rows.actors == ("dokter", "x")
    assert line.rows.themes == ("health",)
    assert str(line.sentence) == (
        "Dokter en X kennen niemand anders op deze kaart. "
        "Is contact nodig, en wil het gezin dat?"
    )
    assert str(line.reason) == (
        "Op de kaart staat geen lijn naar een ander. "
        "Dokter helpt bij iets dringends: Gezondheid. X helpt bij iets dringends: Gezondheid."
    )


def test_one_loose_actor_has_a_line_of_its_own():
    family = small_map(who("x"), *crowd("a b c", "kin"))

    [line] = [line for line in lines(read(family).observations) if line.code == "O09"]

    assert str(line.sentence).startswith("X kent niemand anders op deze kaart.")


@pytest.mark.parametrize(
    ("year", "verb"), [("2026", "stoppen"), ("2025", "stopten")], ids=["soon", "past"]
)
def test_cards_that_end_on_the_same_day_share_a_line(year, verb):
    cards = [
        {**each, "status_until": each["status_until"].replace("2026", year)} for each in CARDS
    ]

    two, one = lines(
        each for each in read(small_map(members=cards)).observations if each.code == "O15"
    )

    assert two.keys == ("O15:v", "O15:m")
    assert two.rows.members == ("v", "m")
    assert str(two.sentence).startswith(
        f"De kaarten van Adil en Rasha {verb} op 20 mei {year}."
    )
    assert one.keys == ("O15:k",)


def test_a_theme_with_nobody_or_one_volunteer_is_not_called_thin_as_well():
    nobody = small_map(urgent="housing")
    volunteer = small_map(who("x", "volunteers", "housing"), urgent="housing")
    service = small_map(who("x", helps="housing"), urgent="housing")

    assert codes(nobody) == ["O01"]
    assert codes(volunteer) == ["O02"]
    assert codes(service) == ["O03"]


def test_what_is_apart_is_shown_only_when_asked_for():
    family = small_map(members=[mother()])

    assert codes(family) == []
    assert codes(family, apart=True) == ["O07", "O12"]
    assert all(line.apart for line in shown(read(family), apart=True))


def test_what_was_put_aside_makes_room():
    family = small_map(BRIDGE, some="housing work")

    assert codes(family, 2, aside={"P1:fatma", "O01:housing"}) == ["O01"]


def test_a_line_about_a_difficult_tie_says_so():
    family = small_map(who("x", helps="housing", quality="stressful"), some="housing work")

    told = {line.code: line.difficult_tie for line in shown(read(family))}

    assert told == {"O13": True, "O01": False}
