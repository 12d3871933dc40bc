"""What a family file says of consent becomes switches here, and goes out as it stands today."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils.timezone import localdate

from cast import STERRENBERG, person
from kring.core.codes import Interpreter
from kring.core.family import Consent as Talk
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.exchange.queries import family_file
from kring.exchange.services import bring_in, bring_in_once
from kring.families.models import Consent, ConsentTalk, Hidden, Member, Seat
from kring.families.services import give_consent, give_seat, withdraw_consent
from kring.network.models import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.query]

TALK = Talk(
    given_on=date(2026, 1, 5), language="ar", form="oral_with_interpreter",
    interpreter=next(iter(Interpreter)),
    by=("amal",), shared_with=("lieve", "ocmw"), witness=Text.dutch("Buurvrouw"),
    restrictions=(Text.dutch("niets over papieren"),), review_on=date(2026, 7, 5),
    note=Text.dutch("aan de keukentafel"),
)  # fmt: skip
AGREED = replace(STERRENBERG, consent=TALK)


def actors(row):
    return {each.code: each.pk for each in Actor.objects.for_system("test").filter(family=row)}


def switches(row):
    rows = Consent.objects.for_system("test").filter(family=row, receiver__isnull=False)
    return {each.receiver: each for each in rows}


@pytest.fixture
def els(db):
    return person("Els")


@pytest.fixture
def row(els):
    [key] = bring_in_once([AGREED], themes=SHIPPED, note=els.pk, by=els)
    return key


def test_each_with_whom_the_family_shares_gets_a_switch_and_so_does_who_brings_it_in(row, els):
    found, who = switches(row), actors(row)

    assert set(found) == {who["lieve"], who["ocmw"], els.pk}
    for each in found.values():
        assert (each.given_on, each.form, each.language) == (
            TALK.given_on, TALK.form, TALK.language,
        )  # fmt: skip
    assert Actor.objects.visible_to(els).filter(family=row).count() == 3


def test_without_a_talk_in_the_file_the_yes_was_said_today(els):
    [key] = bring_in_once([STERRENBERG], themes=SHIPPED, note=els.pk, by=els)

    [said] = switches(key).values()
    assert (said.receiver, said.form, said.given_on, said.part) == (
        els.pk, "spoken", localdate(), "",
    )  # fmt: skip
    assert not ConsentTalk.objects.for_system("test").exists()


def test_a_talk_taken_back_opens_nothing_but_goes_out_as_it_came(els):
    gone = replace(TALK, withdrawn=date(2026, 2, 2))
    row = bring_in(replace(STERRENBERG, consent=gone), themes=SHIPPED, by=None)
    lieve = person("Lieve")
    give_seat(
        family=row, user=lieve, role=Seat.Role.VOLUNTEER, purpose="x", by=None,
        actor=actors(row)["lieve"],
    )  # fmt: skip
    give_seat(family=row, user=els, role=Seat.Role.COORDINATOR, purpose="x", by=None)

    assert not Member.objects.visible_to(lieve).exists()
    [copy] = family_file(row.pk, by=els).families
    assert copy.consent.withdrawn == gone.withdrawn
    give_consent(row.pk, by=None, receiver=els.pk, part="", form="spoken", language="nl")
    [copy] = family_file(row.pk, by=els).families
    assert copy.consent == gone


def test_the_talk_goes_out_unchanged_while_nothing_changed(row, els):
    [copy] = family_file(row, by=els).families

    assert copy.consent == TALK


def test_who_lost_the_yes_is_not_given_it_back_by_a_file(row, els):
    who = actors(row)
    withdraw_consent(row, by=els, receiver=who["lieve"], part="")
    give_consent(row, by=els, receiver=who["hala"], part="map", form="spoken", language="nl")

    [copy] = family_file(row, by=els).families

    assert copy.consent.shared_with == ("ocmw", "hala")


def test_a_consent_to_or_by_somebody_hidden_is_not_there(row, els):
    who = actors(row)
    amal = Member.objects.for_system("test").get(family=row, position=0)
    other = person("Lot")
    give_seat(
        family=ConsentTalk.objects.for_system("test").get().family, user=other,
        role=Seat.Role.WORKER, purpose="x", by=els,
    )  # fmt: skip
    assert Consent.objects.visible_to(other).count() == 3

    hidden = Hidden.objects.create(family_id=row, item=who["lieve"], who=other.pk)
    assert {each.receiver for each in Consent.objects.visible_to(other)} == {
        who["ocmw"], els.pk,
    }  # fmt: skip
    hidden.delete()
    Hidden.objects.create(family_id=row, item=amal.pk, who=other.pk)
    assert {each.receiver for each in Consent.objects.visible_to(other)} == {els.pk}
    assert Consent.objects.visible_to(els).count() == 3
