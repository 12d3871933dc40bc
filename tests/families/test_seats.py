"""Giving a seat, lengthening it and taking it back: who may, until when, and what it leaves."""

from datetime import date, timedelta

import pytest
from django.utils.timezone import now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Family, Member, Seat
from kring.families.queries import has_lead
from kring.families.services import extend_seat, give_seat, withdraw_seat
from kring.journal.models import Entry
from kring.network.models import Actor

pytestmark = [pytest.mark.django_db, pytest.mark.query]
DAY = timedelta(days=1)
CAST = ("alice", "bob", "amal", "nadia", "charlie", "paula")


def outcome(do):
    try:
        do()
    except (NotAllowed, NotFoundHere) as refusal:
        return type(refusal).__name__
    return "done"


@pytest.fixture
def people(request, alice, bob, amal, nadia, charlie, paula):
    return {name: request.getfixturevalue(name) for name in CAST}


def seat_of(user):
    return Seat.objects.get(user=user)


def give(family, by, **more):
    words = {"user": person("Nieuw"), "role": Seat.Role.VOLUNTEER, "purpose": "x"} | more
    return give_seat(family=family, by=by, **words)


WHO_GIVES = {
    "alice": "NotAllowed", "bob": "NotAllowed", "amal": "done", "nadia": "done",
    "charlie": "NotFoundHere", "paula": "NotFoundHere",
}  # fmt: skip


@pytest.mark.parametrize("who", CAST)
def test_who_gives_and_lengthens_a_seat(family, people, who):
    assert outcome(lambda: give(family, people[who])) == WHO_GIVES[who]
    seat = seat_of(people["bob"])
    until = now() + 30 * DAY
    # How long somebody stays is no matter for one adult alone, not even of their own seat.
    lengthens = {**WHO_GIVES, "amal": "NotAllowed"}[who]
    assert outcome(lambda: extend_seat(seat.pk, until=until, by=people[who])) == lengthens
    seat.refresh_from_db()
    assert (seat.ends_at == until) is (lengthens == "done")


def test_one_adult_never_ends_the_way_in_of_another(family, people):
    father = Member.objects.for_system("test").get(family=family, position=1)
    yousef = give_seat(
        family=family, user=person("Yousef"), role=Seat.Role.FAMILY, purpose="x", by=None,
        member=father.pk,
    )  # fmt: skip

    assert outcome(lambda: withdraw_seat(yousef.pk, by=people["amal"])) == "NotAllowed"
    assert outcome(lambda: withdraw_seat(yousef.pk, by=people["nadia"])) == "done"


WHO_TAKES_BACK = {
    ("alice", "bob"): "NotAllowed", ("bob", "bob"): "done", ("amal", "bob"): "done",
    ("nadia", "bob"): "done", ("charlie", "bob"): "NotFoundHere",
    ("bob", "nadia"): "NotAllowed",
    ("nadia", "nadia"): "NotAllowed", ("amal", "nadia"): "done", ("amal", "amal"): "done",
    ("alice", "alice"): "done",
}  # fmt: skip


@pytest.mark.parametrize(("by", "whose"), WHO_TAKES_BACK)
def test_row_57_who_takes_a_seat_back_and_the_last_coordinator_stays(family, people, by, whose):
    seat = seat_of(people[whose])

    found = outcome(lambda: withdraw_seat(seat.pk, by=people[by]))

    assert found == WHO_TAKES_BACK[by, whose]
    seat.refresh_from_db()
    assert (seat.withdrawn_at is not None) is (found == "done")
    assert Family.objects.visible_to(people[whose]).exists() is (found != "done")
    assert has_lead(family.pk) is (whose != "nadia" or found != "done")
    if found == "done":
        entry = Entry.objects.first()
        assert (seat.ended_by, entry.item_id, entry.detail) == (
            people[by],
            seat.pk,
            "withdrawn",
        )


def test_with_a_second_coordinator_the_first_may_go(family, nadia):
    give(family, nadia, role=Seat.Role.COORDINATOR)

    withdraw_seat(seat_of(nadia).pk, by=nadia)

    assert has_lead(family.pk)
    with pytest.raises(NotFoundHere):
        withdraw_seat(Seat.objects.get(user=nadia).pk, by=nadia)


@pytest.mark.parametrize(
    ("days", "starts", "may"),
    [(-1, None, False), (0, None, False), (1, None, True), (366, None, True),
     (367, None, False), (20, 30, False), (40, 30, True), (396, 30, True), (397, 30, False)],
)  # fmt: skip
def test_a_seat_ends_within_a_year_and_after_it_starts(family, nadia, days, starts, may):
    moment = now()
    ends = moment + days * DAY - (timedelta(seconds=1) if days == 0 else timedelta(0))
    begins = None if starts is None else moment + starts * DAY

    found = outcome(lambda: give(family, nadia, ends_at=ends, starts_at=begins))

    assert (found == "done") is may


def test_what_is_written_down_about_a_seat(family, nadia):
    seat = give(
        family, nadia, tie=Seat.Tie.SECRECY, told_on=date(2026, 1, 2),
        agreed_on=date(2026, 1, 3), agreed_how="aan tafel",
    )  # fmt: skip
    seat = Seat.objects.get(pk=seat.pk)

    assert (seat.tie, seat.told_on, seat.agreed_on, seat.agreed_how) == (
        "secrecy", date(2026, 1, 2), date(2026, 1, 3), "aan tafel",
    )  # fmt: skip


def test_who_no_longer_works_here_gets_no_seat(family, nadia):
    gone = person("Weg", is_active=False)

    with pytest.raises(NotAllowed, match="niet meer"):
        give(family, nadia, user=gone)


def test_row_02_a_seat_that_ends_now_or_ended_opens_nothing(family, charlie, monkeypatch):
    """Also not in a page that was open: the rule is in the question itself."""
    ends = now() + DAY
    give(family, None, user=charlie, role=Seat.Role.WORKER, ends_at=ends)
    sees = {}
    for offset in (-1, 0, 1):
        at = ends + timedelta(microseconds=offset)
        monkeypatch.setattr("kring.families.models.rule.now", lambda at=at: at)
        rows = Family.objects.visible_to(charlie).filter(pk=family.pk)
        members = Member.objects.visible_to(charlie).filter(family=family)
        sees[offset] = (rows.exists(), members.exists())

    assert sees == {-1: (True, True), 0: (False, False), 1: (False, False)}


@pytest.mark.parametrize("kind", ["member", "actor"])
def test_nobody_is_in_this_circle_who_they_are_in_another_family(
    family, other_family, nadia, kind
):
    model = {"member": Member, "actor": Actor}[kind]
    theirs = model.objects.for_system("test").filter(family=family).first()
    give_seat(family=other_family, user=nadia, role=Seat.Role.COORDINATOR, purpose="x", by=None)

    for home, answer in ((other_family, "NotFoundHere"), (family, "done")):
        who = {"family": home, "user": person(answer), kind: theirs.pk}
        assert (
            outcome(
                lambda who=who: give_seat(role=Seat.Role.WORKER, purpose="x", by=nadia, **who)
            )
            == answer
        )
