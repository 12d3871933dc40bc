"""How long somebody stays signed in, with how many sessions, and after what they end."""

import runpy
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from hypothesis import given
from hypothesis import strategies as some

import cast
from accounts import PASSWORD, account, code_now, give_app, give_recovery_codes, sign_in
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.people import open_sessions, sessions
from kring.people.models import User
from kring.people.sessions import HOUR, LIMITS, MINUTE, Need, Way
from kring.rights.services.retaining import carry_out, due_at
from kring.site import settings as settings_module

pytestmark = pytest.mark.django_db
WALL = "/gezinnen/"


@pytest.fixture
def clock(monkeypatch):
    """A clock of our own: `clock.tick(seconds)`."""

    class Clock:
        moment = 1_000_000_000.0

        def time(self):
            return self.moment

        def tick(self, seconds):
            self.moment += seconds

    clock = Clock()
    monkeypatch.setattr(sessions, "time", SimpleNamespace(time=clock.time))
    return clock


def is_in(client):
    return client.get(WALL).status_code == 200


# One person, and so one session, for each kind of role.
KINDS = {
    "volunteer": ("bob", 15, 8), "worker": ("alice", 30, 10), "coordinator": ("nadia", 30, 10),
    "administrator": ("adam", 10, 4), "analyst": ("paula", 10, 4), "family": ("amal", 10, 2),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_that_is_still_too_long_ends(client, request, clock, kind):
    name, idle, _whole = KINDS[kind]
    client.force_login(request.getfixturevalue(name))

    clock.tick(idle * MINUTE - 1)
    assert is_in(client)
    clock.tick(idle * MINUTE)
    answer = client.get(WALL)

    assert answer.headers["Location"] == f"/aanmelden/?next={WALL}"
    assert "Je was een tijd weg" in client.get("/aanmelden/").content.decode()
    clock.tick(-idle * MINUTE)
    assert not is_in(client)  # it is over for good, whatever the clock does


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_that_is_used_all_day_ends_too(client, request, clock, kind):
    name, idle, whole = KINDS[kind]
    client.force_login(request.getfixturevalue(name))
    for _ in range(whole * HOUR // (idle * MINUTE - 1)):
        clock.tick(idle * MINUTE - 1)
        assert is_in(client)
    clock.tick(idle * MINUTE - 1)

    assert not is_in(client)


@given(some.sets(some.sampled_from(sorted(LIMITS)), min_size=1))
def test_of_several_roles_the_strictest_limits_count(roles):
    limit = sessions.limit_of(roles)

    assert all(limit.idle <= LIMITS[each].idle for each in roles)
    assert all(limit.whole <= LIMITS[each].whole for each in roles)
    assert limit.idle in {LIMITS[each].idle for each in roles}
    assert limit.whole in {LIMITS[each].whole for each in roles}


@pytest.mark.parametrize(
    ("roles", "need"),
    [
        (set(), Need.SECOND),
        ({"volunteer"}, Need.SECOND),
        ({"worker"}, Need.SECOND),
        ({"coordinator", "volunteer"}, Need.PASSKEY),
        ({"administrator"}, Need.PASSKEY),
        ({"analyst"}, Need.PASSKEY),
        ({"family"}, Need.NOTHING),
        ({"family", "volunteer"}, Need.SECOND),
    ],
)
def test_what_a_role_must_show(roles, need):
    assert sessions.need_of(roles) == need


def test_a_session_writes_once_a_minute_and_asks_nothing_in_between(
    client, alice, clock, django_assert_num_queries
):
    client.force_login(alice)
    session = client.session
    clock.tick(MINUTE - 1)
    assert not sessions.keep_alive(session, alice)
    clock.tick(1)
    with django_assert_num_queries(1):  # the roles that they hold by now
        assert sessions.keep_alive(session, alice)
    with django_assert_num_queries(0):
        assert not sessions.keep_alive(session, alice)


def test_a_role_that_came_during_the_session_counts_within_a_minute(client, alice, clock):
    client.force_login(alice)
    session = client.session
    sessions.begin(session, alice, {Way.PASSWORD, Way.APP})
    session.save()
    assert is_in(client)
    seat = Seat.objects.get(user=alice)
    give_seat(
        family=seat.family, user=alice, role=Seat.Role.COORDINATOR, purpose="spil", by=None
    )

    clock.tick(MINUTE)

    assert client.get(WALL).headers["Location"] == "/beveiliging/"


@pytest.mark.parametrize(
    ("name", "ways", "may"),
    [
        ("alice", {Way.PASSWORD}, False),
        ("alice", {Way.PASSWORD, Way.APP}, True),
        ("alice", {Way.PASSWORD, Way.RECOVERY}, True),
        ("alice", {Way.PASSKEY}, True),
        ("nadia", {Way.PASSWORD, Way.APP}, False),
        ("nadia", {Way.PASSWORD, Way.RECOVERY}, False),
        ("nadia", {Way.PASSWORD, Way.PASSKEY}, True),
        ("adam", {Way.PASSWORD, Way.APP}, False),
        ("paula", {Way.PASSKEY}, True),
        ("amal", {Way.FAMILY_CODE}, True),
        ("alice", {Way.FAMILY_CODE}, False),
    ],
)
def test_no_page_with_people_before_what_the_role_asks_was_shown(
    client, request, name, ways, may
):
    user = request.getfixturevalue(name)
    client.force_login(user)
    session = client.session
    sessions.begin(session, user, ways)
    session.save()

    assert is_in(client) is may
    assert client.get("/beveiliging/").status_code == 200
    assert client.get("/toolbox/").status_code == 200


def test_a_session_that_nobody_began_is_ended(client, alice):
    client.force_login(alice)
    session = client.session
    del session[sessions.KEY]
    session.save()

    assert not is_in(client)


def test_somebody_has_three_sessions_and_the_oldest_goes(db):
    els = account("els")
    clients = [Client(HTTP_USER_AGENT=f"Firefox/{number}") for number in range(4)]
    for client in clients:
        sign_in(client, els)

    found = [client.get("/beveiliging/").status_code for client in clients]
    assert found == [302, 200, 200, 200]


def in_with_app(client, user, secret, **more):
    sign_in(client, user, **more)
    return client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})


