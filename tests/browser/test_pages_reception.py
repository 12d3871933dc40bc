"""Coming in, small seats and accounts in a real browser: every width, both directions."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings

from cast import person
from kring.families.models import Invitation, Member, Seat
from kring.network.models import Actor
from kring.people.models import Organisation, User
from kring.reception.services import accounts, codes, devices, invitations
from reception.inviting import ELS, terms

TALL = 8000
PAGES = {
    "invite": ("nadia", "/gezin/{family}/kring/uitnodigen/"),
    "invitations": ("nadia", "/gezin/{family}/kring/uitnodigingen/"),
    "codes": ("alice", "/gezin/{family}/kring/codes/"),
    "devices": ("bob", "/mijn/toestel/"),
    "steps": ("bob", "/mijn/stappen/"),
    "help": ("bob", "/mijn/hulp/"),
    "leave": ("nadia", "/mijn/vertrek/"),
    "waiting": ("els", "/uitnodiging/code/"),
    "people": ("adam", "/beheer/mensen/"),
    "person": ("adam", "/beheer/mensen/{alice}/"),
    "welcome": ("adam", "/beheer/uitnodigen/"),
    "organisations": ("adam", "/beheer/organisaties/"),
}


@pytest.fixture
def els(db):
    user = person("Els", email=ELS)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def circle(family, nadia, alice, bob, adam, els):
    """A circle in which something waits on every page."""
    sent = invitations.invite(family.pk, terms=terms(), by=nadia)
    invitations.accept(sent.word, user=els)
    invitations.invite(family.pk, terms=terms(mail="ann@voorbeeld.be"), by=nadia)
    devices.remember_device(bob, pin="280417", name="mijn gsm")
    lieve = Actor.objects.for_system("for a test").get(family=family, position=0)
    Seat.objects.filter(user=bob).update(actor=lieve.pk)
    Organisation.objects.create(name="CAW")
    accounts.ask_role(els, User.SystemRole.ANALYST, by=adam)
    given = codes.give_code(
        family.pk, member=yousef_of(family), language="ar", asked_apart=True, by=alice
    )
    return {"family": family.pk, "alice": alice.pk, "word": given.word}


def yousef_of(family):
    return Member.objects.for_system("for a test").get(family=family, position=1).pk


def is_for_everybody(page, axe, no_sideways_scroll):
    for width in (1280, 820, 390, 320):
        page.set_viewport_size({"width": width, "height": TALL})
        assert no_sideways_scroll(page), width
    for width, theme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_everybody(
    request, page, log_in, axe, no_sideways_scroll, circle, name, language
):
    who, address = PAGES[name]
    log_in(request.getfixturevalue(who), language=language)
    page.goto(address.format(**circle))

    assert page.locator("h1").count() == 1
    is_for_everybody(page, axe, no_sideways_scroll)


def test_the_way_in_is_for_everybody(page, axe, no_sideways_scroll, family, nadia, adam):
    sent = invitations.invite(family.pk, terms=terms(), by=nadia)
    welcome = accounts.welcome(mail=ELS, organisation=None, system_role="", by=adam)
    links = [f"/uitnodiging/{sent.word}/", f"/welkom/{welcome.word}/"]
    for link in links:
        page.goto(link)
        page.get_by_label("Je naam").fill("Els")
        page.get_by_role("button", name="Maak mijn account").click()
        page.get_by_role("heading", name="Er is een probleem").wait_for()
        assert page.get_by_label("Je naam").input_value() == "Els"
        is_for_everybody(page, axe, no_sideways_scroll)


@pytest.mark.parametrize("javascript", [True, False])
def test_four_pictures_by_thumb_and_by_keyboard(
    chromium, live_server, axe, no_sideways_scroll, circle, javascript
):
    """The whole way in of a member of the family, without reading and without a script."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844},
        java_script_enabled=javascript, has_touch=True,
    )  # fmt: skip
    page = context.new_page()
    page.goto(f"/code/{circle['word']}/")
    page.get_by_role("button", name="العربية").tap()
    page.wait_for_url("**/?taal")
    assert page.locator("html").get_attribute("dir") == "rtl"
    if javascript:
        is_for_everybody(page, axe, no_sideways_scroll)
        page.set_viewport_size({"width": 390, "height": 844})
    for place in (1, 2, 1, 4, 1, 2, 1, 4):
        page.locator(".picture-grid button").nth(place).tap()
        page.wait_for_load_state()
    page.wait_for_url(re.compile(r"/gezin/[0-9a-f-]{36}/$"))

    context.clear_cookies()
    page.goto(f"/code/{circle['word']}/?taal")
    for place in (1, 2, 1, 4):
        page.locator(".picture-grid button").nth(place).press("Enter")
        page.wait_for_load_state()
    page.wait_for_url(re.compile(r"/gezin/[0-9a-f-]{36}/$"))
    context.close()


def test_every_picture_is_large_enough_for_a_thumb(page, circle):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/code/{circle['word']}/?taal")

    sizes = [box.bounding_box() for box in page.locator(".picture-grid button").all()]
    assert len(sizes) == 16
    assert min(min(each["width"], each["height"]) for each in sizes) >= 44


def test_the_card_has_a_square_on_one_sheet(
    page, log_in, axe, no_sideways_scroll, circle, alice
):
    log_in(alice)
    page.goto(PAGES["codes"][1].format(**circle))
    page.get_by_label("Amal").check()
    page.get_by_label("Ik vroeg het apart").check()
    page.get_by_role("button", name="Maak de kaart").click()

    page.get_by_role("img", name="Een vierkant om te scannen").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    page.emulate_media(media="print")
    assert page.locator(".sheet").is_visible()
    assert not page.locator("h1").is_visible()


def test_a_phone_with_a_pin_code(
    page, log_in, live_server, axe, no_sideways_scroll, circle, bob
):
    """From remembering it to the small seat, and from there to the whole sign-in."""
    page.set_viewport_size({"width": 390, "height": 844})
    log_in(bob)
    page.goto("/mijn/toestel/")
    page.get_by_label("Pincode", exact=True).fill("280417")
    page.get_by_label("Nog eens dezelfde pincode").fill("280417")
    page.get_by_role("button", name="Onthoud dit toestel").click()
    page.get_by_text("Dit toestel is onthouden").wait_for()
    assert page.evaluate("document.cookie").count(settings.KRING_DEVICE_COOKIE) == 0
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.goto("/mijn/stappen/")
    is_for_everybody(page, axe, no_sideways_scroll)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_label("Pincode").fill("280417")
    page.get_by_role("button", name="Naar mijn stappen").click()
    page.get_by_text("Bel de verhuurder").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)

    page.get_by_role("link", name="Naar de gezinnen").click()
    page.get_by_role("heading", name="Aanmelden").wait_for()
    assert page.url.endswith("/aanmelden/?next=/gezinnen/")


def test_the_coordinator_types_the_code_that_she_heard(page, log_in, circle, nadia, els):
    code = els_code()
    log_in(nadia)
    page.goto(PAGES["invitations"][1].format(**circle))
    page.get_by_label("De code die je hoorde").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("button", name="Open de plaats in de kring").click()

    page.get_by_text("De code klopt.").wait_for()
    assert Seat.of(els).exists()


def els_code():
    return Invitation.objects.exclude(accepted_at=None).get().code
