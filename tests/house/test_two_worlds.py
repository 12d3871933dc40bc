"""Two worlds that differ in one hidden thing look the same, to the byte, to one reader.

In the first world somebody or something exists and is hidden from the reader; in the second it
never was there. Every page that a reader can open, and every file they can take along, is
fetched in both. What is left out of the comparison: the mark against forged forms, the number
of the request, and the clock (it stands still here).
"""

import datetime as clock
import re
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import now

from cast import person
from kring.core.codes import Sphere
from kring.core.words import Text
from kring.families.models import (
    BreakGlass,
    Family,
    Hidden,
    Member,
    Paper,
    Recording,
    Seat,
    Story,
    Strength,
)
from kring.families.services import give_consent, give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Link, MapRecord, Operation, Relation
from kring.people.models import Organisation
from kring.plans.models import Action, Agreement, Goal, Meeting, Plan
from kring.rights.models import Reply
from kring.site.doors import DOORS, address_of
from kring.site.examples import values_of
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]

WORD = "Verborgenheid"  # stands in everything that is hidden; never on a page
said = Text.dutch(WORD)
A_DAY = date(2026, 2, 2)
# No pages; and questions to a passkey and secrets of an app, which are new at every look.
LEFT_OUT = {
    "people:logout", "set_language", "overview:favicon", "people:passkey_question",
    "people:add_passkey", "people:add_app", "people:app_picture",
}  # fmt: skip
# Where each kind of thing is seen by whoever may.
TELLING = {
    "overview:family", "overview:family_network", "overview:family_plan",
    "overview:family_meetings", "overview:family_circle", "overview:files",
}  # fmt: skip


def first(model, family):
    return model.objects.for_system("test").filter(family=family).order_by("position").first()


def a_line(family, item, verb=Entry.Verb.CHANGED, part="map", by=None):
    record(verb, by=by, part=part, family=family.pk, item=item)


def an_actor(family):
    row = Actor.objects.create(
        family=family, code="x", label=said, sphere=Sphere.KIN, coordination=True,
        languages=["ar"], possible_themes=["housing"], wants_support_on=[], extra={},
    )  # fmt: skip
    Relation.objects.create(
        family=family, actor=row, closeness=1, freq="daily", quality="strong", dir="mutual",
        themes={"work": "carries", "housing": "helps"}, extra={},
    )  # fmt: skip
    other = first(Actor, family)
    Link.objects.create(family=family, a=row, b=other, type="conflict", extra={})
    for each in Meeting.objects.for_system("test").filter(family=family):
        each.present = [*each.present, row.pk]
        each.save()
    for each in MapRecord.objects.for_system("test").filter(family=family):
        each.made_with = [*each.made_with, row.pk]
        each.save()
    give_consent(family.pk, by=None, receiver=row.pk, part="map", form="spoken", language="nl")
    return row.pk


def somebody_drawn(family):
    """Somebody of whom two said different things, and who was taken away meanwhile."""
    key = an_actor(family)
    for number, (name, value) in enumerate(
        [("label", WORD), ("label", f"{WORD}!"), ("gone", True)]
    ):
        Operation.objects.create(
            family=family, number=uuid4(), kind="actor", record=key,
            said={"field": name, "value": value, "seen": [], "tap": f"t{number}"},
        )  # fmt: skip
    return key


def a_member(family):
    row = Member.objects.create(
        family=family, code="x", name=said, role="grandmother", birth_year=1950,
        languages={"fa": "native"}, extra={},
    )  # fmt: skip
    Story.objects.create(
        family=family, code="y", words=said, spoken_by=row.pk, told_on=A_DAY, reviewed=[]
    )
    Strength.objects.create(family=family, text=said, member=row.pk, theme="work")
    actor = first(Actor, family)
    Relation.objects.create(
        family=family, actor=actor, members=[row.pk], closeness=2, freq="weekly",
        themes={"health": "carries"}, extra={},
    )  # fmt: skip
    return row.pk


def a_story(family):
    return Story.objects.create(
        family=family, code="y", words=said, told_on=A_DAY, reviewed=[]
    ).pk


