"""Records out of a tree: what may stand in each field, and what a reader says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pytest

from kring.core.codes import (
    Closeness,
    Code,
    Count,
    Day,
    Extra,
    Fluency,
    Hours,
    Id,
    Language,
    Month,
    Share,
    Sphere,
    ThemeId,
)
from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.shape import Shaping
from kring.core.words import Text


@dataclass(frozen=True, kw_only=True)
class Cup:
    size: Count


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """One field of every kind that the family file knows."""

    id: Id
    label: Text | None = None
    theme: ThemeId | None = None
    code: Code | None = None
    language: Language | None = None
    since: Month | None = None
    icon: str = ""
    sphere: Sphere = Sphere.KIN
    closeness: Closeness | None = None
    hours: Hours | None = None
    share: Share | None = None
    version: int = 1
    frozen: bool = False
    day: Day | None = None
    members: Literal["all"] | tuple[Id, ...] = "all"
    texts: tuple[Text, ...] = ()
    with_: tuple[Id, ...] = field(default=(), metadata={"name": "with"})
    cups: tuple[Cup, ...] = field(default=(), metadata={"most": 2})
    cup: Cup | None = None
    languages: Mapping[Language, Fluency] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)


def shaped(text: str, name: str = "f.yaml"):
    findings = Findings(name)
    shaping = Shaping(findings)
    shelf = shaping.record(Shelf, tree_of(text.encode(), findings))
    findings.settle()
    return shelf, shaping.mentions


def refusals(text: str, name: str = "f.yaml") -> list[str]:
    with pytest.raises(FileRefused) as refused:
        shaped(text, name)
    return [told.removeprefix(f"{name}, ") for told in refused.value.say()]


@pytest.mark.parametrize(
    ("written", "attribute", "value"),
    [
        ("label: Moeder", "label", Text({"nl": "Moeder"})),
        ("label: 'no'", "label", Text({"nl": "no"})),
        ("label: no", "label", Text({"nl": "no"})),
        ("label: 0471 23", "label", Text({"nl": "0471 23"})),
        ("label: {ar: أم, nl: Moeder}", "label", Text({"ar": "أم", "nl": "Moeder"})),
        ("label: {}", "label", Text({})),
        ("label: ''", "label", Text({"nl": ""})),
        ("label:", "label", None),
        ("label: null", "label", None),
        ("theme: housing", "theme", "housing"),
        (f"theme: {'x' * 64}", "theme", "x" * 64),
        (f"with: [{'x' * 64}]", "with_", ("x" * 64,)),
        (f"code: {'x' * 64}", "code", "x" * 64),
        ("code: buurvrouw van vroeger", "code", "buurvrouw van vroeger"),
        ("language: no", "language", "no"),
        ("language: fa-AF", "language", "fa-AF"),
        ("since: 2023", "since", "2023"),
        ("since: '2023'", "since", "2023"),
        ("since: 2023-05", "since", "2023-05"),
        ("since: 2024-02-29", "since", "2024-02-29"),
        ("icon: house", "icon", "house"),
        ("icon: ~", "icon", ""),
        ("sphere: daily_life", "sphere", Sphere.DAILY_LIFE),
        ("closeness: 3", "closeness", 3),
        ("closeness: 3.0", "closeness", 3),
        ("hours: 168", "hours", 168.0),
        ("hours: 2.5", "hours", 2.5),
        ("share: .5", "share", 0.5),
        ("version: -7", "version", -7),
        ("frozen: true", "frozen", True),
        ("frozen: ~", "frozen", False),
        ("day: 1900-01-01", "day", date(1900, 1, 1)),
        ("day: '2100-12-31'", "day", date(2100, 12, 31)),
        ("members: all", "members", "all"),
        ("members: [m1, m2]", "members", ("m1", "m2")),
        ("members: []", "members", ()),
        ("texts: [a, {fr: c}]", "texts", (Text({"nl": "a"}), Text({"fr": "c"}))),
        ("with: [m1]", "with_", ("m1",)),
        ("cups: [{size: 1}, {size: 100000}]", "cups", (Cup(size=1), Cup(size=100000))),
        ("cup: {size: 0}", "cup", Cup(size=0)),
        ("languages: {nl: none, no: basic}", "languages",
         {"nl": Fluency.NONE, "no": Fluency.BASIC}),
        ("extra: {a: [1, {b: ~}], 2: yes}", "extra", {"a": [1, {"b": None}], "2": "yes"}),
    ],
)  # fmt: skip
def test_every_kind_of_field_is_read(written, attribute, value):
    shelf, _ = shaped(f"id: s1\n{written}\n")

    found = getattr(shelf, attribute)
    assert found == value
    assert type(found) is type(value)


def test_what_is_left_out_has_its_default():
    assert shaped("id: s1")[0] == Shelf(id=Id("s1"))


def test_a_text_keeps_the_order_of_its_languages():
    shelf, _ = shaped("{id: s, label: {ti: a, nl: b, ar: c}}")

    assert list(shelf.label.words) == ["ti", "nl", "ar"]


NO_ID = '"{}" kan geen id zijn. Kies hoogstens 64 tekens zonder spatie.'
NO_DAY = '"{}" is geen datum. Schrijf jaar-maand-dag, van 1900 tot 2100: 2026-03-01.'
NO_MONTH = '"{}" is geen maand. Schrijf het jaar, of jaar-maand, van 1900 tot 2100: 2023-05.'
NO_LANGUAGE = '"{}" is geen taalcode. Schrijf er een zoals nl, ar of fa-AF.'
QUOTES = "Zet aanhalingstekens rond {}: hier hoort een tekst."
NO_NUMBER = 'Hier hoort een getal zonder aanhalingstekens, geen "{}".'
ONE_VALUE = "Hier hoort één waarde, geen lijst of groep."
NOTHING = "Hier hoort een waarde, maar er staat niets."
A_LIST = "Hier hoort een lijst: zet een streepje voor elk deel."
PAIRS = "Hier horen namen met een waarde, zoals naam: waarde."


@pytest.mark.parametrize(
    ("written", "path", "told"),
    [
        ("label: 1984", "label", QUOTES.format("1984")),
        ("label: 1.10", "label", QUOTES.format("1.10")),
        ("label: true", "label", QUOTES.format("true")),
        ("label: [a]", "label", ONE_VALUE),
        ("label: {nl: 3}", "label.nl", QUOTES.format("3")),
        ("label: {nl: ~}", "label.nl", NOTHING),
        ("label: {nl: [a]}", "label.nl", ONE_VALUE),
        ("label: {nederlands: a}", "label.nederlands", NO_LANGUAGE.format("nederlands")),
        ("theme: a b", "theme", NO_ID.format("a b")),
        ("theme: ''", "theme", NO_ID.format("")),
        ("theme: 12", "theme", QUOTES.format("12")),
        (f"theme: {'x' * 65}", "theme", NO_ID.format("x" * 59 + "…")),
        ('code: "a\\nb"', "code", "Hier horen 1 tot 64 tekens op één regel."),
        (f"code: {'x' * 65}", "code", "Hier horen 1 tot 64 tekens op één regel."),
        (f"with: [{'x' * 65}]", "with[0]", NO_ID.format("x" * 59 + "…")),
        ("language: n", "language", NO_LANGUAGE.format("n")),
        ("language: false", "language", QUOTES.format("false")),
        ("since: 1899", "since", NO_MONTH.format("1899")),
        ("since: 2023.5", "since", QUOTES.format("2023.5")),
        ("since: true", "since", QUOTES.format("true")),
        ("since: 2023-13", "since", NO_MONTH.format("2023-13")),
        ("since: 2023-02-29", "since", NO_MONTH.format("2023-02-29")),
        ("since: mei 2023", "since", NO_MONTH.format("mei 2023")),
        ("icon: 5", "icon", QUOTES.format("5")),
        (
            "sphere: friends",
            "sphere",
            '"friends" kennen we niet. Kies uit: services, daily_life, community,'
            " friends_neighbours, kin, volunteers.",
        ),
        ("sphere: Kin", "sphere", '"Kin" kennen we niet. Bedoel je "kin"?'),
        ("sphere: 3", "sphere", '"3" kennen we niet. Kies uit: services, daily_life, community,'
         " friends_neighbours, kin, volunteers."),
        ("closeness: 4", "closeness", "4 kan hier niet. Kies een getal van 1 tot 3."),
        ("closeness: 0", "closeness", "0 kan hier niet. Kies een getal van 1 tot 3."),
        ("closeness: 1.5", "closeness", "Hier hoort een heel getal, geen 1.5."),
        ("closeness: '1'", "closeness", NO_NUMBER.format("1")),
        ("hours: true", "hours", NO_NUMBER.format("true")),
        ("hours: 168.5", "hours", "168.5 kan hier niet. Kies een getal van 0 tot 168."),
        ("frozen: yes", "frozen", 'Hier hoort true of false, geen "yes".'),
        ("frozen: 1", "frozen", 'Hier hoort true of false, geen "1".'),
        ("day: 9999-12-31", "day", NO_DAY.format("9999-12-31")),
        ("day: 2026-02-29", "day", NO_DAY.format("2026-02-29")),
        ("day: 20260301", "day", NO_DAY.format("20260301")),
        ("day: 2026-03-01T10:00:00Z", "day", NO_DAY.format("2026-03-01T10:00:00Z")),
        ("day: ٢٠٢٦-٠٣-٠١", "day", NO_DAY.format("٢٠٢٦-٠٣-٠١")),
        ("day: {y: 2026}", "day", ONE_VALUE),
        ("members: m1", "members", 'Hier hoort "all" of een lijst. Schrijf [m1].'),
        ("members: {a: b}", "members", A_LIST),
        ("members: [m1, [m2]]", "members[1]", ONE_VALUE),
        ("texts: hallo", "texts", "Hier hoort een lijst. Schrijf [hallo]."),
        ("texts: [a, ~]", "texts[1]", NOTHING),
        ("with: [a b]", "with[0]", NO_ID.format("a b")),
        ("cups: [{size: 1}, {size: 1}, {size: 1}]", "cups",
         "Hier staan er 3, en hoogstens 2 kan."),
        ("cups: [1]", "cups[0]", "Hier horen velden zoals size, elk met een dubbele punt."),
        ("cup: [1]", "cup", "Hier horen velden zoals size, elk met een dubbele punt."),
        ("cup: {}", "cup", '"size" ontbreekt hier.'),
        ("cup: {size: ~}", "cup", '"size" ontbreekt hier.'),
        ("cup: {size: 1, sise: 2}", "cup.sise", '"sise" kennen we niet. Bedoel je "size"?'),
        ("languages: nl", "languages", PAIRS),
        ("languages: [nl]", "languages", PAIRS),
        ("languages: {nl: ~}", "languages.nl", NOTHING),
        ("languages: {Dutch: basic}", "languages.Dutch", NO_LANGUAGE.format("Dutch")),
        (
            "languages: {nl: goed}",
            "languages.nl",
            '"goed" kennen we niet. Kies uit: none, basic, conversational, fluent, native.',
        ),
        ("extra: 3", "extra", PAIRS),
        ("with_: [a]", "with_", '"with_" kennen we niet. Bedoel je "with"?'),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_what_is_allowed(written, path, told):
    assert refusals(f"id: s1\n{written}\n") == [f"regel 2 ({path}): {told}"]


def test_a_record_is_no_list_and_no_word():
    fields = "Hier horen velden zoals id, label, theme, elk met een dubbele punt."

    assert refusals("- 1") == [f"regel 1: {fields}"]
    assert refusals("hallo") == [f"regel 1: {fields}"]


def test_all_that_is_wrong_in_a_file_is_told_at_once():
    told = refusals(
        "label: 1\nclosenes: 2\nday: morgen\nmembers: [1, a b]\ncups:\n- {}\n- {}\n- 3\n"
    )

    assert [line.split("): ")[0] for line in told] == [
        "regel 1 (label",
        'regel 1: "id" ontbreekt hier.',
        "regel 2 (closenes",
        "regel 3 (day",
        "regel 4 (members[0]",
        "regel 4 (members[1]",
        "regel 6 (cups",
        "regel 6 (cups[0]",
        "regel 7 (cups[1]",
        "regel 8 (cups[2]",
    ]  # fmt: skip


def test_what_the_parser_refused_is_told_once():
    told = refusals(
        "id: s1\nlabel: &a x\ncups: [*a]\ncup: .nan\nextra: {a: *a}\nlanguages: {nl: *a}\n"
    )

    assert [line.split(")")[0] for line in told] == [
        "regel 2 (label",
        "regel 3 (cups[0]",
        "regel 4 (cup",
        "regel 5 (extra.a",
        "regel 6 (languages.nl",
    ]


def test_json_and_yaml_give_the_same_record():
    as_yaml = "id: s1\nlabel: {nl: a}\nhours: 2.5\nmembers: [m1]\nsince: 2023"
    as_json = (
        '{"id": "s1", "label": {"nl": "a"}, "hours": 2.5, "members": ["m1"], "since": 2023}'
    )

    assert shaped(as_yaml)[0] == shaped(as_json, "f.json")[0]


def test_ids_are_remembered_with_the_field_they_stand_in():
    _, mentions = shaped("id: s1\nwith: [m1]\ntheme: housing\nlabel: x\n")

    assert [(m.name, m.spot.record, m.spot.field, m.spot.path, m.line) for m in mentions] == [
        ("s1", Shelf, "id", ("id",), 1),
        ("m1", Shelf, "with", ("with", 0), 2),
        ("housing", Shelf, "theme", ("theme",), 3),
    ]
