"""Wie ziet wat: the table says what each person gets, and a switch changes it at once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cast import a_member, agree, person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Consent, Hidden, Seat
from kring.families.queries import families_of, opened
from kring.families.services import give_seat, hide_everything, withdraw_consent
from kring.network.models import Actor
from kring.people.models import Organisation
from kring.rights.receivers import PARTS, table_of
from kring.rights.services.sharing import put_back, turn_off, turn_on, write_down

pytestmark = [pytest.mark.django_db, pytest.mark.query]


@pytest.fixture
def ocmw(family, alice):
    house = Organisation.objects.create(name="OCMW")
    alice.organisation = house
    alice.save()
    return house


@pytest.fixture
def closed(family):
    """Nobody was told anything yet."""
    Consent.objects.for_system("a family that begins").delete()
    return family


def on(family, who, *, by):
    """The parts whose switch stands on for this receiver."""
    found = table_of(family.pk, by=by).find(getattr(who, "pk", who))
    return {switch.part for switch in found.switches if switch.is_on}


def gets(family, user):
    """The parts that this person really gets."""
    return set(opened(families_of(user).get(pk=family.pk)).parts)


def address(name, family, *more):
    return reverse(f"rights:{name}", args=[family.pk, *more])


def words(response):
    return " ".join(response.content.decode().split())


def turn(client, family, who, part, to):
    return client.post(address("turn", family), {"wie": who, "deel": part, "aan": to})


def test_the_table_lists_helpers_their_houses_and_who_has_no_sign_in(
    family, alice, bob, amal, nadia, ocmw
):
    lieve = Actor.objects.for_system("test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=lieve.pk)

    table = table_of(family.pk, by=nadia)

    assert [each.name for each in table.people] == ["Nadia", "Alice", "Bob"]
    assert [each.name for each in table.houses] == ["OCMW"]
    assert [str(each.name) for each in table.others] == ["OCMW", "Tante Hala"]  # not Lieve
    assert all(each.until for each in table.people)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["alice", "bob"])
def test_a_switch_says_what_the_person_really_gets(
    request, family, amal, alice, bob, ocmw, name, part
):
    """Through every way in which a part opens and closes for somebody."""
    user = request.getfixturevalue(name)
    others = {"alice": ocmw.pk, "bob": alice.pk}
    steps = [
        lambda: turn_off(family.pk, receiver=user.pk, part=part, by=amal),
        lambda: turn_on(family.pk, receiver=user.pk, part=part, by=amal, language="ar"),
        lambda: turn_off(family.pk, receiver=others[name], part=part, by=amal),
        lambda: withdraw_consent(family.pk, by=None, receiver=None, part=""),
        lambda: turn_on(family.pk, receiver=others[name], part=part, by=amal, language="ar"),
        lambda: hide_everything(family.pk, by=amal),
    ]
    for step in steps:
        step()
        assert on(family, user, by=amal) == gets(family, user)


@pytest.mark.parametrize("who", ["amal", "alice", "nadia"])
def test_turning_one_off_is_immediate_and_touches_nothing_else(
    client, request, family, amal, alice, nadia, bob, who
):
    client.force_login(request.getfixturevalue(who))

    answer = turn(client, family, bob.pk, "map", "0")

    assert answer.status_code == 302
    assert on(family, bob, by=nadia) == gets(family, bob) == {"story", "plan"}
    assert on(family, alice, by=nadia) == set(PARTS)


def test_the_family_turns_it_on_again_on_the_screen_for_half_a_year(client, closed, amal, bob):
    client.force_login(amal)

    turn(client, closed, bob.pk, "plan", "1")

    said = Consent.objects.for_system("test").get(family=closed)
    half_a_year = localdate() + timedelta(days=182)
    assert (said.form, said.language, said.by) == ("on_screen", "nl", [said.by[0]])
    assert said.review_on == half_a_year
    assert said.ends_on <= half_a_year
    assert gets(closed, bob) == {"plan"}


@pytest.mark.parametrize("who", ["alice", "nadia"])
def test_a_professional_writes_down_a_yes_and_cannot_just_turn_it_on(
    client, request, closed, alice, nadia, bob, who
):
    user = request.getfixturevalue(who)
    client.force_login(user)

    assert turn(client, closed, bob.pk, "plan", "1").status_code == 403
    with pytest.raises(NotAllowed):
        turn_on(closed.pk, receiver=bob.pk, part="plan", by=user, language="nl")
    assert gets(closed, bob) == set()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"wie": "x", "deel": "map", "aan": "0"},
        {"wie": "bob", "deel": "alles", "aan": "0"},
        {"wie": "bob", "deel": "map", "aan": "2"},
    ],
)
def test_what_no_switch_sends_changes_nothing(client, family, amal, bob, sent):
    client.force_login(amal)
    sent = {name: bob.pk if value == "bob" else value for name, value in sent.items()}

    answer = client.post(address("turn", family), sent)

    assert answer.status_code == 422
    assert "Kies eerst wie, en wat." in words(answer)
    assert gets(family, bob) == set(PARTS)


def test_nobody_turns_a_switch_of_somebody_who_is_not_in_the_table(
    client, family, amal, charlie
):
    client.force_login(amal)

    assert turn(client, family, charlie.pk, "map", "0").status_code == 404


def test_the_way_back_puts_the_same_yes_back(client, closed, nadia, amal, bob):
    write_down(
        closed.pk, receiver=bob.pk, parts=["map"], by=nadia, form="written", language="ar",
        interpreter="professional", purpose="samen een huis zoeken",
        review_on=localdate() + timedelta(days=90), ends_on=localdate() + timedelta(days=180),
        witness="Fatma", answer="Bob ziet wie ons helpt.",
    )  # fmt: skip
    client.force_login(nadia)
    turn(client, closed, bob.pk, "map", "0")
    assert gets(closed, bob) == set()

    page = words(client.get(address("who_sees_what", closed)))
    assert "<bdi>Bob</bdi> ziet de kaart niet meer." in page
    client.post(address("undo", closed))

    assert gets(closed, bob) == {"map"}
    said = Consent.objects.for_system("test").get(family=closed, withdrawn_on=None)
    assert (said.form, said.language, said.interpreter) == ("written", "ar", "professional")
    assert (said.purpose, str(said.witness)) == ("samen een huis zoeken", "Fatma")
    assert said.ends_on == localdate() + timedelta(days=180)
    assert "ongedaan" not in words(client.get(address("who_sees_what", closed)))


def test_the_way_back_turns_off_what_was_just_turned_on(client, closed, amal, bob):
    client.force_login(amal)
    turn(client, closed, bob.pk, "map", "1")
    assert "<bdi>Bob</bdi> ziet nu de kaart." in words(
        client.get(address("who_sees_what", closed))
    )

    client.post(address("undo", closed))

    assert gets(closed, bob) == set()


def test_there_is_no_way_back_later_elsewhere_or_from_nothing(
    client, family, amal, bob, monkeypatch
):
    client.force_login(amal)
    assert client.post(address("undo", family), follow=True).status_code == 200
    turn(client, family, bob.pk, "map", "0")
    monkeypatch.setattr("kring.rights.views.TO_UNDO", -1)

    assert "Maak ongedaan" not in words(client.get(address("who_sees_what", family)))
    client.post(address("undo", family))

    assert gets(family, bob) == {"story", "plan"}


def test_turning_off_what_was_off_leaves_no_way_back(client, closed, amal, bob):
    """Else "undo" would open something that was never open."""
    client.force_login(amal)
    turn(client, closed, bob.pk, "map", "0")

    assert "Maak ongedaan" not in words(client.get(address("who_sees_what", closed)))
    client.post(address("undo", closed))
    assert gets(closed, bob) == set()


def test_a_yes_of_another_family_is_not_put_back_here(family, other_family, amal, bob):
    strange = Consent.objects.for_system("test").get(family=other_family)

    with pytest.raises(NotFoundHere):
        put_back(family.pk, receiver=bob.pk, part="map", said=strange.pk, by=amal)


def test_off_for_the_house_is_off_for_its_people_and_says_so(client, family, amal, alice, ocmw):
    turn_off(family.pk, receiver=ocmw.pk, part="map", by=amal)
    client.force_login(amal)

    switch = table_of(family.pk, by=amal).find(alice.pk).switches[1]

    assert (switch.is_on, switch.closed_by_house) == (False, True)
    assert gets(family, alice) == {"story", "plan"}
    assert "uit voor de organisatie" in words(client.get(address("who_sees_what", family)))


def test_who_is_hidden_from_the_reader_is_in_no_table(family, amal, alice, bob, ocmw):
    before = table_of(family.pk, by=nadia_of(family))
    for who in (bob.pk, alice.pk):
        Hidden.objects.create(family=family, item=who, who=amal.pk)
    agree(family, receiver=bob.pk, part="map")

    table = table_of(family.pk, by=amal)

    assert table.people == table.houses == ()
    assert [each.name for each in before.people] == ["Alice", "Bob"]
    with pytest.raises(NotFoundHere):
        turn_off(family.pk, receiver=bob.pk, part="map", by=amal)


def nadia_of(family):
    """Somebody from whom nothing is hidden, and who is no row in the table themselves."""
    user = person("Noor")
    give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose="x", by=None,
        member=a_member(family),
    )  # fmt: skip
    return user


def test_the_page_says_how_and_until_when_each_yes_was_given(client, closed, nadia, bob):
    until, again = localdate() + timedelta(days=100), localdate() + timedelta(days=50)
    write_down(
        closed.pk, receiver=bob.pk, parts=["map", "plan"], by=nadia,
        form="oral_with_interpreter", language="ti", interpreter="professional",
        purpose="x", review_on=again, ends_on=until,
    )  # fmt: skip
    client.force_login(nadia)

    page = words(client.get(address("who_sees_what", closed)))

    assert page.count("gesproken, met een tolk, Tigrinya.") == 2
    assert f"Tot en met {until.day} " in page
    assert f"Herbekijken op {again.day} " in page


def test_a_way_of_saying_yes_that_we_do_not_know_stands_as_written(family, nadia, bob):
    switch = table_of(family.pk, by=nadia).find(bob.pk).switches[0]

    assert switch.how == "spoken"  # the test cast says it so
    assert switch.until  # the yes has no end, the seat has


def test_when_nobody_sees_anything_the_page_says_so(client, family, amal, nadia, bob):
    hide_everything(family.pk, by=amal)

    for user, sentence in [
        (amal, "Niemand ziet nu iets van jullie. Zelf zien jullie alles."),
        (nadia, "Het gezin toont nu niets. Het gezin zelf ziet alles."),
    ]:
        client.force_login(user)
        assert sentence in words(client.get(address("who_sees_what", family)))


def test_a_circle_of_the_family_alone_has_an_empty_table(client, closed, amal):
    Actor.objects.for_system("test").filter(family=closed).delete()
    client.force_login(amal)

    page = words(client.get(address("who_sees_what", closed)))

    assert "Er is nog niemand in de kring. Niemand ziet iets." in page


# Writing down a yes

GIVEN = {
    "delen": ["map", "plan"],
    "waarvoor": "samen een huis zoeken",
    "hoe": "oral_with_interpreter",
    "taal": "ar",
    "tolk": "professional",
    "tot": (localdate() + timedelta(days=300)).isoformat(),
    "herbekijken": (localdate() + timedelta(days=180)).strftime("%d/%m/%Y"),
    "getuige": "Fatma",
    "antwoord": "Bob ziet onze kaart. Ik tik op uit.",
    "erbij": "on",
}


@pytest.mark.parametrize("who", ["alice", "nadia"])
def test_a_yes_is_written_down_with_all_that_goes_with_it(
    client, request, closed, alice, nadia, bob, who
):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(address("consent", closed), {**GIVEN, "wie": bob.pk})

    assert answer.status_code == 302
    said = list(Consent.objects.for_system("test").filter(family=closed).order_by("part"))
    assert [each.part for each in said] == ["map", "plan"]
    for each in said:
        assert (each.form, each.language, each.interpreter) == (
            "oral_with_interpreter", "ar", "professional",
        )  # fmt: skip
        assert each.purpose == "samen een huis zoeken"
        assert str(each.witness) == "Fatma"
        assert each.answer == "Bob ziet onze kaart. Ik tik op uit."
        assert each.ends_on.isoformat() == GIVEN["tot"]
        assert f"{each.review_on:%d/%m/%Y}" == GIVEN["herbekijken"]
    assert gets(closed, bob) == {"map", "plan"}


def test_the_family_says_yes_itself_and_is_asked_less(client, closed, amal, bob):
    client.force_login(amal)
    page = words(client.get(address("consent", closed)))
    assert 'name="tolk"' not in page
    asked = {name: GIVEN[name] for name in ("delen", "waarvoor", "tot", "herbekijken")}

    client.post(address("consent", closed), {**asked, "wie": bob.pk})

    said = Consent.objects.for_system("test").filter(family=closed)
    assert {each.form for each in said} == {"on_screen"}
    assert {each.answer for each in said} == {None}


WRONG = [
    ({"wie": ""}, "Kies wie het mag zien."),
    ({"wie": "iemand"}, "Kies wie het mag zien."),
    ({"delen": []}, "Kies wat zij mogen zien."),
    ({"waarvoor": "  "}, "Schrijf waarvoor. Eén zin is genoeg."),
    ({"hoe": ""}, "Kies hoe het gezin ja zei."),
    ({"taal": ""}, "Kies de taal."),
    ({"tolk": ""}, "Kies wie vertaalde."),
    ({"tolk": "child"}, "Vraag een volwassene om te vertalen, nooit een kind."),
    ({"tolk": "none"}, "Kies wie vertaalde: het gesprek was met een tolk."),
    ({"tot": ""}, "Kies een dag."),
    ({"tot": "straks"}, "Schrijf de dag zo: 4/12/2026."),
    ({"tot": "2026-01-01"}, "Kies een dag na vandaag."),
    ({"tot": "2099-01-01"}, "Kies een dag binnen het jaar."),
    (
        {"tot": (localdate() + timedelta(days=9)).isoformat()},
        "Kies een dag voor het einde van dit ja.",
    ),
    ({"erbij": ""}, "Vraag het eerst aan het gezin."),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    client, closed, alice, bob, change, sentence
):
    client.force_login(alice)

    answer = client.post(address("consent", closed), {**GIVEN, "wie": bob.pk, **change})

    page = words(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert "<title> Fout: Een ja opschrijven – Kring </title>" in page
    assert "Ik tik op uit." in page
    assert not Consent.objects.for_system("test").filter(family=closed).exists()


def test_the_form_begins_with_the_switch_that_led_to_it(client, family, alice, bob):
    client.force_login(alice)

    page = words(client.get(address("consent", family), {"wie": bob.pk, "deel": "plan"}))

    assert f'<option value="{bob.pk}" selected>' in page
    assert 'value="plan" id="id_delen_2" checked' in page
    assert '<option value="ar" selected>' in page  # what the family speaks
    assert (localdate() + timedelta(days=182)).isoformat() in page
    five = page.partition('class="numbered')[2].partition("</ol>")[0]
    assert five.count("<li>") == 5
    assert "Jullie krijgen dan dezelfde hulp." in page


def test_a_link_with_nonsense_in_it_opens_an_empty_form(client, closed, alice):
    client.force_login(alice)

    page = words(client.get(address("consent", closed), {"wie": "x", "deel": "alles"}))

    assert "checked" not in page.partition("<form")[2].partition("erbij")[0]


def test_a_volunteer_and_who_only_reads_in_need_have_no_such_pages(client, family, bob):
    client.force_login(bob)

    assert client.get(address("who_sees_what", family)).status_code == 403
    assert "Dit is voor het gezin en zijn begeleiders." in words(
        client.get(address("consent", family))
    )
