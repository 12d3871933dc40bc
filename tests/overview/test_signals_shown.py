"""Signals with how far they came, published words in the parts of the guide, safe bars."""

from dataclasses import dataclass, replace

import pytest

from cast import STERRENBERG, nl
from kring.core.codes import SignalStatus
from kring.core.plan import GoodPractice
from kring.core.themes import SHIPPED
from kring.overview.figures import bars_of
from kring.overview.signals_shown import (
    PATH,
    Part,
    chapters,
    part_of,
    path_of,
    practices_in,
    signals_in,
)
from kring.signals.queries import Figure


@dataclass
class Published:
    title: str = "Titel"
    statement: str = ""
    kind: str = "signal"
    consequence: str = "Gevolg"
    themes: tuple = ()
    level: tuple = ("local",)
    status: str = "sent"
    quarter: str = "2026-Q1"


@pytest.mark.parametrize(
    ("status", "now"),
    [
        ("draft", 0), ("checked", 0), ("bundled", 1), ("analysed", 1), ("sent", 2),
        ("answered", 3), ("action", 3), ("closed", 3),
    ],
)  # fmt: skip
def test_a_signal_stands_somewhere_on_its_path(status, now):
    path = path_of(SignalStatus(status))

    assert [step.words for step in path] == list(PATH)
    assert [step.is_now for step in path].index(True) == now
    assert [step.is_done for step in path] == [place <= now for place in range(4)]


@pytest.mark.parametrize("status", ["solved_internally", "not_pursued"])
def test_some_signals_left_the_path(status):
    assert path_of(SignalStatus(status)) == ()


def test_every_phase_is_on_the_path_or_left_it():
    off = {status for status in SignalStatus if not path_of(status)}

    assert off == {SignalStatus.SOLVED_INTERNALLY, SignalStatus.NOT_PURSUED}


def test_a_familys_signals_and_practices_come_with_their_themes_in_order():
    practice = GoodPractice(id="p", title=nl("Samen koken"), themes=("work", "housing", "x"))
    family = replace(STERRENBERG, good_practices=(practice,))

    [signal] = signals_in(family, SHIPPED)
    [shown] = practices_in(family, SHIPPED)

    assert str(signal.signal.title) == "Te weinig woningen"
    assert [theme.id for theme in signal.themes] == ["housing"]
    assert [theme.id for theme in shown.themes] == ["housing", "work"]


@pytest.mark.parametrize(
    ("published", "part"),
    [
        (Published(kind="practice", statement="Een vrijwilliger kookt."), Part.PRACTICES),
        (Published(statement="Elke Vrijwilliger krijgt te veel brieven."), Part.VOLUNTEERS),
        (Published(title="Woonbuddy's zonder steun"), Part.VOLUNTEERS),
        (Published(statement="Er zijn te weinig brugfiguren."), Part.BRIDGES),
        (Published(statement="Zonder tolk mislukt het gesprek."), Part.BRIDGES),
        (Published(title="Een ander statuut, een andere bus"), Part.STATUS),
        (Published(statement="De tolk kent het statuut niet."), Part.BRIDGES),  # the first word
        (Published(statement="Het statuut van de tolk is onzeker."), Part.STATUS),
        (Published(statement="Er zijn te weinig huizen."), None),
    ],
)
def test_a_signal_says_itself_in_which_part_it_belongs(published, part):
    assert part_of(published) is part


def test_the_four_parts_are_always_there_and_the_rest_stands_by_theme():
    found = chapters(
        [
            Published(title="Bus", themes=("mobility", "work")),
            Published(title="Huis", themes=("housing",)),
            Published(title="Iets", themes=("een-eigen-thema",)),
            Published(title="Koken", kind="practice", status="", level=()),
        ],
        SHIPPED,
    )

    assert [
        (each.part or (each.theme and each.theme.id), [item.title for item in each.items])
        for each in found
    ] == [
        (Part.VOLUNTEERS, []), (Part.BRIDGES, []), (Part.STATUS, []),
        (Part.PRACTICES, ["Koken"]), ("housing", ["Huis"]), ("work", ["Bus"]), (None, ["Iets"]),
    ]  # fmt: skip


def test_a_published_item_tells_its_quarter_its_level_and_how_far_it_came():
    [*_, chapter] = chapters([Published(themes=("housing",))], SHIPPED)
    [item] = chapter.items

    assert (item.year, item.quarter, item.consequence) == ("2026", "1", "Gevolg")
    assert [level.value for level in item.levels] == ["local"]
    assert [step.is_now for step in item.path] == [False, False, True, False]


@pytest.mark.parametrize("part", Part)
def test_every_part_has_words_and_a_picture(part):
    assert part.label
    assert part.icon


def test_a_hidden_figure_has_no_length_and_says_under_which_number_it_is():
    housing = next(theme for theme in SHIPPED if theme.id == "housing")
    health = next(theme for theme in SHIPPED if theme.id == "health")
    bars = bars_of([Figure(housing, 10), Figure(health, None), Figure(housing, 20)])

    assert [(bar.families, bar.least, bar.width) for bar in bars] == [
        (10, 5, 50.0), (None, 10, 0.0), (20, 5, 100.0),
    ]  # fmt: skip


def test_where_nothing_may_be_told_no_bar_has_a_length():
    assert {bar.width for bar in bars_of([Figure(theme, None) for theme in SHIPPED])} == {0.0}
    assert bars_of([]) == ()
