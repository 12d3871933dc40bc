"""What a family file can hold, a table can hold: nothing is lost on the way in."""

from dataclasses import fields

import pytest

from kring.core import family, plan
from kring.families.models import ConsentTalk, Family, Member, Story, Strength
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Signal

HELD_ELSEWHERE = {
    family.Family: {
        "stories", "members", "strengths", "actors", "relations", "links", "maps", "plan",
        "meetings", "signals", "good_practices", "consent",
    },
    plan.Plan: {"goals", "actions", "agreements"},
    **dict.fromkeys(
        (family.Member, family.Story, family.Actor, family.Relation), frozenset({"hidden_from"})
    ),
}  # fmt: skip
PAIRS = [
    (family.Family, Family), (family.Member, Member), (family.Story, Story),
    (family.Strength, Strength), (family.Consent, ConsentTalk), (family.Actor, Actor),
    (family.Relation, Relation), (family.Link, Link), (family.MapRecord, MapRecord),
    (plan.Plan, Plan), (plan.Goal, Goal), (plan.Action, Action), (plan.Agreement, Agreement),
    (plan.Meeting, Meeting), (plan.Signal, Signal), (plan.GoodPractice, GoodPractice),
]  # fmt: skip


@pytest.mark.parametrize(("record", "model"), PAIRS, ids=lambda each: each.__name__)
def test_every_field_of_a_record_has_a_column(record, model):
    other = getattr(model, "record_names", {})
    columns = {field.name for field in model._meta.concrete_fields}
    names = {field.name for field in fields(record)} - HELD_ELSEWHERE.get(record, set())

    assert {other.get(name, name) for name in names} <= columns
