"""Worlds made up at random, with several people, families and seats: the oracle agrees.

What the decision table cannot show is in these: two seats of one person, in one family or in
two; a yes or a veil in one family that must not reach into another.
"""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase
from oracle import GlassOf, Reader, Row, SeatOf, Veil, World, Yes
from raw import insert

from kring.families.models import BreakGlass, Consent, Family, Hidden, Member, Seat, Strength
from kring.network.models import MapRecord
from kring.people.models import Organisation, User

NOW, TODAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC), date(2026, 11, 23)
KINDS = {Strength: "story", MapRecord: "map", Member: ""}


def key(kind, number):
    """The same ids in every world, so that hypothesis can make a world smaller."""
    return UUID(int=kind * 1000 + number + 1)


people = [key(1, n) for n in range(3)]
families = [key(2, n) for n in range(2)]
houses = [key(3, n) for n in range(2)]
records = [key(4, n) for n in range(6)]
tokens = {home: [key(5, 10 * n + m) for m in range(3)] for n, home in enumerate(families)}

hours = some.integers(-3, 3).map(lambda n: NOW + timedelta(hours=n))
days = some.integers(-2, 2).map(lambda n: TODAY + timedelta(days=n))
spans = some.tuples(hours, some.integers(1, 4)).map(
    lambda pair: (pair[0], pair[0] + timedelta(hours=pair[1]))
)
homes = some.sampled_from(families)
someone = some.sampled_from(people)
parts = some.sampled_from(["", "story", "map", "plan"])


@some.composite
def seats(draw):
    home, role = draw(homes), draw(some.sampled_from(Seat.Role.values))
    token = draw(some.sampled_from(tokens[home]))
    return SeatOf(
        draw(someone), home, role, *draw(spans),
        is_withdrawn=draw(some.sampled_from([False, False, False, True])),
        member=token if role == "family" else None,
        actor=None if role == "family" else token,
        tie=draw(some.sampled_from(["", "secrecy"])),
    )  # fmt: skip


@some.composite
def consents(draw):
    home = draw(homes)
    receivers = some.sampled_from([None, *people, *houses, *tokens[home]])
    return Yes(
        home, draw(receivers), draw(parts), draw(days),
        draw(some.none() | days), draw(some.none() | some.none() | days),
    )  # fmt: skip


@some.composite
def rows(draw):
    kind = draw(some.sampled_from(list(KINDS)))
    return kind, draw(homes), draw(some.integers(1, 4)), draw(some.none() | someone)


@some.composite
def veils(draw):
    home = draw(homes)
    who = some.sampled_from([None, *people, *tokens[home]])
    return Veil(home, draw(some.sampled_from(records)), draw(who))


@some.composite
def worlds(draw):
    world = World(now=NOW, today=TODAY)
    world.restricted = draw(some.sets(homes, max_size=1))
    world.seats = draw(some.lists(seats(), min_size=1, max_size=6))
    glasses = some.builds(GlassOf, someone, homes, hours, some.just(NOW))
    world.glasses = [
        GlassOf(each.who, each.family, each.starts, each.starts + timedelta(hours=2))
        for each in draw(some.lists(glasses, max_size=2))
    ]
    world.consents = draw(some.lists(consents(), max_size=6))
    world.veils = draw(some.lists(veils(), max_size=3))
    return world, draw(some.lists(rows(), min_size=1, max_size=len(records)))


def write(world, kept):
    insert(Family, [{"id": h, "is_restricted": h in world.restricted} for h in families])
    insert(Seat, [
        {"family_id": s.family, "user_id": s.who, "role": s.role, "starts_at": s.starts,
         "ends_at": s.ends, "withdrawn_at": NOW if s.is_withdrawn else None,
         "member": s.member, "actor": s.actor, "tie": s.tie}
        for s in world.seats
    ])  # fmt: skip
    insert(BreakGlass, [
        {"family_id": g.family, "user_id": g.who, "starts_at": g.starts, "ends_at": g.ends}
        for g in world.glasses
    ])  # fmt: skip
    insert(Consent, [
        {"family_id": c.family, "receiver": c.receiver, "part": c.part, "by": [],
         "given_on": c.given, "ends_on": c.ends, "withdrawn_on": c.withdrawn}
        for c in world.consents
    ])  # fmt: skip
    insert(Hidden, [
        {"family_id": v.family, "item": v.item, "who": v.who} for v in world.veils
    ])  # fmt: skip
    for row, model in kept:
        more = {"date": TODAY} if model is MapRecord else {}
        insert(model, [
            {"id": row.key, "family_id": row.family, "layer": row.layer,
             "author_id": row.author} | more
        ])  # fmt: skip


@pytest.mark.query
@pytest.mark.django_db
class TestRandomWorlds(TestCase):
    databases = "__all__"

    @given(worlds())
    @settings(suppress_health_check=list(HealthCheck))
    def test_nobody_sees_more_or_less_than_the_rule_says(self, made):
        world, drawn = made
        rule = "kring.families.models.rule.now"
        kept = [
            (Row(records[n], home, layer, author, KINDS[kind]), kind)
            for n, (kind, home, layer, author) in enumerate(drawn)
        ]
        insert(Organisation, [{"id": house, "name": str(house)} for house in houses])
        insert(User, [
            {"id": who, "username": str(who), "organisation_id": houses[n % 2]}
            for n, who in enumerate(people)
        ])  # fmt: skip
        write(world, kept)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rule, lambda: NOW)
            for user in User.objects.filter(pk__in=people):
                reader = Reader(user.pk, house=user.organisation_id)
                seen = set(Family.objects.visible_to(user).values_list("pk", flat=True))
                assert seen == {h for h in families if world.sees_family(reader, h)}
                for model in KINDS:
                    rows = model.objects.visible_to(user).values_list("pk", "family")
                    found = set(rows)
                    assert {row for row, _home in found} == {
                        row.key
                        for row, kind in kept
                        if kind is model and world.sees(reader, row)
                    }
                    assert {home for _row, home in found} <= seen
                    if found:
                        event("somebody sees something")
