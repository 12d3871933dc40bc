"""What holds for every family file: written and read it is the same, in YAML and in JSON."""

import json
from dataclasses import replace
from functools import cache

from family_values import family_files
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from kring.core.family import FamilyFile
from kring.core.formats.family_file import read, write_json, write_yaml
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.schema import json_schema
from kring.core.formats.tree import held
from kring.core.plain import plain

# A whole file of families is much to draw, and that is what these laws are about.
LAWS = settings(
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.filter_too_much,
    ]
)


def names_in_order(value: object) -> object:
    """The names in all mappings, as they are written: the order of languages counts."""
    if isinstance(value, dict):
        return [(name, names_in_order(held)) for name, held in value.items()]
    return [names_in_order(held) for held in value] if isinstance(value, list) else None


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


@settings(LAWS, max_examples=25)
@given(file=family_files())
def test_what_is_written_as_yaml_is_read_back_the_same(file: FamilyFile):
    again = read(write_yaml(file).encode(), "f.yaml")

    assert again == file
    assert names_in_order(plain(again)) == names_in_order(plain(file))


@settings(LAWS, max_examples=25)
@given(file=family_files())
def test_what_is_written_as_json_is_read_back_the_same(file: FamilyFile):
    again = read(write_json(file).encode(), "f.json")

    assert again == file
    assert names_in_order(plain(again)) == names_in_order(plain(file))


@settings(LAWS, max_examples=12)
@given(file=family_files())
def test_the_json_is_also_yaml_and_says_the_same(file: FamilyFile):
    def said(text: str, name: str) -> object:
        return held(tree_of(text.encode(), Findings(name)))

    assert said(write_yaml(file), "f.yaml") == json.loads(write_json(file))


@settings(LAWS, max_examples=12)
@given(file=family_files())
def test_whatever_is_written_fits_the_published_schema(file: FamilyFile):
    validator().validate(json.loads(write_json(file)))


@settings(LAWS, max_examples=12)
@given(file=family_files())
def test_what_is_written_twice_is_the_same_text(file: FamilyFile):
    text = write_yaml(file)

    assert write_yaml(read(text.encode(), "f.yaml")) == text
    assert write_yaml(replace(file, expected_observations={})) == text
