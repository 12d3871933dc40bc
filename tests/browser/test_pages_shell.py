"""The pages in a real browser: every width, both directions, light and dark, keys, paper."""

import io

import pikepdf
import pytest

import cast
from kring.core.drawing.avatar import avatar
from kring.core.themes import SHIPPED

WIDTHS = (1280, 820, 390, 320)
LOOKS = {"nl": [(1280, "light"), (390, "light"), (1280, "dark")], "ar": [(390, "light")]}
PAGES = {
    "the wall": "/gezinnen/",
    "the family": "/gezin/{family}/",
    "its volunteers": "/gezin/{family}/vrijwilligers/",
    "all volunteers": "/vrijwilligers/",
    "accessibility": "/toegankelijkheid/",
    "privacy": "/privacy/",
}
# So tall that the tabs at the foot hide nothing: axe measures what can be seen of a target.
TALL = 8000
ELSEWHERE = "https://www.buienradar.be/"


@pytest.fixture
def address(family):
    return lambda name: PAGES[name].format(family=family.pk)


@pytest.fixture
def quiet_elsewhere(page):
    """The neutral site, without leaving this machine."""
    page.context.route(
        ELSEWHERE, lambda route: route.fulfill(body="<title>Weer</title><h1>Het weer</h1>")
    )
    return page


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_everybody_at_every_width(
    page, log_in, axe, no_sideways_scroll, address, alice, name, language
):
    log_in(alice, language=language)
    page.goto(address(name))

    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.evaluate("document.fonts.ready")
        assert no_sideways_scroll(page), width
    for width, theme in LOOKS[language]:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


def test_the_open_menus_are_for_everybody_too(page, log_in, axe, address, alice):
    log_in(alice)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address("the family"))

    for menu in page.locator("details.menu > summary").all():
        menu.click()
        assert axe(page) == []


def test_the_sign_in_page_says_its_mistakes_to_everybody(
    page, axe, no_sideways_scroll, live_server, db
):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_server.url}/aanmelden/")
    page.get_by_label("Mailadres").fill("niemand@example.org")
    page.get_by_role("button", name="Aanmelden", exact=True).click()

    assert page.title() == "Fout: Aanmelden – Kring"
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Mailadres").input_value() == "niemand@example.org"
    page.get_by_role("link", name="Schrijf je wachtwoord.").click()
    assert page.get_by_label("Wachtwoord", exact=True).evaluate(
        "field => field === document.activeElement"
    )
    # The bar at the bottom lies over whatever is scrolled below it.
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert axe(page) == []
    assert no_sideways_scroll(page)


def test_with_keys_alone_one_skips_to_the_content(page, log_in, address, alice):
    log_in(alice)
    page.goto(address("the family"))

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent").strip() == "Alle gezinnen"


def test_nothing_hides_what_has_the_focus(page, log_in, address, alice):
    """WCAG 2.4.11: the top and the tabs stay where they are, the focused thing between them."""
    log_in(alice)
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(address("the family"))

    for _ in range(25):
        page.keyboard.press("Tab")
        hidden = page.evaluate(
            """() => {
                const it = document.activeElement, box = it.getBoundingClientRect();
                if (it === document.body || it.closest(".top, .dock, .skip")) return null;
                const x = box.left + box.width / 2, y = box.top + box.height / 2;
                const seen = document.elementFromPoint(x, y);
                return it.contains(seen) || seen?.contains(it) ? null : it.outerHTML;
            }"""
        )
        assert hidden is None


def test_the_way_out_leaves_no_way_back(quiet_elsewhere, log_in, address, alice):
    page = quiet_elsewhere
    log_in(alice)
    page.goto(address("privacy"))
    page.goto(address("the family"))

    page.get_by_role("link", name="Sluit snel").click()
    page.wait_for_url(ELSEWHERE)
    page.go_back()

    assert page.url.endswith("/privacy/")


@pytest.mark.parametrize(("presses", "left"), [(2, False), (3, True)])
def test_three_times_escape_is_the_way_out(
    quiet_elsewhere, log_in, address, alice, presses, left
):
    page = quiet_elsewhere
    log_in(alice)
    page.goto(address("its volunteers"))

    for _ in range(presses):
        page.keyboard.press("Escape")
    page.wait_for_timeout(300)

    assert (page.url == ELSEWHERE) is left


def test_a_menu_closes_when_one_goes_elsewhere(page, log_in, address, alice):
    log_in(alice)
    page.goto(address("the wall"))
    menu = page.locator("details.menu").first
    language = menu.locator("summary")

    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.locator("h1").click(),
        lambda: page.locator(".logo").focus(),
    ):
        language.click()
        assert menu.get_attribute("open") is not None
        leave()
        assert menu.get_attribute("open") is None


def test_without_a_script_one_still_chooses_a_language_and_leaves(
    chromium, live_server, log_in, page, address, alice
):
    log_in(alice)
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )  # fmt: skip
    bare = context.new_page()
    bare.context.route(ELSEWHERE, lambda route: route.fulfill(body="<h1>Het weer</h1>"))
    bare.goto(address("the family"))

    bare.locator("details.menu > summary").first.click()
    bare.get_by_role("button", name="العربية").click()

    assert bare.locator("html").get_attribute("dir") == "rtl"
    assert bare.url.endswith(address("the family"))
    bare.locator("[data-leave]").click()
    assert bare.url == ELSEWHERE
    context.close()


def test_the_browsers_own_print_leaves_the_menus_out(page, log_in, address, alice):
    log_in(alice)
    page.goto(address("the family"))
    page.emulate_media(media="print")

    for part in (".top", ".dock", ".foot", ".zoom", ".tips"):
        assert not page.locator(part).first.is_visible()
    assert page.locator("h1").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_with_a_sheet_prints_on_one_a4(page, log_in, address, alice, scheme):
    """The promise of `print.css` to the page of the map, tried with a tall drawing."""
    log_in(alice)
    page.goto(address("the family"))
    drawing = avatar(cast.STERRENBERG, SHIPPED)
    page.evaluate(
        """sheet => {
            document.body.classList.add("sheet-page");
            document.querySelector("main").insertAdjacentHTML("beforeend", sheet);
        }""",
        f'<div class="sheet-way"><p>naast</p><figure class="sheet">{drawing}</figure></div>',
    )
    page.emulate_media(color_scheme=scheme)

    paper = pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert len(paper.pages) == 1
    width, height = (float(side) for side in paper.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    page.emulate_media(media="print")
    assert not page.get_by_text("naast").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
