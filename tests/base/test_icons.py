"""Icons are our own line drawings: only shapes come out of their files."""

import re

import pytest

from kring.base import icons
from kring.base.icons import icon


def test_an_icon_is_a_picture_without_a_voice():
    drawn = icon("house")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"')
    assert drawn.count("<path d=") == 2


@pytest.mark.parametrize("name", ["arrow-left", "arrow-right", "chevron-right"])
def test_arrows_turn_round_with_the_direction_of_reading(name):
    assert 'class="icon turns"' in icon(name)


@pytest.mark.parametrize("name", ["", "no-such-icon", "../fonts/OFL", "LICENSE", 'a"b', "x/y"])
def test_a_name_out_of_a_file_that_is_no_icon_of_ours_draws_nothing(name):
    assert icon(name) == ""


def test_only_shapes_and_their_measures_come_through(tmp_path, monkeypatch):
    folder = tmp_path / "static" / "icons"
    folder.mkdir(parents=True)
    (folder / "hostile.svg").write_text(
        "<svg><script>alert(1)</script><style>*{}</style>"
        '<path onload="alert(2)" d="M0 0" style="x" href="//elders.example"/>'
        '<circle cx="1" cy="2" r="3" class="x"/><use href="#y"/>'
        '<image href="//elders.example"/></svg>'
    )
    monkeypatch.setattr(icons, "files", lambda package: tmp_path)

    drawn = icon("hostile")

    assert re.findall(r"<[a-z].*?>", drawn)[1:] == [
        '<path d="M0 0"/>',
        '<circle cx="1" cy="2" r="3"/>',
    ]
