"""YAML and JSON as a tree: what each notation means, on which line, and what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.tree import MOST_NESTED, UNREADABLE, Listed, Mapped, Scalar, held

NO_LETTER = ": Hier staat een teken dat geen letter is ({}). Haal het weg."
TWICE = ': "a" staat hier twee keer, ook op regel {}. Kies er een.'
UTF_16 = ": Dit bestand is bewaard als UTF-16. Bewaar het als UTF-8."


def read(text: str | bytes, name: str = "f.yaml"):
    findings = Findings(name)
    tree = tree_of(text if isinstance(text, bytes) else text.encode(), findings)
    findings.settle()
    return tree


def refusals(text: str | bytes, name: str = "f.yaml") -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read(text, name)
    return list(refused.value.say())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        # words: those of YAML 1.2, not the many of 1.1
        *[
            (word, word)
            for word in ("no", "on", "yes", "off", "y", "NO", "nUll", "tRUE", "None")
        ],
        *[(word, True) for word in ("true", "True", "TRUE")],
        *[(word, False) for word in ("false", "False", "FALSE")],
        *[(word, None) for word in ("null", "Null", "NULL", "~", "")],
        # numbers
        ("0", 0),
        ("-12", -12),
        ("1.50", 1.5),
        ("1.", 1.0),
        (".5", 0.5),
        ("-.5e2", -50.0),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("9" * 40, int("9" * 40)),
        # what looks like a number but is as likely a telephone or a file number
        *[(text, text) for text in ("0471234567", "+32471", "0x1F", "0o17", "1_000", "12:30")],
        *[(text, text) for text in (".", "1e", "--1", "1.2.3", ".a", "-inf", "nan", "NaN")],
        # days stay as written
        ("2026-03-01", "2026-03-01"),
        ("2023-05", "2023-05"),
        # text
        ('"12"', "12"),
        ("'true'", "true"),
        ('""', ""),
        ("'it''s'", "it's"),
        ('"\\u00e9\\n"', "é\n"),
        ("|-\n  a\n  b", "a\nb"),
        (">-\n  a\n  b", "a b"),
        ("‮كلام 😀 ሰላም", "‮كلام 😀 ሰላም"),
    ],
)
def test_yaml_scalars_mean_what_yaml_1_2_says(written, value):
    found = held(read(f"a: {written}\n"))["a"]

    assert found == value
    assert type(found) is type(value)


def test_every_node_knows_its_line_and_every_value_its_spelling():
    tree = read("a: 1.10\n\nb:\n  - x\n  - {c: ~}\n")

    assert isinstance(tree, Mapped)
    assert tree.line == 1
    assert tree.entries["a"] == (1, Scalar(1.1, "1.10", 1))
    key_line, items = tree.entries["b"]
    assert (key_line, items.line) == (3, 4)
    assert isinstance(items, Listed)
    assert items.items[0] == Scalar("x", "x", 4)
    assert items.items[1].entries == {"c": (5, Scalar(None, "~", 5))}


def test_json_knows_the_same_lines():
    tree = read('{\n "a": 1.10,\n\n "b"\n:\n ["x",\n {"c": null}]\n}', "f.json")

    assert tree.entries["a"] == (2, Scalar(1.1, "1.10", 2))
    assert tree.entries["b"][0] == 4
    assert tree.entries["b"][1].items[1].entries == {"c": (7, Scalar(None, "null", 7))}


def test_keys_are_text_however_written():
    assert held(read("{1: a, true: b, ~: c, 'd e': f, 2026-01-01: g}")) == {
        "1": "a",
        "true": "b",
        "~": "c",
        "d e": "f",
        "2026-01-01": "g",
    }


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('{"a": "\\ud83d\\ude00"}', "-", {"a": "😀"}),  # no name: a brace means JSON
        ('  \n{"a": 1}', "invoer", {"a": 1}),
        ("{a: 1}", "f.yaml", {"a": 1}),
        ("{a: 1}", "F.YML", {"a": 1}),
        ("a: 1", "-", {"a": 1}),
        ("[1]", "F.JSON", [1]),
        ("%YAML 1.2\n---\na: 1\n...\n", "f.yaml", {"a": 1}),
        ("\ufeffa: 1", "f.yaml", {"a": 1}),
        ('\ufeff{"a": 1}', "f.json", {"a": 1}),
        ("a: 1\r\nb: 2\r\n", "f.yaml", {"a": 1, "b": 2}),
    ],
)
def test_the_name_or_the_first_sign_tells_yaml_from_json(text, name, value):
    assert held(read(text, name)) == value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a: 1\nb: x: y\n",
            "regel 2: Hier staat een dubbele punt te veel, of de regel springt niet goed in."
            " Zet een tekst met een dubbele punt tussen aanhalingstekens.",
        ),
        (
            "a:\n\tb: 1\n",
            "regel 2: Een waarde kan niet beginnen met een tab, @, % of `."
            " Spring in met spaties, en zet zo'n tekst tussen aanhalingstekens.",
        ),
        (
            'a: 1\nb: "x\nc: 2\n\n',
            "regel 2: Hier begint een tekst tussen aanhalingstekens die nergens eindigt.",
        ),
        (
            "a: [1, 2\nb: 3\n",
            'regel 2: Een lijst die met "[" begint, heeft komma\'s tussen de waarden en "]" op'
            " het einde.",
        ),
        (
            "a: {x: 1]\n",
            'regel 1: Een groep die met "{" begint, heeft komma\'s tussen de velden en "}" op'
            " het einde.",
        ),
        ('a: "\\ud83d"', "regel 1: Achter \\u staat hier geen letter. Schrijf de letter zelf."),
        (
            'a: "C:\\quay"',
            "regel 1: Deze letter achter \\ kennen we niet. Schrijf \\\\ voor een backslash.",
        ),
        (
            "a:\n  - b\n c: 1\n",
            "regel 3: Hier klopt de schrijfwijze niet. Kijk inspringing, haakjes en"
            " aanhalingstekens na.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            'regel 2: Hier begint een tweede document. Haal de regel met "---" weg.',
        ),
        ("? [a]\n: 1", "regel 1: Voor een dubbele punt hoort een woord, geen lijst of groep."),
        ("a: x\n# \u2028", "regel 2" + NO_LETTER.format("U+2028")),
    ],
)  # fmt: skip
def test_yaml_that_cannot_be_read_is_explained(text, told):
    assert refusals(text) == [f"f.yaml, {told}"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", "regel 3 (a)" + TWICE.format(1)),
        (
            "x:\n - y: {a: 1, 'a': 2}\n",
            "regel 2 (x[0].y.a)" + TWICE.format(2),
        ),
        (
            "x:\n - [1, !!python/object:os.system 2]\n",
            'regel 2 (x[0][1]): Een type zoals "!!python/object:os.system" lezen we niet.'
            " Laat het weg.",
        ),
        ("a: !geheim {}", 'regel 1 (a): Een type zoals "!geheim" lezen we niet. Laat het weg.'),
        ("a: &x [1]", 'regel 1 (a): Een anker zoals "&x" lezen we niet. Schrijf alles voluit.'),
        ("b: *x", 'regel 1 (b): Verwijzingen zoals "*x" lezen we niet. Schrijf het voluit.'),
        ("a: .nan", 'regel 1 (a): ".nan" is geen getal dat we kunnen bewaren.'),
        ("a: [1, -.INF]", 'regel 1 (a[1]): "-.INF" is geen getal dat we kunnen bewaren.'),
        ("a: 1e999", 'regel 1 (a): "1e999" is geen getal dat we kunnen bewaren.'),
        ("a: " + "1" * 41, f'regel 1 (a): "{"1" * 41}" is geen getal dat we kunnen bewaren.'),
        ('a: "\\0"', "regel 1 (a)" + NO_LETTER.format("U+0000")),
        ('a: "\\x1b"', "regel 1 (a)" + NO_LETTER.format("U+001B")),
    ],
)  # fmt: skip
def test_yaml_that_is_not_ours_is_refused(text, told):
    assert refusals(text) == [f"f.yaml, {told}"]


def test_what_leaves_a_tree_is_told_all_at_once():
    told = refusals("a: &x .nan\na: *x\nb: !!str 1\nb: 2\n")

    assert [line.split(": ")[0] for line in told] == [
        "f.yaml, regel 1 (a)",
        "f.yaml, regel 1 (a)",
        "f.yaml, regel 2 (a)",
        "f.yaml, regel 2 (a)",
        "f.yaml, regel 3 (b)",
        "f.yaml, regel 4 (b)",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1,\n}', 'regel 2: Voor "}" hoort geen komma.'),
        ("[1,]", 'regel 1: Voor "]" hoort geen komma.'),
        ('{"a": 1\n "b": 2}', 'regel 2: Hier hoort een komma of "}", geen "b".'),
        ("[1 2]", 'regel 1: Hier hoort een komma of "]", geen "2".'),
        ("{a: 1}", 'regel 1: Hier hoort een veldnaam tussen ", geen "a".'),
        ('{"a" 1}', 'regel 1: Hier hoort een dubbele punt, geen "1".'),
        ('{"a":\n no}', 'regel 2: Hier hoort een waarde, geen "no".'),
        ("[01]", 'regel 1: Hier hoort een waarde, geen "0".'),
        ("[1.]", 'regel 1: Hier hoort een waarde, geen "1".'),
        ("[+1]", 'regel 1: Hier hoort een waarde, geen "+".'),
        ("['a']", 'regel 1: Hier hoort een waarde, geen "\'".'),
        ("[1]\n[2]", 'regel 2: Na het einde staat nog "[". Haal dat weg.'),
        ('{"a": [1,\n 2', "regel 2: Het bestand stopt te vroeg: er ontbreekt een haakje."),
        (
            '{"a": "x\n"}',
            "regel 1: Een tekst eindigt met aanhalingstekens op dezelfde regel."
            " Schrijf \\n voor een nieuwe regel en \\t voor een tab.",
        ),
        ('["\\q"]', 'regel 1: Wat hier achter een \\ staat, kennen we niet: "\\q".'),
        ('["\\u12"]', 'regel 1: Wat hier achter een \\ staat, kennen we niet: "\\u12".'),
        ('{"a": NaN}', 'regel 1 (a): "NaN" is geen getal dat we kunnen bewaren.'),
        ("[0, -Infinity]", 'regel 1 ([1]): "-Infinity" is geen getal dat we kunnen bewaren.'),
        (
            '["\\ud83d"]',
            "regel 1 ([0])" + NO_LETTER.format("U+D83D"),
        ),
        (
            '{"a": 1, "a": 2}',
            "regel 1 (a)" + TWICE.format(1),
        ),
    ],
)
def test_json_that_cannot_be_read_is_explained(text, told):
    assert refusals(text, "f.json") == [f"f.json, {told}"]


def test_a_key_that_is_no_text_ends_the_reading():
    assert refusals('{"\\u0000": 1}', "f.json") == [
        'f.json, regel 1 ([""])' + NO_LETTER.format("U+0000"),
        "f.json, regel 1: Voor een dubbele punt hoort een woord, geen lijst of groep.",
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", ": Dit bestand is leeg."),
        (b"# niets\n", ": Dit bestand is leeg."),
        (b"a" * (2 * 1024 * 1024 + 1), ": Dit bestand is te groot: hoogstens 2 MB."),
        ("a: 1".encode("utf-16"), UTF_16),
        (
            "a: 1".encode("utf-16-be"),
            ": Dit bestand is bewaard als UTF-16. Bewaar het als UTF-8.",
        ),
        (
            "a: 1".encode("utf-16-le"),
            ": Dit bestand is bewaard als UTF-16. Bewaar het als UTF-8.",
        ),
        (
            b"a: 1\nb: caf\xe9\n",
            ", regel 2: Deze regel is geen UTF-8. Bewaar het bestand als UTF-8.",
        ),
        (
            b"\xef\xbb\xbfa: 1\n\xff",
            ", regel 2: Deze regel is geen UTF-8. Bewaar het bestand als UTF-8.",
        ),
        (
            b"a: 1\n\nb: \0",
            ", regel 3" + NO_LETTER.format("U+0000"),
        ),
        (
            b"a: \xed\xa0\xbd",  # a surrogate, encoded by itself
            ", regel 1: Deze regel is geen UTF-8. Bewaar het bestand als UTF-8.",
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused(data, told):
    assert refusals(data) == [f"f.yaml{told}"]


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_fifty_levels_may_be_nested_and_no_more(name):
    text = "[" * MOST_NESTED + "]" * MOST_NESTED

    assert isinstance(read(text, name), Listed)
    assert refusals(f"[\n{text}]", name) == [
        f"{name}, regel 2: Hier staat te veel in elkaar: hoogstens 50 niveaus diep."
    ]


def test_the_number_of_values_has_an_end():
    refused = refusals("- 1\n" * 300_001)

    assert refused == [
        "f.yaml, regel 300001: Dit bestand bevat meer dan 300000 waarden. Splits het op."
    ]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).filter(
    lambda text: not UNREADABLE.search(text)
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(value=JSON, ascii_only=st.booleans(), indent=st.none() | st.integers(0, 2))
def test_json_is_read_as_python_reads_it(value, ascii_only, indent):
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)

    assert held(read(text, "f.json")) == json.loads(text)


def is_json(text: str) -> bool:
    def refuse(word: str) -> None:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from('{}[]:,"\\u0dn1e.-\n\t tfNa'), max_size=14))
def test_json_is_refused_where_python_refuses_it(text):
    if not is_json(text):
        assert refusals(text, "f.json")


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("{}[]:,\"\\&*!|>?#-\n ab1~'%@"), max_size=14))
def test_no_yaml_brings_the_reader_down(text):
    try:
        read(text)
    except FileRefused as refused:
        told = refused.say()
    else:
        told = ("gelezen",)
    assert all(told)
