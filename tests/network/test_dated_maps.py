"""The map of a day: frozen, still to be drawn, and compared with another in words."""

from uuid import uuid4

import pytest

from kring.base.errors import NotFoundHere
from kring.core.together.dated import what_changed
from kring.core.together.operations import Cell
from kring.journal.models import Entry
from kring.network.board import board_of
from kring.network.models import Actor, MapRecord, Relation
from kring.network.services import door_to_draw, draw, freeze

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def first(model, family):
    return model.objects.for_system("test").filter(family=family).order_by("position").first()


def op(kind, record, field, value, seen=()):
    cell = {"kind": kind, "record": str(record), "field": field}
    return {"id": str(uuid4()), "cell": cell, "value": value, "seen": list(seen)}


def done(family, by, *sent):
    answers = draw(family.pk, sent, by=by)
    assert [each.answer for each in answers] == ["done"] * len(sent)


def board(family, by):
    return board_of(door_to_draw(family.pk, by=by), by=by, everything=True)


def says(before, after, themes):
    return [str(each) for each in what_changed(before, after, themes=themes)]


def test_what_stood_then_is_drawn_again_whatever_came_later(family, alice):
    row = first(MapRecord, family)
    lieve = first(Actor, family)
    tie = first(Relation, family)
    frozen = freeze(family.pk, row.pk, by=alice)
    lines = Entry.objects.count()
    assert freeze(family.pk, row.pk, by=alice).frozen_at == frozen.frozen_at
    assert Entry.objects.count() == lines
    then = board(family, alice).shown
    seen = [one.id for one in board(family, alice).stands()[_cell(lieve)]]

    new, hung = uuid4(), uuid4()
    done(
        family, alice,
        op("actor", lieve.pk, "label", "Lieve Maes", seen),
        op("actor", new, "label", "Karim"), op("actor", new, "sphere", "kin"),
        op("relation", hung, "actor", str(new)), op("relation", hung, "themes.work", "helps"),
        op("relation", tie.pk, "themes.work", "helps"),
    )  # fmt: skip

    now = board(family, alice)
    [dated] = now.dates()
    assert dated.pk == row.pk
    was = now.at(dated)
    for group in ("actors", "relations", "links", "themes"):
        assert getattr(was, group) == getattr(then, group), group
    assert says(was, was, now.themes) == []
    assert says(was, now.shown, now.themes) == [
        "Bij werk was er een gat.", "Nu helpen er 2.", "Karim staat er nu bij.",
    ]  # fmt: skip
    assert says(now.shown, was, now.themes)[-1] == "Karim staat er niet meer bij."


def _cell(row):
    return Cell("actor", str(row.pk), "label")


def test_who_was_taken_away_still_stands_on_the_map_of_that_day(family, alice):
    lieve = first(Actor, family)
    freeze(family.pk, first(MapRecord, family).pk, by=alice)
    stands = board(family, alice).stands()
    ties = {c.record for c, there in stands.items()
            if c.kind in ("relation", "link") and there[0].value == str(lieve.pk)}  # fmt: skip

    def gone(kind, key):
        own = [one.id for c, there in stands.items() if c.record == str(key) for one in there]
        return op(kind, key, "gone", True, own)

    kinds = {c.record: c.kind for c in stands}
    done(family, alice, gone("actor", lieve.pk), *(gone(kinds[key], key) for key in ties))

    now = board(family, alice)
    assert "Lieve" not in [str(each.label) for each in now.shown.actors]
    assert "Lieve" in [str(each.label) for each in now.at(now.dates()[0]).actors]
    lieve.refresh_from_db()
    assert lieve.dated_at is not None


def test_a_map_that_is_not_there(family, alice):
    with pytest.raises(NotFoundHere):
        freeze(family.pk, uuid4(), by=alice)