def a_strength(family):
    return Strength.objects.create(family=family, text=said, theme="work").pk


def a_tie(family):
    actor = first(Actor, family)
    return Relation.objects.create(
        family=family, actor=actor, members=None, closeness=1, themes={"work": "carries"},
        note=said, extra={},
    ).pk  # fmt: skip


def a_link(family):
    _one, two, three = Actor.objects.for_system("test").filter(family=family)[:3]
    return Link.objects.create(family=family, a=two, b=three, agreement=said, extra={}).pk


def a_map(family):
    return MapRecord.objects.create(
        family=family, code="z", date=date(2026, 2, 20), title=said, extra={}, asked=["themes"]
    ).pk


def a_goal(family):
    plan = first(Plan, family)
    row = Goal.objects.create(
        family=family, plan=plan, code="z", words=said, theme="work", strengths_used=[],
        observation_ids=[], evaluations=[],
    )  # fmt: skip
    return row.pk


def a_step(family):
    plan = first(Plan, family)
    return Action.objects.create(
        family=family, plan=plan, code="z", what=said, due=date(2026, 2, 3),
        responsible=first(Actor, family).pk,
    ).pk  # fmt: skip


def a_standing_agreement(family):
    plan = first(Plan, family)
    return Agreement.objects.create(family=family, plan=plan, code="z", text=said).pk


def a_meeting(family):
    return Meeting.objects.create(
        family=family, code="z", date=date(2026, 2, 25), kind="network_meeting",
        present=[first(Actor, family).pk],
    ).pk  # fmt: skip


def a_paper(family):
    return Paper.objects.create(
        family=family, name=WORD, key="00" * 32, kind="pdf", size=6, pieces=1
    ).pk


def a_recording(family):
    return Recording.objects.create(
        family=family, name=WORD, key="00" * 32, kind="ogg", size=6, pieces=1
    ).pk


def a_reply(family):
    """Something is said about what is hidden itself, so that is hidden here."""
    row = a_goal(family)
    for state in Reply.State.values:
        Reply.objects.create(
            family=family, item=row, kind=Reply.Kind.WORD, words=said, state=state
        )
    return row


def a_helper(family):
    """Somebody with a seat, who did things."""
    user = person(WORD, email="verborgen@example.org")
    give_seat(
        family=family, user=user, role=Seat.Role.WORKER, purpose=WORD, by=None, tie="secrecy"
    )
    give_consent(
        family.pk, by=None, receiver=user.pk, part="plan", form="spoken", language="nl"
    )
    a_line(family, None, Entry.Verb.VIEWED, "map", by=user)
    a_line(family, first(Story, family).pk, Entry.Verb.CHANGED, "story", by=user)
    return user.pk


KINDS: dict[str, Callable] = {
    "actor": an_actor,
    "drawn": somebody_drawn,
    "member": a_member,
    "story": a_story,
    "strength": a_strength,
    "tie": a_tie,
    "link": a_link,
    "map": a_map,
    "goal": a_goal,
    "step": a_step,
    "agreement": a_standing_agreement,
    "meeting": a_meeting,
    "paper": a_paper,
    "recording": a_recording,
    "reply": a_reply,
    "helper": a_helper,
}


@pytest.fixture(autouse=True)
def the_clock_stands_still(monkeypatch, settings):
    moment = clock.datetime(2026, 3, 1, 12, tzinfo=clock.UTC)

    class Still(clock.datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz) if tz else moment.replace(tzinfo=None)

    monkeypatch.setattr(timezone, "datetime", Still)
    settings.KRING_TODAY = moment.date()


