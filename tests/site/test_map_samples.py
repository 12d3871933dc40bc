"""The real files of other tools, and the example families, through the command line."""

import json
import os
from pathlib import Path

import pytest
import yaml

from kring.site.cli import main

pytestmark = pytest.mark.samples

ROOT = Path(__file__).parents[2]
# In each of these stands a network; a set of CSV files is read as one folder.
FILES = (
    "easynwk/*.json",
    "easynwk/*.nwk",
    "easynwk/history/*.json",
    "graphml/*.graphml",
    "network-canvas/**/*.graphml",
)
FOLDERS = ("network-canvas/export", "network-canvas/exporters")


def folder():
    for place in (os.environ.get("KRING_SAMPLES"), ROOT.parent / "shared" / "samples"):
        if place and Path(place).is_dir():
            return Path(place)
    return None


def found():
    place = folder()
    if place is None:
        return []
    files = [each for pattern in FILES for each in sorted(place.glob(pattern))]
    return [*files, *(place / name for name in FOLDERS if (place / name).is_dir())]


@pytest.fixture
def samples():
    place = folder()
    if place is None:
        pytest.skip("the files of other tools are not at hand (KRING_SAMPLES)")
    return place


def test_the_example_families_say_what_they_must(samples, capsys):
    file = samples / "families.yaml"

    assert main(["map", "observe", str(file), "--format", "json"]) == 0

    said = json.loads(capsys.readouterr().out)["families"]
    expected = yaml.safe_load(file.read_text("utf-8"))["expected_observations"]
    assert {family: set(each["keys"]) for family, each in said.items()} == {
        family: set(keys) for family, keys in expected.items()
    }


@pytest.mark.parametrize("path", found(), ids=lambda path: path.name)
def test_every_file_of_the_other_tools_converts_and_reads_again(path, tmp_path, capsys):
    out = tmp_path / "uit.yaml"

    assert main(["map", "convert", str(path), "-o", str(out)]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert main(["map", "observe", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["families"]


def test_there_are_files_to_read(samples):
    assert len(found()) >= 16
