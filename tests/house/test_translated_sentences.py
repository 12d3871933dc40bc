"""Rules for translations: complete, with the same blanks as the Dutch, and none in doubt."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from string import Formatter

import pytest
from django.conf import settings

from house import PACKAGE
from kring.site.commands.translations import entries, translated

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "nl"]
PLURAL_FORMS = {"ar": 6, "en": 2, "fr": 2}
# Where the words stand that a family can see. Of the rest, Arabic may fall back to Dutch.
FAMILY = re.compile(
    r"(core|base|documents|families|overview|reception|rights)/|people/forms\.py"
    r"|templates/(\w+\.html|(errors|overview|people|reception|rights)/|(\w+/)?_\w+\.html)"
)
RENEW = "new words: renew the translations as CONTRIBUTING.md says"


def source(language):
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def sentences(language):
    """The entries of a catalogue, its header left out."""
    return [entry for entry in entries(source(language).read_text("utf-8")) if entry["msgid"]]


def said(entry):
    """The translations of one entry: one, or one for each plural form; none while empty."""
    return [words for field, words in entry.items() if field.startswith("msgstr") and words]


def blanks(text):
    """What a page or the command line fills in: {braces}, or %(brackets)s."""
    braces = {f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None}
    return braces | set(re.findall(r"%\(\w+\)[a-z]", text))


def filled(text):
    """The sentence with its blanks filled; an error when that cannot be."""
    if "%(" in text:
        return text % defaultdict(lambda: "×")
    return text.format(*"×××", **{blank.strip("{}"): "×" for blank in blanks(text)})


@pytest.fixture(scope="session")
def found(tmp_path_factory):
    """Every sentence that makemessages finds, with the files it stands in."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not here")
    house = tmp_path_factory.mktemp("house")
    left_out = shutil.ignore_patterns("locale", "static", "demo_data", "__pycache__")
    shutil.copytree(PACKAGE, house / "kring", ignore=left_out)
    (house / "kring" / "locale").mkdir()
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale=en", "--keep-pot"],
        cwd=house / "kring",
        env={
            **os.environ,
            "PYTHONPATH": str(house),
            "DJANGO_SETTINGS_MODULE": "kring.site.settings",
        },
        check=True,
        capture_output=True,
    )
    template = (house / "kring" / "locale" / "django.pot").read_text("utf-8")
    return {
        next(entries(block))["msgid"]: re.findall(r"([^\s:]+\.(?:py|html)):\d+", block)
        for block in template.split("\n\n")[1:]
    }


def test_every_sentence_of_the_code_stands_in_every_catalogue(found):
    for language in LANGUAGES:
        known = {entry["msgid"] for entry in sentences(language)}
        assert sorted(found.keys() - known) == [], RENEW
        assert sorted(known - found.keys()) == [], RENEW


def test_what_a_family_can_see_is_there_in_arabic(found):
    seen = {words for words, files in found.items() if any(map(FAMILY.match, files))}
    there = {key if isinstance(key, str) else key[0] for key in translated(source("ar"))}

    assert len(seen) > 500
    assert sorted(seen - there) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_for_who_works_here_nothing_is_left_in_dutch(language):
    empty = [entry["msgid"] for entry in sentences(language) if not all(entry.values())]

    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_guessed_or_left_over(language):
    text = source(language).read_text("utf-8")

    assert not re.search(r"^#,.*fuzzy", text, re.M)
    assert not re.search(r"^#~", text, re.M)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_same_blanks_and_can_be_filled(language):
    for entry in sentences(language):
        dutch = entry.get("msgid_plural", entry["msgid"])
        for words in said(entry):
            assert blanks(words) <= blanks(dutch), words
            assert ("×" in filled(words)) == (blanks(words) != set()), words
        # "one" and "two" may do without their figure, but the last form is for any number.
        assert [blanks(words) for words in said(entry)[-1:]] in ([], [blanks(dutch)]), dutch


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_of_things_is_said_in_as_many_forms_as_the_language_has(language):
    assert f"nplurals={PLURAL_FORMS[language]};" in source(language).read_text("utf-8")
    for entry in sentences(language):
        if "msgid_plural" in entry:
            assert len(said(entry)) in (0, PLURAL_FORMS[language]), entry["msgid"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_brings_no_signs_that_a_page_would_read_as_html(language):
    for entry in sentences(language):
        for words in said(entry):
            assert set(words) & set('<>&"') <= set(entry["msgid"]), words
            assert words.strip() == words or entry["msgid"].strip() != entry["msgid"], words
