"""The smaller corners of the floor below the rooms."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from kring.base.clock import today
from kring.base.records import record_of, row_values
from kring.base.sealing import SealedField
from kring.base.static import FingerprintedStorage
from kring.core.family import Relation as RelationRecord
from kring.families.models import Consent, Member, Seat, Story, Strength
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.people.models import Organisation
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.signals.models import GoodPractice, Publication, Signal

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def test_today_is_the_real_day_unless_an_example_stands_still(settings):
    assert today() == localdate()
    settings.KRING_TODAY = date(2026, 3, 1)
    assert today() == date(2026, 3, 1)


def test_checking_a_record_looks_past_what_its_reader_may_see(family):
    member = Member.objects.for_system("test").first()

    with pytest.raises(ValidationError) as refused:
        Member(pk=member.pk, family=family, code="x").full_clean()

    assert "id" in refused.value.message_dict


def test_a_sealed_value_has_no_content_on_the_class():
    assert isinstance(Member.__dict__["name"].field, SealedField)
    assert Member.name is Member.__dict__["name"]


def test_a_tie_without_an_id_leaves_it_to_its_row(family):
    values = row_values(RelationRecord(actor=str(family.pk)), Relation)

    assert "id" not in values
    assert values["members"] is None
    assert values["actor_id"] == family.pk


def test_a_tie_of_the_whole_family_and_one_of_a_member_come_back(family, alice):
    rows = Relation.objects.visible_to(alice).order_by("position")
    told = [record_of(row, RelationRecord).members for row in rows]

    assert told[0] == "all"
    assert [len(each) for each in told[1:]] == [1, 1]


@pytest.mark.parametrize(
    "model",
    [
        Member, Story, Strength, Consent, Actor, Relation, Link, MapRecord, Plan, Goal, Action,
        Agreement, Meeting, Signal, GoodPractice,
    ],
)  # fmt: skip
def test_the_name_of_a_row_tells_nothing(model):
    row = model()

    assert str(row) == str(row.pk)


def test_what_everybody_may_know_is_called_by_its_name():
    assert str(Organisation(name="OCMW")) == "OCMW"
    assert str(Publication(title="Wachten")) == "Wachten"
    assert Seat.Role("worker").label == "basiswerker"


def test_modules_of_the_browser_get_fingerprints_too():
    assert FingerprintedStorage.support_js_module_import_aggregation
