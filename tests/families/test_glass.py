"""Breaking the glass: off until somebody allows it, short, told, reviewed, and for reading."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils.timezone import now

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import BreakGlass, Hidden, Layer, Member, Seat
from kring.families.queries import (
    families_in_reach,
    glass_of,
    glass_to_review,
    glasses_seen,
    open_family,
    overdue_reviews,
    review_by,
)
from kring.families.services import (
    break_glass,
    check_may_write,
    close_glass,
    hide,
    name_protocol,
    restrict,
    review_glass,
    unname_protocol,
)
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.overview.queries import read_family
from kring.people.mail import finish
from kring.people.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.query]
WORDS = "Niemand neemt op, en het vriest."
DAY = timedelta(days=1)


@pytest.fixture
def house(db):
    return Organisation.objects.create(name="Wijkhuis", break_glass_allowed=True)


@pytest.fixture
def guest(charlie, house, family, nadia):
    """A worker elsewhere, whose organisation this family named."""
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=nadia)
    return charlie


def smash(family, by, *, reason="lost", words=WORDS):
    return break_glass(family.pk, by=by, reason=reason, words=words)


def members(family, user):
    return Member.objects.visible_to(user).filter(family=family)


def test_it_reads_two_layers_for_four_hours_and_is_told(
    family, guest, nadia, django_capture_on_commit_callbacks
):
    nadia.email = "nadia@example.org"
    nadia.save()
    assert not members(family, guest).exists()
    first, second = Member.objects.for_system("test").filter(family=family)
    Member.objects.for_system("test").filter(pk=second.pk).update(layer=Layer.PROFESSIONAL)
    restrict(family.pk, by=nadia)

    with django_capture_on_commit_callbacks(execute=True):
        glass = smash(family, guest)
    finish()

    assert glass.ends_at - glass.starts_at == timedelta(hours=4)
    assert list(members(family, guest)) == [first]
    assert BreakGlass.objects.get().words == WORDS
    line = Entry.objects.first()
    assert (line.verb, line.part, line.detail) == ("added", "glass", "lost")
    [sent] = mail.outbox
    assert sent.to == ["nadia@example.org"]
    for word in ("Sterrenberg", "Charlie", WORDS, str(family.pk)):
        assert word not in sent.subject + sent.body
    open_family(family.pk, by=guest, part="map")
    assert Entry.objects.first().detail == "glass"
    assert smash(family, guest) == glass  # once more is the same four hours


def test_row_07_four_hours_and_one_second_later_it_is_shut(family, guest, monkeypatch):
    glass = smash(family, guest)
    sees = {}
    for seconds in (-1, 0, 1):
        at = glass.ends_at + timedelta(seconds=seconds)
        monkeypatch.setattr("kring.families.models.rule.now", lambda at=at: at)
        sees[seconds] = members(family, guest).exists()
        if seconds >= 0:
            with pytest.raises(NotFoundHere):
                open_family(family.pk, by=guest, part="map")

    assert sees == {-1: True, 0: False, 1: False}


def test_row_06_what_is_hidden_stays_hidden_through_the_glass(family, guest, nadia):
    father = Member.objects.for_system("test").get(family=family, position=1)
    hide(family.pk, item=father.pk, who=guest.pk, by=nadia)

    smash(family, guest)

    assert father not in members(family, guest)
    assert members(family, guest).count() == 1


def test_who_may_at_all(family, guest, house, bob, adam, other_family):
    assert family.pk in families_in_reach(guest)
    assert other_family.pk not in families_in_reach(guest)
    for user in (bob, adam):
        user.organisation = house
        user.save()
    with pytest.raises(NotAllowed, match="begeleider"):
        smash(family, bob)
    with pytest.raises(NotAllowed):
        smash(family, adam)
    assert family.pk not in families_in_reach(adam)
    for home in (other_family.pk, guest.pk):
        with pytest.raises(NotFoundHere):
            break_glass(home, by=guest, reason="lost", words=WORDS)
    Organisation.objects.update(break_glass_allowed=False)
    with pytest.raises(NotFoundHere):
        smash(family, guest)
    assert not BreakGlass.objects.exists()


def test_it_is_off_until_an_organisation_allows_it(db):
    assert Organisation.objects.create(name="Nieuw").break_glass_allowed is False


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"reason": "zin"}, "reden"), ({"words": "x" * 19}, "20 tekens"),
     ({"words": " " * 30 + "kort"}, "20 tekens")],
)  # fmt: skip
def test_a_reason_is_chosen_and_written(family, guest, wrong, says):
    with pytest.raises(NotAllowed, match=says):
        smash(family, guest, **wrong)


def test_twice_a_day_and_no_more(family, guest):
    for _ in range(2):
        close_glass(smash(family, guest).pk, by=guest)
    with pytest.raises(NotAllowed, match="twee keer"):
        smash(family, guest)
    BreakGlass.objects.update(starts_at=now() - DAY, ends_at=now() - DAY / 2 - DAY * 3 / 8)
    assert smash(family, guest)


def test_who_reads_in_need_changes_nothing_and_can_stop(family, guest, nadia):
    glass = smash(family, guest)
    with pytest.raises(NotAllowed, match="uit nood"):
        check_may_write(family.pk, by=guest)
    with pytest.raises(NotFoundHere):
        close_glass(glass.pk, by=nadia)

    close_glass(glass.pk, by=guest)

    assert not members(family, guest).exists()
    assert not glass_of(guest).exists()
    with pytest.raises(NotFoundHere):
        check_may_write(family.pk, by=guest)


def test_somebody_else_reviews_it(family, guest, nadia, alice, bob):
    glass = smash(family, guest)
    for who, error in ((alice, NotAllowed), (bob, NotAllowed)):
        with pytest.raises(error):
            review_glass(glass.pk, by=who, verdict="needed")
    with pytest.raises(NotFoundHere):
        review_glass(family.pk, by=nadia, verdict="needed")
    with pytest.raises(NotAllowed, match="Kies"):
        review_glass(glass.pk, by=nadia, verdict="?")

    review_glass(glass.pk, by=nadia, verdict="not_needed")

    glass.refresh_from_db()
    assert (glass.verdict, glass.reviewed_by) == ("not_needed", nadia)
    with pytest.raises(NotAllowed, match="al nagekeken"):
        review_glass(glass.pk, by=nadia, verdict="needed")
    assert list(glasses_seen(family.pk, by=alice)) == [glass]


def test_nobody_reviews_their_own(family, nadia):
    glass = BreakGlass.objects.create(
        family=family, user=nadia, reason="lost", words=WORDS, starts_at=now() - DAY / 8,
        ends_at=now() - DAY / 9,
    )  # fmt: skip

    with pytest.raises(NotAllowed, match="zelf"):
        review_glass(glass.pk, by=nadia, verdict="needed")


def test_without_a_review_in_five_working_days_there_is_no_other(family, guest, nadia):
    glass = smash(family, guest)
    assert overdue_reviews(guest) == []
    BreakGlass.objects.update(starts_at=now() - 9 * DAY, ends_at=now() - 9 * DAY + DAY / 8)

    assert overdue_reviews(guest) == glass_to_review(now()) == [glass]
    assert overdue_reviews(nadia) == []
    with pytest.raises(NotAllowed, match="nagekeken"):
        smash(family, guest)
    review_glass(glass.pk, by=nadia, verdict="needed")
    assert smash(family, guest)


def test_a_weekend_does_not_count(family, guest):
    friday = datetime(2026, 11, 20, 12, tzinfo=UTC)
    glass = BreakGlass(family=family, user=guest, starts_at=friday)

    assert review_by(glass).isoformat() == "2026-11-27"


def test_a_protocol_taken_back_shuts_the_glass(family, guest, house, nadia, alice):
    with pytest.raises(NotAllowed):
        unname_protocol(family.pk, organisation=house, by=alice)
    smash(family, guest)
    assert name_protocol(family.pk, organisation=house, by=nadia).named_by == nadia

    unname_protocol(family.pk, organisation=house, by=nadia)
    lines = Entry.objects.count()
    unname_protocol(family.pk, organisation=house, by=nadia)

    assert not members(family, guest).exists()
    assert Entry.objects.count() == lines


def test_a_partner_who_left_and_breaks_the_glass_still_does_not_see_it(family, guest):
    """Whom it was hidden from was known by their place on the map alone."""
    mother, father = Member.objects.for_system("test").filter(family=family)
    Hidden.objects.create(family=family, item=father.pk, who=mother.pk)
    Seat.objects.create(
        family=family, user=guest, role="family", purpose="x", member=mother.pk,
        starts_at=now() - 9 * DAY, ends_at=now() - DAY,
    )  # fmt: skip

    smash(family, guest)

    assert list(members(family, guest)) == [mother]


def test_through_the_glass_somebody_is_still_who_they_were_on_the_map(family, guest):
    """So that what their own tie feels like stays from them."""
    token = Actor.objects.for_system("test").filter(family=family)[1]
    Seat.objects.create(
        family=family, user=guest, role="worker", purpose="x", actor=token.pk,
        starts_at=now() - 9 * DAY, ends_at=now() - DAY,
    )  # fmt: skip
    smash(family, guest)

    door = open_family(family.pk, by=guest, part="map")
    seen = read_family(
        family.pk, by=guest, part="map", parts=("members", "actors", "relations")
    )

    assert (door.actor, door.house, door.reader) == (str(token.pk), "Wijkhuis", "worker")
    told = {each.actor: each.quality for each in seen.family.relations}
    assert told.pop(str(token.pk)) is None
    assert set(told.values()) == {"strong"}
