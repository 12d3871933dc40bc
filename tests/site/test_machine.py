"""Finding a browser and a database server, and refusing to go without them in CI."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kring.site.commands import machine

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def empty(monkeypatch, tmp_path):
    """A machine with nothing on PATH."""
    for name in ("KRING_CHROMIUM", "KRING_POSTGRES_PROGRAMS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def place(program):
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("#!/bin/sh\n", "ascii")
    program.chmod(0o755)
    return program


def test_no_browser_no_server(empty):
    assert machine.chromium() is None
    assert machine.postgresql(debian=empty) is None


@pytest.mark.parametrize("name", machine.BROWSERS)
def test_each_browser_of_the_family_will_do(empty, name):
    program = place(empty / "bin" / name)

    assert machine.chromium() == str(program)


def test_a_named_browser_goes_first_and_is_not_replaced_when_it_is_gone(empty, monkeypatch):
    place(empty / "bin" / "chromium")
    mine = place(empty / "mine")
    monkeypatch.setenv("KRING_CHROMIUM", str(mine))
    assert machine.chromium() == str(mine)

    mine.unlink()
    assert machine.chromium() is None


def test_the_newest_server_of_debian_is_taken(empty):
    for version in ("9.6", "15", "17", "oud"):
        place(empty / version / "bin" / "initdb")
    place(empty / "bin" / "initdb")

    assert machine.postgresql(debian=empty) == empty / "17" / "bin"


def test_a_server_on_path_is_taken_where_it_really_lies(empty):
    real = place(empty / "opt" / "pg" / "initdb")
    (empty / "bin").mkdir()
    (empty / "bin" / "initdb").symlink_to(real)

    assert machine.postgresql(debian=empty / "none") == real.parent


def test_a_named_server_goes_first_and_is_not_replaced_when_it_is_gone(empty, monkeypatch):
    place(empty / "17" / "bin" / "initdb")
    mine = place(empty / "mine" / "initdb")
    monkeypatch.setenv("KRING_POSTGRES_PROGRAMS", str(mine.parent))
    assert machine.postgresql(debian=empty) == mine.parent

    mine.unlink()
    assert machine.postgresql(debian=empty) is None


@pytest.mark.parametrize(("said", "ci"), [("true", True), ("", False), ("false", False)])
def test_ci_is_what_says_so(monkeypatch, said, ci):
    monkeypatch.setenv("CI", said)

    assert machine.in_ci() is ci


WANTING = {
    "Chromium": {"KRING_CHROMIUM": "/nergens/chromium"},
    "PostgreSQL": {"KRING_POSTGRES_PROGRAMS": "/nergens", "KRING_TEST_DATABASE": "postgresql"},
}


@pytest.mark.parametrize("lacking", WANTING)
@pytest.mark.parametrize("ci", ["true", "false"])
def test_what_cannot_run_is_skipped_here_and_a_failure_in_ci(lacking, ci):
    # Every test with a browser also has a database, so one file serves both.
    run = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs"),
            "tests/browser/test_instruments.py",
        ],
        cwd=ROOT,
        env={**os.environ, "CI": ci, **WANTING[lacking]},
        capture_output=True,
        text=True,
        check=False,
    )

    if ci == "true":
        assert run.returncode == 4
        assert f"CI needs {lacking}" in run.stderr
    else:
        assert run.returncode == 0
        assert f"geen {lacking} op deze machine" in run.stdout
        assert "5 skipped" in run.stdout
