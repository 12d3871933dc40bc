"""The page for who writes family files says what the records say, and its examples work."""

import re
from pathlib import Path

import pytest

from kring.core.family import FamilyFile
from kring.core.formats.family_file import read
from kring.core.formats.faults import FileRefused
from kring.core.formats.records import (
    Anything,
    Calendar,
    Choice,
    Kind,
    Line,
    Many,
    Number,
    Record,
    Table,
    Words,
    YesNo,
    columns_of,
)
from kring.core.formats.tree import MOST_BYTES, MOST_NESTED, MOST_VALUES

PAGE = (Path(__file__).parents[3] / "docs" / "bestandsformaat.md").read_text("utf-8")
# A record's part of the page: its title, its name in the code, the rows of its table.
PARTS = re.findall(r"### (.+)\n\n<!-- record: (\w+) -->\n((?:(?!###|\n## )[\s\S])*)", PAGE)
TITLES = {name: title for title, name, _ in PARTS}
LINES = {
    "Id": "id",
    "ThemeId": "id van een thema",
    "Code": "woord",
    "Language": "taal",
    "Month": "maand",
    "str": "gewone tekst",
}


def in_dutch(kind: Kind) -> str:
    match kind:
        case Words():
            return "tekst"
        case Line():
            return LINES[kind.name]
        case Choice():
            return ", ".join(f"`{code.value}`" for code in kind.codes)
        case Number():
            bounds = f" van {kind.bounds.least} tot {kind.bounds.most}" if kind.bounds else ""
            return ("heel getal" if kind.whole else "getal") + bounds
        case YesNo():
            return "`true` of `false`"
        case Calendar():
            return "datum"
        case Many():
            all_word = f"`{kind.all_word}` of " if kind.all_word else ""
            return f"{all_word}lijst: {in_dutch(kind.item)}"
        case Table():
            return f"per {in_dutch(kind.key)}: {in_dutch(kind.value)}"
        case Anything():
            return "vrij"
        case Record():
            return f"*{TITLES[kind.of.__name__]}*"


def records_under(record: type) -> dict[str, type]:
    found = {record.__name__: record}
    for column in columns_of(record).values():
        kind = column.kind.item if isinstance(column.kind, Many) else column.kind
        if isinstance(kind, Record):
            found |= records_under(kind.of)
    return found


RECORDS = records_under(FamilyFile)


def test_every_record_has_its_part():
    assert sorted(TITLES) == sorted(RECORDS)
    assert len(set(TITLES.values())) == len(TITLES)


@pytest.mark.parametrize("name", RECORDS)
def test_the_table_of_a_record_says_what_the_record_says(name):
    [text] = [text for _, record, text in PARTS if record == name]
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in text.splitlines()
        if line.startswith("| `")
    ]

    assert [row[:3] for row in rows] == [
        (
            f"`{column.name}`",
            "ja" if column.required else "",
            in_dutch(column.kind) + (f", hoogstens {column.most}" if column.most else ""),
        )
        for column in columns_of(RECORDS[name]).values()
    ]
    assert all(len(row) == 4 and row[3] for row in rows)


def test_the_limits_are_the_ones_that_the_reader_keeps():
    assert f"- hoogstens {MOST_BYTES // 1024**2} MB," in PAGE
    assert f"- hoogstens {MOST_NESTED} niveaus in elkaar," in PAGE
    assert f"- hoogstens {MOST_VALUES:_} waarden," .replace("_", " ") in PAGE  # fmt: skip


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n([\s\S]*?)```", PAGE)


def test_the_examples_can_be_read():
    in_yaml, in_json = examples("yaml")[0], examples("json")[0]

    assert read(in_yaml.encode(), "voorbeeld.yaml") == read(in_json.encode(), "voorbeeld.json")


def test_the_example_of_faults_gives_those_faults():
    wrong, told = examples("yaml")[1], examples("text")[0]

    with pytest.raises(FileRefused) as refused:
        read(wrong.encode(), "fout.yaml")

    assert "\n".join(refused.value.say()) + "\n" == told
