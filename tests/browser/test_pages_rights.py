"""Who sees what, in a real browser: for everybody, at every width, also without a script."""

import pytest

from kring.families.models import Story
from kring.families.queries import families_of, opened
from kring.families.services import break_glass, hide, name_protocol, restrict
from kring.people.models import Organisation
from kring.rights.models import Decision
from kring.rights.services.decisions import ask

WIDTHS = (1280, 820, 390, 320)
LOOKS = {"nl": [(1280, "light"), (390, "light"), (1280, "dark")], "ar": [(390, "light")]}
TALL = 8000
PAGES = {
    "who sees what": "wie-ziet-wat/",
    "a yes": "wie-ziet-wat/ja/",
    "closing": "wie-ziet-wat/stilleggen/",
    "the circle": "kring/beheren/",
    "not shown": "niet-laten-zien/",
    "keeping back": "niet-laten-zien/nieuw/",
    "deciding": "beslissen/",
    "read in need": "noodtoegang/nakijken/",
}
LEAD = {"somebody new": "kring/beheren/nieuw/"}


@pytest.fixture
def full(family, amal, alice, bob, charlie, nadia):
    """A family in which each page has something to show."""
    house = Organisation.objects.create(name="CAW Lindervelde", break_glass_allowed=True)
    charlie.organisation = alice.organisation = house
    charlie.save()
    alice.save()
    name_protocol(family.pk, organisation=house, by=None)
    break_glass(
        family.pk, by=charlie, reason="danger", words="Niemand doet open sinds gisteren."
    )
    story = Story.objects.for_system("a test").filter(family=family).first()
    hide(family.pk, item=story.pk, who=bob.pk, by=nadia)
    ask(family.pk, kind=Decision.Kind.ERASE, by=amal)
    return family


def gets(family, user):
    return set(opened(families_of(user).get(pk=family.pk)).parts)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize(
    ("name", "reader"),
    [
        *((name, "amal") for name in PAGES),
        *((name, "nadia") for name in PAGES | LEAD),
    ],
)
def test_each_page_is_for_everybody_at_every_width(
    page, log_in, axe, no_sideways_scroll, request, full, name, reader, language
):
    log_in(request.getfixturevalue(reader), language=language)
    page.goto(f"/gezin/{full.pk}/{(PAGES | LEAD)[name]}")

    for details in page.locator("main details").all():
        details.evaluate("each => each.open = true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.evaluate("document.fonts.ready")
        assert no_sideways_scroll(page), width
    for width, theme in LOOKS[language]:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)
    assert page.locator("[data-leave]").is_visible()
    assert "Sterrenberg" not in page.title()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_to_read_in_need_and_its_banner_are_for_everybody(
    page, log_in, axe, no_sideways_scroll, family, charlie, scheme
):
    house = Organisation.objects.create(name="CAW", break_glass_allowed=True)
    charlie.organisation = house
    charlie.save()
    name_protocol(family.pk, organisation=house, by=None)
    log_in(charlie)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": TALL})

    page.goto(f"/gezin/{family.pk}/noodtoegang/")
    assert axe(page) == []
    page.get_by_role("button", name="Lees dit gezin, vier uur").click()
    assert page.title() == "Fout: Noodtoegang – Kring"
    assert axe(page) == []
    page.get_by_label("iemand is in gevaar").check()
    page.get_by_label("Vertel het in je eigen woorden").fill(
        "Niemand doet open sinds gisteren."
    )
    page.get_by_role("button", name="Lees dit gezin, vier uur").click()

    assert page.get_by_text("Noodtoegang: je leest dit gezin tot").is_visible()
    assert axe(page) == []
    assert no_sideways_scroll(page)
    page.get_by_role("button", name="Sluit nu").click()
    assert page.get_by_text("Je leest dit gezin niet meer.").is_visible()


def switch(page, name):
    return page.get_by_role("switch", name=name, exact=True)


