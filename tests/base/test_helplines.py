"""Whom to call: four numbers, each marked until a person has checked it."""

from datetime import date

from kring.base import helplines as lines
from kring.base.helplines import WORDS, helplines


def test_the_numbers_that_every_page_gives():
    assert [line.number for line in helplines()] == ["112", "1712", "106", "102"]
    assert helplines()[0].hours == "dag en nacht"


def test_every_word_of_the_file_can_be_translated():
    said = {word for line in helplines() for word in (line.name, line.hours) if word}

    assert said == set(WORDS)


def test_the_day_of_a_check_is_read(tmp_path, monkeypatch):
    (tmp_path / "helplines.toml").write_text(
        '[[line]]\nnumber = "1"\nname = "n"\nhours = ""\nsource = "s"\n'
        'checked_on = "2026-03-01"\n'
    )
    monkeypatch.setattr(lines, "files", lambda package: tmp_path)

    assert helplines.__wrapped__()[0].checked_on == date(2026, 3, 1)
