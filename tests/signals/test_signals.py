"""What leaves the house names no family, and a small number stays inside."""

from dataclasses import replace
from datetime import date

import pytest

from cast import STERRENBERG, bring
from kring.base.errors import NotAllowed
from kring.core.codes import Id, SignalLevel, SignalStatus, ThemeId
from kring.core.plan import GoodPractice, Signal
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.signals.models import Publication
from kring.signals.queries import families_by_theme, practices_of, published, signals_of
from kring.signals.services import HANDED_OVER, publish_practice, publish_signal, quarter

pytestmark = [pytest.mark.django_db, pytest.mark.query]

nl = Text.dutch
SENT = Signal(
    id=Id("s"), title=nl("Wachten op een huis"), what_we_see=nl("Gezinnen wachten jaren."),
    consequence=nl("Kinderen zijn ziek."), themes=(ThemeId("housing"),),
    level=(SignalLevel.LOCAL,), status=SignalStatus.SENT, family_agrees=True,
)  # fmt: skip
PRACTICE = GoodPractice(
    id=Id("g"), title=nl("Brievenuur"), how=nl("Samen lezen."), results=nl("Minder stress."),
    themes=(ThemeId("admin"),),
)  # fmt: skip


def family_with(*signals, practices=()):
    return bring(
        replace(STERRENBERG, signals=signals, good_practices=practices),
        themes=SHIPPED, by=None,
    )  # fmt: skip


def test_a_published_signal_holds_words_and_themes_and_no_family(alice):
    publication = publish_signal(SENT, on=date(2026, 3, 1), by=alice)

    assert list(published()) == [publication]
    assert (publication.title, publication.statement, publication.consequence) == (
        "Wachten op een huis", "Gezinnen wachten jaren.", "Kinderen zijn ziek.",
    )  # fmt: skip
    assert (publication.themes, publication.level) == (["housing"], ["local"])
    assert (publication.status, publication.quarter) == ("sent", "2026-Q1")
    assert str(publication) == "Wachten op een huis"
    entry = Entry.objects.first()
    assert (entry.verb, entry.part, entry.family_id, entry.item_id) == (
        "published", "signal", None, publication.pk,
    )  # fmt: skip


@pytest.mark.parametrize("status", set(SignalStatus) - HANDED_OVER)
def test_a_signal_that_was_not_handed_over_stays_inside(db, status):
    with pytest.raises(NotAllowed, match="nog niet doorgegeven"):
        publish_signal(replace(SENT, status=status), on=date(2026, 3, 1), by=None)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("answer", [None, False])
def test_without_the_familys_yes_a_signal_stays_inside(db, answer):
    with pytest.raises(NotAllowed):
        publish_signal(replace(SENT, family_agrees=answer), on=date(2026, 3, 1), by=None)


@pytest.mark.parametrize(
    ("practice", "statement"),
    [
        (PRACTICE, "Samen lezen."),
        (replace(PRACTICE, how=None, goal=nl("Post begrijpen.")), "Post begrijpen."),
        (replace(PRACTICE, how=None), ""),
    ],
)
def test_a_practice_is_published_as_far_as_it_was_told(db, practice, statement):
    published = publish_practice(practice, on=date(2026, 12, 31), by=None)

    assert (published.kind, published.statement, published.quarter) == (
        "practice", statement, "2026-Q4",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "name"),
    [((2026, 1, 1), "2026-Q1"), ((2026, 3, 31), "2026-Q1"), ((2026, 4, 1), "2026-Q2")],
)
def test_a_day_becomes_a_quarter(day, name):
    assert quarter(date(*day)) == name


def test_signals_and_practices_are_for_the_circle_alone(alice, charlie):
    family = family_with(SENT, practices=(PRACTICE,))
    give_seat(family=family, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)

    assert signals_of([family.pk], by=charlie) == practices_of([family.pk], by=charlie) == {}
    [signal] = signals_of([family.pk], by=alice)[family.pk]
    [practice] = practices_of([family.pk], by=alice)[family.pk]
    assert (str(signal.title), str(practice.title)) == ("Wachten op een huis", "Brievenuur")


def test_a_theme_of_few_families_shows_no_number(db):
    for _ in range(4):
        family_with(SENT, SENT_AGAIN)

    assert {figure.families for figure in families_by_theme()} == {None}


SENT_AGAIN = replace(SENT, id=Id("t"))


def test_a_family_counts_once_and_a_sensitive_theme_hides_longer(db):
    for _ in range(6):
        family_with(SENT, replace(SENT_AGAIN, themes=(ThemeId("housing"), ThemeId("health"))))

    figures = {figure.theme.id: figure.families for figure in families_by_theme()}

    assert figures["housing"] == 5
    assert figures["health"] is None
    assert list(figures) == [theme.id for theme in SHIPPED]
