"""Which numbers may leave the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.disclosure import safe_count


@pytest.mark.parametrize(
    ("families", "sensitive", "shown"),
    [
        (0, False, None), (4, False, None), (5, False, 5), (7, False, 5), (8, False, 10),
        (12, False, 10), (5, True, None), (9, True, None), (10, True, 10), (13, True, 15),
    ],
)  # fmt: skip
def test_a_small_number_is_not_shown_and_a_large_one_is_rounded(families, sensitive, shown):
    assert safe_count(families, sensitive=sensitive) == shown


@given(st.integers(0, 10_000))
def test_a_shown_number_never_tells_the_exact_one(families):
    shown = safe_count(families)

    assert shown is None or (shown % 5 == 0 and abs(shown - families) <= 2 and shown >= 5)


def test_a_negative_number_of_families_is_a_mistake():
    with pytest.raises(ValueError, match="negative"):
        safe_count(-1)
