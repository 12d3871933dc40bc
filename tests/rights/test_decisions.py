"""Hiding or wiping everything: every adult, or one adult alone with the worker."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from cast import person
from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Consent, Hidden, Member, Seat
from kring.families.queries import families_of, opened
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.rights.models import Decision
from kring.rights.queries import adults_of, decided, decisions_seen, is_adult
from kring.rights.services.decisions import ask, confirm, say_yes, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.query]
HIDE, SHOW, ERASE = Decision.Kind.HIDE, Decision.Kind.SHOW, Decision.Kind.ERASE


def members(family):
    return list(Member.objects.for_system("test").filter(family=family))


@pytest.fixture
def yousef(family):
    """The father of the family."""
    user = person("Yousef", language="ar")
    father = members(family)[1]
    give_seat(
        family=family, user=user, role=Seat.Role.FAMILY, purpose="eigen gezin", by=None,
        member=father.pk,
    )  # fmt: skip
    return user


def gets(family, user):
    return set(opened(families_of(user).get(pk=family.pk)).parts)


def is_hidden(family):
    return not Consent.objects.for_system("test").filter(withdrawn_on=None).exists()


def address(name, family, *more):
    return reverse(f"rights:{name}", args=[family.pk, *more])


def words(response):
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("born", "counts"),
    [(None, True), (2000, True), (2008, True), (2009, False), (2026, False)],
)
def test_who_turns_eighteen_this_year_or_whose_year_nobody_knows_has_a_say(born, counts):
    assert is_adult(born, year=2026) is counts


def test_children_and_who_is_elsewhere_have_no_say(family, amal, yousef):
    mother, father = members(family)
    assert [(each.member, each.user) for each in adults_of(family.pk)] == [
        (mother.pk, amal), (father.pk, yousef),
    ]  # fmt: skip
    father.location = "abroad"
    father.save()
    mother.birth_year = 2020
    mother.save()

    assert adults_of(family.pk) == []


def test_hiding_takes_every_adult_and_then_acts_at_once(family, amal, yousef, alice, bob):
    asked = ask(family.pk, kind=HIDE, by=amal)
    assert (asked.agreed_at, is_hidden(family)) == (None, False)
    assert gets(family, bob) == {"story", "map", "plan"}

    done = say_yes(asked.pk, by=yousef)

    assert done.done_at == done.agreed_at == done.final_at is not None
    assert gets(family, bob) == gets(family, alice) == set()
    assert gets(family, amal) == {"story", "map", "plan"}
    assert decided(family.pk, HIDE) == done


def test_the_same_question_asked_by_the_other_is_the_second_yes(family, amal, yousef):
    first = ask(family.pk, kind=HIDE, by=amal)
    again = ask(family.pk, kind=HIDE, by=amal)
    assert (again.pk, again.agreed_at) == (first.pk, None)

    second = ask(family.pk, kind=HIDE, by=yousef)

    assert second.pk == first.pk
    assert is_hidden(family)


def test_showing_again_takes_every_adult_too(family, amal, yousef, bob):
    say_yes(ask(family.pk, kind=HIDE, by=amal).pk, by=yousef)

    asked = ask(family.pk, kind=SHOW, by=amal)
    assert gets(family, bob) == set()
    say_yes(asked.pk, by=yousef)

    assert gets(family, bob) == {"story", "map", "plan"}


def test_wiping_waits_fourteen_days_after_the_last_yes(family, amal, yousef):
    asked = ask(family.pk, kind=ERASE, by=amal)
    assert decided(family.pk, ERASE) is None
    assert asked.final_at is None

    agreed = say_yes(asked.pk, by=yousef)

    assert decided(family.pk, ERASE) == agreed
    assert agreed.done_at is None
    assert agreed.final_at - agreed.agreed_at == timedelta(days=14)


@pytest.mark.parametrize("who", ["amal", "yousef", "alice", "nadia"])
def test_one_who_thinks_again_is_enough_to_stop_it(request, family, amal, yousef, who):
    user = request.getfixturevalue(who)
    asked = say_yes(ask(family.pk, kind=ERASE, by=amal).pk, by=yousef)

    take_back(asked.pk, by=user)

    assert decided(family.pk, ERASE) is None
    assert not decisions_seen(family.pk, by=amal).exists()
    with pytest.raises(NotFoundHere):
        say_yes(asked.pk, by=yousef)


def test_one_adult_alone_with_the_worker_is_enough_and_the_other_learns_nothing(
    family, amal, yousef, alice, bob
):
    asked = ask(family.pk, kind=HIDE, by=amal, alone=True)
    assert not is_hidden(family)  # not before the worker says so too
    assert decisions_seen(family.pk, by=alice).count() == 1
    assert not decisions_seen(family.pk, by=yousef).exists()
    for act in (say_yes, take_back, confirm):
        with pytest.raises(NotFoundHere):
            act(asked.pk, by=yousef)

    done = confirm(asked.pk, by=alice)

    assert done.beside == alice
    assert gets(family, bob) == set()
    assert not decisions_seen(family.pk, by=yousef).exists()
    lines = Entry.objects.filter(part="decision")
    hidden = set(Hidden.items_for(yousef).values_list("item", flat=True))
    assert {line.item_id for line in lines} == {asked.pk} <= hidden


def test_what_the_other_sees_is_the_same_whether_somebody_asked_alone_or_not(
    client, family, amal, yousef
):
    client.force_login(yousef)

    def seen():
        page = client.get(address("decisions", family)).content.decode()
        return page[page.index("<main") : page.index("</main")].partition("csrf")[0]

    before = seen()
    ask(family.pk, kind=ERASE, by=amal, alone=True)

    assert seen() == before


def test_an_adult_without_a_code_says_yes_through_the_worker_and_only_that_one(
    family, amal, alice
):
    mother, father = (each.pk for each in members(family))

    with pytest.raises(NotAllowed, match="eigen code"):
        ask(family.pk, kind=HIDE, by=alice, member=mother, alone=True)
    for nobody in (None, family.pk):
        with pytest.raises(NotAllowed, match="welke volwassene"):
            ask(family.pk, kind=HIDE, by=alice, member=nobody)
    assert not is_hidden(family)

    done = ask(family.pk, kind=HIDE, by=alice, member=father, alone=True)

    assert (done.beside, done.done_at is None) == (alice, False)
    assert is_hidden(family)
    assert not decisions_seen(family.pk, by=amal).exists()


def test_together_the_worker_speaks_for_who_has_no_code(family, amal, alice):
    asked = ask(family.pk, kind=HIDE, by=amal)

    say_yes(asked.pk, by=alice, member=members(family)[1].pk)

    assert is_hidden(family)


@pytest.mark.parametrize(
    ("who", "error"), [("bob", NotAllowed), ("charlie", NotFoundHere), ("adam", NotFoundHere)]
)
def test_nobody_else_has_a_say(request, family, amal, yousef, who, error):
    user = request.getfixturevalue(who)
    asked = ask(family.pk, kind=HIDE, by=amal)

    with pytest.raises(error):
        ask(family.pk, kind=HIDE, by=user)
    for act in (say_yes, take_back, confirm):
        with pytest.raises(NotFoundHere):
            act(asked.pk, by=user)


def test_a_child_with_a_code_has_no_say(family, amal, yousef):
    father = members(family)[1]
    father.birth_year = 2015
    father.save()

    with pytest.raises(NotAllowed, match="volwassenen"):
        ask(family.pk, kind=HIDE, by=yousef)
    ask(family.pk, kind=HIDE, by=amal)
    assert is_hidden(family)


@pytest.mark.parametrize("who", ["amal", "alice"])
def test_a_question_for_all_adults_is_not_confirmed_by_a_worker(
    request, family, amal, yousef, alice, who
):
    asked = ask(family.pk, kind=ERASE, by=amal)

    with pytest.raises(NotAllowed):
        confirm(asked.pk, by=request.getfixturevalue(who))


def test_the_adult_who_asked_alone_does_not_confirm_it_herself(family, amal, yousef):
    asked = ask(family.pk, kind=ERASE, by=amal, alone=True)

    with pytest.raises(NotAllowed):
        confirm(asked.pk, by=amal)


def test_an_adult_hidden_from_who_asks_does_not_show_by_keeping_it_waiting(
    family, amal, yousef
):
    """Hiding goes on without them, and can be undone; wiping never does."""
    mother = members(family)[0].pk
    Hidden.objects.create(family=family, item=mother, who=members(family)[1].pk)

    assert ask(family.pk, kind=HIDE, by=yousef).done_at
    assert ask(family.pk, kind=ERASE, by=yousef).agreed_at is None
    assert decided(family.pk, ERASE) is None


def test_when_who_asked_has_no_account_any_more_everybody_counts(family, amal, yousef):
    asked = ask(family.pk, kind=HIDE, by=amal)
    Decision.objects.filter(pk=asked.pk).update(asked_by=None)
    asked.refresh_from_db()

    assert say_yes(asked.pk, by=yousef).done_at
    assert str(asked) == f"hide {family.pk}"
    assert {str(each) for each in asked.voices.all()} == {
        f"{each.pk} {asked.pk}" for each in members(family)
    }


def test_every_step_is_written_down_without_words(family, amal, yousef):
    take_back(say_yes(ask(family.pk, kind=ERASE, by=amal).pk, by=yousef).pk, by=amal)

    lines = Entry.objects.filter(part="decision").order_by("pk")
    assert [(line.actor_id, line.verb, line.detail) for line in lines] == [
        (amal.pk, "added", "erase"),
        (amal.pk, "added", "yes"),
        (yousef.pk, "added", "yes"),
        (amal.pk, "changed", "withdrawn"),
    ]


# The page


def test_the_page_names_who_said_yes_and_for_whom_it_waits(client, family, amal, yousef):
    asked = ask(family.pk, kind=ERASE, by=amal)
    client.force_login(yousef)

    page = words(client.get(address("decisions", family)))
    assert "Gevraagd: alles wissen" in page
    assert "Zei ja:" in page
    assert "Amal" in page.partition("We wachten op:")[0].partition("Zei ja:")[2]
    assert "Ik zeg ja" in page

    client.post(address("answer", family, asked.pk), {"antwoord": "ja"})
    page = words(client.get(address("decisions", family)))
    final = decided(family.pk, ERASE).final_at
    assert f"Op {final.astimezone().day} " in page
    assert "Ik zeg ja" not in page

    client.post(address("answer", family, asked.pk), {"antwoord": "stop"})
    assert "Gevraagd: alles wissen" not in words(client.get(address("decisions", family)))


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("hide", "Gevraagd: alles verbergen"),
        ("show", "Gevraagd: alles weer tonen"),
        ("erase", "Gevraagd: alles wissen"),
    ],
)
def test_asking_on_the_page(client, family, amal, yousef, kind, sentence):
    client.force_login(amal)

    answer = client.post(address("ask", family), {"wat": kind}, follow=True)

    assert sentence in words(answer)
    assert "We wachten nog op iemand." in words(answer)
    client.force_login(yousef)
    done = words(client.post(address("ask", family), {"wat": kind}, follow=True))
    said = {"hide": "Alles is verborgen.", "show": "weer te zien", "erase": "nog 14 dagen"}
    assert said[kind] in done


def test_the_worker_confirms_and_speaks_for_who_has_no_code_on_the_page(
    client, family, amal, alice
):
    father = members(family)[1]
    asked = ask(family.pk, kind=HIDE, by=amal, alone=True)
    client.force_login(alice)
    page = words(client.get(address("decisions", family)))
    assert "Ik zat alleen met deze ene volwassene" in page
    assert f'value="{father.pk}"' in page  # whom the worker may speak for
    client.post(address("answer", family, asked.pk), {"antwoord": "bevestig"})
    assert is_hidden(family)

    ask(family.pk, kind=SHOW, by=amal)
    page = words(client.get(address("decisions", family)))
    assert "een volwassene</bdi> zit bij mij en zegt ja" in page  # no name: all is hidden
    assert "Yousef" not in page
    open_one = decisions_seen(family.pk, by=alice).get(done_at=None)
    client.post(address("answer", family, open_one.pk), {"antwoord": "ja", "wie": father.pk})
    assert not is_hidden(family)


def test_when_every_adult_has_a_code_the_worker_asks_nothing(
    client, family, amal, yousef, alice
):
    client.force_login(alice)

    page = words(client.get(address("decisions", family)))

    assert "Elke volwassene van dit gezin heeft een eigen code" in page
    assert 'name="wat"' not in page


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Kies wat je wil."),
        ({"wat": "alles"}, "Kies wat je wil."),
        ({"wat": "hide", "wie": "x"}, "Voer een geldige UUID in."),
        ({"wat": "hide"}, "Kies eerst welke volwassene dit vraagt."),
    ],
)
def test_what_cannot_be_asked_is_said_on_the_page(client, family, alice, sent, sentence):
    client.force_login(alice)

    answer = client.post(address("ask", family), sent)

    assert answer.status_code == 422
    assert sentence in words(answer)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [({}, "Kies eerst ja of nee."), ({"antwoord": "bevestig"}, "Dit kan alleen de begeleider")],
)
def test_an_answer_that_is_none_is_said_on_the_page(
    client, family, amal, yousef, sent, sentence
):
    asked = ask(family.pk, kind=HIDE, by=amal)
    client.force_login(yousef)

    answer = client.post(address("answer", family, asked.pk), sent)

    assert answer.status_code == 422
    assert sentence in words(answer)


def test_showing_everything_is_offered_only_after_hiding_it(client, family, amal):
    father = members(family)[1]
    father.location = "abroad"
    father.save()
    client.force_login(amal)
    assert "Toon weer wat er te zien was" not in words(client.get(address("decisions", family)))

    client.post(address("ask", family), {"wat": "hide"})

    assert "Toon weer wat er te zien was" in words(client.get(address("decisions", family)))


def test_a_seat_that_ended_has_no_say(family, amal, yousef):
    Seat.objects.filter(user=yousef).update(withdrawn_at=now())

    with pytest.raises(NotFoundHere):
        ask(family.pk, kind=HIDE, by=yousef)
