"""The published JSON Schema: what the code says, and a witness that reads files without it."""

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from kring.core.formats.family_file import read
from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.schema import json_schema
from kring.core.formats.tree import held

PUBLISHED = files("kring.core.formats") / "family.schema.json"
WITNESS = Draft202012Validator(json.loads(PUBLISHED.read_text("utf-8")))


def accepted_by_us(text: str) -> bool:
    try:
        read(text.encode(), "f.yaml")
    except FileRefused:
        return False
    return True


def accepted_by_the_witness(text: str) -> bool:
    return WITNESS.is_valid(held(tree_of(text.encode(), Findings("f.yaml"))))


def test_the_published_schema_is_the_one_that_the_records_give():
    """To renew it: write `json_schema()` as JSON with an indent of two."""
    expected = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"

    assert PUBLISHED.read_text("utf-8") == expected


def test_the_schema_is_one():
    Draft202012Validator.check_schema(json_schema())


FAMILY = """\
meta: {schema_version: 1}
families:
- id: F1
  label: Gezin
  members: [{id: m1, name: Moeder, role: mother}]
  actors: [{id: a1, label: Buur, sphere: friends_neighbours}]
"""


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  arrival: 2023",
        "  arrival: 2023-05",
        "  label2: ~".replace("label2", "municipality"),
        "  relations: [{actor: a1, members: all, closeness: 1, themes: {work: carries}}]",
        "  relations: [{actor: a1, members: [m1], extra: {a: [1, {b: ~}]}}]",
        "  plan: {id: p, actions: [{id: s, what: {ar: x, nl: y}, with: [m1]}]}",
        "  meetings: [{id: x, date: 2026-01-01, kind: praatje, interpreter: ~}]",
        "  themes: [{id: work, score: 10, self: true}]",
        "themes: [{id: work, nl: Werk, short: {}}]",
        "expected_observations: {F1: ['O01:work']}",
    ],
)
def test_what_we_read_the_witness_accepts(written):
    text = f"{FAMILY}{written}\n"

    assert accepted_by_us(text)
    assert accepted_by_the_witness(text)


@pytest.mark.parametrize(
    "written",
    [
        "  arrival: 1899",
        "  arrival: 2101",
        "  arrival: mei",
        "  phase: ''",
        "  label: 12",
        "  municipality: 12",
        "  municipality: {nl: 12}",
        "  municipality: {nederlands: x}",
        "  actoren: []",
        "  links: [{a: a1}]",
        "  links: [{a: a1, b: a1, type: vriend}]",
        "  links: {a: a1, b: a1}",
        "  relations: [{actor: a1, members: m1}]",
        "  relations: [{actor: a1, closeness: 4}]",
        "  relations: [{actor: a1, closeness: 1.5}]",
        "  relations: [{actor: a1, closeness: '1'}]",
        "  relations: [{actor: a1, confirmed: 9999-12-31}]",
        "  relations: [{actor: a1, confirmed: 20260101}]",
        "  relations: [{actor: a1, pressure: ja}]",
        "  relations: [{actor: a1, themes: {work: doet}}]",
        "  relations: [{actor: a1, extra: 3}]",
        "  consent: {given_on: 2026-01-01}",
        "  themes: [{id: work, score: 11}]",
        "  strengths: [Sterk]",
        "  actors: [" + "{id: a, label: x, sphere: kin}, " * 501 + "]",
        "families2: []",
        "themes: [{id: a b, nl: x}]",
    ],
)
def test_what_we_refuse_the_witness_refuses_too(written):
    name = written.split(":")[0] + ":"
    kept = [line for line in FAMILY.splitlines() if not line.startswith(name)]
    text = "\n".join([*kept, written]) + "\n"

    assert not accepted_by_us(text)
    assert not accepted_by_the_witness(text)


@pytest.mark.parametrize(
    "text",
    [
        "families: []",
        "meta: {}\nfamilies: []",
        "meta: {schema_version: 2}\nfamilies: []",
        "meta: {schema_version: 1}",
        "meta: {schema_version: 1}\nfamilies: [" + "{id: F, label: x}, " * 101 + "]",
        "[]",
        "hallo",
    ],
)
def test_a_file_of_another_shape_is_refused_by_both(text):
    assert not accepted_by_us(text)
    assert not accepted_by_the_witness(text)
