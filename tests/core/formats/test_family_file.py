"""The family file as a whole: read or refused, migrated, completed, written."""

import json
import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from kring.core.codes import ThemeId
from kring.core.family import Family, FamilyFile, Meta, Theme
from kring.core.formats.family_file import migrated, read, write_json, write_yaml
from kring.core.formats.faults import FileRefused
from kring.core.formats.findings import Findings
from kring.core.formats.parsing import tree_of
from kring.core.formats.tree import Mapped, Scalar, held
from kring.core.themes import SHIPPED
from kring.core.words import Text

SMALL = "meta: {schema_version: 1}\nfamilies: [{id: F1, label: Gezin}]\n"
GEZIN = Family(id="F1", label=Text.dutch("Gezin"))


def refusals(text: str) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        read(text.encode(), "f.yaml")
    return list(refused.value.say())


def test_a_small_file_is_read_with_the_shipped_themes():
    assert read(SMALL.encode(), "f.yaml") == FamilyFile(
        meta=Meta(), families=(GEZIN,), themes=SHIPPED
    )


def test_meta_and_what_others_put_beside_it_is_read():
    file = read(
        b"meta: {schema_version: 1, fictional: true, reference_date: 2026-03-01,"
        b" enums: {closeness: {1: dichtbij}}, note: proef}\n"
        b"families: []\nexpected_observations: {F9: ['O01:work']}\n",
        "f.yaml",
    )

    assert file.meta == Meta(
        fictional=True,
        reference_date=date(2026, 3, 1),
        enums={"closeness": {"1": "dichtbij"}},
        note=Text.dutch("proef"),
    )
    assert file.expected_observations == {"F9": ("O01:work",)}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "{id: housing, nl: Wonen}",
            Theme(
                id=ThemeId("housing"),
                nl="Wonen",
                short=Text.dutch("Wonen"),
                question=Text.dutch("Wie helpt jullie met het huis?"),
                icon="house",
            ),
        ),
        (
            "{id: housing, nl: Huis, short: Dak, question: Waar?, icon: tent, sensitive: true}",
            Theme(
                id=ThemeId("housing"),
                nl="Huis",
                short=Text.dutch("Dak"),
                question=Text.dutch("Waar?"),
                icon="tent",
                sensitive=True,
            ),
        ),
        ("{id: tuin, nl: Tuin}", Theme(id=ThemeId("tuin"), nl="Tuin")),
    ],
)
def test_a_theme_takes_what_we_ship_for_its_id_where_it_is_silent(written, told):
    assert read(f"{SMALL}themes: [{written}]".encode(), "f.yaml").themes == (told,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            SMALL.replace("1}", "2}", 1),
            [
                "f.yaml, regel 1 (meta.schema_version): Versie 2 is nieuwer dan deze Kring"
                " kent. Werk Kring bij."
            ],
        ),
        (
            SMALL.replace("1}", "2.0, oops: 1}", 1),
            [
                "f.yaml, regel 1 (meta.schema_version): Versie 2 is nieuwer dan deze Kring"
                " kent. Werk Kring bij."
            ],
        ),
        (
            SMALL.replace("1}", "0}", 1),
            [
                "f.yaml, regel 1 (meta.schema_version): Versie 0 kennen we niet."
                " Nu is het versie 1."
            ],
        ),
        (
            SMALL.replace("1}", "'1'}", 1),
            [
                "f.yaml, regel 1 (meta.schema_version): Hier hoort een getal zonder"
                ' aanhalingstekens, geen "1".'
            ],
        ),
        (
            SMALL.replace("1}", "1.5}", 1),
            ["f.yaml, regel 1 (meta.schema_version): Hier hoort een heel getal, geen 1.5."],
        ),
        (
            SMALL.replace("schema_version: 1", ""),
            ['f.yaml, regel 1 (meta): "schema_version" ontbreekt hier.'],
        ),
        (
            SMALL.replace("{schema_version: 1}", ""),
            ['f.yaml, regel 1: "meta" ontbreekt hier.'],
        ),
        (
            "families: []",
            ['f.yaml, regel 1: "meta" ontbreekt hier.'],
        ),
        (
            "meta: 1\nfamilies: []",
            [
                "f.yaml, regel 1 (meta): Hier horen velden zoals schema_version, fictional,"
                " reference_date, elk met een dubbele punt."
            ],
        ),
        (
            "[]",
            [
                "f.yaml, regel 1: Hier horen velden zoals meta, families, themes, elk met een"
                " dubbele punt."
            ],
        ),
    ],
)
def test_a_file_of_another_version_or_shape_is_refused(text, told):
    assert refusals(text) == told


