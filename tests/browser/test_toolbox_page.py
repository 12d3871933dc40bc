"""The toolbox in a real browser, for who never signed in."""

import pytest

WIDTHS = (1280, 820, 390, 320)
PAGES = ("/toolbox/", "/toolbox/?zoek=werkblad&thema=health", "/toolbox/sociaal-tolk/")


@pytest.fixture
def speak(page, live_server):
    def speak(language):
        cookie = {"name": "django_language", "value": language, "url": live_server.url}
        page.context.add_cookies([cookie])

    return speak


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("address", PAGES)
def test_each_page_is_for_everybody_at_every_width(
    page, speak, axe, no_sideways_scroll, db, address, language
):
    speak(language)
    page.goto(address)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 6000})
        page.evaluate("document.fonts.ready")
        assert no_sideways_scroll(page), width
    for width, theme in [(1280, "light"), (390, "dark")]:
        page.set_viewport_size({"width": width, "height": 6000})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


def test_one_searches_and_opens_with_keys_alone(page, speak, db):
    speak("nl")
    page.goto("/toolbox/")
    page.get_by_label("Zoek een instrument").focus()

    page.keyboard.type("netwerkart")
    page.keyboard.press("Enter")
    page.wait_for_url("**/toolbox/?zoek=netwerkart")
    first = page.get_by_role("article").first
    assert first.get_by_role("heading").inner_text() == "De netwerkkaart"
    first.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/toolbox/netwerkkaart/")


def test_a_mistake_is_asked_back(page, speak, db):
    speak("nl")
    page.goto("/toolbox/?zoek=werkblad")

    page.get_by_role("link", name="werk", exact=True).click()
    assert page.url.endswith("?zoek=werk")
    assert page.get_by_role("article").count() > 1
