"""A sealed value is fetched or it is not; nothing sorts, groups or compares by it."""

import pytest
from django.core.exceptions import FieldError
from django.db.models import Count, F, Max, Min, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Lower

from kring.families.models import Family, Member, Seat
from kring.network.models import Relation

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def rows(model):
    return model.objects.for_system("test")


REFUSED = {
    "order": lambda: rows(Member).order_by("name"),
    "order by F": lambda: rows(Member).order_by(F("name").desc()),
    "order by a function": lambda: rows(Member).order_by(Lower("name")),
    "order of a relation": lambda: rows(Relation).order_by("actor__label"),
    "order of its family": lambda: rows(Member).order_by("-family__label"),
    "order of a plain model": lambda: Seat.objects.order_by("purpose"),
    "order of the family of a seat": lambda: Seat.objects.order_by("family__label"),
    "annotate": lambda: rows(Member).annotate(x=F("name")).order_by("x"),
    "alias": lambda: rows(Member).alias(x=Lower("name")).order_by("x"),
    "annotate a relation": lambda: rows(Relation).annotate(x=F("actor__label")).order_by("x"),
    "max in a group": lambda: rows(Family).alias(x=Max("seats__purpose")).order_by("x"),
    "max": lambda: [rows(Member).aggregate(x=Max("name"))],
    "min": lambda: [Seat.objects.aggregate(x=Min("purpose"))],
    "count": lambda: [rows(Member).aggregate(x=Count("name", distinct=True))],
    "group": lambda: rows(Member).values(x=F("name")).annotate(n=Count("pk")),
    "group by name": lambda: (
        rows(Member).values("name").annotate(n=Count("pk")).order_by("name")
    ),
    "coalesce": lambda: rows(Member).annotate(x=Coalesce("note", Value(b""))),
    "latest": lambda: [rows(Member).latest("name")],
    "earliest": lambda: [rows(Relation).earliest("actor__label")],
    "distinct on": lambda: rows(Member).distinct("name"),
    "filter": lambda: rows(Member).filter(name="Amal"),
    "filter by F": lambda: rows(Member).filter(pk=F("name")),
    "exclude a relation": lambda: rows(Relation).exclude(actor__label__gt=b""),
    "subquery": lambda: rows(Member).order_by(
        Subquery(rows(Family).filter(pk=OuterRef("family")).values(x=F("label"))[:1])
    ),
}


@pytest.mark.parametrize("ask", REFUSED.values(), ids=REFUSED.keys())
def test_nothing_sorts_groups_or_compares_by_a_sealed_value(family, ask):
    with pytest.raises(FieldError, match="sealed"):
        list(ask())


def test_an_order_that_is_none_is_left_for_django_to_refuse(family):
    with pytest.raises(FieldError, match="Invalid order_by arguments"):
        Family.objects.for_system("test").order_by(7)


def test_it_is_fetched_and_asked_whether_it_is_there(family, alice):
    members = rows(Member).filter(family=family)

    assert members.filter(note__isnull=True).count() == 2
    assert not members.exclude(note__isnull=True).exists()
    silent = members.filter(note__isnull=True)
    assert rows(Family).filter(pk__in=silent.values("family")).get() == family
    assert [str(each.name) for each in members.only("name")] == ["Amal", "Yousef"]
    assert len(members.values_list("name", flat=True).distinct()) == 2
    seat = Seat.objects.select_related("family").get(user=alice)
    assert (seat.purpose, str(seat.family.label)) == ("basiswerk", "Gezin Sterrenberg")
    assert Seat.objects.filter(family__note__isnull=True).count() == 1