def test_nothing_is_read_in_part_and_every_fault_is_told():
    told = refusals(
        "meta: {schema_version: 1}\n"
        "famlies: []\n"
        "families:\n"
        "- id: F1\n"
        "  label: Gezin\n"
        "  actors:\n"
        "  - {id: a1, label: Buur, sphere: vrienden}\n"
        "  - {id: a1, label: Buur, sphere: kin}\n"
        "  relations:\n"
        "  - {actor: a9, closeness: 4}\n"
    )

    assert told == [
        'f.yaml, regel 2 (famlies): "famlies" kennen we niet. Bedoel je "families"?',
        'f.yaml, regel 7 (families[0].actors[0].sphere): "vrienden" kennen we niet. Kies uit:'
        " services, daily_life, community, friends_neighbours, kin, volunteers.",
        'f.yaml, regel 8 (families[0].actors[1].id): "a1" staat al op regel 7. Geef elk deel'
        " een eigen id.",
        "f.yaml, regel 10 (families[0].relations[0].closeness): 4 kan hier niet. Kies een getal"
        " van 1 tot 3.",
        'f.yaml, regel 10 (families[0].relations[0].actor): "a9" kennen we niet. Kies uit: a1.',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("families", "actors", "told"),
    [
        (100, 1, []),
        (1, 500, []),
        (101, 1, ["f.yaml, regel 2 (families): Hier staan er 101, en hoogstens 100 kan."]),
        (
            1,
            501,
            ["f.yaml, regel 2 (families[0].actors): Hier staan er 501, en hoogstens 500 kan."],
        ),
    ],
)
def test_a_file_holds_a_hundred_families_of_five_hundred_actors(families, actors, told):
    circle = ", ".join(f"{{id: a{n}, label: x, sphere: kin}}" for n in range(actors))
    all_of_them = ", ".join(
        f"{{id: F{n}, label: x, actors: [{circle}]}}" for n in range(families)
    )
    text = f"meta: {{schema_version: 1}}\nfamilies: [{all_of_them}]\n"

    if told:
        assert refusals(text) == told
    else:
        assert len(read(text.encode(), "f.yaml").families) == families


def test_an_older_version_is_migrated_step_by_step():
    def name_families(tree):
        return Mapped({"families": tree.entries.pop("gezinnen"), **tree.entries}, tree.line)

    def add_label(tree):
        for family in tree.entries["families"][1].items:
            family.entries["label"] = (family.line, Scalar("Gezin", "Gezin", family.line))
        return tree

    findings = Findings("f.yaml")
    old = tree_of(b"meta: {schema_version: 1}\ngezinnen: [{id: F1}]", findings)
    new = migrated(old, findings, steps={1: name_families, 2: add_label}, newest=3)

    assert held(new)["families"] == [{"id": "F1", "label": "Gezin"}]


def test_what_is_written_leaves_out_what_reading_fills_in():
    file = FamilyFile(meta=Meta(), families=(GEZIN,), themes=SHIPPED)

    assert write_yaml(file) == SMALL
    assert json.loads(write_json(file)) == {
        "meta": {"schema_version": 1},
        "families": [{"id": "F1", "label": "Gezin"}],
    }


def test_own_themes_are_written_before_the_families():
    themes = (Theme(id=ThemeId("tuin"), nl="Tuin"),)
    file = FamilyFile(meta=Meta(fictional=True), families=(GEZIN,), themes=themes)

    assert list(json.loads(write_json(file))) == ["meta", "themes", "families"]
    assert read(write_yaml(file).encode(), "f.yaml") == file


def test_control_letters_from_elsewhere_do_not_make_a_file_that_cannot_be_read():
    family = replace(GEZIN, label=Text.dutch("a\x07b\ud800c"), extra={"\x00": ["\x1b"]})
    file = FamilyFile(meta=Meta(), families=(family,), themes=SHIPPED)

    for text, name in ((write_yaml(file), "f.yaml"), (write_json(file), "f.json")):
        [again] = read(text.encode(), name).families
        assert again.label == Text.dutch("a\ufffdb\ufffdc")
        assert again.extra == {"\ufffd": ["\ufffd"]}


@pytest.mark.samples
def test_the_example_families_are_read_fast_and_written_back_the_same():
    folder = os.environ.get("KRING_SAMPLES", Path(__file__).parents[4] / "shared" / "samples")
    example = Path(folder) / "families.yaml"
    if not example.exists():
        pytest.skip("the sample files are not at hand")

    data = example.read_bytes()
    before = perf_counter()
    file = read(data, example.name)
    seconds = perf_counter() - before

    assert [family.id for family in file.families] == ["GEZ-A", "GEZ-B", "GEZ-C"]
    assert file.families[0].actors[0].hours_week == 11.0
    assert file.themes == SHIPPED
    assert seconds < 0.3
    assert read(write_yaml(file).encode(), "f.yaml") == file
    assert read(write_json(file).encode(), "f.json") == file
