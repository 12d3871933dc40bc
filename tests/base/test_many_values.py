"""Values of many rows, read without an instance for each: the same as one by one."""

from contextvars import Context

import pytest
from django.db import connection

from cast import STERRENBERG, bring
from kring.base.envelope import Erased, Tampered
from kring.base.keystore import (
    DataKey,
    ErasedFamily,
    forget_opened,
    keys_for_one_request,
    ready_keys,
)
from kring.base.records import record_of, records_by_family, values_of_families
from kring.base.scanning import as_they_lie, id_bytes, id_text, scan
from kring.base.unreadable import met_in_one_request
from kring.core.family import Actor as ActorRecord
from kring.core.family import Link as LinkRecord
from kring.core.family import MapRecord as MapOf
from kring.core.family import Relation as RelationRecord
from kring.core.plan import Action as ActionRecord
from kring.core.plan import Goal as GoalRecord
from kring.core.plan import Meeting as MeetingRecord
from kring.core.plan import Signal as SignalRecord
from kring.core.unreadable import Unreadable
from kring.core.words import Text
from kring.families.models import Family, Member
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.plans.models import Action, Goal, Meeting
from kring.signals.models import Signal

pytestmark = [pytest.mark.django_db, pytest.mark.query]

KINDS = {
    Actor: ActorRecord, Link: LinkRecord, MapRecord: MapOf, Relation: RelationRecord,
    Action: ActionRecord, Goal: GoalRecord, Meeting: MeetingRecord,
    Signal: SignalRecord,
}  # fmt: skip


def rows(model):
    return model.objects.for_system("test")


def put(row, column, value):
    pk = row.pk if connection.features.has_native_uuid_field else row.pk.hex
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {row._meta.db_table} SET {column} = %s WHERE id = %s",
                       [value, pk])  # fmt: skip


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_records_of_a_list_are_those_of_its_rows(family, model):
    bring(STERRENBERG)
    one_by_one = {}
    for row in rows(model):
        one_by_one.setdefault(row.family_id, []).append(record_of(row, KINDS[model]))

    assert records_by_family(rows(model), KINDS[model]) == one_by_one
    assert one_by_one


def test_ids_of_a_list_are_those_of_the_core(family):
    for row, (lies,) in zip(
        rows(Member).order_by("pk"), as_they_lie(rows(Member).order_by("pk"), "pk"), strict=True
    ):
        assert (id_bytes(lies), id_text(lies)) == (row.pk.bytes, str(row.pk))


def test_people_for_whom_something_is_shown_come_along(family):
    member = rows(Member).first()
    rows(Actor).filter(position=0).update(visible_to=[member.pk])
    rows(Actor).filter(position=1).update(visible_to=[])

    [actors] = records_by_family(rows(Actor), ActorRecord).values()

    assert actors[:2] == [record_of(row, ActorRecord) for row in rows(Actor)[:2]]
    assert actors[0].visible_to == (str(member.pk),)


def test_what_is_closed_stays_sealed(family):
    contact, other = rows(Actor)[:2]
    rows(Actor).update(coordination=False)
    rows(Actor).filter(pk=contact.pk).update(coordination=True)
    put(other, "label", b"K1\0\0\0\1" + bytes(60))

    with met_in_one_request() as met:
        [found] = records_by_family(
            rows(Actor), ActorRecord, only=("id", "coordination", "label"), sphere="kin",
            opened_if="coordination", closed={"label": Text.dutch("")},
        ).values()  # fmt: skip

    assert [str(each.label) for each in found[:2]] == [str(contact.label), ""]
    assert not met


@pytest.mark.parametrize(
    "spoilt",
    [b"", b"K1", b"K1\0\0\0\1", b"K1\0\0\0\1short", b"K1\0\0\0\1" + bytes(60), b"plain " * 9],
)  # fmt: skip
def test_one_altered_value_is_met_and_the_others_are_read(family, spoilt):
    amal, yousef = rows(Member).order_by("position")[:2]
    put(yousef, "name", spoilt)

    with keys_for_one_request(), met_in_one_request() as met:
        names = {pk: str(name) for _, pk, name in scan(rows(Member), "name")}

    assert names[amal.pk] == "Amal"
    assert yousef.pk not in names
    assert [(spot.row, spot.field) for spot in met] == [(yousef.pk, "name")]


def test_a_value_of_another_row_or_family_does_not_open(family, other_family):
    own, strange = rows(Member).filter(family=family)[:2]
    [[_, value]] = as_they_lie(rows(Member).filter(pk=own.pk), "pk", "name")
    open_one = Member._meta.get_field("name").opener()

    assert "Amal" in open_one(value, own.pk.bytes, family.pk.bytes)
    for row, home in ((strange.pk, family.pk), (own.pk, other_family.pk)):
        with pytest.raises(Tampered):
            open_one(value, row.bytes, home.bytes)


def test_keys_that_are_ready_are_forgotten_with_the_request_and_when_they_change(family):
    with keys_for_one_request():
        list(scan(rows(Member), "name"))
        assert ready_keys()
        forget_opened(family.pk)
        assert not ready_keys()
        list(scan(rows(Member), "name"))

    def outside_any_request():
        names = list(scan(rows(Member), "name"))
        return len(names), ready_keys()

    assert Context().run(outside_any_request) == (2, {})


def test_a_family_whose_name_does_not_open_has_a_stand_in(family, other_family):
    put(other_family, "label", b"K1\0\0\0\1" + bytes(60))

    with keys_for_one_request(), met_in_one_request() as met:
        names = values_of_families(rows(Family), "label", Text)

    assert str(names[family.pk]) == "Gezin Sterrenberg"
    assert isinstance(names[other_family.pk], Unreadable)
    assert names[other_family.pk].gap.row == str(other_family.pk)
    assert len(met) == 1


def test_a_forgotten_family_says_so_in_a_list_too(family):
    DataKey.objects.filter(family=family.pk).delete()
    ErasedFamily.objects.create(family=family.pk)

    with keys_for_one_request(), pytest.raises(Erased):
        values_of_families(rows(Family), "label", Text)
    with keys_for_one_request(), pytest.raises(Erased):
        records_by_family(rows(Actor), ActorRecord)
    with keys_for_one_request(), met_in_one_request() as met:
        assert list(scan(rows(Member), "name")) == []
    assert not met
