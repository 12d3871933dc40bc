"""Which languages somebody has read over, and what pages say until then."""

from datetime import date

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from kring.base import translations
from kring.base.translations import Review, is_reviewed, reviews

NOTE = "Vertaling nog niet nagekeken"


def note(language):
    with override(language):
        return render_to_string("_translation_note.html", {"LANGUAGE_CODE": language}).strip()


@pytest.fixture
def french_is_read(monkeypatch):
    read = {"fr": Review(reviewed_on=date(2026, 3, 1), by="Amélie")}
    monkeypatch.setattr(translations, "reviews", lambda: read)


def test_every_language_of_the_pages_but_dutch_has_its_line_in_the_file():
    table = translations.tomllib.loads(
        (translations.files("kring.base") / "translations.toml").read_text("utf-8")
    )
    assert set(table) == {code for code, _ in settings.LANGUAGES} - {"nl"}
    assert all(set(line) == {"reviewed_on", "by"} for line in table.values())


def test_nobody_has_read_the_pages_yet():
    assert reviews() == {}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", True), ("nl-be", True),
        ("fr", True), ("fr-BE", True),
        ("ar", False), ("xx", False),
    ],
)  # fmt: skip
def test_dutch_is_ours_and_another_language_counts_once_it_is_read(
    french_is_read, language, expected
):
    assert is_reviewed(language) is expected


def test_a_review_is_read_from_the_file(tmp_path, monkeypatch):
    (tmp_path / "translations.toml").write_text(
        '[ar]\nreviewed_on = "2026-03-01"\nby = "Hala"\n[en]\nreviewed_on = ""\nby = ""\n'
    )
    monkeypatch.setattr(translations, "files", lambda package: tmp_path)

    assert reviews.__wrapped__() == {"ar": Review(date(2026, 3, 1), "Hala")}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_unread_language_says_so_in_that_language_and_in_dutch(french_is_read, language):
    shown = note(language)

    with override(language):
        own = gettext(NOTE)
    assert own != NOTE
    assert f"<span>{own}</span>" in shown
    assert f'<bdi lang="nl" dir="ltr">{NOTE}</bdi>' in shown


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_language_that_was_read_says_nothing(french_is_read, language):
    assert note(language) == ""


def test_the_note_stands_at_the_foot_of_a_page(client, db):
    assert NOTE not in client.get("/privacy/").content.decode()

    client.cookies["django_language"] = "ar"

    foot = client.get("/privacy/").content.decode().partition('<footer class="foot"')[2]
    assert f'<bdi lang="nl" dir="ltr">{NOTE}</bdi>' in foot
