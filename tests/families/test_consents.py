"""Switches: on and off for one, for all and for everything at once; and what each opens."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Consent, Seat
from kring.families.queries import open_family
from kring.families.services import (
    changed,
    give_consent,
    hide_everything,
    lift_restriction,
    restrict,
    show_again,
    withdraw_consent,
)
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.people.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.query]
ALL = {"story", "map", "plan"}


def give(family, receiver, part="", *, by=None, **more):
    words = {"form": "spoken", "language": "nl"} | more
    return give_consent(family.pk, by=by, receiver=receiver, part=part, **words)


def take(family, receiver, part="", *, by=None):
    return withdraw_consent(family.pk, by=by, receiver=receiver, part=part)


def parts(family, user):
    return set(open_family(family.pk, by=user, part="x").parts)


def refusal(do):
    try:
        do()
    except (NotAllowed, NotFoundHere) as error:
        return type(error).__name__
    return ""


SERVICES = {
    "give": lambda family, by: give(family, None, "map", by=by),
    "take": lambda family, by: take(family, None, "map", by=by),
    "hide all": lambda family, by: hide_everything(family.pk, by=by),
    "show all": lambda family, by: show_again(family.pk, by=by),
}
CLOSING = {"restrict": restrict, "lift": lift_restriction}


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES.keys())
@pytest.mark.parametrize(
    ("who", "answer"),
    [("amal", ""), ("nadia", ""), ("bob", "NotAllowed"), ("charlie", "NotFoundHere"),
     ("adam", "NotFoundHere")],
)  # fmt: skip
def test_the_family_and_its_coordinator_decide(request, family, service, who, answer):
    by = request.getfixturevalue(who)
    before = Entry.objects.count()

    assert refusal(lambda: service(family, by)) == answer
    assert (Entry.objects.count() > before) is (answer == "")


@pytest.mark.parametrize("service", CLOSING.values(), ids=CLOSING)
@pytest.mark.parametrize(
    ("who", "answer"),
    [("amal", "NotAllowed"), ("nadia", ""), ("alice", "NotAllowed"),
     ("charlie", "NotFoundHere")],
)  # fmt: skip
def test_only_the_coordinator_closes_a_family_for_all(request, family, service, who, answer):
    """One adult alone would shut out the help of another."""
    by = request.getfixturevalue(who)
    assert refusal(lambda: service(family.pk, by=by)) == answer


def test_a_worker_writes_down_what_the_family_says_but_opens_nothing_for_themselves(
    family, alice, bob
):
    give(family, bob.pk, by=alice)
    take(family, alice.pk, "map", by=alice)
    for receiver in (None, alice.pk):
        with pytest.raises(NotAllowed, match="voor jezelf"):
            give(family, receiver, by=alice)
    alice.organisation = Organisation.objects.create(name="Huis")
    alice.save()
    with pytest.raises(NotAllowed, match="voor jezelf"):
        give(family, alice.organisation_id, "map", by=alice)
    for service in (restrict, lift_restriction):
        with pytest.raises(NotAllowed):
            service(family.pk, by=alice)


def test_a_yes_to_all_narrows_part_by_part_and_comes_back(family, alice, bob):
    assert parts(family, alice) == parts(family, bob) == ALL
    take(family, None, "map")
    assert parts(family, alice) == parts(family, bob) == {"story", "plan"}
    take(family, None, "plan")
    assert parts(family, bob) == {"story"}
    give(family, None)
    assert parts(family, bob) == ALL
    take(family, None)
    assert parts(family, alice) == parts(family, bob) == set()


def test_a_switch_is_for_one_person_and_beats_the_yes_to_all(family, alice, bob):
    take(family, alice.pk, "map")
    give(family, None, "map")
    assert parts(family, alice) == {"story", "plan"}
    assert parts(family, bob) == ALL

    give(family, alice.pk, "map")

    assert parts(family, alice) == ALL


def test_all_off_then_one_part_on_leaves_the_others_off(family, alice):
    take(family, alice.pk)
    assert parts(family, alice) == set()
    give(family, alice.pk, "plan")
    assert parts(family, alice) == {"plan"}
    give(family, None)
    assert parts(family, alice) == {"plan"}
    give(family, alice.pk)
    assert parts(family, alice) == ALL


def test_one_person_is_the_same_under_both_names(family, bob):
    token = Actor.objects.for_system("test").filter(family=family)[0]
    Seat.objects.filter(user=bob).update(actor=token.pk)
    take(family, token.pk, "map")
    assert parts(family, bob) == {"story", "plan"}

    give(family, bob.pk, "map")

    assert parts(family, bob) == ALL


def test_a_switch_for_an_organisation_is_for_all_its_people(family, alice, bob):
    alice.organisation = Organisation.objects.create(name="Huis")
    alice.save()
    take(family, None)
    give(family, alice.organisation_id, "story")
    assert (parts(family, alice), parts(family, bob)) == ({"story"}, set())
    take(family, alice.organisation_id, "story")
    assert parts(family, alice) == set()


def test_everything_closes_at_once_and_opens_as_it_was(family, alice, bob):
    take(family, bob.pk, "map")
    give(family, alice.pk, "plan")

    hide_everything(family.pk, by=None)
    assert parts(family, alice) == parts(family, bob) == set()
    take(family, alice.pk, "plan")  # said while all is closed, so it stays so
    show_again(family.pk, by=None)

    assert parts(family, bob) == {"story", "plan"}
    assert parts(family, alice) == {"story", "map"}


def test_what_is_written_down_about_a_yes(family, amal, alice):
    row = give(
        family, alice.pk, "plan", by=amal, form="signed", language="ar", interpreter="bridge",
        purpose="samen", ends_on=date(2027, 1, 1),
    )  # fmt: skip
    row = Consent.objects.for_system("test").get(pk=row.pk)

    member = Seat.objects.get(user=amal).member
    assert (row.form, row.language, row.interpreter, row.purpose, row.by) == (
        "signed", "ar", "bridge", "samen", [member],
    )  # fmt: skip
    assert row.review_on == localdate() + timedelta(days=182)
    assert (row.author, row.version, row.ends_on) == (amal, 1, date(2027, 1, 1))
    again = give(family, alice.pk, "plan", by=amal, review_on=date(2027, 1, 1))
    assert (again.pk, again.version, again.review_on) == (row.pk, 2, date(2027, 1, 1))


@pytest.mark.parametrize("do", [give, take])
def test_there_are_three_parts(family, do):
    with pytest.raises(NotAllowed, match="Kies verhaal, kaart of plan"):
        do(family, None, "huis")


def test_taking_back_what_was_never_given_leaves_a_switch_that_is_off(family, alice):
    row = take(family, alice.pk, "map")

    assert (row.withdrawn_on, row.receiver, row.part) == (localdate(), alice.pk, "map")
    assert take(family, alice.pk, "map").pk == row.pk
    assert take(family, None, "map") is None


def test_a_change_raises_the_version_and_seals_its_line(family, nadia):
    actor = Actor.objects.for_system("test").filter(family=family)[0]
    stale = Actor.objects.for_system("test").get(pk=actor.pk)
    actor.note = actor.label
    changed(actor, by=nadia, fields=["note"])
    changed(stale, by=nadia, fields=["status", "role"])

    line, before = Entry.objects.all()[:2]
    assert (before.detail, line.detail) == ("v2 note", "v3 role,status")
    assert line.part == "map"
    assert line.seal
    assert line.seal != before.seal
    assert Actor.objects.for_system("test").get(pk=actor.pk).version == 3
