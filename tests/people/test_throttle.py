"""Wrong tries: slower and slower, counted in the database, never locked for good."""

import time
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from statistics import median

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts import PASSWORD, WRONG, account, code_now, give_app, sign_in
from kring.people import throttle
from kring.people.models import WrongTry
from kring.people.throttle import TOO_MANY, TooManyTries

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def els(db):
    return account("els")


@pytest.fixture
def clock(monkeypatch):
    """A clock of our own; it stands still until `clock.tick(seconds)`."""

    class Clock:
        moment = timezone.now()

        def tick(self, seconds):
            self.moment += timedelta(seconds=seconds)

    clock = Clock()
    monkeypatch.setattr(throttle, "now", lambda: clock.moment)
    return clock


def tries(client, user, count, **more):
    """What so many wrong passwords are answered, one a second."""
    return [sign_in(client, user, password="fout", **more).status_code for _ in range(count)]


def test_row_11_thirty_wrong_passwords_from_one_address_are_soon_not_looked_at(client, els):
    found = tries(client, els, 30)

    assert found[:3] == [422] * 3
    assert found.count(422) <= 20
    assert found[-1] == 429


def test_row_11_a_forged_address_lifts_nothing(els):
    found = [
        tries(Client(headers={"X-Forwarded-For": f"192.0.2.{number}"}), els, 1)[0]
        for number in range(30)
    ]

    assert found.count(422) <= 20
    assert found[-1] == 429


def test_row_11_somebody_unknown_is_answered_the_same(client, els, clock):
    def answers(mail):
        found = [sign_in(client, els, mail=mail, password="fout") for _ in range(6)]
        return [
            (
                each.status_code,
                WRONG in each.content.decode(),
                str(TOO_MANY) in each.content.decode(),
            )
            for each in found
        ]

    assert answers("niemand@kring.test") == answers(els.email)


def test_row_11_somebody_unknown_takes_as_long(client, els, settings, clock):
    """With the real hasher, in one process: the median of some tries within a third."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    els.set_password(PASSWORD)
    els.save()

    def took(mail):
        moments = []
        for _ in range(5):
            clock.tick(3600)
            start = time.perf_counter()
            sign_in(client, els, mail=mail, password="fout")
            moments.append(time.perf_counter() - start)
        return median(moments)

    known, unknown = took(els.email), took("niemand@kring.test")
    assert unknown == pytest.approx(known, rel=0.35)


def test_after_the_third_wrong_try_the_wait_doubles_up_to_a_minute(rf, clock):
    request = rf.get("/")
    waits = []
    for _ in range(9):
        waited = 0
        while True:
            try:
                throttle.write_down(request, "els")
                break
            except TooManyTries:
                clock.tick(1)
                waited += 1
        waits.append(waited)

    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32]
    assert all(earlier <= later for earlier, later in pairwise(waits))


def test_ten_wrong_tries_on_an_account_in_a_quarter_of_an_hour_and_no_more(rf, clock):
    counted = 0
    for _ in range(850):  # seconds: not yet a quarter of an hour
        try:
            throttle.write_down(rf.get("/"), "els")
            counted += 1
        except TooManyTries:
            pass
        clock.tick(1)

    assert counted == 10


def test_fifty_wrong_tries_from_an_address_in_an_hour_and_another_address_may(rf, clock):
    here = rf.get("/", REMOTE_ADDR="192.0.2.1")
    for number in range(50):
        throttle.write_down(here, f"account {number}")

    with pytest.raises(TooManyTries):
        throttle.write_down(here, "one more")
    throttle.write_down(rf.get("/", REMOTE_ADDR="192.0.2.2"), "one more")
    clock.tick(3600)
    throttle.write_down(here, "one more")


def test_an_account_is_never_locked_for_good(client, els, clock):
    for _ in range(40):
        tries(Client(REMOTE_ADDR="198.51.100.7"), els, 1)
        clock.tick(20)
    assert sign_in(client, els).status_code == 429

    clock.tick(15 * 60)

    assert sign_in(client, els).status_code == 302


def test_what_is_not_looked_at_does_not_make_the_wait_longer(rf, clock):
    for _ in range(200):
        with suppress(TooManyTries):
            throttle.write_down(rf.get("/"), "els")

    assert WrongTry.objects.count() == 2 * 3


def test_the_right_word_wipes_the_account_clean_but_not_the_address(client, els, clock):
    tries(client, els, 2)
    sign_in(client, els)

    assert (
        WrongTry.objects.filter(mark=throttle.mark("account", f"mail:{els.email}")).count() == 0
    )
    assert WrongTry.objects.count() == 2


def test_the_table_holds_no_name_and_no_address_and_forgets_within_the_hour(rf, clock):
    throttle.write_down(rf.get("/", REMOTE_ADDR="192.0.2.1"), "els@kring.test")
    marks = set(WrongTry.objects.values_list("mark", flat=True))
    assert all(len(each) == 64 and set(each) <= set("0123456789abcdef") for each in marks)

    clock.tick(3600)
    throttle.write_down(rf.get("/", REMOTE_ADDR="192.0.2.9"), "olga@kring.test")

    assert not marks & set(WrongTry.objects.values_list("mark", flat=True))


def test_the_count_stands_in_the_database_so_every_process_sees_it(client, els):
    tries(client, els, 3)
    cache.clear()

    assert sign_in(Client(), els).status_code == 429


@pytest.mark.parametrize(
    ("told", "network"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3::4", "2001:db8:1:2::"), ("", "here"),
     ("unix:", "here")],
)  # fmt: skip
def test_of_a_long_address_the_household_counts(rf, told, network):
    assert throttle.network_of(rf.get("/", REMOTE_ADDR=told)) == network


def test_codes_of_the_second_step_are_counted_too(client, els):
    give_app(els)
    sign_in(client, els)

    found = [
        client.post("/aanmelden/tweede-stap/", {"code": "000000"}).status_code for _ in range(5)
    ]

    assert found == [422, 422, 422, 429, 429]


def test_while_passwords_are_tried_a_code_still_works_for_who_had_begun(client, els, clock):
    secret = give_app(els)
    sign_in(client, els)
    tries(Client(REMOTE_ADDR="198.51.100.7"), els, 12)

    response = client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})

    assert response.status_code == 302
