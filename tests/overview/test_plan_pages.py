"""Het plan and het overleg of one family, to read."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from looking import flat

import cast
from kring.core.codes import ActionStatus
from kring.core.plan import (
    Action,
    Agreement,
    Evaluation,
    Goal,
    Meeting,
    MeetingInterpreter,
    Plan,
)
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import give_seat

nl = Text.dutch
HOUSE = Goal(
    id="g1",
    words=Text({"ar": "بيت جاف.", "nl": "Een droog huis."}),
    theme="housing",
    for_members=("amal",),
    why_now=nl("De winter komt."),
    strengths_used=(nl("Amal belt graag."),),
    score_start=3,
    score_now=5,
    score_target=7,
    evaluations=(
        Evaluation(
            date=date(2026, 2, 1), family_score=5, network_score=6, decision="continue",
            family_words=Text({"ar": "أحسن.", "nl": "Beter."}), network_words=nl("Het loopt."),
        ),
    ),
)  # fmt: skip
RICH = replace(
    cast.STERRENBERG,
    plan=Plan(
        id="p1", coordinator="ocmw", started=date(2026, 1, 5), next_review=date(2026, 5, 5),
        goals=(HOUSE, Goal(id="g2", words=nl("Rust."), status="wish")),
        actions=(
            Action(
                id="a1", goal="g1", what=nl("Bel de verhuurder"), responsible="lieve",
                with_=("amal",), due=date(2026, 3, 10), agreed_by_family=True,
                needs_interpreter=True, next_step=nl("Dan een brief."), cost=nl("Niets."),
            ),
            Action(
                id="a2", goal="g1", what=nl("Foto's maken"), responsible="amal",
                status=ActionStatus.DONE, done_on=date(2026, 2, 2), result=nl("Tien foto's."),
            ),
            Action(id="a3", what=nl("Iets anders"), agreed_by_family=False,
                   status=ActionStatus.BLOCKED, blocked_by=nl("Geen tolk.")),
            Action(id="a4", what=nl("Niet meer"), status=ActionStatus.DROPPED),
        ),
        agreements=(
            Agreement(
                text=nl("Wij bellen eerst."), parties=("lieve", "amal"), how="written",
                agreed_on=date(2026, 2, 1), valid_until=date(2026, 9, 1), id="f1",
            ),
        ),
    ),
    meetings=(
        Meeting(
            id="o1", date=date(2026, 2, 1), kind="network_meeting", chair="ocmw",
            place=nl("Bij het gezin"), present=("amal", "lieve"), excused=("hala",),
            interpreter=MeetingInterpreter(language="ar", kind="professional"),
            agenda=("housing",), decisions=("a1", "f1"), report_language="ar",
            report_given_to_family_on=date(2026, 2, 4), next_meeting=date(2026, 4, 7),
            how_was_it="happy",
        ),
        Meeting(id="o2", date=date(2026, 1, 5), kind="family_talk",
                report_shared_with_family=True, how_was_it="sad"),
    ),
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.KRING_TODAY = date(2026, 3, 20)


@pytest.fixture
def family(db):
    return cast.bring(RICH, themes=SHIPPED, by=None)


@pytest.fixture
def read(client):
    def read(user, family, name="overview:family_plan", **asked):
        client.force_login(user)
        answer = client.get(reverse(name, args=[family.pk]), asked)
        assert answer.status_code == 200
        page = answer.content.decode()
        return page, flat(page)

    return read


def test_a_goal_stands_in_the_familys_own_words_first(read, alice, family):
    page, words = read(alice, family)

    assert re.search(r'<h3 id="doel-[^"]*" lang="ar" dir="rtl">\s*بيت جاف\.', page)
    assert page.index("بيت جاف") < page.index("Een droog huis.")
    for said in (
        "3 bij de start", "5 nu", "7 is goed genoeg", "voor Amal", "Waarom nu: De winter komt.",
        "Amal belt graag.", "terugkijken op 5 mei 2026", "begonnen op 5 januari 2026",
        "aanspreekpunt: OCMW", "Rust.", "wens", "Nog geen stappen bij dit doel.",
    ):  # fmt: skip
        assert said in words, said


def test_two_voices_stand_side_by_side(read, alice, family):
    _, words = read(alice, family)

    assert "Terugblik van 1 februari 2026 Het gezin 5 op 10 أحسن. Beter." in words
    assert "Het netwerk 6 op 10 Het loopt. Zo gaan we verder" in words


def test_a_step_says_who_with_whom_when_and_how_far(read, alice, family):
    _, words = read(alice, family)

    assert "Bel de verhuurder Daarna: Dan een brief. met een tolk Kost: Niets. Lieve" in words
    assert "samen met Amal 10 maart 2026 Is dit gelukt? voorgesteld Het gezin zei ja" in words
    assert "Foto&#x27;s maken Tien foto&#x27;s. Amal 2 februari 2026 klaar" in words
    assert "Andere stappen Iets anders Dit zit vast: Geen tolk. Nog niemand zit vast" in words
    assert "Het gezin zei nog geen ja" in words


def test_agreements_and_who_does_how_much_stand_in_words(read, alice, family):
    _, words = read(alice, family)

    assert "Wij bellen eerst. Lieve, Amal afgesproken op 1 februari 2026 op papier" in words
    assert "tot 1 september 2026" in words
    assert "Lieve 1 stap loopt" in words
    assert "Amal 1 stap is klaar" in words
    assert "Nog niemand 1 stap loopt" in words


def test_a_plan_is_no_contract(read, alice, amal, family):
    assert "Het is geen GPMI en geen dossier van een dienst." in read(alice, family)[1]
    own = read(amal, family)[1]
    assert "Dit plan is van jullie. Het is geen contract." in own
    assert "dossier" not in own
    assert "Jullie zeiden ja" in own


@pytest.mark.parametrize(
    ("order", "groups"),
    [
        ("persoon", ["Lieve", "Amal", "Nog niemand"]),
        ("datum", ["februari 2026", "maart 2026", "Zonder datum"]),
    ],
)
def test_the_same_steps_can_be_put_together_otherwise(read, alice, family, order, groups):
    page, _ = read(alice, family, per=order)
    titles = re.findall(r'<h3 id="groep-\d+">(.*?)</h3>', page, flags=re.S)

    assert [flat(each).strip() for each in titles] == groups
    assert page.count('class="step') >= 4
    assert "Een droog huis." in page  # the goal, beside its step
    assert re.search(rf'href="\?per={order}"\s+aria-current="true"', page)


def test_another_order_does_not_exist(client, alice, family):
    client.force_login(alice)

    address = reverse("overview:family_plan", args=[family.pk])
    assert client.get(address, {"per": "kleur"}).status_code == 404
    assert client.get(address, {"per": ""}).status_code == 404


@pytest.mark.parametrize("order", ["doel", "persoon", "datum"])
def test_a_plan_without_goals_or_steps_says_so(read, alice, db, order):
    bare = cast.bring(replace(RICH, plan=Plan(id="p"), meetings=()), themes=SHIPPED, by=None)
    give_seat(family=bare, user=alice, role=Seat.Role.WORKER, purpose="x", by=None)

    _, words = read(alice, bare, per=order)
    assert ("Nog geen doelen." if order == "doel" else "Nog geen stappen.") in words


def test_a_family_without_a_plan_reads_what_will_come(read, charlie, other_family):
    _, words = read(charlie, other_family)

    assert "Een plan begint met één wens van het gezin" in words
    assert "Per persoon" not in words


def test_meetings_come_newest_first_with_what_was_agreed(read, alice, family):
    page, words = read(alice, family, "overview:family_meetings")

    assert words.index("1 februari 2026") < words.index("5 januari 2026")
    for said in (
        "Netwerkoverleg", "Bij het gezin", "Wie leidde het OCMW", "Wie was er Amal Lieve",
        "Wie kon niet Tante Hala", "Arabisch, een sociaal tolk", "Waarover Wonen",
        "Bel de verhuurder Lieve 10 maart 2026 Is dit gelukt?", "Wij bellen eerst.",
        "Aan het gezin gegeven op 4 februari 2026.", "Taal: Arabisch.",
        "Volgende keer 7 april 2026", "Hoe was het voor het gezin? Goed", "Moeilijk",
        "Gesprek met het gezin", "Gedeeld met het gezin.",
        "Volgend overleg dinsdag 7 april 2026",
    ):  # fmt: skip
        assert said in words, said
    assert page.count('class="icon face"') == 2


def test_without_a_meeting_the_page_says_what_will_be_there(read, charlie, other_family):
    _, words = read(charlie, other_family, "overview:family_meetings")

    assert "Nog geen overleg." in words
    assert "Volgend overleg" not in words