def test_the_page_shows_where_one_is_signed_in_and_ends_it_there(client):
    els = account("els")
    phone = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari/605")
    sign_in(phone, els)
    client.force_login(els)
    page = client.get("/beveiliging/").content.decode()
    assert "Safari iPhone" in page
    [row] = open_sessions.sessions_of(els, SimpleNamespace(session=client.session))

    response = client.post(reverse("people:end_session"), {"session": row.pk})

    assert response.headers["Location"] == "/beveiliging/"
    assert phone.get("/beveiliging/").status_code == 302
    assert client.get("/beveiliging/").status_code == 200
    assert client.post(reverse("people:end_session"), {"session": row.pk}).status_code == 404


def test_somebody_elses_session_cannot_be_ended(client, alice):
    els = account("els")
    sign_in(Client(), els)
    [row] = open_sessions.sessions_of(els, SimpleNamespace(session=client.session))
    client.force_login(alice)

    assert client.post(reverse("people:end_session"), {"session": row.pk}).status_code == 404
    assert len(open_sessions.sessions_of(els, SimpleNamespace(session=client.session))) == 1


def test_all_other_sessions_end_with_one_button_and_this_one_stays(db):
    els = account("els")
    here, there = Client(), Client()
    secret = give_app(els)
    in_with_app(there, els, secret)
    els.authenticator_set.all().delete()
    in_with_app(here, els, give_app(els))

    here.post(reverse("people:end_session"), {"session": "others"})

    assert here.get("/beveiliging/").status_code == 200
    assert there.get("/beveiliging/").status_code == 302


