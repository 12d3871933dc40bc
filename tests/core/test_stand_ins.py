"""Stand-ins for what does not open: of the declared type, found again, and taken out whole."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date

import pytest

from kring.core import family, plan
from kring.core.codes import Day
from kring.core.plain import default_of, hints
from kring.core.sharing import Reader, as_seen_by
from kring.core.unreadable import Gap, Unreadable, settled, stand_in
from kring.core.words import Text

HERE = Gap("somewhere.something", "1")
SAID = {"nl": "onleesbaar", "ar": "غير مقروء"}
RECORDS = [
    each
    for module in (family, plan)
    for each in vars(module).values()
    if each is not family.FamilyFile  # never in a row
    and isinstance(each, type)
    and is_dataclass(each)
    and each.__module__ == module.__name__
]
PLACES = [(record, field.name) for record in RECORDS for field in fields(record)]


def filled(record, **held):
    """A record with stand-ins where something must be given."""
    asked = {
        field.name: stand_in(hints(record)[field.name], Gap("other.thing", "2"), SAID)
        for field in fields(record)
        if default_of(field) is MISSING
    }
    return record(**asked | held)


@pytest.mark.parametrize(
    ("record", "name"), PLACES, ids=lambda each: getattr(each, "__name__", each)
)
def test_every_kind_of_value_has_a_stand_in_that_is_found_and_taken_out(record, name):
    gap = Gap("here.it_is", "1")
    whole = filled(record, **{name: stand_in(hints(record)[name], gap, SAID)})

    kept, gaps = settled(whole)

    assert gap in gaps
    held = getattr(kept, name)
    assert isinstance(held, Text) or not isinstance(held, Unreadable)


@pytest.mark.parametrize(
    ("hint", "kind", "looks"),
    [
        (Text | None, Text, "onleesbaar"),
        (int | None, int, "0"),
        (Day | None, date, "0001-01-01"),
        (tuple[str, ...], tuple, "()"),
        (Mapping[str, int], dict, "{}"),
        (str, str, ""),
    ],
)
def test_a_stand_in_is_of_the_declared_type(hint, kind, looks):
    found = stand_in(hint, HERE, SAID)

    assert isinstance(found, kind)
    assert isinstance(found, Unreadable)
    assert str(found) == looks
    assert found.gap == HERE


def test_a_record_in_one_sealed_value_is_one_gap_and_then_nothing():
    meeting = plan.Meeting(
        id="o1", date=date(2026, 1, 1), kind="family_talk",
        interpreter=stand_in(plan.MeetingInterpreter | None, HERE, SAID),
    )  # fmt: skip

    kept, gaps = settled(meeting)

    assert gaps == (HERE,)
    assert kept.interpreter is None


def test_a_record_of_its_own_row_keeps_what_opens():
    consent = family.Consent(
        given_on=date(2026, 1, 1), language="nl", form=stand_in(str, HERE, SAID)
    )
    home = family.Family(id="x", label=Text.dutch("Wij"), consent=consent)

    kept, gaps = settled(home)

    assert gaps == (HERE,)
    assert kept.consent == replace(consent, form="")


def test_what_this_reader_may_not_see_is_no_gap_for_them():
    papers = family.Member(
        id="m", name=Text.dutch("Amal"), role="mother",
        status=stand_in(str | None, HERE, SAID),
        status_until=stand_in(Day | None, Gap("member.status_until", "1"), SAID),
    )  # fmt: skip
    home = family.Family(id="x", label=Text.dutch("Wij"), members=(papers,))

    _, for_volunteer = settled(as_seen_by(home, role=Reader.VOLUNTEER))
    _, for_worker = settled(as_seen_by(home, role=Reader.WORKER))

    assert for_volunteer == ()
    assert for_worker == (HERE, Gap("member.status_until", "1"))


def test_an_unreadable_list_comes_through_the_rule_as_it_was():
    lieve = family.Actor(
        id="a", label=Text.dutch("Lieve"), sphere=family.Sphere.VOLUNTEERS,
        possible_themes=stand_in(tuple[str, ...], HERE, SAID),
    )  # fmt: skip
    home = family.Family(id="x", label=Text.dutch("Wij"), actors=(lieve,))

    kept, gaps = settled(as_seen_by(home, role=Reader.WORKER))

    assert gaps == (HERE,)
    assert kept.actors[0].possible_themes == ()


def test_a_whole_record_is_the_same_record():
    home = family.Family(id="x", label=Text.dutch("Wij"), members=())

    assert settled(home) == (home, ())
