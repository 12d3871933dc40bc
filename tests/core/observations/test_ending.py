"""O15: support and cards that end, and a map that grew old."""

import pytest
from small_maps import mother, said, small_map, who


@pytest.mark.parametrize(
    ("until", "severity"),
    [
        ("2026-04-30", "medium"),  # 60 days
        ("2026-05-01", None),
        ("2026-03-01", "medium"),
        ("2025-12-31", "medium"),  # past counts as within the term
        (None, None),
    ],
)
def test_support_that_ends(until, severity):
    found = said(small_map(who("x", until=until))).get("O15:x")

    assert (found and found.severity) == severity


SOON = "2026-04-15"


@pytest.mark.parametrize(
    ("family", "severity"),
    [
        (small_map(who("x", helps="housing", until=SOON), some="housing"), "high"),
        (small_map(who("x", helps="housing", until=SOON)), "medium"),
        (
            small_map(who("x", helps="housing", until=SOON), some="housing", asked=["need"]),
            "medium",
        ),
        (
            small_map(
                who("x", helps="housing", until=SOON), who("y", helps="housing"), some="housing"
            ),
            "medium",
        ),
        (
            small_map(
                who("x", carries="housing", until=SOON),
                who("y", helps="housing"),
                some="housing",
            ),
            "high",
        ),
        (small_map(who("x", until=SOON, coordination=True)), "high"),
        (small_map(who("x", until=SOON), plan={"id": "plan", "coordinator": "x"}), "high"),
        (small_map(who("x", until=SOON), plan={"id": "plan", "coordinator": "y"}), "medium"),
        (small_map(who("x", until=SOON, status="ended")), None),
    ],
)
def test_support_that_ends_weighs_more_on_a_key_place(family, severity):
    found = said(family).get("O15:x")

    assert (found and found.severity) == severity


@pytest.mark.parametrize(
    ("member", "fires"),
    [
        (mother(status_until="2026-06-29"), True),  # 120 days
        (mother(status_until="2026-06-30"), False),
        (mother(status_until="2025-06-30"), True),
        (mother(status_until="2026-05-20", location="abroad"), False),
        (mother(), False),
    ],
)
def test_a_card_that_ends(member, fires):
    found = said(small_map(members=[member])).get("O15:m")

    assert (found and found.severity) == ("medium" if fires else None)


@pytest.mark.parametrize(
    ("actor", "text"),
    [
        (SOON, "De steun van X stopt op 15 april 2026. Wat komt daarna?"),
        ("2026-02-01", "De steun van X stopte op 1 februari 2026. Wat komt daarna?"),
    ],
)
def test_a_day_that_has_passed_is_told_as_past(actor, text):
    card = mother(status_until=actor)

    found = said(small_map(who("x", until=actor), members=[card]))

    assert str(found["O15:x"].sentence) == text
    assert str(found["O15:m"].sentence) == text.replace("steun van X", "kaart van Rasha")


OLD, FRESH = "2025-09-02", "2025-09-03"  # 180 and 179 days ago


@pytest.mark.parametrize(
    ("confirmed", "fires"),
    [
        ([OLD] * 3 + [FRESH] * 7, True),
        ([OLD] * 2 + [FRESH] * 7, False),
        ([FRESH] * 10, False),
        ([None] * 10, False),  # nobody wrote when
        ([OLD] + [None] * 2, True),
        ([OLD] + [None] * 3, False),
        ([], False),
    ],
)
def test_a_map_that_grew_old(confirmed, fires):
    people = [who(f"x{index}", confirmed=day) for index, day in enumerate(confirmed)]

    found = said(small_map(*people)).get("O15:map")

    assert (found and found.severity) == ("info" if fires else None)
