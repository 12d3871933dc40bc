"""The example families say exactly what their file expects of them, no more and no less."""

import os
from pathlib import Path

import pytest

import kring
from kring.core.formats.family_file import read
from kring.core.observations import keys, read_map

PACKAGED = Path(kring.__file__).parent / "demo_data" / "families.yaml"
NEXT_DOOR = Path(__file__).parents[4] / "shared" / "samples"


def found_and_expected(path):
    file = read(path.read_bytes(), path.name)
    on = file.meta.reference_date
    found = {
        family.id: keys(read_map(family, themes=file.themes, on=on))
        for family in file.families
        if family.id in file.expected_observations
    }
    return found, {family: sorted(keys) for family, keys in file.expected_observations.items()}


def test_the_packaged_examples():
    found, expected = found_and_expected(PACKAGED)

    assert len(expected) == 3
    assert found == expected


@pytest.mark.samples
def test_the_examples_as_they_were_designed():
    path = Path(os.environ.get("KRING_SAMPLES", NEXT_DOOR)) / "families.yaml"
    if not path.is_file():
        pytest.skip("the sample files are not at hand (KRING_SAMPLES)")

    found, expected = found_and_expected(path)

    assert len(expected) == 3
    assert found == expected
