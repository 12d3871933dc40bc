"""Two devices and the real service: whatever the network does, one map, and no word lost."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from kring.base.keystore import keys_for_one_request
from kring.base.reader import reads_as
from kring.core.together.operations import (
    ENDS,
    GONE,
    Cell,
    Operation,
    both,
    open_choices,
    standing,
)
from kring.network.board import board_of
from kring.network.models import Actor
from kring.network.models import Operation as Row
from kring.network.services import door_to_draw, draw
from kring.overview.together_state import stand_of

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def as_sent(one):
    cell = {"kind": one.cell.kind, "record": one.cell.record, "field": one.cell.field}
    return {
        "id": one.id, "cell": cell, "value": one.value, "seen": sorted(one.seen),
        "tap": one.tap,
    }  # fmt: skip


class Device:
    """A tablet by the rules of the browser, in Python: what it knows, and its box to send."""

    def __init__(self, family, user):
        self.family, self.user = family, user
        self.told, self.box, self.made, self.sent = {}, [], [], []
        self.refused = []
        self.hears()

    @property
    def stands(self):
        return standing([*self.told.values(), *(one for tap in self.box for one in tap)])

    def state(self):
        with reads_as(self.user.pk), keys_for_one_request():
            door = door_to_draw(self.family.pk, by=self.user)
            return stand_of(board_of(door, by=self.user), by=self.user)

    def hears(self):
        """What stands at the server, as operations: `operationsOf` in `state.js`."""
        state, self.told = self.state(), {}
        said = {one["id"]: one for each in state["open"] for one in each["said"]}
        late = {
            one["id"]
            for each in state["open"]
            if each["cell"]["field"] == GONE
            for one in each["said"]
        }
        for kind, records in state["records"].items():
            for record, fields in records.items():
                known = {key for each in fields.values() for key in each["ops"]} - late
                for field, each in fields.items():
                    for key in each["ops"]:
                        value = said[key]["value"] if key in said else each["value"]
                        seen = known - set(each["ops"]) if field == GONE else ()
                        self.told[key] = Operation(
                            id=key, cell=Cell(kind, record, field), value=value,
                            seen=frozenset(seen),
                        )  # fmt: skip

    def taps(self, *said):
        """Each (cell, value, what was seen) in one tap."""
        tap = str(uuid4())
        made = [
            Operation(id=str(uuid4()), cell=cell, value=value, seen=frozenset(seen), tap=tap)
            for cell, value, seen in said
        ]
        self.box.append(made)
        self.made += made

    def in_cell(self, cell):
        return [one.id for one in self.stands.get(cell, ())]

    def puts(self, cell, value):
        self.taps((cell, value, self.in_cell(cell)))

    def in_record(self, kind, record):
        return [
            one.id
            for cell, there in self.stands.items()
            if (cell.kind, cell.record) == (kind, record)
            for one in there
        ]

    def is_gone(self, kind, record):
        return any(one.value for one in self.stands.get(Cell(kind, record, GONE), ()))

    def actors(self):
        return sorted(
            {c.record for c in self.stands if c.kind == "actor"}
            - {
                c.record
                for c in self.stands
                if c.kind == "actor" and self.is_gone("actor", c.record)
            }
        )

    def adds(self, label):
        actor, tie = str(uuid4()), str(uuid4())
        self.taps(
            (Cell("actor", actor, "label"), label, ()),
            (Cell("actor", actor, "sphere"), "kin", ()),
            (Cell("relation", tie, "actor"), actor, ()),
        )

    def ties(self, actor, label):
        tie = str(uuid4())
        self.taps(
            (Cell("relation", tie, "actor"), actor, ()),
            (Cell("relation", tie, "note"), label, ()),
        )

    def takes_away(self, actor):
        gone = [("actor", actor)]
        for cell, there in self.stands.items():
            hangs = (cell.kind, cell.field) in ENDS and any(o.value == actor for o in there)
            if hangs and not self.is_gone(cell.kind, cell.record):
                gone.append((cell.kind, cell.record))
        self.taps(
            *((Cell(*one, GONE), True, self.in_record(*one)) for one in dict.fromkeys(gone))
        )

    def chooses(self):
        for cell, there in open_choices(self.stands).items():
            seen = [one.id for one in there]
            if cell.field == GONE:
                self.taps((cell, False, seen))
            else:
                try:
                    together = both(there[0].value, there[1].value)
                except ValueError:
                    together = there[0].value
                self.taps((cell, together, seen))
            return

    def sends(self, taps, *, arrives=True, answered=True):
        sent = [as_sent(one) for tap in self.box[:taps] for one in tap]
        if not sent:
            return
        self.sent.append(sent)
        if arrives:
            answers = self.delivers(sent)
            self.refused += [each for each in answers if each.answer == "refused"]
        if arrives and answered:
            self.box = self.box[taps:]
            self.hears()

    def delivers(self, sent):
        with reads_as(self.user.pk), keys_for_one_request():
            return draw(self.family.pk, sent, by=self.user)


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each try is a whole visit
FIELDS = [("label", "{}"), ("note", "{}"), ("organisation", "{}")]
EVENTS = some.lists(
    some.tuples(
        some.integers(0, 1),
        some.sampled_from(
            ["put", "put", "add", "tie", "away", "choose", "theme", "send", "send", "lost",
             "unanswered", "again", "hear"]
        ),
        some.integers(0, 9),
    ),
    min_size=6, max_size=22,
)  # fmt: skip


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def happens(device, what, number):
    word = f"w{len(device.made)}{device.user.first_name}"
    actors = device.actors()
    actor = actors[number % len(actors)] if actors else None
    if what == "put" and actor:
        device.puts(Cell("actor", actor, FIELDS[number % 3][0]), word)
    elif what == "add":
        device.adds(word)
    elif what == "tie" and actor:
        device.ties(actor, word)
    elif what == "away" and actor:
        device.takes_away(actor)
    elif what == "choose":
        device.chooses()
    elif what == "theme":
        device.puts(Cell("theme", "work", "words"), word)
    elif what == "send":
        device.sends(1 + number)
    elif what == "lost":
        device.sends(1 + number, arrives=False)
    elif what == "unanswered":
        device.sends(1 + number, answered=False)
    elif what == "again" and device.sent:
        sent = device.sent[number % len(device.sent)]
        mine = {one.id for tap in device.box for one in tap}
        if not mine & {each["id"] for each in sent}:  # a copy that strayed on the way
            device.delivers(sent)
    elif what == "hear":
        device.hears()


def values_in(told):
    return {
        key: (cell.kind, cell.record, cell.field, repr(one.value))
        for key, one in told.items()
        for cell in [one.cell]
    }


@settings(
    max_examples=25, deadline=None, phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(events=EVENTS)
def test_whatever_the_network_does_two_devices_end_in_one_map(family, alice, nadia, events):
    with undone():
        devices = [Device(family, alice), Device(family, nadia)]
        for which, what, number in events:
            happens(devices[which], what, number)
        for device in devices:
            device.sends(len(device.box))
        for device in devices:
            device.hears()
        one, other = devices

        assert one.refused == other.refused == []
        assert values_in(one.told) == values_in(other.told)
        assert open_choices(one.stands).keys() == open_choices(other.stands).keys()

        # Every word stands, or whoever replaced it had seen it.
        made = {each.id: each for device in devices for each in device.made}
        seen = frozenset().union(*(each.seen for each in made.values()))
        stands = set(one.told)
        assert made.keys() - seen - stands == set()
        # The rows say what stands, and who is gone is not in a list.
        gone = {
            key
            for key, fields in one.state()["records"]["actor"].items()
            if GONE in fields and fields[GONE]["value"]
            and Cell("actor", key, GONE) not in open_choices(one.stands)
        }  # fmt: skip
        rows = Actor.objects.for_system("test").filter(family=family)
        assert {str(row.pk) for row in rows if row.gone_at} == gone


@pytest.fixture
def in_postgresql(transactional_db):
    if connections["default"].vendor != "postgresql":
        pytest.skip("one connection at a time writes in SQLite")


@pytest.mark.django_db(transaction=True)
def test_two_connections_at_once_lose_nothing(in_postgresql, family, alice, nadia):
    devices = [Device(family, alice), Device(family, nadia)]
    actor = devices[0].actors()[0]
    cell = Cell("actor", actor, "label")
    for device in devices:
        for number in range(5):
            device.puts(cell, f"{device.user.first_name} {number}")
            device.adds(f"nieuw {number}")
    ready = Barrier(2)

    def sends(device):
        try:
            ready.wait()
            while device.box:
                device.sends(1)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sends, devices))
    for device in devices:
        device.hears()
    one, other = devices
    assert one.refused == other.refused == []
    assert values_in(one.told) == values_in(other.told)
    assert Row.objects.for_system("test").filter(record=UUID(actor)).count() == 11
    assert {each.value for each in one.stands[cell]} <= {"Alice 4", "Nadia 4"}
    assert Actor.objects.for_system("test").filter(family=family).count() == 13
