"""The clocks of what we keep: in time, never early, whatever the clock of the machine says."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localdate, now

import cast
from kring.families.models import Consent, Family, Hidden, Seat
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.rights.models import Closing, CopyWish, Decision, OldValue, Reply, RetentionRun
from kring.rights.services import closing, retaining
from kring.rights.services.retaining import (
    MOST_AT_ONCE,
    carry_out,
    due_at,
    last_day_of,
    months_after,
    why_not,
)
from kring.site.commands import retention as command

pytestmark = [pytest.mark.django_db, pytest.mark.query]


def exists(family):
    return Family.objects.for_system("a test").filter(pk=family.pk).exists()


def closed(family, *, months, reminded=None):
    """A family that was closed so many months ago."""
    today = localdate()
    return Closing.objects.create(
        family=family, closed_on=months_after(today, -months),
        reminded_on=None if reminded is None else today - timedelta(days=reminded),
    )  # fmt: skip


def run(moment=None):
    moment = moment or now()
    due = due_at(moment)
    return due, carry_out(due, moment)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2026, 11, 23), 12, date(2027, 11, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_row_44_months_end_on_a_day_that_is_there(day, months, then):
    assert months_after(day, months) == then


# Months since it was closed, days since the reminder (None: none), and what then happens.
CLOSED = [
    (0, None, "waits"),
    (9, None, "waits"),
    (10, None, "reminded"),
    (11, 30, "waits"),
    (12, None, "reminded"),  # nobody is wiped without a reminder
    (12, 13, "waits"),  # nor sooner than 14 days after it
    (12, 14, "wiped"),
    (30, 90, "wiped"),
]


@pytest.mark.parametrize(("months", "reminded", "then"), CLOSED)
def test_a_closed_family_is_reminded_of_and_then_wiped(family, nadia, months, reminded, then):
    closed(family, months=months, reminded=reminded)

    _due, heard = run()

    assert exists(family) is (then != "wiped")
    assert heard == ([family.pk] if then == "reminded" else [])


@pytest.mark.parametrize(("months", "gone"), [(1, True), (24, False)])
def test_the_organisation_chooses_the_term(family, settings, months, gone):
    settings.KRING_KEEP_MONTHS = months
    closed(family, months=12, reminded=60)

    run()

    assert exists(family) is not gone


def test_what_is_restricted_is_kept_as_it_is(family):
    closed(family, months=30, reminded=90)
    family.is_restricted = True
    family.save()

    run()

    assert exists(family)


DECIDED = [
    ({"agreed_at": timedelta(days=14)}, True),
    ({"agreed_at": timedelta(days=13, hours=23)}, False),
    ({"agreed_at": None}, False),
    ({"agreed_at": timedelta(days=20), "withdrawn_at": timedelta(days=1)}, False),
    ({"agreed_at": timedelta(days=20), "kind": Decision.Kind.HIDE}, False),
]


@pytest.mark.parametrize(("given", "gone"), DECIDED)
def test_what_the_family_decided_waits_fourteen_days(family, amal, given, gone):
    moment = now()
    given = {
        name: moment - value if isinstance(value, timedelta) else value
        for name, value in given.items()
    }
    Decision.objects.create(
        **{"family": family, "kind": Decision.Kind.ERASE, "asked_by": amal, **given}
    )

    run(moment)

    assert exists(family) is not gone


def test_a_decision_is_carried_out_in_a_restricted_family_too(family, amal):
    family.is_restricted = True
    family.save()
    Decision.objects.create(
        family=family, kind=Decision.Kind.ERASE, asked_by=amal,
        agreed_at=now() - timedelta(days=15),
    )  # fmt: skip

    run()

    assert not exists(family)


def test_small_things_go_in_their_own_time(family, nadia):
    item = Actor.objects.for_system("a test").filter(family=family).first()
    today, moment = localdate(), now()
    for day in (today - timedelta(days=1), today):
        OldValue.objects.create(
            family=family, item=item.pk, field="actor.label", value={"nl": "x"}, kept_until=day
        )
    for days in (31, 1):
        wish = CopyWish.objects.create(family=family, asked_by=nadia)
        CopyWish.objects.filter(pk=wish.pk).update(asked_at=moment - timedelta(days=days))
        Session.objects.create(
            session_key=f"s{days}",
            session_data="",
            expire_date=moment + timedelta(days=2 - days),
        )

    run(moment)

    assert OldValue.objects.get().kept_until == today
    assert CopyWish.objects.count() == 1
    assert Session.objects.count() == 1


def test_after_two_years_a_seat_no_longer_says_who_sat_there(family, alice, bob):
    for user, days in ((alice, 731), (bob, 729)):
        seat = Seat.objects.get(user=user)
        seat.starts_at = now() - timedelta(days=900)
        seat.ends_at = now() - timedelta(days=days)
        seat.save()

    run()

    assert not Seat.objects.filter(user=alice).exists()
    assert Seat.objects.filter(user=bob).exists()
    assert Entry.objects.filter(part="seat", detail="name gone").count() == 1


@pytest.mark.parametrize(("days", "forgotten"), [(29, False), (30, True), (400, True)])
def test_an_account_that_ended_is_forgotten_after_thirty_days(db, days, forgotten):
    user = cast.person("Vroeger", is_active=False, left_at=now() - timedelta(days=days))

    run()
    run()

    user.refresh_from_db()
    assert (user.first_name == "") is forgotten
    lines = Entry.objects.filter(part="account", detail="forgotten")
    assert lines.count() == int(forgotten)


# The clock against the last round, and what a person must look at first.
CLOCKS = [
    (timedelta(hours=-2), "back"),
    (timedelta(minutes=-59), ""),
    (timedelta(0), ""),
    (timedelta(days=1), ""),
    (timedelta(days=2), ""),
    (timedelta(days=2, seconds=1), "forward"),
    (timedelta(days=365), "forward"),
]


@pytest.mark.parametrize(("jump", "why"), CLOCKS)
def test_row_44_a_clock_that_jumps_is_looked_at_first(db, jump, why):
    last = datetime(2026, 11, 23, 3, tzinfo=UTC)
    RetentionRun.objects.create(at=last)

    assert why_not(last + jump, due_at(last + jump)) == why


def many_closed(count):
    rows = [cast.bring(cast.MAANLICHT) for _ in range(count)]
    for row in rows:
        closed(row, months=13, reminded=30)
    return rows


@pytest.mark.parametrize(("families", "why"), [(MOST_AT_ONCE, ""), (MOST_AT_ONCE + 1, "many")])
def test_row_44_many_families_at_once_are_looked_at_first(db, families, why):
    many_closed(families)

    assert why_not(now(), due_at(now())) == why


@pytest.fixture
def kring(capsys, monkeypatch):
    """`kring retention` with these words: exit code, what it said, what it complained."""
    monkeypatch.setattr("django.setup", lambda: None)

    def kring(*words):
        code = command.run(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return kring


def test_the_command_does_it_and_says_how_much(family, nadia, kring):
    closed(family, months=12, reminded=20)

    code, said, _ = kring("--json")

    assert code == 0
    assert json.loads(said) | {"families": 1, "done": True, "held": ""} == json.loads(said)
    assert not exists(family)


def test_a_dry_run_does_nothing(family, kring):
    closed(family, months=12, reminded=20)

    code, said, _ = kring("--dry-run")

    assert code == 0
    assert "Gezinnen: 1." in said
    assert "Nog niet gedaan." in said
    assert exists(family)
    assert not RetentionRun.objects.exists()


def test_row_44_a_year_ahead_nobody_is_wiped_without_a_second_check(family, kring):
    kring()
    closed(family, months=0, reminded=0)
    ahead = localdate() + timedelta(days=400)

    code, _, said = kring("--on", ahead.isoformat())

    assert code == 1
    assert "--yes-really" in said
    assert exists(family)
    # Nor does the run that was held back count as one: the next is held back too.
    assert kring("--on", (ahead + timedelta(days=1)).isoformat())[0] == 1

    assert kring("--on", ahead.isoformat(), "--yes-really")[0] == 0
    assert not exists(family)


def test_the_reminder_holds_no_name_and_goes_out_once(family, nadia, kring):
    nadia.email = "nadia@voorbeeld.be"
    nadia.save()
    closed(family, months=10)

    kring()
    kring()

    [letter] = mail.outbox
    assert letter.to == ["nadia@voorbeeld.be"]
    for word in ("Sterrenberg", str(family.pk), str(family.pk)[:8], "Nadia", "1"):
        assert word not in letter.subject + letter.body


def test_without_a_mail_address_only_the_page_reminds(family, nadia, kring):
    closed(family, months=10)

    kring()

    assert mail.outbox == []


def test_row_45_two_jobs_at_once_wipe_and_remind_once(family, other_family, nadia):
    closed(family, months=12, reminded=20)
    closed(other_family, months=10)
    moment = now()
    first, second = due_at(moment), due_at(moment)

    assert carry_out(first, moment) == [other_family.pk]
    assert carry_out(second, moment) == []

    assert not exists(family)
    assert Entry.objects.filter(verb="erased", part="erase").count() == 1


def test_row_45_what_a_first_job_left_a_second_finishes(family, other_family, monkeypatch):
    for each in (family, other_family):
        closed(each, months=12, reminded=20)
    erase, done = retaining.erase_family, []

    def killed(family_id, **more):
        if done:
            raise KeyboardInterrupt
        done.append(erase(family_id, **more))

    with monkeypatch.context() as patch:
        patch.setattr(retaining, "erase_family", killed)
        with pytest.raises(KeyboardInterrupt):
            run()
    assert [exists(family), exists(other_family)].count(True) == 1
    assert not RetentionRun.objects.exists()

    run()

    assert not exists(family)
    assert not exists(other_family)


def test_row_45_a_family_that_began_again_meanwhile_is_left_alone(family, nadia):
    closed(family, months=12, reminded=20)
    moment = now()
    due = due_at(moment)
    closing.reopen(family.pk, by=nadia)

    carry_out(due, moment)

    assert exists(family)


def test_closing_twice_is_once_and_opening_stops_the_clock(family, nadia):
    first = closing.close(family.pk, by=nadia)

    assert closing.close(family.pk, by=nadia) == first
    assert last_day_of(first.closed_on) == months_after(localdate(), 12)
    closing.reopen(family.pk, by=nadia)
    closing.reopen(family.pk, by=nadia)
    assert not Closing.objects.exists()
    assert Entry.objects.filter(part="closing").count() == 2


def test_the_coordinator_closes_and_begins_again_on_the_page(client, family, nadia):
    client.force_login(nadia)
    address = reverse("rights:closing", args=[family.pk])

    assert client.post(address, {"wat": "dicht"}).status_code == 302
    assert "Dit gezin is afgesloten" in client.get(address).content.decode()
    assert client.post(address, {"wat": "open"}).status_code == 302
    assert "niet meer nodig" in client.get(address).content.decode()


@pytest.mark.parametrize("who", ["alice", "bob", "amal"])
def test_nobody_else_closes_a_family(family, who, request):
    user = request.getfixturevalue(who)
    for service in (closing.close, closing.reopen):
        with pytest.raises(Exception, match="coördinator"):
            service(family.pk, by=user)


def test_the_coordinator_finds_everything_to_look_at_on_one_page(
    client, family, nadia, amal, alice
):
    actor = Actor.objects.for_system("a test").filter(family=family).first()
    Reply.objects.create(family=family, item=actor.pk, kind="word", words=cast.nl("Nee."))
    CopyWish.objects.create(family=family, asked_by=alice)
    closed(family, months=10)
    actor.layer = 3
    actor.save()
    old = localdate() - timedelta(days=800)
    Actor.objects.for_system("a test").filter(pk=actor.pk).update(made_on=old)
    Consent.objects.for_system("a test").filter(family=family).update(review_on=localdate())
    Decision.objects.create(
        family=family, kind=Decision.Kind.ERASE, asked_by=amal, agreed_at=now()
    )
    client.force_login(nadia)

    said = client.get(reverse("rights:to_check")).content.decode()

    for words in ("wist Kring dit gezin", "wacht op antwoord", "wacht tot jij ze nakijkt",
                  "ouder dan 24 maanden", "Vraag opnieuw wie wat mag zien"):  # fmt: skip
        assert words in said
    assert Entry.objects.filter(part="wall", actor_id=nadia.pk).count() == 1


def test_a_decision_hidden_from_somebody_tells_them_no_day(client, family, nadia, amal):
    decision = Decision.objects.create(
        family=family, kind=Decision.Kind.ERASE, asked_by=amal, agreed_at=now()
    )
    Hidden.objects.create(family=family, item=decision.pk, who=nadia.pk, code="n")
    client.force_login(nadia)

    assert "niets om na te kijken" in client.get(reverse("rights:to_check")).content.decode()
    assert (
        "alles weg"
        not in client.get(reverse("rights:erase", args=[family.pk])).content.decode()
    )


def test_a_journal_that_is_not_whole_is_told_and_the_rest_is_done(family, kring, monkeypatch):
    two_years_on = now() + timedelta(days=800)
    monkeypatch.setattr("kring.journal.volumes.is_genuine", lambda line: False)
    lines = Entry.objects.count()
    assert lines > 1

    code, said, why = kring("--on", localdate(two_years_on).isoformat(), "--yes-really")

    assert (code, "niet heel" in why) == (1, True)
    assert "Regels van het journaal: 0." in said
    assert Entry.objects.count() >= lines
    assert RetentionRun.objects.exists()
