"""Compiled translations are compared with their sources, entry by entry."""

import shutil
import subprocess
import textwrap

import pytest

from kring.site.commands.translations import inside, out_of_step, translated

SOURCE = """
    # The header is not a sentence.
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

    #: src/kring/site/cli.py:12
    msgid "Kaart"
    msgstr "Map"

    msgctxt "plattegrond"
    msgid "Kaart"
    msgstr "Plan"

    msgid ""
    "Een lange zin "
    "over twee regels."
    msgstr ""
    "A long \\"sentence\\"\\n"
    "over two lines."

    #, python-format
    msgid "%(n)s gezin"
    msgid_plural "%(n)s gezinnen"
    msgstr[0] "%(n)s family"
    msgstr[1] "%(n)s families"

    #, fuzzy
    msgid "Bijna"
    msgstr "Almost"

    msgid "Nog niet"
    msgstr ""

    #~ msgid "Vroeger"
    #~ msgstr "Formerly"
"""

EXPECTED = {
    "Kaart": "Map",
    "plattegrond\x04Kaart": "Plan",
    "Een lange zin over twee regels.": 'A long "sentence"\nover two lines.',
    ("%(n)s gezin", 0): "%(n)s family",
    ("%(n)s gezin", 1): "%(n)s families",
}


@pytest.fixture
def locale(tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(textwrap.dedent(SOURCE), "utf-8")
    return tmp_path


def compile_with_gettext(locale):
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt is not here")
    source = locale / "en" / "LC_MESSAGES" / "django.po"
    subprocess.run(["msgfmt", source, "-o", source.with_suffix(".mo")], check=True)
    return source


def test_a_source_is_read_as_gettext_reads_it(locale):
    source = compile_with_gettext(locale)

    assert translated(source) == EXPECTED
    assert inside(source.with_suffix(".mo")) == EXPECTED


def test_what_is_in_step_gives_no_complaint(locale):
    compile_with_gettext(locale)

    assert out_of_step(locale) == []


def test_a_change_after_compiling_is_seen(locale):
    source = compile_with_gettext(locale)
    source.write_text(source.read_text("utf-8").replace('"Map"', '"Chart"'), "utf-8")

    assert out_of_step(locale) == [
        "en/LC_MESSAGES/django.po is veranderd sinds het gecompileerd werd."
    ]


def test_a_catalogue_that_was_never_compiled_is_seen(locale):
    assert out_of_step(locale) == ["en/LC_MESSAGES/django.po is niet gecompileerd."]


def test_a_house_without_translations_is_in_step(tmp_path):
    assert out_of_step(tmp_path) == []
