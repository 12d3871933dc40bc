"""A value that does not open: it stands out, holds nobody up, and is never written over."""

import logging
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from test_sealing import put, raw

from kring.base.envelope import Erased, KeyMissing, Spot, Tampered
from kring.base.keystore import (
    KEYS,
    DataKey,
    ErasedFamily,
    key_of,
    keys_for_one_request,
    open_keys,
)
from kring.base.records import record_of, records_by_family, row_values, value_of
from kring.base.unreadable import is_any_met, met, met_in_one_request, name_of, said_instead
from kring.core.family import Member as MemberRecord
from kring.core.unreadable import Gap, Unreadable
from kring.core.words import Text
from kring.families.models import Family, Member

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def mother(family):
    return Member.objects.for_system("test").get(family=family, position=0)


def again(row):
    return type(row).objects.for_system("test").get(pk=row.pk)


def flip(row, column):
    """One bit of what lies sealed in this column."""
    table = row._meta.db_table
    value = bytearray(raw(table, column, row.pk))
    value[-1] ^= 1
    put(table, column, row.pk, bytes(value))
    return bytes(value)


def test_the_values_beside_one_that_does_not_open_are_read_as_always(mother):
    flip(mother, "name")

    member = record_of(again(mother), MemberRecord)

    assert isinstance(member.name, Unreadable)
    assert str(member.name) == "inhoud niet leesbaar, meld dit"
    assert member.name.gap == Gap("member.name", str(mother.pk))
    assert (member.role, member.birth_year) == ("mother", 1988)


def test_it_says_so_in_each_language_of_the_pages():
    assert list(said_instead()) == ["nl", "ar", "en", "fr"]


def test_a_gap_has_a_name_for_people():
    with override("nl"):
        assert name_of(Gap("member.birth_year", "x")) == "gezinslid: geboortejaar"


def test_what_cannot_be_read_is_not_replaced(mother):
    bytes_now = flip(mother, "name")
    row = again(mother)

    with pytest.raises(Tampered):
        row.name = Text.dutch("Amal")
    with pytest.raises(Tampered), transaction.atomic():
        row.save()

    assert raw("kring_member", "name", mother.pk) == bytes_now


def test_the_other_values_of_its_row_can_still_be_saved(mother):
    bytes_now = flip(mother, "name")
    row = again(mother)
    row.role = "grandparent"

    row.save(update_fields=["role"])

    assert again(mother).role == "grandparent"
    assert raw("kring_member", "name", mother.pk) == bytes_now


def test_a_stand_in_is_never_saved(mother):
    flip(mother, "name")
    stand_in = value_of(again(mother), "name", Text)

    with pytest.raises(Tampered):
        row_values(MemberRecord(id=str(mother.pk), name=stand_in, role="mother"), Member)
    with pytest.raises(Tampered), transaction.atomic():
        Member(family=mother.family, code="x", name=stand_in, role="x").save()


def test_a_key_that_does_not_open_holds_up_its_own_family_only(family, other_family):
    DataKey.objects.filter(family=family.pk).update(wrapped=b"W1" + bytes(60))
    with keys_for_one_request(), CaptureQueriesContext(connections[KEYS]) as asked:
        both = [again(family), again(other_family)]
        open_keys(row.pk for row in both)
        names = [str(value_of(row, "label", Text)) for row in both]
        for _ in range(3):
            value_of(both[0], "themes", tuple[str, ...])
            with pytest.raises(Tampered):
                key_of(family.pk)

    assert names == ["inhoud niet leesbaar, meld dit", "Gezin Maanlicht"]
    assert len(asked) == 1


def test_a_key_that_is_not_there_is_looked_for_once(family):
    DataKey.objects.all().delete()
    with keys_for_one_request(), CaptureQueriesContext(connections[KEYS]) as asked:
        for _ in range(3):
            with pytest.raises(KeyMissing):
                key_of(family.pk)

    assert len(asked) == 2  # the key, and whether the family was forgotten


def test_a_forgotten_family_is_no_tampering(family):
    DataKey.objects.all().delete()
    ErasedFamily.objects.create(family=family.pk)
    row = Family.objects.for_system("test").get()

    with keys_for_one_request(), met_in_one_request() as found, pytest.raises(KeyMissing):
        value_of(row, "label", Text)
    assert found == {}


def test_a_list_of_a_forgotten_family_is_not_read_past_what_is_gone(family):
    DataKey.objects.all().delete()
    ErasedFamily.objects.create(pk=family.pk)
    rows = Member.objects.for_system("test").filter(family=family)

    with keys_for_one_request(), pytest.raises(Erased):
        records_by_family(rows, MemberRecord)


def test_each_place_is_told_once_in_a_request_without_what_lay_there(mother, caplog):
    flip(mother, "name")
    with caplog.at_level(logging.ERROR, "kring.seal"), met_in_one_request() as found:
        for _ in range(2):
            value_of(again(mother), "name", Text)

    assert found == {Spot("member", mother.pk, "name", mother.family_id): "value"}
    [line] = caplog.messages
    assert line == (
        f"a sealed value does not open: member.name of row {mother.pk}, "
        f"family {mother.family_id}"
    )


def test_before_anything_was_met_nothing_has_to_be_looked_through(mother):
    flip(mother, "name")
    assert is_any_met()  # outside a request nobody kept count
    with met_in_one_request():
        assert not is_any_met()
        value_of(again(mother), "name", Text)
        assert is_any_met()


def test_outside_a_request_it_is_told_too(caplog):
    met(Spot("member", uuid4(), "name", uuid4()), KeyMissing("x"))

    assert "a sealed key does not open" in caplog.text
