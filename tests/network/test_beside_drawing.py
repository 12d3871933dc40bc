"""What happens to the map without drawing: a form changes it, or a record goes for good."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from kring.base.reader import errand
from kring.core.codes import Frequency
from kring.core.words import Text
from kring.families.models import Story
from kring.families.services import changed
from kring.network.models import Actor, Operation, Relation
from kring.network.services import draw
from kring.rights.services.retaining import carry_out, due_at

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def first(model, family):
    return model.objects.for_system("test").filter(family=family).order_by("position").first()


def said(row):
    rows = Operation.objects.for_system("test").filter(record=row.pk, stands=True)
    return {each.said["field"]: each.said["value"] for each in rows}


def op(kind, record, field, value, seen=()):
    cell = {"kind": kind, "record": str(record), "field": field}
    return {"id": str(uuid4()), "cell": cell, "value": value, "seen": list(seen)}


def test_what_a_form_changed_is_not_replaced_unseen(family, alice):
    row = first(Actor, family)
    mine = op("actor", row.pk, "label", "Lieve Maes")
    row.label = Text.dutch("Lieve M.")
    changed(row, by=alice, fields=["label"])
    assert said(row) == {"label": "Lieve M."}

    [answer] = draw(family.pk, [mine], by=alice)

    assert answer.answer == "open"
    row.label = Text.dutch("Lieve")
    changed(row, by=alice, fields=["label"])
    assert said(row) == {"label": "Lieve"}


def test_a_form_that_takes_a_theme_from_a_tie(family, alice):
    row = first(Relation, family)
    row.themes, row.freq = {"work": "helps"}, Frequency.DAILY
    changed(row, by=alice, fields=["themes", "freq"])
    told = said(row)
    assert (told["themes.work"], told["themes.housing"], told["freq"]) == (
        "helps",
        None,
        "daily",
    )


def test_another_room_leaves_none(family, alice):
    changed(first(Story, family), by=alice, fields=["told_on"])
    assert not Operation.objects.for_system("test").exists()


def gone(row, days, **more):
    then = now() - timedelta(days=days)
    Actor.objects.for_system("test").filter(pk=row.pk).update(gone_at=then, **more)


@pytest.mark.parametrize(
    ("days", "is_dated", "stays"), [(29, False, True), (31, False, False), (31, True, True)]
)
def test_the_bin_is_emptied_after_thirty_days(family, alice, days, is_dated, stays):
    row = first(Actor, family)
    draw(family.pk, [op("actor", row.pk, "note", "x")], by=alice)
    gone(row, days, **({"dated_at": now()} if is_dated else {}))
    moment = now()

    carry_out(due_at(moment), moment)

    with errand("test"):
        assert Actor.objects.for_system("test").filter(pk=row.pk).exists() is stays
        assert Operation.objects.for_system("test").filter(record=row.pk).exists() is stays


def test_what_lies_in_the_bin_is_in_no_list(family, alice):
    row = first(Actor, family)
    gone(row, 1)
    assert row not in Actor.objects.visible_to(alice)
    assert row in Actor.objects.with_bin(alice)
