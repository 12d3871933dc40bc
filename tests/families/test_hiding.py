"""Who may hide what from whom, and closing a family for its whole circle."""

import pytest

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Family, Hidden, Member, Seat, Story
from kring.families.queries import closed_for_all
from kring.families.services import hide, lift_restriction, restrict, unhide
from kring.journal.models import Entry
from kring.network.models import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def items(family):
    mother, father = Member.objects.for_system("test").filter(family=family)
    story = Story.objects.for_system("test").get(family=family)
    mine = Relation.objects.for_system("test").filter(family=family)[1]
    return {"mother": mother.pk, "father": father.pk, "her story": story.pk, "her tie": mine.pk}


MAY = {
    "amal": {"mother", "her story", "her tie"},
    "nadia": {"mother", "father", "her story", "her tie"},
    "alice": {"father"},  # who wrote it, see below
    "bob": set(),
}


@pytest.mark.parametrize("who", MAY)
def test_who_hides_what(request, family, nadia, who):
    by = request.getfixturevalue(who)
    author = request.getfixturevalue("alice")
    Member.objects.for_system("test").filter(family=family, position=1).update(author=author)
    done = set()
    for name, item in items(family).items():
        try:
            hide(family.pk, item=item, who=nadia.pk, by=by)
        except NotAllowed:
            continue
        done.add(name)

    assert done == MAY[who]
    hidden = set(Hidden.objects.filter(who=nadia.pk).values_list("item", flat=True))
    assert hidden == {items(family)[name] for name in MAY[who]}


def test_hidden_from_the_coordinator_too_and_shown_again(family, amal, nadia):
    mother = items(family)["mother"]
    first = hide(family.pk, item=mother, who=nadia.pk, by=amal)
    assert hide(family.pk, item=mother, who=nadia.pk, by=amal) == first
    assert Member.objects.visible_to(nadia).count() == 1
    assert [(each.verb, each.item_id) for each in Entry.objects.filter(part="hidden")] == [
        ("added", mother)
    ]
    with pytest.raises(NotFoundHere):  # she never learns, so she cannot undo it either
        unhide(family.pk, item=mother, who=nadia.pk, by=nadia)

    unhide(family.pk, item=mother, who=nadia.pk, by=amal)
    unhide(family.pk, item=mother, who=nadia.pk, by=amal)

    assert Member.objects.visible_to(nadia).count() == 2
    assert Entry.objects.filter(part="hidden").count() == 2


def test_what_is_nowhere_or_elsewhere_cannot_be_hidden(family, other_family, nadia, charlie):
    for by, item in ((nadia, other_family.pk), (charlie, items(family)["mother"])):
        with pytest.raises(NotFoundHere):
            hide(family.pk, item=item, who=None, by=by)
    hide(
        family.pk, item=other_family.pk, who=None, by=None
    )  # the house itself says what it does
    assert Hidden.objects.count() == 1


def test_a_closed_family_is_closed_for_its_circle_and_opens_again(family, amal, nadia, alice):
    restrict(family.pk, by=nadia)
    for user in (amal, nadia, alice):
        assert not Family.objects.visible_to(user).exists()
        assert not Member.objects.visible_to(user).exists()
    assert (closed_for_all(amal), closed_for_all(nadia), closed_for_all(alice)) == (
        [family.pk], [family.pk], [],
    )  # fmt: skip
    with pytest.raises(NotFoundHere):
        hide(family.pk, item=items(family)["mother"], who=None, by=nadia)
    with pytest.raises(NotFoundHere):
        lift_restriction(amal.pk, by=None)

    with pytest.raises(NotAllowed):
        lift_restriction(family.pk, by=amal)
    lift_restriction(family.pk, by=nadia)

    assert closed_for_all(nadia) == []
    assert Member.objects.visible_to(alice).count() == 2
    assert Seat.of(alice).exists()