def test_a_switch_is_turned_with_the_keys_and_turned_back(page, log_in, family, amal, bob):
    log_in(amal)
    page.goto(f"/gezin/{family.pk}/wie-ziet-wat/")

    switch(page, "Bob: de kaart").focus()
    page.keyboard.press("Space")

    page.get_by_text("Bob ziet de kaart niet meer.").wait_for()
    assert switch(page, "Bob: de kaart").get_attribute("aria-checked") == "false"
    assert gets(family, bob) == {"story", "plan"}
    page.get_by_role("button", name="Maak ongedaan").click()
    page.wait_for_load_state()
    assert switch(page, "Bob: de kaart").get_attribute("aria-checked") == "true"
    assert gets(family, bob) == {"story", "map", "plan"}


def test_who_had_the_map_open_gets_it_no_more(
    page, log_in, open_page, live_server, family, amal, bob, client
):
    """Two people at the same time: the family turns it off, and a reload shows nothing."""
    log_in(bob)
    page.goto(f"/gezin/{family.pk}/netwerk/")
    assert "Tante Hala" in page.content()
    client.force_login(amal)

    client.post(
        f"/gezin/{family.pk}/wie-ziet-wat/zet/", {"wie": bob.pk, "deel": "map", "aan": 0}
    )
    page.reload()

    assert "Tante Hala" not in page.content()
    assert page.get_by_text("Het gezin toont dit niet meer.").first.is_visible()


def test_without_a_script_a_switch_and_a_decision_work_too(
    chromium, live_server, log_in, page, family, amal, bob
):
    log_in(amal)
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )  # fmt: skip
    bare = context.new_page()
    bare.goto(f"/gezin/{family.pk}/wie-ziet-wat/")

    bare.get_by_role("switch", name="Bob: het plan", exact=True).click()
    assert gets(family, bob) == {"story", "map"}
    bare.get_by_role("link", name="Verberg alles", exact=True).click()
    bare.get_by_role("button", name="Vraag het aan alle volwassenen").first.click()

    assert bare.get_by_text("Gevraagd: alles verbergen").is_visible()
    context.close()


def test_every_switch_is_large_enough_for_a_thumb(page, log_in, family, amal, bob):
    """44 px to touch, also where the eye sees less: the space around it counts."""
    log_in(amal)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/gezin/{family.pk}/wie-ziet-wat/")

    one = switch(page, "Bob: de kaart")
    one.evaluate("each => each.scrollIntoView({block: 'center'})")
    box = one.bounding_box()
    assert box["width"] >= 44
    for above in (-3, box["height"] + 3):
        hit = page.evaluate(
            "([x, y]) => document.elementFromPoint(x, y)?.closest('.switch') !== null",
            [box["x"] + box["width"] / 2, box["y"] + above],
        )
        assert hit, above


def test_a_mistake_in_a_yes_is_said_on_top_and_leads_to_its_field(
    page, log_in, axe, family, nadia, bob
):
    log_in(nadia)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/gezin/{family.pk}/wie-ziet-wat/ja/")
    page.get_by_label("Waarvoor?").fill("samen een huis zoeken")

    page.get_by_role("button", name="Bewaar dit ja").click()

    assert page.title() == "Fout: Een ja opschrijven – Kring"
    assert page.get_by_label("Waarvoor?").input_value() == "samen een huis zoeken"
    page.get_by_role("link", name="Kies hoe het gezin ja zei.").click()
    assert page.evaluate("document.activeElement.querySelector('legend').textContent") == (
        "Hoe zei het gezin ja?"
    )
    page.set_viewport_size({"width": 390, "height": TALL})
    assert axe(page) == []


def test_a_closed_family_says_so_on_the_wall_and_opens_again(page, log_in, axe, family, nadia):
    restrict(family.pk, by=None)
    log_in(nadia)
    page.goto("/gezinnen/")
    assert axe(page) == []

    page.get_by_role("link", name="Bekijk", exact=True).click()
    page.get_by_role("button", name="Doe weer open").click()

    assert page.get_by_role("heading", name="Gezin Sterrenberg").is_visible()
