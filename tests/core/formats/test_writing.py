"""YAML that people like to read, and that says the same to every reader."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.tree import UNREADABLE, held
from kring.core.formats.writing import yaml_of


def back(text: str):
    findings = Findings("f.yaml")
    tree = tree_of(text.encode(), findings)
    findings.settle()
    return held(tree)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("Lieve en Jan", "Lieve en Jan"),
        ("Collega's bakkerij (nieuw)", "Collega's bakkerij (nieuw)"),
        ("Café", "Café"),
        ("قريب", "قريب"),
        ("2026-03-01", "2026-03-01"),
        ("2023-05", "2023-05"),
        ("2023", '"2023"'),
        ("3 kinderen", '"3 kinderen"'),
        ("no", '"no"'),
        ("Yes", '"Yes"'),
        ("NULL", '"NULL"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("a, b", '"a, b"'),
        ("einde ", '"einde "'),
        ('zij zei "ja"', '"zij zei \\"ja\\""'),
        ("\u202eomgekeerd", '"\\u202eomgekeerd"'),
        ("a\u2028b", '"a\\u2028b"'),
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        (-3, "-3"),
        ([], "[]"),
        ({}, "{}"),
        ([1, [2]], "[1, [2]]"),
        ({"b": {"c": "d"}}, "{b: {c: d}}"),
        ("x" * 97, "x" * 97),
        ("x" * 98, "x" * 98),  # a text is never broken
    ],
)
def test_a_short_value_stands_on_its_line(value, written):
    assert yaml_of({"a": value}) == f"a: {written}\n"


def test_a_long_value_stands_below():
    long = "een lange zin die samen met de andere niet meer op een regel past"
    values = {"b": long, "c": [long, "d"], "e": [{"f": long, "g": long}, [long] * 2]}

    assert yaml_of({"a": values}) == (
        "a:\n"
        f"  b: {long}\n"
        "  c: [" + f"{long}, d]\n"
        "  e:\n"
        f"    - f: {long}\n"
        f"      g: {long}\n"
        f"    - - {long}\n"
        f"      - {long}\n"
    )  # fmt: skip


def test_a_text_of_several_lines_stands_as_a_block():
    text = "Beste,\n\n  ingesprongen\neinde"

    assert yaml_of({"a": {"nl": text}, "b": [text]}) == (
        "a:\n  nl: |-\n    Beste,\n\n      ingesprongen\n    einde\n"
        "b:\n  - |-\n    Beste,\n\n      ingesprongen\n    einde\n"
    )
    assert back(yaml_of({"a": {"nl": text}, "b": [text]})) == {"a": {"nl": text}, "b": [text]}


@pytest.mark.parametrize(
    "text",
    [
        "a\n",
        "\na",
        " a\nb",
        "a\n \nb",
        "a\n  ",
        "a\r\nb",
        "a\n\u2028b",
        "a\n\tb",
        "\n",
        "a \nb ",
    ],
)
def test_a_text_of_several_lines_comes_back_to_the_letter(text):
    assert back(yaml_of({"a": text, "b": [text], "c": {"d": [{"e": text}]}})) == {
        "a": text,
        "b": [text],
        "c": {"d": [{"e": text}]},
    }


@pytest.mark.parametrize("key", ["x" * 999, "x" * 2000, "é " * 900, "a: b", "", "? a", "no"])
def test_any_key_comes_back(key):
    value = {key: {key: 1}, "b": [{key: "x" * 200, "c": "d"}]}

    assert back(yaml_of(value)) == value


def test_what_is_no_number_is_not_written():
    with pytest.raises(ValueError, match="Out of range float"):
        yaml_of({"a": float("nan")})


SIGNS = [*"-?:,[]{}#&*!|>'%@`~=", '"', "<<", "---", "...", "|-"]
WORDS = [
    *("no", "Yes", "null", "true", "0471", "+32", "1e5", ".5", ".nan", "2026-01-01", "12:30"),
    *("ﷺ", "ሰላም", "🙂", "Ʌ", "²"),
]
SPACES = ["x\n", "\nx", " x", "x ", "x\n  y", "x\n \ny", "\t", "\r", "\x85", "\u2028", "\ufeff"]
NASTY = st.sampled_from(
    [
        *WORDS,
        *SPACES,
        *SIGNS,
        *(f"{sign}x" for sign in SIGNS),
        *(f"x{sign}" for sign in SIGNS),
        *(f"x {sign} y" for sign in SIGNS),
        *(f"x{sign} y" for sign in SIGNS),
        *("\\", "'x'", "\u200f\u202e\u2066", "a\u0301"),
    ]
)
TEXT = NASTY | st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(
    lambda text: not UNREADABLE.search(text)
)
VALUE = st.recursive(
    TEXT | st.none() | st.booleans() | st.integers(-(10**9), 10**9)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=15,
)  # fmt: skip


@given(values=st.dictionaries(TEXT, VALUE, min_size=1, max_size=4))
def test_everything_comes_back_as_it_was(values):
    assert back(yaml_of(values)) == values


@given(text=TEXT.filter(lambda text: "\x85" not in text))
def test_pyyaml_by_itself_finds_the_same_texts(text):
    found = yaml.load(yaml_of({"a": text, "b": [text]}), Loader=yaml.CBaseLoader)

    assert found == {"a": text, "b": [text]}
