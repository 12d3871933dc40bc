"""What comes in goes out the same, and whole or not at all."""

from dataclasses import replace

import pytest

from cast import STERRENBERG, bring
from kring.base.envelope import Erased
from kring.base.keystore import DataKey, ErasedFamily
from kring.core.codes import Id, LinkType, Quality
from kring.core.family import Family, Link, Relation
from kring.core.plain import plain
from kring.core.plan import Agreement
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.exchange.queries import family_file
from kring.exchange.services import bring_in
from kring.families.models import Family as FamilyRow
from kring.families.models import Hidden, Member, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def seated(row, role=Seat.Role.COORDINATOR, **more):
    user = User.objects.create_user(f"reader-{User.objects.count()}")
    give_seat(family=row, user=user, role=role, purpose="x", by=None, **more)
    return user


def exported(row, **more):
    return family_file(row.pk, by=seated(row, **more))


def test_a_family_goes_out_as_it_came_in(family):
    [again] = exported(family).families

    assert plain(again) == plain(STERRENBERG)


def test_a_family_with_nothing_in_it_goes_out_too(other_family):
    [again] = exported(other_family).families

    assert plain(again) == {"id": "maan", "label": "Gezin Maanlicht"}


def test_own_themes_a_hidden_item_and_things_without_an_id_go_out_as_they_came_in(db):
    themes = (*SHIPPED[:7], replace(SHIPPED[7], nl="Taal"))
    mother, father = STERRENBERG.members
    came_in = replace(
        STERRENBERG,
        members=(mother, replace(father, hidden_from=(Id("amal"), Id("els"), Id("nobody")))),
        relations=(Relation(id=Id("band"), actor=Id("lieve"), hidden_from=(Id("amal"),)),),
        links=(Link(id=Id("lijn"), a=Id("lieve"), b=Id("ocmw")),
               Link(a=Id("ocmw"), b=Id("hala"))),
        plan=replace(
            STERRENBERG.plan,
            agreements=(Agreement(text=Text.dutch("Eerst bellen.")),
                        Agreement(id=Id("af"), text=Text.dutch("Nooit op zondag."))),
        ),
        extra={"easynwk": {"emoji": "🏠"}},
    )  # fmt: skip
    els = User.objects.create_user("els")
    row = bring(came_in, themes=themes, by=els)

    file = exported(row)

    assert file.themes == themes
    assert plain(file.families[0]) == plain(came_in)
    assert Hidden.objects.filter(who=els.pk).exists()
    assert [each.code for each in Hidden.objects.filter(who=None)] == ["nobody"]


def test_a_volunteer_gets_no_feelings_in_a_copy_and_nothing_hidden(family):
    father = Member.objects.for_system("test").get(family=family, position=1)
    bob = seated(family, role=Seat.Role.VOLUNTEER)
    Hidden.objects.create(family=family, item=father.pk, who=bob.pk)

    [copy] = family_file(family.pk, by=bob).families

    assert [each.id for each in copy.members] == ["amal"]
    assert {each.quality for each in copy.relations} == {None}
    assert "Yousef" not in str([plain(each) for each in copy.members])


def test_a_helper_does_not_get_the_feelings_about_their_own_tie(db):
    quarrel = Link(a=Id("ocmw"), b=Id("lieve"), type=LinkType.CONFLICT)
    row = bring(replace(STERRENBERG, links=(quarrel,)), themes=SHIPPED, by=None)
    [ocmw] = [each for each in rows_of(row) if each.code == "ocmw"]

    [copy] = exported(row, role=Seat.Role.WORKER, actor=ocmw.pk).families

    qualities = {each.actor: each.quality for each in copy.relations}
    assert qualities == {"lieve": Quality.STRONG, "ocmw": None, "hala": Quality.STRONG}
    assert copy.links == ()


def rows_of(row):
    return Actor.objects.for_system("test").filter(family=row)


def test_nothing_is_left_of_a_family_that_does_not_fit(db):
    broken = Family(
        id=Id("x"), label=Text.dutch("X"), relations=(Relation(actor=Id("nobody")),)
    )

    with pytest.raises(ValueError, match="badly formed"):
        bring(broken, themes=SHIPPED, by=None)

    assert FamilyRow.objects.for_system("test").count() == 0
    assert Entry.objects.count() == 0


def test_coming_in_leaves_one_line_without_any_words(db):
    alice = User.objects.create_user("alice")
    row = bring_in(STERRENBERG, themes=SHIPPED, by=alice)

    [entry] = Entry.objects.all()
    assert (entry.verb, entry.part, entry.actor_id, entry.family_id) == (
        "added", "family", alice.pk, row.pk,
    )  # fmt: skip
    assert DataKey.objects.filter(family=row.pk).count() == 1


def test_an_id_of_a_forgotten_family_never_comes_back(db, monkeypatch):
    row = bring(STERRENBERG, themes=SHIPPED, by=None)
    ErasedFamily.objects.create(family=row.pk)
    monkeypatch.setattr("kring.exchange.services.uuid4", lambda: row.pk)

    with pytest.raises(Erased):
        bring(Family(id=Id("y"), label=Text.dutch("Y")), themes=SHIPPED, by=None)
