"""The guide for users tells every rule with its own sentences, rounds and thresholds."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from sentences_said import SENTENCES
from small_maps import said

from kring.core.observations import DEFAULT, Measures, Thresholds
from kring.core.observations.reading import RULES, STRENGTHS
from kring.core.observations.wording import decimal

GUIDE = Path(__file__).parents[3] / "docs" / "kaart-zegt.md"
IN_DUTCH = {
    "theme": "thema", "themes": "thema's", "actor": "naam", "member": "lid",
    "names": "namen", "groups": "groepjes", "day": "datum",
}  # fmt: skip


def parts():
    """The text of each rule, by its code."""
    found = re.split(r"^### ([OP]\d+) ", GUIDE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(found[::2], found[1::2], strict=True))


def test_every_rule_has_its_part_in_order():
    assert list(parts()) == [*RULES, *STRENGTHS]


@pytest.mark.parametrize("code", [*RULES, *STRENGTHS])
def test_a_part_quotes_what_the_rule_says(code):
    templates = {
        said(family)[key].sentence.template
        for family, key, _ in SENTENCES
        if key.partition(":")[0] == code
    }
    quoted = re.findall(r"^> (.+)$", parts()[code], re.MULTILINE)

    assert set(quoted) == {
        re.sub(r"{(\w+)}", lambda name: f"{{{IN_DUTCH[name[1]]}}}", template)
        for template in templates
    }


def test_every_threshold_stands_there_with_its_value():
    written = re.findall(r"^- `(\w+)` = ([\w,]+)", GUIDE.read_text("utf-8"), re.MULTILINE)
    values = {field.name: getattr(DEFAULT, field.name) for field in fields(Thresholds)}

    assert len(written) == len(dict(written))
    assert dict(written) == {
        name: value.value if isinstance(value, str) else decimal(value)
        for name, value in values.items()
    }


def test_every_measure_is_explained():
    table = GUIDE.read_text("utf-8").partition("## De cijfers")[2].partition("## Wat als")[0]

    names = re.findall(r"`(\w+)`", table)

    assert sorted(names) == sorted(field.name for field in fields(Measures))
