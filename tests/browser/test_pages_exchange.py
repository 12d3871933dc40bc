"""Paper and files in a real browser: every width, both directions, and the whole way in."""

import re

import pytest

import cast
from kring.core.family import FamilyFile, Meta
from kring.core.formats.family_file import write_yaml
from kring.families.models import Family

WIDTHS = (1280, 820, 390, 320)
TALL = 8000
PAGES = {
    "print": "/gezin/{family}/afdrukken/",
    "copy": "/gezin/{family}/kopie/",
    "import": "/gezinnen/uit-bestand/",
}


@pytest.fixture
def own_file(tmp_path):
    path = tmp_path / "gezin.yaml"
    file = FamilyFile(meta=Meta(), families=(cast.STERRENBERG,))
    path.write_text(write_yaml(file), "utf-8")
    return path


def is_for_everybody(page, axe, no_sideways_scroll):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": TALL})
        assert no_sideways_scroll(page), width
    for width, theme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": TALL})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        assert axe(page) == [], (width, theme)


@pytest.mark.parametrize("language", ["nl", "ar"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_everybody(
    page, log_in, axe, no_sideways_scroll, alice, family, name, language
):
    type(family).objects.for_system("test").update(is_example=True)  # so that she may copy
    log_in(alice, language=language)
    page.goto(PAGES[name].format(family=family.pk))

    is_for_everybody(page, axe, no_sideways_scroll)


def test_from_a_file_to_a_family(page, log_in, axe, no_sideways_scroll, alice, own_file):
    log_in(alice)
    page.goto(PAGES["import"])
    page.get_by_label("Bestanden").set_input_files(own_file)
    page.get_by_role("button", name="Bekijk het bestand").click()

    page.get_by_role("heading", name="Klopt dit?").wait_for()
    is_for_everybody(page, axe, no_sideways_scroll)
    page.get_by_label("Het gezin weet dit en is akkoord.").check()
    page.get_by_role("button", name="Maak dit gezin").click()

    page.get_by_text("Het gezin staat in Kring.").wait_for()
    assert re.search(r"/gezin/[0-9a-f-]{36}/$", page.url)
    assert Family.objects.visible_to(alice).count() == 2


def test_a_mistake_puts_the_keyboard_in_the_summary(
    page, log_in, axe, no_sideways_scroll, alice, tmp_path
):
    path = tmp_path / "fout.yaml"
    path.write_text("meta: {schema_version: 1}\nfamilies:\n  - {id: A}\n")
    log_in(alice)
    page.goto(PAGES["import"])
    page.get_by_label("Bestanden").set_input_files(path)
    page.get_by_role("button", name="Bekijk het bestand").click()

    page.get_by_role("heading", name="Er is een probleem").wait_for()
    assert page.title().startswith("Fout:")
    assert page.evaluate("document.activeElement.className") == "problems"
    page.get_by_role("link", name=re.compile("fout.yaml")).first.click()
    assert page.evaluate("document.activeElement.id") == "id_given"
    is_for_everybody(page, axe, no_sideways_scroll)


def test_a_copy_is_downloaded(page, log_in, amal, family):
    log_in(amal)
    page.goto(PAGES["copy"].format(family=family.pk))

    with page.expect_download() as found:
        page.get_by_role("button", name=re.compile("Kopie nemen.*YAML")).click()

    assert found.value.suggested_filename.endswith(".yaml")
