"""Letting go in a real browser: every width, both directions, light and dark."""

import pytest

from kring.families.models import Family, Member
from kring.rights.models import Reply

WIDTHS = (1280, 820, 390, 320)
TALL = 8000
FAMILY = {
    "wie-keek": "amal",
    "klopt-dit": "amal",
    "neem-mee": "amal",
    "wissen": "amal",
    "alleen-op-papier": "nadia",
    "afsluiten": "nadia",
}


def is_for_everybody(page, axe, no_sideways_scroll):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        assert no_sideways_scroll(page), width
    for width, theme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", FAMILY)
def test_each_page_is_for_everybody(
    page, log_in, axe, no_sideways_scroll, family, amal, nadia, language, name
):
    actor = Member.objects.for_system("a test").filter(family=family).first()
    Reply.objects.create(family=family, item=actor.pk, kind="word", words=actor.name)
    log_in(amal if FAMILY[name] == "amal" else nadia, language=language)

    page.goto(f"/gezin/{family.pk}/{name}/")

    is_for_everybody(page, axe, no_sideways_scroll)


def test_what_a_coordinator_looks_over_is_for_everybody(
    page, log_in, axe, no_sideways_scroll, family, nadia
):
    log_in(nadia)
    page.goto(f"/gezin/{family.pk}/neem-mee/")
    is_for_everybody(page, axe, no_sideways_scroll)
    page.goto("/na-te-kijken/")
    is_for_everybody(page, axe, no_sideways_scroll)


def test_the_numbers_of_the_journal_are_for_everybody(
    page, log_in, axe, no_sideways_scroll, family, adam
):
    log_in(adam)
    page.goto("/journaal/")

    is_for_everybody(page, axe, no_sideways_scroll)


def test_the_family_takes_itself_along(page, log_in, family, amal):
    log_in(amal)
    page.goto(f"/gezin/{family.pk}/")
    page.get_by_role("link", name="Neem mee").click()

    with page.expect_download() as paper:
        page.get_by_role("button", name="Op papier (PDF)").click()
    with page.expect_download() as file:
        page.get_by_role("button", name="bestand (YAML)").click()

    assert paper.value.suggested_filename.endswith(".pdf")
    assert file.value.suggested_filename.endswith(".yaml")


def test_a_family_that_says_no_goes_home_with_paper_and_is_wiped(
    page, log_in, axe, no_sideways_scroll, family, nadia
):
    log_in(nadia)
    page.goto(f"/gezin/{family.pk}/alleen-op-papier/")
    page.get_by_role("button", name="Wis alles nu, voor altijd").click()
    page.get_by_role("heading", name="Er is een probleem").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    page.get_by_label("Amal").check()
    page.get_by_label("Het gezin heeft zijn papieren.").check()
    page.get_by_role("button", name="Wis alles nu, voor altijd").click()

    page.get_by_role("heading", name="Jullie gegevens in Kring zijn gewist").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    assert not Family.objects.for_system("a test").filter(pk=family.pk).exists()
