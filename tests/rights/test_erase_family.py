"""Wiping a family: nothing of it stays but ids in the journal and in the ledger."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connections, models
from django.utils.timezone import now

import cast
from kring.base.envelope import Erased
from kring.base.keystore import KEYS, DataKey, ErasedFamily, make_key
from kring.families.models import Family, Hidden
from kring.journal.models import Entry
from kring.journal.services import is_genuine
from kring.network.models import Actor
from kring.rights.models import Closing, CopyWish, Decision, OldValue, Reply, Voice
from kring.rights.services import erasing
from kring.rights.services.erasing import (
    NotEmpty,
    erase_family,
    replay_erasures,
    sat_there,
)

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def full(family, alice, bob, amal, nadia):
    """The family of the cast with something in the rooms that the cast leaves empty."""
    actor = Actor.objects.for_system("a test").filter(family=family).first()
    Hidden.objects.create(family=family, item=actor.pk, who=bob.pk, code="lieve")
    reply = Reply.objects.create(
        family=family, item=actor.pk, kind=Reply.Kind.WORD, words=cast.nl("Nee.")
    )
    OldValue.objects.create(
        family=family, item=actor.pk, field="actor.label", value={"nl": "x"}, reply=reply,
        kept_until=now().date(),
    )  # fmt: skip
    Closing.objects.create(family=family, closed_on=now().date(), closed_by=nadia)
    CopyWish.objects.create(family=family, asked_by=nadia)
    decision = Decision.objects.create(family=family, kind=Decision.Kind.ERASE, asked_by=amal)
    Voice.objects.create(decision=decision, member=uuid4(), said_by=amal)
    return family


def rows_that_name(family_id):
    """Where the id of the family still stands, in any column of any table of both databases."""
    found = set()
    for alias in ("default", KEYS):
        for model in apps.get_app_config("kring").get_models():
            table = model._meta.db_table
            if table not in connections[alias].introspection.table_names():
                continue
            for field in model._meta.concrete_fields:
                if isinstance(field, models.UUIDField) or (
                    field.is_relation and isinstance(field.target_field, models.UUIDField)
                ):
                    rows = model._base_manager.using(alias).filter(**{field.attname: family_id})
                    if rows.exists():
                        found.add(model.__name__)
    return found


def test_only_the_journal_and_the_ledger_still_know_its_id(full, nadia):
    assert len(rows_that_name(full.pk)) > 15

    assert erase_family(full.pk, by=nadia, ticket="decision") is True

    assert rows_that_name(full.pk) == {"Entry", "ErasedFamily"}
    assert not Family.objects.for_system("a test").filter(pk=full.pk).exists()
    ledger = ErasedFamily.objects.get(pk=full.pk)
    assert (ledger.by, ledger.ticket) == (nadia.pk, "decision")


def test_other_families_stay_whole(full, other_family, charlie):
    def count():
        return {
            model.__name__: model._base_manager.filter(family=other_family.pk).count()
            for model, _ in erasing._tables()
        }

    before = count()

    erase_family(full.pk, by=None)

    assert count() == before
    [row] = Family.objects.visible_to(charlie)
    assert str(row.label) == "Gezin Maanlicht"


def test_the_journal_tells_it_and_stays_whole(full, nadia, amal, bob, charlie):
    erase_family(full.pk, by=nadia, ticket="decision")

    told = Entry.objects.filter(family_id=full.pk, verb=Entry.Verb.ERASED)
    assert told.get(part="erase").detail == "decision"
    assert {each.item_id for each in told.filter(part="seat")} >= {nadia.pk, amal.pk, bob.pk}
    assert sat_there(full.pk, user=amal)
    assert not sat_there(full.pk, user=charlie)
    assert all(is_genuine(each) for each in Entry.objects.all())


def test_its_key_is_gone_and_its_id_is_never_given_again(full):
    erase_family(full.pk, by=None)

    assert not DataKey.objects.filter(family=full.pk).exists()
    with pytest.raises(Erased):
        make_key(full.pk)


def test_twice_is_once(full):
    assert erase_family(full.pk, by=None) is True
    told = Entry.objects.count()

    assert erase_family(full.pk, by=None) is False

    assert Entry.objects.count() == told


def test_row_41_what_a_restore_brings_back_goes_again(full, nadia):
    ErasedFamily.objects.create(pk=full.pk, by=nadia.pk, ticket="decision")

    assert replay_erasures() == [full.pk]

    assert rows_that_name(full.pk) == {"Entry", "ErasedFamily"}
    assert replay_erasures() == []


def test_row_45_cut_off_between_the_two_databases_it_can_be_finished(full, monkeypatch):
    def power_cut(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "_wipe", power_cut)
        with pytest.raises(KeyboardInterrupt):
            erase_family(full.pk, by=None, ticket="closed")
    assert not DataKey.objects.filter(family=full.pk).exists()

    assert replay_erasures() == [full.pk]
    assert rows_that_name(full.pk) == {"Entry", "ErasedFamily"}


def test_a_key_alone_that_came_back_goes_too(family):
    erase_family(family.pk, by=None)
    DataKey.objects.create(family=family.pk, version=1, kek_id="test", wrapped=b"W1")

    assert replay_erasures() == [family.pk]
    assert not DataKey.objects.exists()


def test_a_table_that_nobody_thought_of_stops_the_wiping(full, monkeypatch):
    # As if the journal were such a table: it holds the id, and nothing ties it to the family.
    loose = [(Entry, Entry._meta.get_field("family_id"))]
    monkeypatch.setattr(erasing, "_tables", lambda: loose)

    with pytest.raises(NotEmpty, match="Entry"):
        erase_family(full.pk, by=None)
