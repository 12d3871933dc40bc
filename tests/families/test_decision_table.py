"""Every combination of seat, span, glass, consent, layer, author and hiding, and the oracle.

Each combination is a family of its own with the same sixteen records, and one question for each
model answers for all of them.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
from oracle import GlassOf, Reader, Row, SeatOf, Veil, World, Yes
from raw import insert, settle

from cast import person
from kring.families.models import (
    BreakGlass,
    Consent,
    Family,
    Hidden,
    Layer,
    Member,
    Seat,
    Strength,
)
from kring.network.models import MapRecord
from kring.people.models import Organisation, User
from kring.plans.models import Plan
from kring.signals.models import Signal

pytestmark = [pytest.mark.django_db, pytest.mark.query]

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
DAY, HOUR, TICK = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)
FAR = NOW + 300 * DAY
ROLES = (
    ("family", ""), ("volunteer", ""), ("worker", "secrecy"), ("coordinator", ""),
    ("coordinator", "secrecy"),
)  # fmt: skip
SPANS = (
    None,
    (NOW - HOUR, FAR), (NOW - HOUR, NOW + HOUR), (NOW - HOUR, NOW + TICK), (NOW - HOUR, NOW),
    (NOW - 2 * HOUR, NOW - HOUR), (NOW - TICK, FAR), (NOW, FAR), (NOW, NOW + HOUR),
    (NOW + TICK, FAR), (NOW + HOUR, FAR),
)  # fmt: skip
GLASSES = (
    None,
    (NOW - HOUR, NOW + HOUR, False), (NOW, NOW + HOUR, False), (NOW - 4 * HOUR, NOW, False),
    (NOW + HOUR, NOW + 2 * HOUR, False), (NOW - HOUR, NOW + HOUR, True),
)  # fmt: skip
# Who said what to whom; "me" and the others are filled in below.
SAID = {
    "nothing": [],
    "yes to all": [(None, "", -DAY, None, None)],
    "yes to me": [("me", "story", -DAY, None, None)],
    "off for me": [(None, "", -DAY, None, None), ("me", "story", -DAY, None, -DAY)],
    "expired": [("me", "", -9 * DAY, -DAY, None)],
}
FINER = SAID | {
    "today": [(None, "", 0 * DAY, 0 * DAY, None)],
    "from tomorrow": [(None, "", DAY, None, None)],
    "taken back": [(None, "", -DAY, None, -DAY)],
    "yes to my token": [("token", "map", -DAY, None, None)],
    "yes to my house": [("house", "plan", -DAY, None, None)],
    "yes to somebody else": [("other", "", -DAY, None, None)],
    "all off for me": [("me", "", -DAY, None, None), ("me", "", -DAY, None, 0 * DAY)],
    "off for my token": [(None, "", -DAY, None, None), ("token", "map", -DAY, None, -DAY)],
    "off for my house": [(None, "", -DAY, None, None), ("house", "", -DAY, None, -DAY)],
    "off for somebody else": [(None, "", -DAY, None, None), ("other", "", -DAY, None, -DAY)],
    "only the plan off": [("me", "", -DAY, None, None), ("me", "plan", -DAY, None, -DAY)],
    "each part off": [("me", "", -DAY, None, None)]
    + [("me", part, -DAY, None, -DAY) for part in ("story", "map", "plan")],
}
RECORDS = tuple(product(Layer, (True, False), (True, False)))  # layer, mine, hidden from me
KINDS = {
    Member: ("", True), Strength: ("story", True), MapRecord: ("map", True),
    Plan: ("plan", True), Signal: ("", False),
}  # fmt: skip


class Table:
    """A world in which one reader has every combination; written raw, and asked twice."""

    def __init__(self, combinations: Iterator, kinds) -> None:
        self.house = Organisation.objects.create(name="Huis")
        self.me = person("Zoë", organisation=self.house)
        self.other = person("Ander")
        self.kinds = kinds
        self.families, self.worlds, self.rows = {}, {}, {}
        columns = {model: [] for model in (Family, Seat, BreakGlass, Consent, Hidden, *kinds)}
        for (role, tie), span, withdrawn, restricted, glass, said in combinations:
            home, token = uuid4(), uuid4()
            world = World(now=NOW, today=TODAY)
            self.worlds[home] = world
            columns[Family].append({"id": home, "is_restricted": restricted})
            if restricted:
                world.restricted.add(home)
            if span:
                world.seats.append(
                    SeatOf(self.me.pk, home, role, *span, withdrawn, actor=token, tie=tie)
                )
                columns[Seat].append({
                    "family_id": home, "user_id": self.me.pk, "role": role, "tie": tie,
                    "starts_at": span[0], "ends_at": span[1], "actor": token,
                    "member": token if role == "family" else None,
                    "withdrawn_at": NOW - HOUR if withdrawn else None,
                })  # fmt: skip
            if glass:
                world.glasses.append(GlassOf(self.me.pk, home, *glass))
                columns[BreakGlass].append({
                    "family_id": home, "user_id": self.me.pk, "starts_at": glass[0],
                    "ends_at": glass[1], "ended_at": NOW - HOUR / 2 if glass[2] else None,
                })  # fmt: skip
            names = {"me": self.me.pk, "token": token, "house": self.house.pk,
                     "other": self.other.pk, None: None}  # fmt: skip
            for who, part, given, ends, back in said:
                days = [None if each is None else TODAY + each for each in (given, ends, back)]
                world.consents.append(Yes(home, names[who], part, *days))
                columns[Consent].append({
                    "family_id": home, "receiver": names[who], "part": part,
                    "given_on": days[0], "ends_on": days[1], "withdrawn_on": days[2], "by": [],
                })  # fmt: skip
            for model in kinds:
                for layer, mine, hidden in RECORDS:
                    key = uuid4()
                    author = self.me.pk if mine else self.other.pk
                    row = {"id": key, "family_id": home, "layer": layer, "author_id": author}
                    columns[model].append(row | MORE.get(model, {}))
                    self.rows.setdefault(model, []).append(
                        Row(key, home, layer, author, *KINDS[model])
                    )
                    if hidden:
                        world.veils.append(Veil(home, key, self.me.pk))
                        columns[Hidden].append(
                            {"family_id": home, "item": key, "who": self.me.pk}
                        )
        for model, rows in columns.items():
            insert(model, rows)
        settle()

    def expected(self, model):
        reader = Reader(self.me.pk, house=self.house.pk)
        return {
            row.key for row in self.rows[model] if self.worlds[row.family].sees(reader, row)
        }


MORE = {MapRecord: {"date": TODAY}}


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr("kring.families.models.rule.now", lambda: NOW)


def seen(model, user):
    return set(model.objects.visible_to(user).values_list("pk", flat=True))


def wrong(table, model):
    """The combinations in which the database and the oracle differ: none."""
    found, expected = seen(model, table.me), table.expected(model)
    assert 0 < len(expected) < len(table.rows[model])
    odd = found ^ expected
    return [
        (row.key in found, row, table.worlds[row.family])
        for row in table.rows[model]
        if row.key in odd
    ][:3]


def grand():
    return product(ROLES, SPANS, (False, True), (False, True), GLASSES, SAID.values())


def fine():
    return product(ROLES, SPANS[1:2], (False,), (False, True), GLASSES[:2], FINER.values())


def test_every_combination_of_seat_and_span_and_glass_and_consent(
    clock, django_assert_num_queries
):
    table = Table(grand(), kinds=[Strength])
    assert len(table.rows[Strength]) == 5 * 11 * 2 * 2 * 6 * 5 * 16 == 105_600
    with django_assert_num_queries(1):
        Strength.objects.visible_to(table.me).count()

    assert wrong(table, Strength) == []
    families = {
        home
        for home, world in table.worlds.items()
        if world.sees_family(Reader(table.me.pk), home)
    }
    assert seen(Family, table.me) == families
    shown_in = set(Strength.objects.visible_to(table.me).values_list("family", flat=True))
    assert shown_in <= families  # a record shows only where its family does
    assert seen(Strength, table.other) == seen(Family, table.other) == set()


def test_every_state_of_consent_for_every_part(clock):
    table = Table(fine(), kinds=list(KINDS))
    assert sum(map(len, table.rows.values())) == 5 * 5 * 2 * 2 * 17 * 16 == 27_200

    assert {model.__name__: wrong(table, model) for model in KINDS} == {
        model.__name__: [] for model in KINDS
    }


@pytest.mark.parametrize(
    "change",
    [{"system_role": "administrator"}, {"system_role": "analyst"}, {"is_active": False}],
    ids=["administrator", "analyst", "left"],
)
def test_row_04_who_runs_the_site_sees_nothing_with_a_seat_put_in_by_hand(clock, change):
    table = Table(fine(), kinds=[Strength, Signal])
    assert seen(Family, table.me)
    User.objects.filter(pk=table.me.pk).update(**change)
    table.me.refresh_from_db()

    assert [seen(model, table.me) for model in (Family, Strength, Signal, Consent)] == [
        set(), set(), set(), set(),
    ]  # fmt: skip
    assert list(Seat.of(table.me)) == []


WHO = ("me", "token", "member", "unknown", "nobody here")


class Veiled:
    """One record each, hidden in every way from one reader with every kind of past."""

    def __init__(self, me=None) -> None:
        self.me, other = me or person("Zoë"), person("Niemand")
        self.world, self.reader = World(now=NOW, today=TODAY), Reader(self.me.pk)
        self.rows = []
        spans = (None, (NOW - HOUR, FAR), (NOW - 2 * HOUR, NOW - HOUR))
        for (role, tie), span, withdrawn, glass, who in product(
            ROLES, spans, (False, True), (False, True), WHO
        ):
            home, token, member, item = uuid4(), uuid4(), uuid4(), uuid4()
            names = {"me": self.me.pk, "token": token, "member": member, "unknown": None,
                     "nobody here": other.pk}  # fmt: skip
            insert(Family, [{"id": home}])
            insert(Consent, [{"family_id": home, "part": "", "given_on": TODAY, "by": []}])
            insert(Strength, [{"id": item, "family_id": home, "layer": 1}])
            insert(Hidden, [{"family_id": home, "item": item, "who": names[who]}])
            self.world.consents.append(Yes(home, None, "", TODAY))
            self.world.veils.append(Veil(home, item, names[who]))
            if span:
                self._sit(home, role, tie, span, withdrawn, token, member)
            if glass:
                self._break(home)
            self.rows.append(Row(item, home, 1, None, "story"))

    def _sit(self, home, role, tie, span, withdrawn, token, member):
        insert(Seat, [{
            "family_id": home, "user_id": self.me.pk, "role": role, "tie": tie, "actor": token,
            "member": member, "starts_at": span[0], "ends_at": span[1],
            "withdrawn_at": NOW - HOUR if withdrawn else None,
        }])  # fmt: skip
        seat = SeatOf(
            self.me.pk, home, role, *span, withdrawn, member=member, actor=token, tie=tie
        )
        self.world.seats.append(seat)

    def _break(self, home):
        span = (NOW - HOUR, NOW + HOUR)
        insert(BreakGlass, [{
            "family_id": home, "user_id": self.me.pk, "starts_at": span[0], "ends_at": span[1],
        }])  # fmt: skip
        self.world.glasses.append(GlassOf(self.me.pk, home, *span))

    def shown(self):
        return {row.key for row in self.rows if self.world.sees(self.reader, row)}

    def hidden(self):
        return {row.key for row in self.rows if self.world.is_hidden(self.reader, row)}


def test_row_06_every_way_to_hide_and_every_seat_glass_included(clock):
    """Also who left, and comes back by breaking the glass, is still who they were."""
    table = Veiled()

    assert 0 < len(table.shown()) < len(table.rows)
    assert seen(Strength, table.me) == table.shown()
    hidden = set(Hidden.items_for(table.me).values_list("item", flat=True))
    assert hidden == table.hidden()
