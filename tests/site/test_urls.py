"""`kring urls`: the doors as others read them."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from django.urls import resolve

from cast import STERRENBERG, bring
from kring.core.themes import SHIPPED
from kring.site.commands import demo, urls
from kring.site.demo_world import FIRST
from kring.site.doors import DEMO_DOORS, DOORS, VISITORS

KRING = [sys.executable, "-c", "import sys; from kring.site.cli import main; sys.exit(main())"]


@pytest.fixture
def first_family(monkeypatch, db):
    """As in the demo, without laying its folder once more."""
    monkeypatch.setattr(demo, "prepare", lambda asked: None)
    return bring(replace(STERRENBERG, id=FIRST), themes=SHIPPED, by=None)


def test_every_door_is_told_with_an_address_that_leads_there(first_family, capsys):
    assert urls.run(["--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in told] == sorted(DOORS)
    for each in told:
        found = resolve(each["path"])
        assert found.view_name == each["name"]
        assert {key: str(value) for key, value in found.kwargs.items()} == each["kwargs"]
        assert tuple(each["expects"]) == VISITORS
        assert each["public"] == (each["expects"]["nobody"] == 200)
        assert set(each["methods"]) <= {"GET", "HEAD", "POST"}
        assert each["methods"]


def test_what_a_script_reads_of_one_family_and_of_what_only_takes_a_form(first_family, capsys):
    urls.run(["--json"])

    told = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    family = told["overview:family"]
    assert family["kwargs"] == {"family_id": str(first_family.pk)}
    assert family["expects"]["worker"] == 200
    assert family["expects"]["outsider"] == family["expects"]["analyst"] == 404
    assert family["public"] is False
    assert told["exchange:copy"]["methods"] == ["POST"]
    assert told["set_language"]["methods"] == ["GET", "HEAD", "POST"]


def test_a_line_for_each_door_for_people(first_family, capsys):
    assert urls.run([]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(DOORS)
    [wall] = [line for line in lines if line.startswith("/gezinnen/ ")]
    assert "GET,HEAD" in wall
    assert "nobody 302 outsider 200" in wall


def test_it_lays_the_demo_where_there_is_none_and_leaves_other_folders_alone(tmp_path):
    def kring(*words):
        return subprocess.run(
            [*KRING, "urls", *words], capture_output=True, text=True, check=False,
            env=os.environ | {"LANG": "nl_BE.UTF-8"},
        )  # fmt: skip

    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")

    laid = kring("--json", "--data", str(tmp_path / "demo"))
    strange = kring("--data", str(tmp_path / "mine"))

    assert laid.returncode == 0, laid.stderr
    assert {each["name"] for each in json.loads(laid.stdout)} == {*DOORS, *DEMO_DOORS}
    assert strange.returncode == 1
    assert "staat iets dat niet van de demo is" in strange.stderr
    assert strange.stdout == ""
