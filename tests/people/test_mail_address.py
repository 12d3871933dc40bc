"""One account for each mail address, in the database itself."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from cast import person
from kring.people.mail_address import one_way
from kring.people.models import User

SAME = ("Zoë@Kring.test", "ZOE\u0308@kring.test", " zoë@KRING.TEST ", "ｚｏë@kring.test")


@given(some.text())
def test_written_in_one_way_is_written_in_one_way(address):
    assert one_way(one_way(address)) == one_way(address)
    assert one_way(address) == one_way(unicodedata.normalize("NFD", address))


@given(some.text(alphabet="abcABC.ıİſKﬁÅ@"))
def test_big_and_small_letters_are_the_same(address):
    assert one_way(address.swapcase().swapcase()) == one_way(address.swapcase())


@pytest.mark.parametrize("address", SAME)
def test_row_58_all_ways_to_write_an_address_are_one(address):
    assert one_way(address) == "zoë@kring.test"


@pytest.mark.django_db
@pytest.mark.query
@pytest.mark.parametrize("address", SAME)
def test_row_58_the_database_refuses_a_second_account(address):
    person("Zoe", email="zoë@kring.test")

    with pytest.raises(IntegrityError), transaction.atomic():
        person("Other", email=address)
    other = person("Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=other.pk).update(email=address)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(username="third", email=address)])


@pytest.mark.django_db
@pytest.mark.query
@pytest.mark.parametrize("address", SAME)
def test_row_58_the_account_is_found_however_it_is_asked(address):
    zoe = person("Zoe", email="ZOË@kring.test")

    assert zoe.email == "zoë@kring.test"
    assert User.objects.get(email=address) == zoe
    assert User.objects.filter(email__in=[address]).count() == 1


@pytest.mark.django_db
def test_many_may_have_no_address():
    assert {person("A").email, person("B").email} == {""}
