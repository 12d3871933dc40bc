"""Coming in with a real browser: passkeys of a device that Chromium plays, and every page."""

import re

import pytest

from accounts import PASSWORD, account, code_now, give_app
from kring.families.models import Seat
from kring.families.services import give_seat

WIDTHS = (1280, 820, 390, 320)
LOOKS = {"nl": [(1280, "light"), (390, "light"), (1280, "dark")], "ar": [(390, "light")]}
TALL = 8000
OPEN_PAGES = {
    "sign in": "/aanmelden/",
    "forgot": "/wachtwoord-vergeten/",
}
OWN_PAGES = {
    "security": "/beveiliging/",
    "a passkey": "/beveiliging/passkey/",
    "an app": "/beveiliging/app/",
    "recovery codes": "/beveiliging/noodcodes/",
    "a password": "/beveiliging/wachtwoord/",
    "again": "/opnieuw-aanmelden/",
}


def sign_in(page, here, user):
    page.goto(here("/aanmelden/"))
    page.get_by_label("Mailadres").fill(user.email)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def test_a_coordinator_makes_a_passkey_first_and_comes_in_with_it(
    page, here, device, family, axe
):
    nadia = account("nadine")
    give_seat(family=family, user=nadia, role=Seat.Role.COORDINATOR, purpose="spil", by=None)

    sign_in(page, here, nadia)
    page.wait_for_url("**/beveiliging/")
    page.goto(here(f"/gezin/{family.pk}/"))
    page.wait_for_url("**/beveiliging/")
    page.get_by_role("link", name="Een passkey maken").first.click()
    page.get_by_label("Naam van de passkey").fill("mijn gsm")
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/beveiliging/")

    assert page.get_by_text("mijn gsm").first.is_visible()
    assert axe(page) == []
    assert page.goto(here(f"/gezin/{family.pk}/")).status == 200

    page.locator("details.menu summary").last.click()
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een passkey").click()
    page.wait_for_url(re.compile("/gezin"))

    sign_out = page.context.cookies()
    assert all(each["httpOnly"] for each in sign_out if each["name"] == "sessionid")


def test_a_passkey_is_the_second_step_after_a_password_too(page, here, device, family):
    nadia = account("nadine")
    give_seat(family=family, user=nadia, role=Seat.Role.COORDINATOR, purpose="spil", by=None)
    sign_in(page, here, nadia)
    page.get_by_role("link", name="Een passkey maken").first.click()
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/beveiliging/")
    page.context.clear_cookies()

    sign_in(page, here, nadia)
    page.wait_for_url("**/tweede-stap/")
    page.get_by_role("button", name="Gebruik je passkey").click()

    page.wait_for_url(re.compile("/gezin"))


def test_a_device_without_a_passkey_for_us_says_so_and_the_page_stays(page, here, device, db):
    page.goto(here("/aanmelden/"))
    page.get_by_role("button", name="Aanmelden met een passkey").click()

    page.get_by_text("Dat lukte niet met deze passkey.").wait_for()
    assert page.url.endswith("/aanmelden/")


def test_without_a_script_there_is_no_dead_button(chromium, here, live_server, db):
    context = chromium.new_context(java_script_enabled=False, locale="nl-BE")
    page = context.new_page()
    page.goto(here("/aanmelden/"))

    assert page.get_by_role("button", name="Aanmelden", exact=True).is_visible()
    assert not page.get_by_text("Aanmelden met een passkey").is_visible()
    context.close()


def test_a_volunteer_sets_up_an_app_by_typing_its_secret_over(page, here, bob, axe):
    bob.email = "bob@kring.test"
    bob.set_password(PASSWORD)
    bob.save()

    sign_in(page, here, bob)
    page.get_by_role("link", name="Een app met codes").first.click()
    picture = page.locator("img.scan")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 100)")
    secret = "".join(page.locator(".secret").inner_text().split())
    page.get_by_label("Code van je app").fill(code_now(secret))
    page.get_by_role("button", name="Bewaren").click()
    page.wait_for_url("**/beveiliging/")

    assert page.get_by_text("Je app is klaar voor gebruik.").is_visible()
    assert page.goto(here("/gezinnen/")).status == 200


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", [*OPEN_PAGES, *OWN_PAGES])
def test_each_page_is_for_everybody_at_every_width(
    page, log_in, axe, no_sideways_scroll, alice, name, language
):
    give_app(alice)
    log_in(alice, language=language)
    if name in OPEN_PAGES:
        page.context.clear_cookies(name="sessionid")
    page.goto({**OPEN_PAGES, **OWN_PAGES}[name])

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.evaluate("document.fonts.ready")
        assert no_sideways_scroll(page), width
    for width, theme in LOOKS[language]:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)
