"""De kring beheren: who sits there, somebody new after a look at what it means, and the end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from cast import person
from kring.families.models import Hidden, Member, Seat
from kring.families.services import give_seat, withdraw_seat
from kring.people import sessions
from kring.people.models import Organisation, User
from kring.rights.receivers import last_day_of
from kring.rights.what_they_see import what_they_see
from same_page import without_marks

pytestmark = [pytest.mark.django_db, pytest.mark.query]

SAID = {
    "mail": "els@voorbeeld.example",
    "rol": "worker",
    "waarvoor": "samen een huis zoeken",
    "zwijgplicht": "secrecy",
    "verteld": "on",
    "akkoord": "aan tafel, met een tolk",
    "tot": (localdate() + timedelta(days=100)).isoformat(),
}


@pytest.fixture
def els(nadia):
    """A colleague of Nadia, in none of her circles."""
    house = Organisation.objects.create(name="OCMW")
    nadia.organisation = house
    nadia.save()
    return person("Els", email="Els@voorbeeld.example", organisation=house)


def address(name, family, *more):
    return reverse(f"rights:{name}", args=[family.pk, *more])


def words(response):
    return " ".join(response.content.decode().split())


def seat_of(user):
    return Seat.objects.get(user=user)


def test_the_list_says_who_as_what_bound_by_what_and_until_when(
    client, family, nadia, alice, bob, amal
):
    day = localdate()
    Seat.objects.filter(user=alice).update(tie="secrecy", told_on=day, agreed_on=day)
    client.force_login(nadia)

    page = words(client.get(address("seats", family)))

    order = [page.index(f"<bdi>{name}</bdi>") for name in ("Nadia", "Alice", "Bob", "Amal")]
    assert order == sorted(order)
    assert "beroepsgeheim" in page
    assert "basiswerk" in page
    assert f"verteld op {day.day} " in page
    assert f"akkoord op {day.day} " in page
    assert "Iemand erbij" in page


def test_the_family_sees_the_list_too_and_may_end_but_not_add(client, family, amal, bob):
    client.force_login(amal)

    page = words(client.get(address("seats", family)))

    assert "<bdi>Bob</bdi>" in page
    assert "Iemand erbij" not in page
    assert "omarmer" not in page  # what a professional wrote down, in a professional's words
    client.post(address("seat", family, seat_of(bob).pk), {"stap": "stop"})
    assert not Seat.of(bob).exists()


@pytest.mark.parametrize("column", ["pk", "user_id", "actor", "member"])
def test_who_is_hidden_from_the_reader_has_no_seat_in_the_list(
    client, family, amal, nadia, bob, column
):
    seat = seat_of(bob)
    Seat.objects.filter(pk=seat.pk).update(actor=seat.pk, member=family.pk)
    seat.refresh_from_db()
    Hidden.objects.create(family=family, item=getattr(seat, column), who=amal.pk)
    client.force_login(amal)

    assert "<bdi>Bob</bdi>" not in words(client.get(address("seats", family)))
    assert client.get(address("seat", family, seat.pk)).status_code == 404
    assert client.post(address("seat", family, seat.pk), {"stap": "stop"}).status_code == 404


def test_a_seat_of_another_family_is_not_here(client, family, nadia, charlie):
    client.force_login(nadia)

    assert client.get(address("seat", family, seat_of(charlie).pk)).status_code == 404


def test_somebody_new_is_found_by_the_whole_address_and_shown_in_words_first(
    client, family, nadia, els
):
    client.force_login(nadia)
    where = address("seat_new", family)

    found = words(client.post(where, {"mail": " ELS@voorbeeld.example "}))
    assert "<bdi>Els</bdi>" in found
    for sentence in what_they_see(Seat.Role.COORDINATOR):
        assert sentence.replace("'", "&#x27;") in found
    check = words(client.post(where, SAID | {"stap": "kijk"}))
    for part in ("Klopt dit?", "OCMW", "Gezin Sterrenberg", "basiswerker", SAID["waarvoor"]):
        assert part in check
    assert not Seat.objects.filter(user=els).exists()
    assert client.post(where, SAID | {"stap": "geef"}).status_code == 302

    seat = seat_of(els)
    assert (seat.role, seat.tie, seat.purpose) == ("worker", "secrecy", SAID["waarvoor"])
    assert (seat.told_on, seat.agreed_on) == (localdate(), localdate())
    assert seat.agreed_how == SAID["akkoord"]
    assert last_day_of(seat).isoformat() == SAID["tot"]


def test_going_back_from_the_check_keeps_what_was_said(client, family, nadia, els):
    client.force_login(nadia)

    page = words(client.post(address("seat_new", family), SAID | {"stap": "terug"}))

    assert f'value="{SAID["waarvoor"]}"' in page
    assert "Kijk eerst wat dit betekent" in page


@pytest.mark.parametrize(
    ("mail", "status", "sentence"),
    [
        ("", 422, "Schrijf een mailadres."),
        ("els", 422, "Schrijf het adres zo: naam@voorbeeld.be."),
        ("els@voorbeeld", 422, "Schrijf het adres zo: naam@voorbeeld.be."),
        ("niemand@voorbeeld.example", 200, "vinden we dit adres niet."),
        ("weg@voorbeeld.example", 200, "vinden we dit adres niet."),
        ("paula@voorbeeld.example", 422, "Deze persoon heeft een rol op de site"),
    ],
)
def test_who_cannot_be_found_or_may_not_sit_there(
    client, family, nadia, els, paula, mail, status, sentence
):
    person("Weg", email="weg@voorbeeld.example", is_active=False)
    paula.email, paula.organisation = "paula@voorbeeld.example", els.organisation
    paula.save()
    client.force_login(nadia)

    answer = client.post(address("seat_new", family), {"mail": mail})

    assert answer.status_code == status
    assert sentence in words(answer)
    assert f'value="{mail}"' in words(answer) or not mail


# Where somebody with an account sits, and whether a coordinator of another house finds them.
ELSEWHERE = [
    ("in no circle", False),
    ("helps in a circle of mine", True),
    ("is of a family of mine", False),
    ("helped in a circle of mine", False),
    ("helps in a circle of mine and is hidden from me", False),
    ("runs the site", False),
]


@pytest.mark.parametrize(("where", "found"), ELSEWHERE, ids=[each for each, _ in ELSEWHERE])
def test_who_is_not_known_here_is_answered_as_nobody(
    client, family, other_family, nadia, where, found
):
    greet = person("Greet", email="greet@voorbeeld.example")
    give_seat(family=other_family, user=nadia, role=Seat.Role.COORDINATOR, purpose="x", by=None)
    seat = None
    if "of a family" in where:
        [child, *_] = Member.objects.for_system("a test").filter(family=family)
        seat = give_seat(
            family=family, user=greet, role=Seat.Role.FAMILY, purpose="x", by=None,
            member=child.pk,
        )  # fmt: skip
    elif "circle of mine" in where:
        seat = give_seat(
            family=other_family, user=greet, role=Seat.Role.WORKER, purpose="x", by=None
        )
    if "helped" in where:
        withdraw_seat(seat.pk, by=nadia)
    if "hidden" in where:
        Hidden.objects.create(family=other_family, item=greet.pk, who=nadia.pk)
    if "site" in where:
        User.objects.filter(pk=greet.pk).update(system_role=User.SystemRole.ANALYST)
    client.force_login(nadia)

    there, nobody = (
        client.post(address("seat_new", family), {"mail": mail})
        for mail in (greet.email, "niemand@voorbeeld.example")
    )

    assert ("<bdi>Greet</bdi>" in words(there)) is found
    if not found:
        assert (there.status_code, nobody.status_code) == (200, 200)
        assert without_marks(there.text).replace(
            greet.email, "niemand@voorbeeld.example"
        ) == without_marks(nobody.text)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rol": ""}, "Kies als wat."),
        ({"rol": "family"}, "Kies als wat."),
        ({"waarvoor": ""}, "Schrijf waarvoor. Eén zin is genoeg."),
        ({"zwijgplicht": ""}, "Kies welke zwijgplicht."),
        ({"verteld": ""}, "Vertel het eerst aan het gezin."),
        ({"akkoord": ""}, "Schrijf hoe het gezin akkoord ging."),
        ({"tot": ""}, "Kies een dag."),
        ({"tot": "2090-01-01"}, "Kies een dag binnen het jaar."),
    ],
)
@pytest.mark.parametrize("step", ["kijk", "geef"])
def test_what_is_missing_is_said_before_anybody_sits_there(
    client, family, nadia, els, change, sentence, step
):
    client.force_login(nadia)

    answer = client.post(address("seat_new", family), SAID | change | {"stap": step})

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Seat.objects.filter(user=els).exists()


def test_a_seat_gets_a_later_last_day_or_ends_now(client, family, nadia, bob):
    client.force_login(nadia)
    where = address("seat", family, seat_of(bob).pk)
    day = localdate() + timedelta(days=300)

    assert client.post(where, {"tot": day.isoformat()}).status_code == 302
    assert last_day_of(seat_of(bob)) == day
    answer = client.post(where, {"tot": "morgen"})
    assert answer.status_code == 422
    assert 'value="morgen"' in words(answer)

    client.post(where, {"stap": "stop"})
    assert not Seat.of(bob).exists()
    assert seat_of(bob).ended_by == nadia


def test_the_last_coordinator_stays(client, family, nadia):
    client.force_login(nadia)

    answer = client.post(address("seat", family, seat_of(nadia).pk), {"stap": "stop"})

    assert answer.status_code == 403
    assert Seat.of(nadia).exists()


def test_only_a_lead_bound_by_secrecy_is_told_of_safety_notes():
    lead, free = Seat.Role.COORDINATOR, Seat.Tie.DISCRETION

    assert len(what_they_see(lead, tie=Seat.Tie.SECRECY)) == len(what_they_see(lead)) + 1
    assert what_they_see(lead, tie=free) == what_they_see(lead)
    assert what_they_see(Seat.Role.WORKER, tie="secrecy") == what_they_see(Seat.Role.WORKER)


def test_a_seat_that_begins_later_is_in_the_list_already(client, family, nadia, els):
    give_seat(
        family=family, user=els, role=Seat.Role.WORKER, purpose="x", by=nadia,
        starts_at=now() + timedelta(days=3), ends_at=now() + timedelta(days=9),
    )  # fmt: skip
    client.force_login(nadia)

    assert "<bdi>Els</bdi>" in words(client.get(address("seats", family)))


def test_the_ending_and_adding_ask_again_who_one_is(client, family, nadia, bob, monkeypatch):
    monkeypatch.setattr("kring.people.stepup.is_fresh", lambda session: False)
    client.force_login(nadia)
    seat = address("seat", family, seat_of(bob).pk)

    for where in (seat, address("seat_new", family)):
        assert client.get(where).status_code == 302
    assert client.post(seat, {"stap": "stop"}).status_code == 403
    assert Seat.of(bob).exists()


def test_who_comes_in_with_pictures_has_nothing_else_to_show(
    client, family, amal, bob, monkeypatch
):
    monkeypatch.setattr("kring.people.stepup.is_fresh", lambda session: False)
    client.force_login(amal)
    session = client.session
    sessions.begin(session, amal, {sessions.Way.FAMILY_CODE})
    session.save()

    client.post(address("seat", family, seat_of(bob).pk), {"stap": "stop"})

    assert not Seat.of(bob).exists()


def test_one_adult_does_not_learn_here_that_the_other_signs_in(client, family, amal, nadia):
    father = Member.objects.for_system("a test").get(family=family, position=1)
    give_seat(
        family=family, user=person("Yousef"), role=Seat.Role.FAMILY, purpose="x", by=None,
        member=father.pk,
    )  # fmt: skip

    for user, many in ((amal, 1), (nadia, 2)):
        client.force_login(user)
        assert words(client.get(address("seats", family))).count("gezinslid</span>") == many
