"""What holds for every workbook: written and read it is the same."""

import json

from hypothesis import given, settings
from strategies_formats import awkward_families

from kring.core.plain import plain
from kring.exchange.spreadsheet import read_any, write_workbook


@settings(max_examples=25)
@given(awkward_families())
def test_a_written_workbook_reads_back_the_same(file):
    imported = read_any([("a.xlsx", write_workbook(file.families, file.themes))])

    assert imported.families == file.families
    assert json.dumps(plain(imported.families)) == json.dumps(plain(file.families))
    assert imported.themes == file.themes
    assert imported.remarks == ()
