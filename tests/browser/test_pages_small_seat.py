"""A volunteer's phone in a real browser: a finger on its sensor, and the visit of today."""

import pytest
from django.conf import settings

from kring.families.models import Seat
from kring.network.models import Actor
from kring.reception.services import devices

WIDTHS = (1280, 820, 390, 320)
LOOKS = ((1280, "light"), (390, "light"), (390, "dark"))
TALL = 8000


@pytest.fixture
def lieve(family, bob, nadia):
    nadia.email = "nadia@kring.test"
    nadia.save()
    actor = Actor.objects.for_system("for a test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=actor.pk)
    return bob


def is_for_everybody(page, axe, no_sideways_scroll):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        assert no_sideways_scroll(page), width
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)
    page.set_viewport_size({"width": 390, "height": 844})


def be_in(page, here, log_in, user):
    """Signed in under the name of the site, to which a key of a phone belongs."""
    log_in(user)
    for cookie in page.context.cookies():
        page.context.add_cookies([{
            "name": cookie["name"], "value": cookie["value"], "url": here("/"),
        }])  # fmt: skip


def test_a_phone_with_a_finger(
    page, here, device, log_in, axe, no_sideways_scroll, family, lieve
):
    """From remembering it to a visit written down, and no way from there to the families."""
    be_in(page, here, log_in, lieve)
    page.goto(here("/mijn/toestel/"))
    is_for_everybody(page, axe, no_sideways_scroll)
    page.locator("#finger_name").fill("mijn gsm")
    page.get_by_role("button", name="Onthoud met vinger of gezicht").click()
    page.get_by_text("Dit toestel is onthouden").wait_for()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.goto(here("/mijn/bezoek/"))
    is_for_everybody(page, axe, no_sideways_scroll)
    page.get_by_role("button", name="Naar mijn stappen").click()
    page.get_by_role("heading", name="Ik was op bezoek").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    page.get_by_label("Vandaag").check()
    page.get_by_label("Goed").check()
    page.get_by_role("button", name="Bewaar mijn bezoek").click()
    page.get_by_text("Bewaard. Fijn dat je er was.").wait_for()

    page.get_by_role("link", name="Ik heb hulp nodig").click()
    page.get_by_text("nadia@kring.test").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    page.goto(here(f"/gezin/{family.pk}/"))
    page.get_by_role("heading", name="Aanmelden").wait_for()


def test_another_finger_says_so_and_the_page_stays(page, here, device, log_in, lieve):
    be_in(page, here, log_in, lieve)
    page.goto(here("/mijn/toestel/"))
    page.get_by_role("button", name="Onthoud met vinger of gezicht").click()
    page.get_by_text("Dit toestel is onthouden").wait_for()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    [authenticator] = device.authenticators
    device.send(
        "WebAuthn.setUserVerified", {"authenticatorId": authenticator, "isUserVerified": False}
    )

    page.goto(here("/mijn/stappen/"))
    page.get_by_role("button", name="Naar mijn stappen").click()

    page.get_by_text("Dat lukte niet met je vinger of gezicht.").wait_for()
    assert "/mijn/pin/" in page.url


def test_without_a_script_a_pin_code_still_does(chromium, live_server, lieve):
    made = devices.remember_device(lieve, pin="280417")
    context = chromium.new_context(
        java_script_enabled=False, base_url=live_server.url, locale="nl-BE"
    )
    context.add_cookies([{
        "name": settings.KRING_DEVICE_COOKIE, "value": made.word, "url": live_server.url,
    }])  # fmt: skip
    page = context.new_page()
    page.goto("/mijn/stappen/")
    page.locator("#id_pin").fill("280417")
    page.get_by_role("button", name="Naar mijn stappen").click()
    page.get_by_text("Bel de verhuurder").wait_for()
    context.close()


@pytest.mark.parametrize("address", ["/mijn/bezoek/", "/mijn/hulp/", "/mijn/toestel/"])
def test_each_page_from_right_to_left(page, log_in, axe, no_sideways_scroll, lieve, address):
    log_in(lieve, language="ar")
    page.goto(address)
    assert page.locator("html").get_attribute("dir") == "rtl"
    is_for_everybody(page, axe, no_sideways_scroll)
