"""Nobody reads family data without saying for whom, and then only what is theirs to read."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from django.apps import apps
from django.db.models import CASCADE, Count, Prefetch
from django.utils.timezone import now

import cast
from kring.base.scoping import Unscoped
from kring.core.family import Consent, Strength
from kring.core.plan import Agreement, GoodPractice
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Family, Hidden, Layer, Member, Seat, Story
from kring.families.queries import circle_of, families_of
from kring.families.services import give_seat
from kring.network.models import Actor
from kring.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.query]

READS = {
    "iterate": lambda f: list(f.all()),
    "get": lambda f: f.get(is_example=True),
    "count": lambda f: f.count(),
    "exists": lambda f: f.exists(),
    "first": lambda f: f.first(),
    "index": lambda f: f.all()[0],
    "in_bulk": lambda f: f.in_bulk(),
    "values": lambda f: list(f.values("pk")),
    "iterator": lambda f: list(f.iterator()),
    "aggregate": lambda f: f.aggregate(n=Count("pk")),
    "update": lambda f: f.update(is_example=True),
    "delete": lambda f: f.all().delete(),
    "union": lambda f: list(f.all().union(f.all())),
    "dates": lambda f: list(f.dates("made_on", "year")),
    "explain": lambda f: f.explain(),
    "raw": lambda f: list(f.raw("SELECT * FROM kring_family")),
    "aiterator": lambda f: f.all().aiterator(),
    "bulk_update": lambda f: f.bulk_update([Family()], ["is_example"]),
    "get_or_create": lambda f: f.get_or_create(is_example=True),
    "latest": lambda f: f.latest("pk"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_an_unscoped_query_refuses_to_run(db, read):
    with pytest.raises(Unscoped):
        read(Family.objects)


def test_a_scoped_prefetch_runs_and_an_unscoped_one_does_not(family, alice):
    seats = Prefetch("seats", Seat.of(alice))

    assert list(Family.objects.visible_to(alice).prefetch_related(seats)) == [family]
    with pytest.raises(Unscoped):
        list(Story.objects.all())


def test_two_scopes_do_not_mix(alice, charlie):
    with pytest.raises(Unscoped):
        Family.objects.visible_to(alice) | Family.objects.visible_to(charlie)
    with pytest.raises(Unscoped):
        Family.objects.visible_to(alice).union(Family.objects.all())


def test_a_job_must_say_why(db):
    with pytest.raises(ValueError, match="say why"):
        Family.objects.for_system("")


def test_none_needs_no_scope(db):
    assert list(Family.objects.none()) == []


def test_each_sees_exactly_the_families_of_their_own_circles(
    family, other_family, alice, bob, amal, nadia, charlie, paula, adam
):
    seen = {
        user.username: list(Family.objects.visible_to(user))
        for user in (alice, bob, amal, nadia, charlie, paula, adam)
    }

    assert seen == {
        "alice": [family], "bob": [family], "amal": [family], "nadia": [family],
        "charlie": [other_family], "paula": [], "adam": [],
    }  # fmt: skip


@pytest.mark.parametrize("role", ["administrator", "analyst"])
def test_who_runs_the_site_or_writes_policy_sees_nothing_even_with_a_seat(family, alice, role):
    User.objects.filter(pk=alice.pk).update(system_role=role)
    alice.refresh_from_db()

    assert list(Family.objects.visible_to(alice)) == []
    assert list(Member.objects.visible_to(alice)) == []


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("starts", "ends", "withdrawn", "sees"),
    [
        (-HOUR, HOUR, False, True),
        (-HOUR, HOUR, True, False),
        (HOUR, 2 * HOUR, False, False),
        (-2 * HOUR, -HOUR, False, False),
        (-HOUR, timedelta(0), False, False),
    ],
    ids=["now", "withdrawn", "not yet", "over", "ends at this moment"],
)
def test_a_seat_counts_from_its_first_moment_until_just_before_its_last(
    family, charlie, starts, ends, withdrawn, sees
):
    moment = now()
    Seat.objects.create(
        family=family, user=charlie, role=Seat.Role.WORKER, purpose="x",
        starts_at=moment + starts, ends_at=moment + ends,
        withdrawn_at=moment if withdrawn else None,
    )  # fmt: skip

    assert Family.objects.visible_to(charlie).contains(family) is sees


def test_a_restricted_family_is_shown_to_nobody(family, nadia):
    Family.objects.for_system("test").update(is_restricted=True)

    assert list(Family.objects.visible_to(nadia)) == []
    assert list(Member.objects.visible_to(nadia)) == []


@pytest.mark.parametrize("layer", [Layer.SHARED, *list(Layer)[2:]])
def test_who_has_left_the_circle_no_longer_reads_even_their_own_words(family, alice, layer):
    Member.objects.for_system("test").filter(family=family).update(author=alice, layer=layer)
    assert Member.objects.visible_to(alice).count() == 2

    Seat.objects.filter(user=alice).update(withdrawn_at=now())

    assert list(Member.objects.visible_to(alice)) == []


SEES = {
    "family": {Layer.SHARED},
    "volunteer": {Layer.SHARED},
    "worker": {Layer.SHARED, Layer.NETWORK},
    "coordinator": {Layer.SHARED, Layer.NETWORK, Layer.PROFESSIONAL},
}


@pytest.mark.parametrize(
    ("role", "layer", "wrote_it", "hidden"),
    list(product(SEES, Layer, (False, True), (False, True))),
)
def test_a_record_is_seen_by_seat_and_layer_by_its_author_and_never_when_hidden(
    family, charlie, role, layer, wrote_it, hidden
):
    member, other = Member.objects.for_system("test").filter(family=family)
    Seat.objects.create(
        family=family, user=charlie, role=role, purpose="x", member=other.pk,
        ends_at=now() + HOUR,
    )  # fmt: skip
    Member.objects.for_system("test").filter(pk=member.pk).update(
        layer=layer, author=charlie if wrote_it else None
    )
    if hidden:
        Hidden.objects.create(family=family, item=member.pk, who=charlie.pk)

    sees = Member.objects.visible_to(charlie).contains(member)

    keeps = wrote_it and role != "family" and layer >= Layer.PROFESSIONAL
    assert sees is ((layer in SEES[role] or keeps) and not hidden)


def test_what_is_hidden_from_a_member_is_hidden_from_the_account_of_that_member(family, amal):
    mother, father = Member.objects.for_system("test").filter(family=family)
    Seat.objects.filter(user=amal).update(member=mother.pk)
    Hidden.objects.create(family=family, item=father.pk, who=mother.pk)

    assert list(Member.objects.visible_to(amal)) == [mother]


def test_what_is_hidden_from_a_helper_on_the_map_is_hidden_from_their_account(family, bob):
    token = Actor.objects.for_system("test").filter(family=family)[0]
    mother, father = Member.objects.for_system("test").filter(family=family)
    Seat.objects.filter(user=bob).update(actor=token.pk)
    Hidden.objects.create(family=family, item=father.pk, who=token.pk)

    assert list(Member.objects.visible_to(bob)) == [mother]


def test_what_is_hidden_from_somebody_unknown_is_for_the_coordinators_alone(
    family, alice, bob, amal, nadia
):
    _, father = Member.objects.for_system("test").filter(family=family)
    Hidden.objects.create(family=family, item=father.pk, who=None, code="iemand")

    seen = {u.username: Member.objects.visible_to(u).count() for u in (alice, bob, amal, nadia)}

    assert seen == {"alice": 1, "bob": 1, "amal": 1, "nadia": 2}


def test_the_strongest_of_two_seats_is_the_one_that_counts(family, bob):
    assert families_of(bob).get().reader == "volunteer"

    Seat.objects.create(
        family=family, user=bob, role=Seat.Role.COORDINATOR, purpose="x", ends_at=now() + HOUR
    )

    assert families_of(bob).get().reader == "coordinator"


def test_deleting_a_family_takes_everything_along(charlie):
    plan = replace(cast.STERRENBERG.plan, agreements=(Agreement(text=Text.dutch("x")),))
    filled = replace(
        cast.STERRENBERG,
        members=tuple(replace(m, hidden_from=("lieve",)) for m in cast.STERRENBERG.members),
        strengths=(Strength(text=Text.dutch("x"), member="amal"),),
        consent=Consent(given_on=date(2026, 1, 1), language="nl", form="written"),
        good_practices=(GoodPractice(id="gp", title=Text.dutch("x")),),
        plan=plan,
    )
    family = cast.bring(filled, themes=SHIPPED, by=None)
    give_seat(family=family, user=charlie, role=Seat.Role.WORKER, purpose="x", by=None)
    models = [
        model
        for model in apps.get_app_config("kring").get_models()
        if any(f.name == "family" and f.related_model is Family for f in model._meta.fields)
    ]

    def kept():
        # Past the readers: what is left, whoever may see it.
        rows = {model: model._base_manager.filter(family_id=family_id) for model in models}
        return {model.__name__: found.exists() for model, found in rows.items()}

    family_id = family.pk
    filled_ones = {name for name, there in kept().items() if there}
    assert filled_ones >= {
        "Seat", "Hidden", "Consent", "ConsentTalk", "Member", "Story", "Strength", "Actor",
        "Relation", "Link", "MapRecord", "Plan", "Goal", "Action", "Agreement", "Meeting",
        "Signal", "GoodPractice",
    }  # fmt: skip
    assert {model._meta.get_field("family").remote_field.on_delete for model in models} == {
        CASCADE
    }

    family.delete()

    assert not any(kept().values())


def test_whoever_is_hidden_from_a_reader_is_not_in_the_circle_that_they_see(
    family, alice, amal, nadia
):
    mother = Seat.objects.get(user=amal).member
    Hidden.objects.create(family=family, item=mother, who=alice.pk)

    assert [each.name for each in circle_of(family.pk, by=alice)] == ["Nadia", "Alice"]
    assert [each.name for each in circle_of(family.pk, by=nadia)] == ["Nadia", "Alice", "Amal"]


def test_who_holds_two_seats_is_the_same_person_in_both(family, bob):
    Seat.objects.filter(user=bob).update(actor=bob.pk)
    Seat.objects.create(
        family=family, user=bob, role=Seat.Role.WORKER, purpose="x", ends_at=now() + HOUR
    )

    found = families_of(bob).get()

    assert (found.reader, found.reader_actor) == ("worker", bob.pk)
