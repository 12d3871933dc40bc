"""Het netwerk of one family: what stands on the page, for whom, and at which address."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from looking import flat

from kring.families.models import Hidden
from kring.journal.models import Entry
from kring.network.models import Actor
from kring.plans.models import Action

pytestmark = pytest.mark.django_db
WITHIN = [
    "overview:family_network",
    "overview:family_plan",
    "overview:family_meetings",
    "overview:family_policy",
    "overview:family_circle",
]


@pytest.fixture(autouse=True)
def on_a_day(settings):
    settings.KRING_TODAY = date(2026, 3, 20)


@pytest.fixture
def look(client, family):
    def look(user, status=200, **asked):
        client.force_login(user)
        answer = client.get(reverse("overview:family_network", args=[family.pk]), asked)
        assert answer.status_code == status
        return answer.content.decode()

    return look


@pytest.fixture
def ids(family):
    """From the ids of the cast to those of the database."""
    rows = Actor.objects.for_system("test: which id is whose").filter(family=family)
    return {row.code: str(row.pk) for row in rows}


def test_own_words_come_first_then_the_map_and_what_it_says(look, alice):
    page = look(alice)
    order = ["نريد بيتاً جافاً.", "Wij willen een droog huis.", 'id="kaart"', 'id="zegt"']

    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert 'lang="ar" dir="rtl"' in page
    assert "Getekend op 1 februari 2026" in flat(page)


def test_without_a_choice_both_list_and_map_are_there_and_css_puts_the_list_first(look, alice):
    page = look(alice)

    assert '<svg xmlns="http://www.w3.org/2000/svg" class="kring-map"' in page
    assert "when-narrow" in page
    assert page.index("when-narrow") < page.index('class="map-view')
    assert "map-table" not in page
    assert 'class="first-wide"' in page
    assert 'class="first-narrow"' in page


@pytest.mark.parametrize(
    ("view", "there", "absent"),
    [
        ("kaart", 'class="map-view', ("map-table", 'class="sphere"')),
        ("tabel", "map-table", ('class="map-view', 'class="sphere"')),
        ("lijst", 'class="sphere"', ("map-table", 'class="map-view')),
    ],
)
def test_three_views_each_have_an_address(look, alice, view, there, absent):
    page = look(alice, toon=view)

    assert there in page
    assert not any(each in page for each in absent)
    assert re.search(rf'href="\?toon={view}"\s+aria-current="true"', page)


def test_only_a_page_with_the_drawing_prints_that_alone(look, alice):
    assert 'class="sheet-page"' in look(alice, toon="kaart")
    assert "sheet-page" not in look(alice, toon="tabel")


def test_the_table_has_themes_by_spheres_and_leads_to_both(look, alice, ids):
    page = look(alice, toon="tabel")

    assert page.count('<th scope="row">') == 14
    assert page.count('<th scope="col">') == 7
    assert 'href="?toon=tabel&amp;thema=housing"' in page
    assert f'href="?toon=tabel&amp;wie={ids["lieve"]}#wie"' in page
    assert "Het huis is nat." in page
    assert "dringend hulp nodig" in page


def test_the_list_has_everybody_with_what_they_do(look, alice):
    words = flat(look(alice, toon="lijst"))

    for said in ("Vrijwilligers", "Lieve", "Draagt: Wonen", "OCMW", "Helpt met: Wonen"):
        assert said in words
    assert "woont in het buitenland" in words or "in het buitenland" in words
    assert "kennen elkaar: OCMW" in words


def test_a_theme_filters_and_says_so(look, alice):
    page = look(alice, thema="housing", toon="tabel")

    assert page.count('<th scope="row">') == 1
    assert "Je ziet alleen wie helpt met: Wonen." in flat(page)
    assert re.search(r'href="\?toon=tabel"\s*>Toon alles', page)
    assert "Alleen wie helpt met wonen staat in kleur." in look(alice, thema="housing")


def test_a_member_filters_and_says_so(look, alice, family):
    lid = re.search(r'href="\?lid=([\w-]+)"[^>]*>\s*<bdi[^>]*>Yousef', look(alice))[1]
    page = look(alice, lid=lid, toon="lijst")

    assert "Je ziet alleen wie contact heeft met Yousef." in flat(page)
    assert "Lieve" in page
    assert "Tante Hala" not in page
    both = flat(look(alice, lid=lid, thema="housing"))
    assert "Je ziet alleen wie Yousef helpt met: Wonen." in both


def test_somebody_has_a_panel_and_an_end_to_it(look, alice, ids):
    page = look(alice, wie=ids["ocmw"], thema="housing")
    words = flat(page)

    assert 'id="wie"' in page
    for said in (
        "maatschappelijk werker OCMW", "Met Amal", "verder", "elke maand", "moeilijke band",
        "Kent Lieve", "Spreekt Nederlands", "Wat als OCMW wegvalt?",
    ):  # fmt: skip
        assert said in words
    assert re.search(r'href="\?thema=housing">\s*<svg.*?</svg>\s*Sluit', page, flags=re.S)


def test_in_thought_somebody_is_taken_away(look, alice, ids):
    page = look(alice, wie=ids["lieve"], zonder=ids["lieve"])

    assert "Dit is de kaart in gedachten zonder Lieve." in flat(page)
    assert f'href="?wie={ids["lieve"]}"' in page
    assert "Lieve, omarmer, vrijwilliger, gestopt" in page
    table = look(alice, zonder=ids["lieve"], toon="tabel").partition("<table")[2]
    assert "Lieve" not in table.partition("</table>")[0]


@pytest.mark.parametrize("asked", [{"toon": "bol"}, {"thema": "x"}, {"lid": "x"}, {"wie": "x"}])
def test_what_is_not_there_reads_as_a_family_that_does_not_exist(client, look, alice, asked):
    page = look(alice, status=404, **asked)
    absent = client.get(reverse("overview:family_network", args=[uuid4()]))

    assert "Deze pagina bestaat niet, of je mag ze niet zien." in page
    assert absent.status_code == 404
    assert "Deze pagina bestaat niet, of je mag ze niet zien." in absent.content.decode()


def test_somebody_hidden_from_a_reader_is_nowhere(look, alice, bob, family, ids):
    Hidden.objects.create(family=family, item=ids["hala"], who=bob.pk)

    assert "Tante Hala" in look(alice)
    assert "Hala" not in look(bob)
    look(bob, status=404, wie=ids["hala"])


@pytest.mark.parametrize(
    ("who", "knows"), [("alice", True), ("nadia", True), ("amal", True), ("bob", False)]
)
def test_how_ties_feel_is_for_who_may_know(request, look, ids, who, knows):
    user = request.getfixturevalue(who)

    assert ("moeilijke band" in look(user, wie=ids["ocmw"])) is knows
    assert ("stressful" in look(user)) is knows


@pytest.mark.parametrize(
    ("who", "leads"), [("alice", True), ("nadia", True), ("amal", True), ("bob", False)]
)
def test_who_sees_this_is_one_step_away_for_family_and_professionals(
    request, look, family, who, leads
):
    assert (f"/{family.pk}/kring/" in look(request.getfixturevalue(who))) is leads


@pytest.mark.parametrize(
    ("who", "may"), [("alice", True), ("nadia", True), ("amal", True), ("bob", False)]
)
def test_a_copy_is_not_for_a_volunteer_and_paper_is_for_all(request, look, who, may):
    page = look(request.getfixturevalue(who))

    assert ("Neem een kopie" in page) is may
    assert "Afdrukken" in page


def test_the_first_steps_stand_there_and_a_past_day_is_a_question(look, alice):
    words = flat(look(alice))

    assert "Bel de verhuurder Lieve 10 maart 2026 Is dit gelukt?" in words
    Action.objects.for_system("test: it was done").update(status="done")
    assert "Er staan nu geen stappen open." in flat(look(alice))


def test_at_most_five_lines_each_with_its_reason(look, alice):
    page = look(alice)

    assert 1 <= page.count('class="says-line"') <= 5
    assert page.count("<summary>Waarom?") == page.count('class="says-line"')


def test_a_new_family_has_an_empty_map_and_says_what_will_be_there(
    client, charlie, other_family
):
    client.force_login(charlie)
    answer = client.get(reverse("overview:family_network", args=[other_family.pk]))
    page = flat(answer.content.decode())

    assert "Hier staat nog niemand." in page
    assert "Er staan nu geen stappen open." in page


def test_looking_leaves_a_line_in_the_journal(look, alice, family):
    look(alice)
    look(alice, toon="tabel")

    lines = Entry.objects.filter(family_id=family.pk, verb=Entry.Verb.VIEWED, part="map")
    assert lines.count() == 1


@pytest.mark.parametrize("name", WITHIN)
@pytest.mark.parametrize(
    ("who", "status"),
    [("nobody", 302), ("charlie", 404), ("paula", 404), ("adam", 404), ("alice", 200)],
)
def test_only_the_circle_comes_in(request, client, family, name, who, status):
    if who != "nobody":
        client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(name, args=[family.pk])).status_code == status


@pytest.mark.parametrize("name", WITHIN)
def test_these_pages_are_only_read(client, family, alice, name):
    client.force_login(alice)

    assert client.post(reverse(name, args=[family.pk])).status_code == 405


@pytest.mark.parametrize("language", ["nl", "ar", "en", "fr"])
@pytest.mark.parametrize("name", WITHIN)
def test_every_page_opens_in_every_language(client, family, amal, name, language):
    client.force_login(amal)
    client.cookies["django_language"] = language
    page = client.get(reverse(name, args=[family.pk])).content.decode()

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
