"""Row 30: whatever is sent twice, or twelve times at once, is done once and answered alike."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db import connections
from django.urls import resolve
from sendings import ALSO, SENDINGS, address_at, browser_of, send, world_of

from house import PACKAGE, files
from kring.base.once import SentForm
from kring.journal.models import Entry
from kring.overview.files_views import _files
from kring.site.doors import DOORS, address_of
from kring.site.examples import values_of

pytestmark = [pytest.mark.django_db, pytest.mark.query]

# What is sent there makes nothing, or is once by another way; by door.
WITHOUT = {
    "overview:together_send": "every operation has a number, and is done once by that",
    "overview:search": "looks, and changes nothing",
    "set_language": "the same language twice is that language",
    "people:login": "each try is a try, and is counted",
    "people:login_passkey": "a passkey answers a question that is asked once",
    "people:second_step": "each try is a try, and is counted",
    "people:again": "each try is a try, and is counted",
    "people:logout": "who is gone is gone",
    "people:forgot": "its answer is the same whoever asks; tries are counted",
    "people:new_password": "its link works once",
    "people:add_passkey": "a passkey answers a question that is asked once",
    "people:add_app": "who has an app gets no second one, and the same answer",
    "reception:pictures": "each try is a try, and is counted",
    "reception:pin": "each try is a try, and is counted",
    "reception:finger": "a key answers a question that is asked once",
    "reception:remember_finger": "a key answers a question that is asked once",
    "exchange:copy": "gives a file, and makes nothing",
    "rights:take_copy": "gives a file, and makes nothing",
    "rights:paper_only": "what is wiped cannot be wiped again, and must be wiped outside of"
    " any other transaction so that SQLite empties its log",
}
# Once too; tested where what they need is at hand.
ELSEWHERE = {
    "exchange:create": "tests/exchange/test_bringing_in.py",
    "reception:leave": "tests/reception/test_leaving.py",
    "first:who": "tests/site/test_first_start.py",
    "first:step": "tests/site/test_first_start.py",
}
# Forms that carry no key, by template: how many.
PLAIN_FORMS = {
    "_account.html": 1, "_languages.html": 1, "exchange/export.html": 1,
    "exchange/import.html": 1, "overview/search.html": 1,
    "overview/together.html": 1,  # every operation has a number
    "people/_passkey.html": 1,
    "people/again.html": 1,  # it carries what was typed before it, key and all
    "people/app_add.html": 1, "people/forgot.html": 1, "people/login.html": 1,
    "people/second_step.html": 1, "reception/languages.html": 1,
    "reception/pictures.html": 1, "reception/pin.html": 1,
    "rights/erase_paper_only.html": 1, "rights/export.html": 1,
}  # fmt: skip
CASES = [*SENDINGS.items(), *ALSO.items()]
NAMES = [f"{name} {sending.who}" for name, sending in CASES]


@pytest.fixture
def world(request, family):
    return world_of(request, family)


@pytest.fixture
def in_files(transactional_db, tmp_path):
    """Each thread has a connection of its own, as processes have; memory has one for all."""
    if connections["default"].vendor == "postgresql":
        yield
        return
    kept = {alias: connections[alias] for alias in connections}
    names = {alias: connections.settings[alias]["NAME"] for alias in kept}
    for alias, held in kept.items():
        file = tmp_path / f"{alias}.sqlite3"
        held.ensure_connection()
        with closing(sqlite3.connect(file)) as copy:
            held.connection.backup(copy)
        connections.settings[alias]["NAME"] = str(file)
        connections[alias] = connections.create_connection(alias)
    yield
    for alias, held in kept.items():
        connections[alias].close()
        connections.settings[alias]["NAME"] = names[alias]
        connections[alias] = held


def everything():
    """How many rows there are of each kind; a look or a session says nothing was done."""
    left_out = {SentForm, apps.get_model("sessions", "Session")}
    counts = {
        model.__name__: model._base_manager.count()
        for model in apps.get_models()
        if model not in left_out and model.__name__ not in {"DataKey", "UserSession", "Entry"}
    }
    return counts | {"did": Entry.objects.exclude(verb=Entry.Verb.VIEWED).count()}


def test_every_door_that_takes_forms_is_once_or_says_why_not():
    takes = {name for name, door in DOORS.items() if door.sends}

    assert takes == {*SENDINGS, *ELSEWHERE, *WITHOUT}
    assert not set(WITHOUT) & {*SENDINGS, *ELSEWHERE}


def test_a_door_is_once_when_it_says_so(family):
    values = values_of(family)
    once = {
        name
        for name, door in DOORS.items()
        if door.sends and hasattr(resolve(address_of(name, values)).func, "counts_once")
    }

    assert once == {*SENDINGS, *ELSEWHERE} - {"overview:files"}
    assert _files.counts_once  # behind the check that nothing lands on the disk


def test_every_form_carries_a_key_or_is_one_that_needs_none():
    found = {}
    for path in files(".html", under=PACKAGE):
        text = path.read_text("utf-8")
        plain = re.findall(r"{% csrf_token %}(?!\s*{% once %})", text)
        if plain:
            found[path.relative_to(PACKAGE / "templates").as_posix()] = len(plain)
        assert text.count("{% once %}") <= text.count("{% csrf_token %}")

    assert found == PLAIN_FORMS


@pytest.mark.parametrize(("name", "sending"), CASES, ids=NAMES)
def test_row_30_the_same_form_twice_is_done_once_and_answered_alike(world, name, sending):
    asked, fields = sending.prepare(world)
    address, key = address_at(name, world, asked), uuid4()
    client = browser_of(sending.who, world)
    if name == "rights:undo":
        switch = {"wie": world.bob.pk, "deel": "plan", "aan": "0"}
        send(client, address_at("rights:turn", world, {}), switch, key=uuid4())
    before = everything()

    first = send(client, address, fields, key=key)
    after = everything()
    if not sending.who:  # who had no account, sends it from the page that was still open
        client.logout()
    second = send(client, address, fields, key=key)

    assert first.status_code == (200 if sending.shows else 302)
    assert before != after or name in {"rights:undo", "people:end_session"}
    assert everything() == after
    assert second.status_code == 302
    assert sending.shows or second["Location"] == first["Location"]
    said = [str(each) for each in get_messages(second.wsgi_request)]
    assert [each for each in said if "één keer te zien" in each] == said[: sending.shows]


def test_without_a_key_each_counts(world):
    name = "rights:reply"
    asked, fields = SENDINGS[name].prepare(world)
    client, address = browser_of("amal", world), address_at(name, world, asked)

    for key in (None, None, "geen sleutel", uuid4(), uuid4()):
        assert send(client, address, fields, key=key).status_code == 302

    assert everything()["Reply"] == 5


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "name",
    [
        "rights:reply", "rights:restrict", "rights:hide", "rights:seat_new", "rights:consent",
        "reception:invite", "reception:welcome", "reception:codes", "overview:files",
    ],
)  # fmt: skip
def test_row_30_twelve_at_once_are_done_once_and_all_answered_alike(in_files, world, name):
    sending = SENDINGS[name]
    asked, fields = sending.prepare(world)
    address, key, before = address_at(name, world, asked), uuid4(), everything()
    browsers = [browser_of(sending.who, world) for _ in range(12)]
    together = Barrier(12)

    def one(client):
        together.wait()
        try:
            answer = send(client, address, fields, key=key)
            return answer.status_code, answer.headers.get("Location")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(one, browsers))

    shown = [answer for answer in answers if answer[0] == 200]
    led = {answer for answer in answers if answer[0] != 200}
    assert len(shown) == sending.shows
    assert len(led) == 1
    assert {status for status, _ in led} == {302}
    together = everything()
    assert before["did"] < together["did"]
    assert SentForm.objects.count() == 1
    made = {kind: together[kind] - before[kind] for kind in before if kind != "did"}
    most = {"rights:consent": 2}.get(name, 1)
    assert max(made.values()) <= most
