"""A real Chromium, started once, with a clean profile for every test.

Tests of pages alone, as `./kring test` runs them, ask a site whose databases are files. Planted
words stand in its family, and after each test they may be readable in nothing that was kept.
"""

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserType, ConsoleMessage, Page, sync_playwright

from cast import STERRENBERG, bring
from kring.site.commands import machine
from kring.site.serving.places import DATABASE, KEYS
from markers import Planter, found_under

# Chromium refuses its sandbox to root, and would like to call home.
QUIET = [
    *(["--no-sandbox"] if os.geteuid() == 0 else []),
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# WCAG 2.2, levels A and AA, as axe names them.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

OpenPage = Callable[[], AbstractContextManager[Page]]

# Playwright keeps an event loop in this thread; Django would refuse the database because of it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def site_folder(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What a site writes down: its databases, its log, its mails and what sessions hold."""
    folder = tmp_path_factory.mktemp("site")
    log = logging.FileHandler(folder / "kring.log")
    log.setFormatter(logging.Formatter("%(asctime)s %(name)s %(levelname)s %(message)s"))
    levels = {"": logging.INFO, "kring": logging.DEBUG}
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.getLogger().addHandler(log)
    yield folder
    logging.getLogger().removeHandler(log)
    log.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, site_folder: Path, django_db_modify_db_settings: None
) -> None:
    """With nothing but tests of pages the databases are files, as those of a real site are."""
    if not all(item.get_closest_marker("browser") for item in request.session.items):
        return
    for alias, name in (("default", DATABASE), ("keys", KEYS)):
        if connections[alias].vendor == "sqlite":
            chosen = connections[alias].settings_dict
            chosen["TEST"]["NAME"] = str(site_folder / name)
            # A power cut in a test loses nothing that anybody needs.
            calm = chosen["OPTIONS"]["init_command"].replace(
                "synchronous=FULL", "synchronous=OFF"
            )
            chosen["OPTIONS"]["init_command"] = calm


@pytest.fixture
def family(transactional_db: None) -> Any:
    """The family of every test, with a planted word in each of its texts."""
    return bring(Planter().plant(STERRENBERG))


@pytest.fixture(autouse=True)
def nothing_readable_is_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Looks while the rows of this test are still there, in all that it left on the disk."""
    if "live_server" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")  # before us, and so emptied after us
    folder = request.getfixturevalue("site_folder")
    yield
    write_down_the_rest(folder)
    assert found_under(folder) == []


def write_down_the_rest(folder: Path) -> None:
    """Mails, and sessions as whoever has the secret of the site can read them."""
    with (folder / "mails.txt").open("a", encoding="utf-8") as file:
        file.writelines(f"{each.to}\n{each.message()}\n" for each in mail.outbox)
    with (folder / "sessions.txt").open("a", encoding="utf-8") as file:
        file.writelines(f"{each.get_decoded()}\n" for each in Session.objects.all())


@pytest.fixture(scope="session")
def browsers() -> Iterator[BrowserType]:
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def chromium(browsers: BrowserType) -> Iterator[Browser]:
    browser = browsers.launch(executable_path=machine.chromium(), args=QUIET)
    yield browser
    browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> OpenPage:
    """Opens a window of its own, for a test in which two people look at the same time.

    Its console must stay silent: a script error or refused file fails the test on closing.
    """

    @contextmanager
    def open_page() -> Iterator[Page]:
        context = chromium.new_context(
            base_url=live_server.url, locale="nl-BE", timezone_id="Europe/Brussels"
        )
        page = context.new_page()
        noise: list[str] = []

        def listen(said: ConsoleMessage) -> None:
            if said.type == "error":
                noise.append(said.text)

        page.on("console", listen)
        page.on("pageerror", lambda error: noise.append(str(error)))
        try:
            yield page
        finally:
            context.close()
        # Chromium reports our own 422, the answer to a form with a mistake, as an error.
        assert [line for line in noise if "422 (Unprocessable" not in line] == []

    return open_page


@pytest.fixture
def page(open_page: OpenPage) -> Iterator[Page]:
    """The one window of a test, with a console that stays silent."""
    with open_page() as page:
        yield page


@pytest.fixture
def log_in(page: Page, live_server: Any) -> Callable[..., None]:
    """Log in without the login page: that page has a test of its own."""

    def log_in(user: Any, *, language: str = "nl") -> None:
        client = Client()
        client.force_login(user)
        for name, value in [
            (settings.SESSION_COOKIE_NAME, client.session.session_key),
            (settings.LANGUAGE_COOKIE_NAME, language),
        ]:
            page.context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return log_in


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """What stands between this page and people who see, hear or move differently.

    Gives one line for each finding of axe under WCAG 2.2 AA: rule, meaning and places. A
    good page gives an empty list.
    """
    ruler = Axe()

    def axe(page: Page) -> list[str]:
        answer = ruler.run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        return [
            f"{finding['id']}: {finding['help']}: "
            + ", ".join(str(node["target"]) for node in finding["nodes"])
            for finding in answer.response["violations"]
        ]

    return axe


@pytest.fixture(scope="session")
def no_sideways_scroll() -> Callable[[Page], bool]:
    """Does the whole page fit in the width of the window?"""

    def no_sideways_scroll(page: Page) -> bool:
        return bool(
            page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
        )

    return no_sideways_scroll


@pytest.fixture
def device(page):
    """A device with a finger on its sensor, of which Chromium plays the passkeys."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    devtools.authenticators = [made["authenticatorId"]]
    return devtools


@pytest.fixture
def here(page, live_server):
    """Passkeys belong to a name, not to a number such as 127.0.0.1."""
    return lambda path: live_server.url.replace("127.0.0.1", "localhost") + path
