"""All start-up checks in one list: what `kring serve` refuses on, and `kring check` prints."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from kring.core.words import gettext_noop
from kring.site.postgres.check import refuses_unsafe_database_role
from kring.site.serving import configuration, databases, keys
from kring.site.serving.found import Finding, Findings
from kring.site.serving.places import Place


@dataclass(frozen=True, slots=True)
class Check:
    """`asks_database`: only worth doing when the database is there and opens."""

    title: str
    look: Callable[[Place], Iterable[Finding]]
    asks_database: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    title: str
    findings: Sequence[Finding]


def look(place: Place, *, workers: int = 1, may_migrate: bool = False) -> list[Looked]:
    """Every check, in the order in which somebody would mend what they find.

    `may_migrate`: before the tables are brought up to date; look once more after that.
    """
    checks = (
        Check(gettext_noop("hoe Python loopt"), lambda _: configuration.optimised()),
        Check(gettext_noop("de binnenkant blijft binnen"), lambda _: configuration.debugging()),
        Check(gettext_noop("geen demo"), configuration.demo),
        Check(gettext_noop("het geheim van de site"), configuration.secret_key),
        Check(
            gettext_noop("de namen van de site"),
            lambda _: configuration.hosts(settings.ALLOWED_HOSTS),
        ),
        Check(gettext_noop("de map is van Kring alleen"), configuration.folder),
        Check(gettext_noop("een eigen schijf"), configuration.disk),
        Check(
            gettext_noop("hoeveel processen"),
            lambda place: configuration.processes(place, workers),
        ),
        Check(gettext_noop("de sleutelbos"), keys.ring),
        Check(gettext_noop("de databanken"), databases.files),
        Check(gettext_noop("de verbinding met de databank"), lambda _: databases.line()),
        Check(
            gettext_noop("de versie van de databank"),
            lambda _: databases.versions(may_migrate=may_migrate),
            asks_database=True,
        ),
        Check(
            gettext_noop("de rol in de databank"),
            lambda _: () if may_migrate else _role(),
            asks_database=True,
        ),
        Check(gettext_noop("sleutels van de gezinnen"), keys.wraps, asks_database=True),
    )
    looked: list[Looked] = []
    there = True
    for check in checks:
        if check.asks_database and not there:
            continue
        found = list(check.look(place))
        looked.append(Looked(check.title, found))
        there = there and not any(each.code.startswith("database-") for each in found)
    return looked


def _role() -> Findings:
    for sentence in refuses_unsafe_database_role():
        yield Finding("database-role", sentence)
