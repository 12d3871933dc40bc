"""Het gezin and De vrijwilligers: what stands on these pages, and for whom."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

import cast
from kring.base.keystore import open_keys
from kring.core.codes import Capacity, Fluency, Interpreter, Location, MayRead
from kring.core.family import Actor, MapRecord, Member, Story, Strength
from kring.core.themes import SHIPPED
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.network.models import Actor as ActorRow

nl = Text.dutch
LIEVE = replace(
    cast.STERRENBERG.actors[0],
    capacity=Capacity.STRAINED,
    hours_agreed=2.0,
    hours_week=4.0,
    other_families=2,
    wants_support_on=(nl("Minder brieven"),),
)
RICH = replace(
    cast.STERRENBERG,
    arrival="2023-05",
    phase="after_recognition",
    strengths=(Strength(text=nl("Bakt brood"), member="yousef", theme="work"),),
    stories=(
        *cast.STERRENBERG.stories,
        Story(id="s2", words=nl("Alleen voor ons."), may_read=MayRead.FAMILY),
        Story(id="s3", words=nl("Ook voor de begeleider."), may_read=MayRead.WORKER),
        Story(id="s4", words=nl("Wij komen graag."), spoken_by="lieve"),
    ),
    members=(
        replace(
            cast.STERRENBERG.members[0],
            status="refugee",
            status_until=date(2029, 4, 12),
            talk_to_directly=True,
        ),
        *cast.STERRENBERG.members[1:],
        Member(id="oma", name=nl("Oma"), role="grandmother", location=Location.DECEASED),
    ),
    actors=(LIEVE, *cast.STERRENBERG.actors[1:]),
    maps=(
        MapRecord(id="m1", date=date(2026, 2, 1), interpreter=Interpreter.PROFESSIONAL),
    ),
)  # fmt: skip


@pytest.fixture
def family(db):
    """Richer than the family of the cast; the people of the cast sit in its circle."""
    return cast.bring(RICH, themes=SHIPPED, by=None, is_example=True)


@pytest.fixture
def read(client, family):
    def read(user, name="overview:family", language="nl"):
        client.force_login(user)
        client.cookies["django_language"] = language
        response = client.get(reverse(name, args=[family.pk]))
        assert response.status_code == 200
        return response.content.decode()

    return read


def test_own_words_come_first_in_their_own_language_with_dutch_beside(read, alice):
    page = read(alice)

    own = page.index('lang="ar" dir="rtl">\n')
    assert own < page.index('class="beside" lang="nl" dir="ltr"') < page.index("Wie zij zijn")
    assert "نريد بيتاً جافاً." in page
    assert "vertaling nog niet nagekeken" in page
    assert "1 februari 2026" in page


def test_the_head_says_who_this_is(read, alice):
    page = " ".join(read(alice).split())

    assert "2 gezinsleden" in page
    assert "met tolk" in page
    assert "Arabisch" in page
    assert "Voorbeeldgezin. Geen echte mensen." in page


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("family", "Het gezin"),
        ("family_volunteers", "De vrijwilligers"),
        ("family_network", "Het netwerk"),
        ("family_plan", "Het plan"),
        ("family_meetings", "Het overleg"),
        ("family_policy", "Het beleid"),
        ("family_circle", "Wie ziet dit?"),
        ("print", "Afdrukken"),
    ],
)
def test_the_title_of_the_tab_names_no_family(client, family, alice, name, title):
    """It stays behind in the history of a shared computer."""
    client.force_login(alice)

    page = client.get(reverse(f"overview:{name}", args=[family.pk])).content.decode()

    assert f"<title> {title} – Kring </title>" in " ".join(page.split())


def test_the_four_steps_show_where_one_is(read, alice, family):
    page = read(alice)

    assert f'href="/gezin/{family.pk}/" aria-current="page"' in page
    assert f'href="/gezin/{family.pk}/vrijwilligers/"' in page


STORIES = {
    #        only the family, and the worker, the circle
    "amal": (True, True, True),
    "alice": (False, True, True),
    "nadia": (False, True, True),
    "bob": (False, False, True),
}


@pytest.mark.parametrize("reader", STORIES)
def test_a_chapter_is_read_by_those_it_was_told_to(read, request, reader):
    page = read(request.getfixturevalue(reader))

    said = ("Alleen voor ons.", "Ook voor de begeleider.", "Wij willen een droog huis.")
    assert tuple(words in page for words in said) == STORIES[reader]


@pytest.mark.parametrize(
    ("reader", "papers", "phase"),
    [
        ("alice", True, True),
        ("nadia", True, True),
        ("bob", False, False),
        ("amal", False, True),
    ],
)
def test_papers_are_folded_away_and_for_professionals_alone(
    read, request, reader, papers, phase
):
    page = read(request.getfixturevalue(reader))

    assert ("erkend vluchteling" in page) is papers
    assert ("12 april 2029" in page) is papers
    assert ("waarom nodig?" in page) is papers
    assert ("na de erkenning" in page) is phase


def test_members_strengths_words_and_facts(read, alice):
    page = " ".join(read(alice).split())

    for words in (
        "Amal",
        "moeder",
        "Spreek Amal zelf aan",
        "overleden",
        "Bakt brood",
        "Het huis is nat.",
        "mei 2023",
        "Lindervelde",
    ):
        assert words in page


def test_the_family_reads_about_itself_as_we_and_gets_no_tips_for_helpers(read, amal, alice):
    theirs, ours = read(alice), read(amal)

    assert "Wie zij zijn" in theirs
    assert "Tips" in theirs
    assert "Alle gezinnen" in theirs
    assert "Wie wij zijn" in ours
    assert "Tips" not in ours
    assert "Alle gezinnen" not in ours


def test_in_arabic_the_page_runs_from_right_to_left(read, amal):
    page = read(amal, language="ar")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi lang="ar" dir="rtl">أمل</bdi>' in page


def test_no_page_counts_gaps_or_gives_a_verdict(read, alice):
    page = read(alice).lower()

    assert [word for word in ("gaten", "in orde", "van de 14", "te laat") if word in page] == []


def test_the_way_out_stands_on_every_page_of_a_family(read, alice):
    assert 'rel="noreferrer" data-leave' in read(alice)
    assert 'rel="noreferrer" data-leave' in read(alice, "overview:family_volunteers")


def test_one_look_leaves_one_line_in_the_journal(read, alice, family):
    read(alice)
    read(alice)
    read(alice, "overview:family_volunteers")

    parts = Entry.objects.filter(actor_id=alice.pk, verb=Entry.Verb.VIEWED)
    assert sorted(parts.values_list("part", flat=True)) == ["family", "volunteers"]


def test_the_volunteers_speak_first_and_then_who_carries_what(read, alice):
    page = " ".join(read(alice, "overview:family_volunteers").split())

    assert page.index("Wij komen graag.") < page.index("Wie draagt wat?")
    assert page.index("Draagt:") < page.index("Wonen", page.index("Draagt:"))
    assert "Helpt 3 gezinnen, dit gezin meegeteld." in page
    assert "Wij willen een droog huis." not in page


@pytest.mark.parametrize(
    ("reader", "sees"), [("alice", True), ("nadia", True), ("bob", False), ("amal", False)]
)
def test_how_it_goes_with_a_volunteer_is_for_few(read, request, reader, sees):
    page = read(request.getfixturevalue(reader), "overview:family_volunteers")

    assert ("Minder brieven" in page) is sees
    assert ("het is veel" in page) is sees
    assert ("uur per week" in page) is sees


def test_a_volunteer_sees_how_it_goes_with_themself(read, family):
    user = cast.person("Lieve")
    open_keys([family.pk])
    row = next(
        each
        for each in ActorRow.objects.for_system("test").filter(family=family)
        if each.code == "lieve"
    )
    give_seat(
        family=family, user=user, role=Seat.Role.VOLUNTEER, purpose="omarmer", by=None,
        actor=row.pk,
    )  # fmt: skip

    assert "Minder brieven" in read(user, "overview:family_volunteers")


def test_a_family_of_which_nothing_is_known_still_has_its_pages(client, other_family, charlie):
    client.force_login(charlie)

    family = client.get(reverse("overview:family", args=[other_family.pk])).content.decode()
    volunteers = client.get(
        reverse("overview:family_volunteers", args=[other_family.pk])
    ).content.decode()

    assert "Het begint met luisteren." in family
    assert "Hier komen de namen van het gezin." in family
    assert "Vraag hoe het met hen gaat." in volunteers
    assert "Nog geen vrijwilligers op de kaart van dit gezin." in volunteers


@pytest.mark.parametrize("name", ["overview:family", "overview:family_volunteers"])
@pytest.mark.parametrize("stranger", ["charlie", "paula", "adam"])
def test_a_stranger_learns_nothing(client, request, family, name, stranger):
    client.force_login(request.getfixturevalue(stranger))

    response = client.get(reverse(name, args=[family.pk]))

    assert response.status_code == 404
    assert "Sterrenberg" not in response.content.decode()


def test_hostile_words_come_out_as_words(client, db):
    hostile = "</p><script>alert(1)</script>"
    row = cast.bring(
        replace(
            cast.MAANLICHT,
            label=nl(hostile),
            stories=(Story(id="s", words=nl(hostile), chapter=nl(hostile)),),
            members=(
                Member(
                    id="m", name=nl(hostile), role=hostile, languages={hostile: Fluency.BASIC}
                ),
            ),
            actors=(
                Actor(id="a", label=nl(hostile), sphere=LIEVE.sphere, role=hostile,
                      wants_support_on=(nl(hostile),)),
            ),
        ),
        themes=SHIPPED, by=None,
    )  # fmt: skip
    user = cast.person("Zoë")
    give_seat(family=row, user=user, role=Seat.Role.WORKER, purpose="werk", by=None)
    client.force_login(user)

    for address in ("overview:family", "overview:family_volunteers"):
        page = client.get(reverse(address, args=[row.pk])).content.decode()
        assert "alert(1)" in page
        assert "<script>alert" not in page
