"""Het netwerk, het plan, het overleg and het beleid in a real browser."""

import io
import re

import pikepdf
import pytest

from kring.network.models import Actor

WIDTHS = (1280, 820, 390, 320)
LOOKS = {"nl": [(1280, "light"), (390, "dark")], "ar": [(390, "light")]}
NETWORK = "/gezin/{family}/netwerk/"
PAGES = {
    "map and list": NETWORK,
    "map of a theme": NETWORK + "?toon=kaart&thema=housing",
    "table": NETWORK + "?toon=tabel",
    "somebody": NETWORK + "?toon=lijst&wie={lieve}&zonder={lieve}",
    "plan": NETWORK + "plan/",
    "plan by day": NETWORK + "plan/?per=datum",
    "meetings": NETWORK + "overleg/",
    "policy of a family": "/gezin/{family}/beleid/",
    "circle": "/gezin/{family}/kring/",
    "networks": "/netwerk/",
    "policy": "/beleid/",
}
TALL = 8000  # so that what sticks to the foot hides nothing from axe


@pytest.fixture
def address(family):
    rows = Actor.objects.for_system("test: which id is whose").filter(family=family)
    ids = {row.code: row.pk for row in rows}
    return lambda name: PAGES[name].format(family=family.pk, **ids)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_everybody_at_every_width(
    page, log_in, axe, no_sideways_scroll, address, alice, name, language
):
    log_in(alice, language=language)
    page.goto(address(name))
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.evaluate("document.fonts.ready")
        assert no_sideways_scroll(page), width
    for width, theme in LOOKS[language]:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


def test_a_phone_gets_the_list_first_and_the_map_after(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address("map and list"))
    people, drawing = page.locator(".when-narrow"), page.locator(".map-view")

    assert people.is_visible()
    assert people.bounding_box()["y"] < drawing.bounding_box()["y"]
    for width in (820, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert people.is_hidden()
        assert drawing.is_visible()


def test_names_on_the_map_stay_legible_on_a_phone(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address("map of a theme"))

    name = page.locator(".map-crop .actor text").first.bounding_box()
    token = page.locator(".map-crop .actor > g").first.bounding_box()
    assert name["height"] >= 10
    assert min(token["width"], token["height"]) >= 24


def test_everybody_on_the_map_is_reached_with_keys(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address("map and list"))
    page.locator(".map-window").focus()

    met = []
    for _ in range(17):  # fourteen themes and three actors
        page.keyboard.press("Tab")
        met.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert [name.split(",")[0] for name in met[-3:]] == ["Lieve", "Tante Hala", "OCMW"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/?wie=*#wie")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#wie') !== null")


def test_somebody_is_chosen_taken_away_and_let_go(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address("map and list"))

    page.get_by_role("link", name="OCMW, maatschappelijk werker").first.click()
    panel = page.get_by_role("region", name="OCMW")
    assert panel.get_by_text("Wat als OCMW wegvalt?").is_visible()
    panel.get_by_role("link", name="Bekijk dat op de kaart").click()
    assert page.get_by_text("Dit is de kaart in gedachten zonder OCMW.").is_visible()
    page.get_by_role("link", name="Sluit", exact=True).click()
    assert page.url.endswith("/netwerk/?")
    assert page.get_by_text("in gedachten").count() == 0


def test_a_filter_has_an_address_that_can_be_shared(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address("map and list"))

    page.get_by_role("link", name=re.compile("^Wonen:")).click()
    assert page.url.endswith("?thema=housing")
    page.get_by_role("link", name="Tabel").click()
    assert page.url.endswith("?thema=housing&toon=tabel")
    page.goto(page.url)
    assert page.get_by_role("rowheader").count() == 1
    page.get_by_role("link", name="Toon alles").click()
    assert page.get_by_role("rowheader").count() == 14


def test_the_reason_of_a_line_opens_without_a_script(page, log_in, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address("map and list"))
    line = page.locator(".says-line").first

    line.locator("summary").click()
    assert line.locator(".rows").is_visible() or line.locator("details p").first.is_visible()


def test_the_map_prints_on_one_page_without_how_ties_feel(page, log_in, address, alice):
    log_in(alice)
    page.goto(address("map and list"))
    assert page.locator(".map-crop .ties .stressful").count() > 0

    page.emulate_media(media="print")
    assert page.locator(".map-crop .ties").is_hidden()
    assert page.locator(".legend").get_by_text("moeilijke band").is_hidden()
    assert page.locator(".legend").get_by_text("band", exact=True).is_visible()
    paper = pikepdf.open(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(paper.pages) == 1
