"""In which language the command line speaks."""

import pytest

from kring.site.speech import catalogue, gettext, language_of


@pytest.mark.parametrize(
    ("lang", "language"),
    [
        ("nl_BE.UTF-8", "nl"),
        ("en_GB.UTF-8", "en"),
        ("fr", "fr"),
        ("FR_BE", "fr"),
        ("C.UTF-8", "nl"),
        ("de_DE.UTF-8", "nl"),
        ("", "nl"),
    ],
)
def test_dutch_unless_the_reader_has_english_or_french(lang, language):
    assert language_of({"LANG": lang}) == language


def test_without_a_language_it_is_dutch():
    assert language_of({}) == "nl"


@pytest.mark.parametrize("lang", ["nl_BE.UTF-8", "en_GB.UTF-8"])
def test_a_sentence_nobody_translated_is_said_in_dutch(lang, monkeypatch):
    monkeypatch.setenv("LANG", lang)

    assert gettext("Deze zin staat in geen enkele vertaling.") == (
        "Deze zin staat in geen enkele vertaling."
    )


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en_GB.UTF-8", "Usage: "), ("fr_BE.UTF-8", "Usage : "), ("nl_BE.UTF-8", "Gebruik: ")],
)
def test_a_translated_sentence_is_said_in_the_language_of_the_reader(lang, said, monkeypatch):
    monkeypatch.setenv("LANG", lang)

    assert gettext("Gebruik: ").replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_language_is_read_once():
    assert catalogue("en") is catalogue("en")
