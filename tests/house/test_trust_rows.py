"""The table of bad inputs and faults: each row has a test that carries its number.

The rows are those of the design's section 7, "bad inputs and faults to try". A test shows which
rows it proves by its name: `test_row_07_...`, or `test_row_10_11_...` for more than one.
"""

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
ROWS = range(1, 61)
# These wait until Kring runs for real: slow clients, merging of two editors and offline work,
# kill -9, power cuts and foreign writers, backups under load, published figures, upgrades.
LATER = {29, *range(31, 37), 42, 46, 55}


def rows_with_a_test() -> set[int]:
    found = set()
    for file in TESTS.rglob("test_*.py"):
        for name in re.findall(r"^def test_row_((?:\d\d_)+)", file.read_text("utf-8"), re.M):
            found |= {int(each) for each in name.strip("_").split("_")}
    return found


@pytest.mark.parametrize("row", [row for row in ROWS if row not in LATER])
def test_every_row_has_a_test_with_its_number(row):
    assert row in rows_with_a_test()


def test_no_test_carries_a_number_that_is_no_row():
    assert rows_with_a_test() <= set(ROWS)
