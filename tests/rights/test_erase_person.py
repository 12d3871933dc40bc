"""Wiping one person: no word and no way leads to them any more, and the family stays whole."""

import pytest

import cast
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Hidden, Member, Seat, Story, Strength
from kring.journal.models import Entry
from kring.network.models import Actor, Link, MapRecord, Relation
from kring.plans.models import Action, Meeting
from kring.rights.export_queries import copy_for
from kring.rights.journal_queries import record_kinds
from kring.rights.models import OldValue, Reply
from kring.rights.services.erasing_one import erase_person

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def all_of(model, family):
    return model.objects.for_system("a test").filter(family=family)


def called(model, family, code):
    return next(row for row in all_of(model, family) if row.code == code)


def leads_to(family, person):
    """Every column of every record that still holds this id, but for their own row."""
    found = set()
    for model in record_kinds():
        for row in all_of(model, family):
            for field in model._meta.concrete_fields:
                held = row.__dict__.get(field.attname)
                own = field.primary_key and held == person
                if not own and (held == person or (isinstance(held, list) and person in held)):
                    found.add(f"{model.__name__}.{field.name}")
    return found


def test_somebody_on_the_map_goes_with_every_tie(family, nadia, bob):
    lieve = called(Actor, family, "lieve")
    Seat.objects.filter(user=bob).update(actor=lieve.pk)
    Reply.objects.create(family=family, item=lieve.pk, kind="word", words=cast.nl("x"))
    OldValue.objects.create(
        family=family, item=lieve.pk, field="actor.label", value={}, kept_until="2027-01-01"
    )
    Hidden.objects.create(family=family, item=lieve.pk, who=bob.pk, code="b")
    assert {"Relation.actor", "Link.a", "Action.responsible", "Meeting.present"} <= leads_to(
        family, lieve.pk
    )

    erase_person(family.pk, lieve.pk, by=nadia)

    assert leads_to(family, lieve.pk) == set()
    assert not all_of(Actor, family).filter(pk=lieve.pk).exists()
    assert all_of(Relation, family).count() == 2
    assert not all_of(Link, family).exists()
    assert not all_of(Reply, family).exists()
    assert not OldValue.objects.exists()
    assert not Hidden.objects.exists()
    assert Seat.objects.get(user=bob).actor is None
    assert all_of(Action, family).get().responsible is None
    assert len(all_of(Meeting, family).get().present) == 1
    line = Entry.objects.get(verb=Entry.Verb.ERASED)
    assert (line.part, line.item_id, line.detail) == ("actor", lieve.pk, "person")


def test_a_member_stays_a_place_without_a_word(family, nadia, amal):
    mother = called(Member, family, "amal")
    Strength.objects.create(family=family, text=cast.nl("Kookt"), member=mother.pk)

    erase_person(family.pk, mother.pk, by=nadia)

    row = all_of(Member, family).get(pk=mother.pk)
    assert (str(row.name), row.role, row.birth_year, row.languages) == (
        "(gewist)",
        "other",
        None,
        {},
    )
    assert leads_to(family, mother.pk) == set()
    assert not all_of(Story, family).exists()
    assert not all_of(Strength, family).exists()
    assert all_of(MapRecord, family).get().made_with == []
    # Ties of hers alone are gone, those of the whole family stay.
    assert [each.members for each in all_of(Relation, family)] == [None]
    assert not Seat.objects.filter(user=amal).exists()


def test_the_family_can_still_be_taken_along(family, nadia):
    erase_person(family.pk, called(Member, family, "amal").pk, by=nadia)
    erase_person(family.pk, called(Actor, family, "ocmw").pk, by=nadia)

    [copy] = copy_for(family.pk, by=nadia, with_names=True).families

    assert [str(each.name) for each in copy.members] == ["(gewist)", "Yousef"]
    assert {each.id for each in copy.actors} == {"lieve", "hala"}


def test_a_tie_of_more_members_loses_only_this_one(family, nadia):
    people = [each.pk for each in all_of(Member, family)]
    tie = all_of(Relation, family).first()
    all_of(Relation, family).filter(pk=tie.pk).update(members=people)

    erase_person(family.pk, people[0], by=nadia)

    assert all_of(Relation, family).get(pk=tie.pk).members == people[1:]


@pytest.mark.parametrize("who", ["alice", "bob", "amal"])
def test_only_the_coordinator_does_this(family, who, request):
    person = called(Actor, family, "lieve").pk

    with pytest.raises(NotAllowed):
        erase_person(family.pk, person, by=request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["charlie", "adam", "paula"])
def test_a_stranger_wipes_nobody(family, who, request):
    with pytest.raises(NotFoundHere):
        erase_person(
            family.pk, called(Actor, family, "lieve").pk, by=request.getfixturevalue(who)
        )


def test_what_is_restricted_goes_nowhere(family, amal):
    family.is_restricted = True
    family.save()

    with pytest.raises(NotFoundHere):
        copy_for(family.pk, by=amal, with_names=True)
