"""The launcher: the right Python, one sentence for each thing that is missing, and speed."""

import os
import re
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "kring"
# All that the launcher uses beside Python: a machine in a test has these and no more.
TOOLS = ["sh", "cat", "cksum", "dirname", "readlink", "rm", "mv"]


class Machine:
    """A house in a folder with a space, and a PATH on which we put what we like."""

    def __init__(self, folder):
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.house = folder / "het huis"
        self.house.mkdir()
        self.venv = self.house / ".venv"
        shutil.copy(LAUNCHER, self.house)
        (self.house / "pyproject.toml").write_text("[project]\nname = 'proef'\n", "utf-8")
        (self.house / "uv.lock").write_text("version = 1\n", "utf-8")
        for tool in TOOLS:
            (self.programs / tool).symlink_to(shutil.which(tool))

    def has(self, name, script):
        program = self.programs / name
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)

    def has_python(self, version, *, makes_venv=True, name="python3"):
        """A Python that answers the launcher's three questions and can do nothing else."""
        new_enough = "exit 0" if int(version.split(".")[1]) >= 11 else "exit 1"
        self.has(
            name,
            'case "$2" in\n'
            f"    *version_info*'<'*) {new_enough} ;;\n"
            f"    *'%d.%d'*) echo {version} ;;\n"
            f"    *ensurepip*) exit {0 if makes_venv else 1} ;;\n"
            f"    *_base_executable*) echo {name} ;;\n"
            "    *) echo 'bouwt nu' >&2; exit 1 ;;\n"
            "esac",
        )

    def is_ready(self, group="light"):
        """A .venv as the launcher leaves it, with a `kring` that tells how it was called."""
        (self.venv / "bin").mkdir(parents=True)
        for name in ("kring", "python"):
            program = self.venv / "bin" / name
            program.write_text('#!/bin/sh\necho "$PWD: $*"\nexit 7\n', "utf-8")
            program.chmod(0o755)
        checksum = subprocess.run(
            ["sh", "-c", "cat uv.lock pyproject.toml | cksum"],
            cwd=self.house,
            capture_output=True,
            text=True,
            check=True,
        )
        (self.venv / "kring.stamp").write_text(
            f"{group} {checksum.stdout.strip()} {self.house}\n", "utf-8"
        )

    def run(self, *words, door=None, cwd=None, lang="C.UTF-8"):
        return subprocess.run(
            [door or self.house / "kring", *words],
            cwd=cwd or self.house,
            env={"PATH": str(self.programs), "LANG": lang},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def computer(tmp_path):
    return Machine(tmp_path)


NO_PYTHON = {
    "C.UTF-8": "Kring heeft Python 3.11 of nieuwer nodig. Jij hebt er nog geen.",
    "en_GB.UTF-8": "Kring needs Python 3.11 or newer. You have none yet.",
    "fr_BE.UTF-8": "Kring a besoin de Python 3.11 ou plus récent. Vous n'en avez pas encore.",
}


@pytest.mark.parametrize("lang", NO_PYTHON)
def test_without_python_it_says_so(computer, lang):
    run = computer.run("demo", lang=lang)

    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"{NO_PYTHON[lang]}\n")


def test_with_an_old_python_it_names_the_version(computer):
    computer.has_python("3.9")

    run = computer.run("demo")

    assert run.returncode == 1
    assert run.stderr == "Kring heeft Python 3.11 of nieuwer nodig. Jij hebt 3.9.\n"


def test_a_python_that_cannot_make_an_environment_says_what_to_install(computer):
    computer.has_python("3.12", makes_venv=False)

    run = computer.run("demo")

    assert run.returncode == 1
    assert run.stderr.startswith("Python 3.12 kan hier geen eigen omgeving maken. Installeer ")
    assert run.stderr.count("\n") == 1


@pytest.mark.parametrize("name", ["python3", "python3.13", "python3.12", "python3.11"])
def test_the_first_python_that_will_do_is_taken(computer, name):
    computer.has_python("3.9", name="python3")
    computer.has_python("3.13", name=name)

    assert "bouwt nu" in computer.run("demo").stderr


def test_with_uv_a_python_without_venv_will_do(computer):
    computer.has_python("3.12", makes_venv=False)
    computer.has("uv", "exit 1")

    assert "bouwt nu" in computer.run("demo").stderr


def test_what_is_ready_gets_every_word_and_needs_no_python_and_no_network(computer, tmp_path):
    computer.is_ready()

    run = computer.run("map", "draw", "een bestand.yaml", cwd=tmp_path)

    assert run.returncode == 7
    assert run.stdout == f"{tmp_path}: map draw een bestand.yaml\n"
    assert run.stderr == ""


def test_it_works_through_a_link(computer, tmp_path):
    computer.is_ready()
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "k").symlink_to("../het huis/kring")

    assert computer.run("demo", door=tmp_path / "elders" / "k").returncode == 7


@pytest.mark.parametrize(
    ("group", "word", "ready"),
    [
        ("light", "demo", True),
        ("dev", "demo", True),
        ("dev", "test", True),
        ("light", "test", False),
        ("light", "lint", False),
        ("light", "tidy", False),
    ],
)
def test_the_tools_of_contributors_come_only_when_asked_for(computer, group, word, ready):
    computer.has_python("3.11")
    computer.is_ready(group)

    assert (computer.run(word).returncode == 7) is ready


def alter_lock(computer):
    (computer.house / "uv.lock").write_text("version = 2\n", "utf-8")


def alter_project(computer):
    (computer.house / "pyproject.toml").write_text("[project]\nname = 'ander'\n", "utf-8")


def lose_the_command(computer):
    (computer.venv / "bin" / "kring").unlink()


def lose_python(computer):
    python = computer.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nergens/python3")


def lose_the_stamp(computer):
    (computer.venv / "kring.stamp").unlink()


def move_house(computer):
    computer.house = computer.house.rename(computer.house.with_name("ander huis"))


@pytest.mark.parametrize(
    "change",
    [alter_lock, alter_project, lose_the_command, lose_python, lose_the_stamp, move_house],
)
def test_what_is_stale_or_half_made_is_made_again(computer, change):
    computer.has_python("3.11")
    computer.is_ready()
    assert computer.run("demo").returncode == 7

    change(computer)

    assert "bouwt nu" in computer.run("demo").stderr


def test_a_second_start_takes_well_under_three_seconds(computer):
    computer.is_ready()
    began = time.monotonic()

    computer.run("demo")

    assert time.monotonic() - began < 1


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_every_shell_can_read_it(shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")

    subprocess.run([shell, "-n", LAUNCHER], check=True)


def test_it_can_be_executed():
    assert os.access(LAUNCHER, os.X_OK)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_it_brings_the_uv_that_can_build_us():
    """The uv that pip brings is of the line of our build backend: nothing more to fetch."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (backend,) = project["build-system"]["requires"]

    (uv,) = re.findall(r"'uv(>=[^']*)'", LAUNCHER.read_text("utf-8"))
    assert backend == f"uv_build{uv}"


def test_no_makefile_beside_the_door():
    assert not list(ROOT.glob("[Mm]akefile*"))
    assert not list(ROOT.glob("[Jj]ustfile*"))
