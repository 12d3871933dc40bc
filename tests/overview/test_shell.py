"""The shell: menu, languages, help, pages for everybody, and the style sheets behind it."""

import re
from importlib.resources import files

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from kring.base.helplines import helplines
from kring.base.icons import icon
from kring.core.drawing.palette import DARK, rules

PACKAGE = files("kring")
STYLES = sorted((PACKAGE / "static/kring/css").iterdir(), key=lambda path: path.name)


def read(client, address="/gezinnen/", **more):
    return " ".join(client.get(address, **more).content.decode().split())


def menu(page):
    return re.findall(
        r'<span class="long">(.*?)</span>', page.partition('<nav class="tabs"')[0]
    )


def test_the_menu_is_the_four_steps_in_their_order(client, alice):
    client.force_login(alice)

    names = menu(read(client))

    order = ["Het gezin", "De vrijwilligers", "Het netwerk", "Het beleid", "Toolbox"]
    assert names[:2] == order[:2]
    assert names == [name for name in order if name in names]


@pytest.mark.parametrize("reader", ["paula", "adam"])
def test_a_role_on_the_site_has_no_families_in_its_menu(client, request, reader):
    client.force_login(request.getfixturevalue(reader))

    assert "Het gezin" not in menu(read(client))


def test_a_phone_has_the_same_menu_at_the_bottom(client, alice):
    client.force_login(alice)
    page = read(client)

    top, _, bottom = page.partition('<nav class="tabs"')
    assert re.findall(r'<a href="(/[^"]*)"', bottom) == re.findall(
        r'<a href="(/[^"]*)"', top.partition("</nav>")[0]
    )


def test_each_language_is_offered_under_its_own_name_and_keeps_the_page(client, alice):
    client.force_login(alice)
    page = read(client, "/gezinnen/?pagina=1")

    offered = re.findall(r'value="(\w+)" lang="\1"[^>]*> <bdi[^>]*>(.*?)</bdi>', page)
    assert offered == settings.LANGUAGES
    assert 'name="next" value="/gezinnen/?pagina=1"' in page

    response = client.post("/taal/", {"language": "ar", "next": "/gezinnen/?pagina=1"})

    assert response.headers["Location"] == "/gezinnen/?pagina=1"
    assert '<html lang="ar" dir="rtl">' in read(client)


def test_who_is_not_signed_in_can_choose_a_language_too(client, db):
    client.post("/taal/", {"language": "fr", "next": "https://elders.example/"})

    assert '<html lang="fr" dir="ltr">' in read(client, "/privacy/")


def test_help_stands_at_the_foot_of_every_page(client, alice):
    client.force_login(alice)
    unchecked = sum(line.checked_on is None for line in helplines())

    for address in ("/gezinnen/", "/privacy/", "/nergens/"):
        page = read(client, address)
        assert re.findall(r'href="tel:(\d+)"', page) == ["112", "1712", "106", "102"]
        assert page.count("<span>nakijken</span>") == unchecked


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/toegankelijkheid/", "Toegankelijkheidsverklaring"),
        ("/privacy/", "Privacy"),
        ("/aanmelden/", "Aanmelden"),
    ],
)
def test_pages_for_everybody(client, db, address, title):
    page = read(client, address)

    assert f"<title> {title} – Kring </title>" in page
    assert f"<h1>{title}</h1>" in page
    assert "data-leave" not in page  # nothing to hide here


def test_a_browser_that_asks_for_a_picture_gets_ours(client, db):
    assert client.get("/favicon.ico").headers["Location"] == "/static/kring/kring.svg"


def test_the_demo_bar_shows_only_when_there_are_roles():
    role = {
        "label": "vrijwilliger",
        "name": "Lieve",
        "address": "/demo/als/x/",
        "current": True,
    }

    shown = " ".join(render_to_string("_demo_bar.html", {"demo_roles": [role]}).split())

    assert 'href="/demo/als/x/" aria-current="true"> vrijwilliger (Lieve)' in shown
    assert render_to_string("_demo_bar.html", {}).strip() == ""


def test_what_just_happened_is_said_once():
    said = [type("Said", (), {"tags": "sun", "__str__": lambda self: "Bewaard."})()]

    shown = render_to_string("_messages.html", {"messages": said})

    assert 'role="status"' in shown
    assert '<p class="notice sun">Bewaard.</p>' in shown


def test_the_styles_load_in_the_order_of_their_layers():
    """Each layer has its own sheet; what a room adds joins one of the layers."""
    sheets = {path.name.removesuffix(".css"): path.read_text("utf-8") for path in STYLES}
    order = re.findall(r"@layer ([\w, ]+);", sheets["tokens"])[0].split(", ")
    head = (PACKAGE / "templates/_head.html").read_text("utf-8")
    loaded = re.findall(r"css/(\w+)\.css", head)

    assert loaded[0] == "tokens"  # it says the order
    assert [name for name in loaded if name in order] == order
    assert sorted(loaded) == sorted(sheets)
    assert {
        layer for text in sheets.values() for layer in re.findall(r"@layer (\w+) {", text)
    } <= (set(order))


def test_the_map_turns_dark_by_the_palette_of_the_drawing():
    style = (PACKAGE / "static/kring/css/map.css").read_text("utf-8")

    missing = [line for line in rules(DARK).splitlines() if line not in style]
    assert missing == []


def tokens(style, theme):
    block = style.split("prefers-color-scheme: dark")[theme == "dark"]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def contrast(a, b):
    """WCAG 2.2, relative luminance."""

    def light(colour):
        channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
            for each in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(a), light(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *((ink, paper) for ink in ("ink", "ink-2", "link") for paper in
      ("paper", "surface", "surface-2")),
    ("ink", "brand-soft"), ("ink-2", "brand-soft"), ("ink", "warm-zone"),
    ("ink-2", "warm-zone"), ("warm", "warm-zone"), ("warm", "warm-fill"),
    ("cool", "cool-fill"), ("brand", "surface"),
    ("brand-deep", "brand-soft"), ("on-brand", "brand"), ("sun-ink", "sun-soft"),
    ("sun-soft", "sun-ink"), ("ok", "ok-soft"), ("stop", "stop-soft"), ("stop", "surface"),
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(theme):
    colours = tokens((PACKAGE / "static/kring/css/tokens.css").read_text("utf-8"), theme)

    low = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in TEXT
        if contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    }
    assert low == {}
    for paper in ("paper", "surface"):
        assert contrast(colours["line-2"], colours[paper]) >= 3


def test_every_icon_that_a_template_names_is_there():
    named = {
        name
        for path in (PACKAGE / "templates").rglob("*.html")
        for name in re.findall(r'(?:{% icon |picture=)"([\w-]+)"', path.read_text("utf-8"))
    }

    assert len(named) > 10
    assert [name for name in sorted(named) if not icon(name)] == []


def leaves(client, address):
    """Where "Sluit snel" on this page leads, when it is there."""
    return re.findall(r'href="([^"]*)" rel="noreferrer" data-leave', read(client, address))


@pytest.mark.parametrize("address", ["/toolbox/", "/privacy/", "/nergens/"])
@pytest.mark.parametrize(("reader", "many"), [("amal", 1), ("bob", 1), ("paula", 0)])
def test_who_may_sit_in_a_circle_leaves_quickly_from_every_page(
    client, request, family, settings, reader, many, address
):
    settings.KRING_QUICK_EXIT = "https://www.weer.example/"
    client.force_login(request.getfixturevalue(reader))

    assert leaves(client, address) == ["https://www.weer.example/"] * many