@pytest.fixture
def reader(request, family):
    """Who reads, and by what they may be known in a list of whom something is hidden from."""
    kind = request.param
    if kind == "partner":
        user = person("Yousef", language="ar")
        father = Member.objects.for_system("test").get(family=family, position=1)
        give_seat(
            family=family, user=user, role=Seat.Role.FAMILY, purpose="x", by=None,
            member=father.pk,
        )  # fmt: skip
        return user, father.pk
    if kind == "glass":
        user = person("Greta", organisation=Organisation.objects.create(name="Nood"))
        BreakGlass.objects.create(
            family=family, user=user, reason=BreakGlass.Reason.DANGER, words="nood " * 8,
            starts_at=now() - timedelta(hours=1), ends_at=now() + timedelta(hours=2),
        )  # fmt: skip
        return user, user.pk
    user = request.getfixturevalue(kind)
    return user, user.pk


READERS = ("partner", "bob", "alice", "nadia", "glass")


def seen_by(client, user, values, *, only=frozenset(DOORS)):
    """Every page and file, by its name: status, headers and body without marks and clock."""
    client.force_login(user)
    # So that a professional takes a copy here.
    Family.objects.for_system("test").update(is_example=True)
    seen = {
        name: told(client.get(address_of(name, values)))
        for name, door in DOORS.items()
        if name in only and name not in LEFT_OUT and "GET" in door.methods
    }
    for name, kind in (("exchange:copy", "yaml"), ("exchange:copy", "graphml")):
        address = address_of(name, values).replace("yaml", kind)
        seen[f"{name} {kind}"] = told(client.post(address))
    return seen


def told(response):
    body = b"".join(response) if response.streaming else response.content
    body = without_marks(body)
    headers = {
        name: value
        for name, value in response.headers.items()
        if name not in {"Set-Cookie", "X-Request-Id"}
    }
    return response.status_code, headers, body


def with_hidden(kinds, family, who):
    """The first world: these exist, are hidden from the reader, and left lines behind them."""
    for kind in kinds:
        item = KINDS[kind](family)
        a_line(family, item)
        Hidden.objects.create(family=family, item=item, who=who)
        a_line(family, item, Entry.Verb.CHANGED, "hidden")


def compare(client, reader, family, kinds):
    user, who = reader
    values = values_of(family)
    with transaction.atomic():
        with_hidden(kinds, family, who)
        first_world = seen_by(client, user, values)
        transaction.set_rollback(True)
    client.logout()
    with transaction.atomic():
        second_world = seen_by(client, user, values)
        transaction.set_rollback(True)

    assert [name for name in first_world if first_world[name] != second_world[name]] == []
    assert not [name for name, (_, _, body) in first_world.items() if WORD.encode() in body]
    # Else they would look the same because there was nothing to see.
    assert sum(status == 200 for status, _, _ in first_world.values()) > 12


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_row_05_what_is_hidden_leaves_no_trace_on_any_page(client, reader, family):
    compare(client, reader, family, KINDS)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_row_05_nor_does_any_one_thing_by_itself(client, reader, family, kind):
    compare(client, reader, family, [kind])


@pytest.mark.parametrize("kind", KINDS)
def test_row_05_whoever_it_is_not_hidden_from_does_see_a_difference(
    client, family, nadia, amal, kind
):
    """Else the comparison above would prove nothing."""
    values = values_of(family)
    with transaction.atomic():
        with_hidden([kind], family, uuid4())
        one = seen_by(client, nadia, values, only=TELLING)
        transaction.set_rollback(True)
    client.logout()
    with transaction.atomic():
        two = seen_by(client, nadia, values, only=TELLING)
        transaction.set_rollback(True)

    assert [name for name in one if one[name] != two[name]]


def test_an_id_in_an_address_is_no_difference_either(client, family, bob):
    """The page of something hidden and of something that never was answer alike."""
    client.force_login(bob)
    item = an_actor(family)
    Hidden.objects.create(family=family, item=item, who=bob.pk)
    page = address_of("overview:family_network", values_of(family))

    hidden, absent = (client.get(page, {"wie": str(each)}) for each in (item, uuid4()))

    assert hidden.status_code == absent.status_code
    assert told(hidden)[2].replace(str(item).encode(), b"") == re.sub(
        str(absent.wsgi_request.GET["wie"]).encode(), b"", told(absent)[2]
    )


def test_the_clock_really_stood_still():
    assert now() == now()
    assert isinstance(uuid4(), UUID)
