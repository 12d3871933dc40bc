"""What every test may count on: a database to ask, and a machine that has what it needs."""

import os
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import settings as properties

import kring
import postgres
from kring.site.commands import machine

# What only a test does, and only between two tests: nothing in Kring itself lifts the lock.
LIFT = {
    "sqlite": [
        f"DROP TRIGGER IF EXISTS {name}"
        for name in (
            "journal_keeps_its_words", "journal_keeps_its_lines", "journal_replaces_no_line",
            "volumes_keep_their_words", "volumes_are_kept", "volumes_replace_none",
        )
    ],
    "postgresql": ["DROP FUNCTION IF EXISTS journal_only_grows() CASCADE"],
}  # fmt: skip

pytest_plugins = ["cast"]

ON_POSTGRESQL = os.environ.get("KRING_TEST_DATABASE") == "postgresql"
# The second wall stands on PostgreSQL alone: elsewhere there is nothing to test.
collect_ignore_glob = [] if ON_POSTGRESQL else ["site/test_second_wall*.py"]
SETTINGS = Path(kring.__file__).parent / "site" / "settings.py"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
os.environ["LANG"] = "nl_BE.UTF-8"  # the tests read Dutch, whatever this machine speaks

# In CI the same examples every time: what is red there is red here too.
properties.register_profile("here", deadline=None, max_examples=60)
properties.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
properties.load_profile("ci" if machine.in_ci() else "here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks each test with what it needs, and leaves the slow ones with a browser for last."""
    for item in items:
        needs = set(getattr(item, "fixturenames", ()))
        if "chromium" in needs:
            item.add_marker("browser")
            if machine.chromium() is None:
                item.add_marker(pytest.mark.skip(reason="geen Chromium op deze machine"))
        mark = item.get_closest_marker("django_db")
        if mark or needs & DATABASE_FIXTURES:
            # The data and the keys: two databases, always asked together.
            words = {"databases": "__all__", **(mark.kwargs if mark else {})}
            item.add_marker(pytest.mark.django_db(**words), append=False)
            if ON_POSTGRESQL and machine.postgresql() is None:
                item.add_marker(pytest.mark.skip(reason="geen PostgreSQL op deze machine"))
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if machine.in_ci():
        _refuse_to_skip(items)


def _refuse_to_skip(items: list[pytest.Item]) -> None:
    """In CI a test that cannot run is a mistake of the CI machine, and is said at once."""
    if ON_POSTGRESQL and machine.postgresql() is None:
        raise pytest.UsageError("CI needs PostgreSQL: install its server programs (initdb)")
    if machine.chromium() is None and any(item.get_closest_marker("browser") for item in items):
        raise pytest.UsageError("CI needs Chromium: install it, or name it in KRING_CHROMIUM")


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a PostgreSQL of our own, running as long as the tests do."""
    programs = machine.postgresql()
    assert programs is not None
    with postgres.server(programs) as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """With `KRING_TEST_DATABASE=postgresql` the settings are read anew, as on such a site."""
    if not ON_POSTGRESQL:
        return
    os.environ["KRING_POSTGRES"] = request.getfixturevalue("postgresql_url")
    settings.DATABASES = runpy.run_path(str(SETTINGS))["DATABASES"]
    connections.close_all()
    for connection in connections.all(initialized_only=True):
        del connections[connection.alias]
    connections.settings = connections.configure_settings(settings.DATABASES)


@pytest.fixture(scope="session", autouse=True)
def a_journal_that_tests_may_empty() -> Iterator[None]:
    """A test that commits ends with emptying every table; the triggers come back after it."""
    empty = TransactionTestCase._fixture_teardown

    def lift_and_empty(case: TransactionTestCase) -> None:
        with connections["default"].cursor() as cursor:
            for statement in LIFT[connections["default"].vendor]:
                cursor.execute(statement)
        empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lift_and_empty)
        yield