def test_of_a_visitors_address_only_the_network_is_kept(client):
    els = account("els")
    sign_in(client, els, REMOTE_ADDR="192.0.2.77")
    sign_in(Client(), els, REMOTE_ADDR="2001:db8:1:2::77")

    kept = set(els.usersession_set.values_list("ip", flat=True))
    assert kept == {"192.0.2.0", "2001:db8:1::"}


@pytest.mark.parametrize("ending", ["log out", "password", "leaving"])
def test_row_08_a_cookie_played_back_opens_nothing(client, ending):
    els = account("els")
    secret = give_app(els)
    in_with_app(client, els, secret)
    stolen = client.cookies["sessionid"].value
    assert is_in(client)

    if ending == "log out":
        client.post("/afmelden/")
    elif ending == "password":
        els.set_password("een ander lang wachtwoord")
        els.save()
    else:
        els.is_active = False
        els.save()

    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get(WALL).headers["Location"] == f"/aanmelden/?next={WALL}"


def test_row_08_who_changes_the_password_stays_in_here_and_nowhere_else(client):
    els = account("els")
    secret = give_app(els)
    elsewhere = Client()
    sign_in(elsewhere, els)
    elsewhere.post("/aanmelden/tweede-stap/", {"code": code_now(secret, later=-1)})
    in_with_app(client, els, secret)
    assert is_in(elsewhere)

    new = "een ander lang wachtwoord"
    response = client.post("/beveiliging/wachtwoord/", {"new": new, "again": new})

    assert response.headers["Location"] == "/beveiliging/"
    assert is_in(client)
    assert not is_in(elsewhere)
    assert len(client.get("/beveiliging/").context["sessions"]) == 1


def test_row_09_a_session_id_chosen_before_signing_in_is_not_taken_over(client):
    els = account("els")
    secret = give_app(els)
    client.cookies["sessionid"] = "a" * 32
    client.get("/aanmelden/")
    sign_in(client, els)
    between = client.cookies["sessionid"].value
    client.post("/aanmelden/tweede-stap/", {"code": code_now(secret)})

    after = client.cookies["sessionid"].value
    assert is_in(client)
    assert after not in {"a" * 32, between}
    assert not Session.objects.filter(session_key__in=["a" * 32, between]).exists()


def test_each_night_goes_what_a_session_left_behind(client):
    els = account("els")
    sign_in(client, els)
    for hours, left in [(1, 1), (11, 0)]:
        moment = now() + timedelta(hours=hours)
        carry_out(due_at(moment), moment)
        assert els.usersession_set.count() == left


def test_who_lost_the_device_comes_in_with_a_recovery_code_and_makes_a_new_key(client, nadia):
    nadia.email = "nadia@kring.test"
    nadia.set_password(PASSWORD)
    nadia.save()
    give_app(nadia)
    code, *_ = give_recovery_codes(nadia)

    sign_in(client, nadia)
    client.post("/aanmelden/tweede-stap/", {"code": code})

    assert client.get(WALL).headers["Location"] == "/beveiliging/"
    assert client.get("/beveiliging/passkey/").status_code == 200


def test_a_served_site_has_cookies_that_only_this_host_over_https_gets(monkeypatch, tmp_path):
    monkeypatch.setenv("KRING_SERVED", "1")
    monkeypatch.setenv("KRING_SECRET_KEY", "x" * 60)
    served = runpy.run_path(settings_module.__file__)

    assert served["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert served["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert served["SESSION_COOKIE_SECURE"] is True
    assert served["CSRF_COOKIE_SECURE"] is True
    assert served["SESSION_COOKIE_HTTPONLY"] is True
    assert served["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert served.get("SESSION_COOKIE_DOMAIN") is None


def test_the_cast_signs_in_as_with_a_passkey(client, alice):
    """What the other tests stand on; a session of a password alone gets less, see above."""
    assert isinstance(alice, User)
    assert cast.person("Nobody").last_login is None
    client.force_login(alice)
    assert sessions.ways_of(client.session) == {Way.PASSKEY}
