"""Workbooks of Excel: the same tables, and nothing in them that a spreadsheet would run."""

import io
import zipfile
from datetime import date, datetime
from zipfile import ZipFile

import pytest
import xlsxwriter

from kring.core.family import Actor, Family, Story
from kring.core.formats.faults import FileRefused
from kring.core.formats.tables import read_tables
from kring.core.words import Text
from kring.exchange.spreadsheet import (
    read_any,
    sheets_in,
    template_workbook,
    write_workbook,
)

DAY = date(2026, 3, 1)


def workbook(*rows, name="actoren"):
    """A workbook as people make it: numbers are numbers and days are days."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "d/m/yyyy"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date | datetime):
                    sheet.write_datetime(at, column, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(at, column, cell, None, "uitkomst")
                else:
                    sheet.write(at, column, cell)
    return held.getvalue()


def changed(data, change):
    """The same workbook with its parts changed; what becomes None is left out."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            made = change(part, old.read(part))
            if made is not None:
                new.writestr(part, made)
    return held.getvalue()


def refusal(data):
    with pytest.raises(FileRefused) as refused:
        read_any([("net.xlsx", data)])
    return refused.value.say()


def test_cells_become_text_as_people_see_them():
    rows = [
        ["tekst", 2, 2.5, True, False, DAY, datetime(2026, 3, 1, 14, 30), "=1+1"],  # noqa: DTZ001
        [],
        ["", "", "onder"],
    ]
    assert sheets_in(workbook(*rows), name="x") == [
        ("actoren", [
            (1, ["tekst", "2", "2.5", "true", "false", "2026-03-01", "2026-03-01 14:30:00",
                 "uitkomst"]),
            (2, [""] * 8),
            (3, ["", "", "onder", *[""] * 5]),
        ])
    ]  # fmt: skip


def test_a_filled_in_workbook_is_read():
    data = workbook(
        ["naam", "kring", "tot", "uren per week", "brugfiguur"],
        ["An", "vrijwilligers", DAY, 3, True],
    )
    [family] = read_any([("net.xlsx", data)], on=DAY).families

    [actor] = family.actors
    assert (actor.until, actor.hours_week, actor.bridge) == (DAY, 3.0, True)
    assert family.maps[0].date == DAY


def test_a_mistake_names_the_sheet_the_row_and_the_column():
    assert refusal(workbook(["naam", "kring"], ["An", "hier"]))[0].startswith(
        'net.xlsx, actoren (rij 2, kolom kring): "hier" kennen we niet.'
    )


def test_no_cell_that_we_write_is_a_formula_or_a_link():
    label = Text.dutch('=HYPERLINK("http://x")')
    actor = Actor(id="a", label=label, sphere="kin", note=Text.dutch("https://x.y"))
    data = write_workbook([Family(id="f", label=label, actors=(actor,))])

    with ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(each) for each in archive.namelist())
    assert b"<f>" not in sheets
    assert b"<hyperlink" not in sheets
    assert b'quotePrefix="1"' in sheets
    [family] = read_any([("a.xlsx", data)]).families
    assert family.actors[0].label == label


def test_a_text_that_no_cell_can_hold_is_refused():
    story = Story(id="s", words=Text.dutch("a" * 32_768))
    with pytest.raises(FileRefused) as refused:
        write_workbook([Family(id="f", label=Text.dutch("F"), stories=(story,))], name="f.xlsx")

    assert str(refused.value) == (
        "f.xlsx: Een tekst van 32768 tekens past niet in een cel van Excel. Bewaar als csv.zip."
    )


def test_the_template_has_three_sheets_to_read_and_nobody_in_it():
    sheets = dict(sheets_in(template_workbook(), name="t"))

    assert list(sheets) == ["actoren", "banden", "uitleg"]
    assert sheets["actoren"][0][1][:3] == ["naam", "kring", "rol"]
    assert refusal(template_workbook())[0].endswith("In deze tabellen staat nog niemand.")
    filled = {**sheets, "actoren": [sheets["actoren"][0], (2, ["An", "kin", *[""] * 9])]}
    assert len(read_tables(list(filled.items())).families[0].actors) == 1


@pytest.mark.parametrize(
    "cell", [b'r="XFD1048576"', b"r = 'XFD1048576'", b'r="A1048576"', b'r="XFD2"']
)
def test_a_cell_at_the_end_of_the_world_is_refused_before_room_is_made(cell):
    def change(part, data):
        return data.replace(b'r="A2"', cell) if part.endswith("sheet1.xml") else data

    data = changed(workbook(["naam", "kring"], ["An", "kin"]), change)

    assert refusal(data)[0].startswith(
        "net.xlsx: Dit Excel-bestand heeft te veel rijen of kolommen"
    )


def test_a_broken_workbook_is_refused():
    def cut(part, data):
        return data[:200] if part.endswith("sheet1.xml") else data

    whole = workbook(["naam", "kring"], ["An", "kin"])
    for data in (
        changed(whole, cut),
        changed(whole, lambda part, data: None if part.endswith("sheet1.xml") else data),
        changed(whole, lambda part, data: b"<" if part == "xl/workbook.xml" else data),
    ):
        assert refusal(data) == (
            "net.xlsx: We kunnen dit Excel-bestand niet openen. Bewaar het opnieuw als .xlsx.",
        )


def test_a_workbook_with_entities_in_it_expands_nothing():
    def change(part, data):
        if not part.endswith("sharedStrings.xml"):
            return data
        entities = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        return data.replace(b"<sst", entities + b"<sst", 1).replace(b"An", b"&b;")

    data = changed(workbook(["naam", "kring"], ["An", "kin"]), change)

    try:
        [family] = read_any([("net.xlsx", data)]).families
    except FileRefused:
        return
    assert "aaaa" not in str(family.actors[0].label)
