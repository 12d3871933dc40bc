"""A real Chromium, started once, with a clean profile for every test."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from kring.site.commands import machine

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
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=QUIET)
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
