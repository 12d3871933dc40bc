"""A family put together for one reader, in a fixed number of questions."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from cast import STERRENBERG, bring
from kring.base.keystore import keys_for_one_request
from kring.core.plain import plain
from kring.core.themes import SHIPPED
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.overview.queries import EVERYTHING, MAP, RING, read_all, read_families, read_family

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def questions(ask):
    """How many questions `ask` puts to both databases, with keys that nobody opened yet."""
    with (
        keys_for_one_request(),
        CaptureQueriesContext(connections["default"]) as data,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        ask()
    return len(data) + len(keys)


def test_everything_of_a_family_is_read_in_a_fixed_number_of_questions(family, alice):
    first = questions(lambda: read_family(family.pk, by=alice, part="x", parts=EVERYTHING))
    again = questions(lambda: read_family(family.pk, by=alice, part="x", parts=EVERYTHING))

    assert (first, again) == (19, 18)  # the first look is also written down


def test_the_map_of_a_family_leaves_room_for_the_session_and_the_user(family, alice):
    assert questions(lambda: read_family(family.pk, by=alice, part="map", parts=MAP)) == 10


def test_a_plan_of_one_family_costs_only_its_parts(family, alice):
    whole = read_family(family.pk, by=alice, part="x", parts=EVERYTHING).family.plan
    parts = ("members", "actors", "goals", "actions", "agreements")
    plan = read_family(family.pk, by=alice, part="x", parts=parts).family.plan

    assert plan == whole
    assert questions(lambda: read_family(family.pk, by=alice, part="x", parts=parts)) == 7
    assert (
        read_family(family.pk, by=alice, part="x", parts=("goals",)).family.plan.actions == ()
    )


def test_a_family_without_a_plan_reads_none(other_family, charlie):
    assert (
        read_family(other_family.pk, by=charlie, part="x", parts=("actions",)).family.plan
        is None
    )


def test_many_families_cost_as_many_questions_as_one(family, other_family, alice):
    ask = lambda: read_families(by=alice, parts=RING, most=25)  # noqa: E731
    one = questions(ask)
    for row in [other_family, bring(STERRENBERG, themes=SHIPPED, by=None)]:
        give_seat(family=row, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)

    assert questions(ask) == one == 7  # a first look at a family is also written down


def test_families_come_by_name_a_page_at_a_time(family, other_family, alice):
    give_seat(family=other_family, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)

    pages = [read_families(by=alice, parts=(), most=1, page=page) for page in (1, 2, 3)]

    assert [([str(each.family.label) for each in seen], count) for seen, count in pages] == [
        (["Gezin Maanlicht"], 2), (["Gezin Sterrenberg"], 2), ([], 2),
    ]  # fmt: skip


def test_nobodys_families_are_no_families(paula):
    assert read_all([], by=paula, parts=EVERYTHING) == []
    assert read_families(by=paula, parts=MAP, most=25) == ([], 0)


def test_each_part_is_there_when_asked_and_absent_when_not(family, nadia):
    whole = read_family(family.pk, by=nadia, part="x", parts=EVERYTHING)
    bare = read_family(family.pk, by=nadia, part="x", parts=())

    assert set(plain(whole.family)) == {
        "id", "label", "municipality", "members", "stories", "themes", "actors", "relations",
        "links", "maps", "plan", "meetings", "signals",
    }  # fmt: skip
    assert set(plain(bare.family)) == {"id", "label", "municipality", "themes"}
    assert whole.themes == SHIPPED
    assert whole.door.reader == "coordinator"
