"""Where a family stands, as facts with their dates: never a conclusion."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kring.core.codes import Code
from kring.core.family import Family
from kring.core.roles import as_written
from kring.core.sharing import Reader
from kring.core.words import Text, Translate, gettext_noop

PHASES: Final = {
    "new": gettext_noop("pas aangekomen"),
    "in_procedure": gettext_noop("in de asielprocedure"),
    "leaving_reception": gettext_noop("vertrekt uit de opvang"),
    "after_recognition": gettext_noop("na de erkenning"),
    "awaiting_family_reunification": gettext_noop("wacht op gezinshereniging"),
    "after_family_reunification": gettext_noop("na de gezinshereniging"),
    "temporary_protection": gettext_noop("tijdelijke bescherming"),
    "settled": gettext_noop("gevestigd"),
    "without_legal_stay": gettext_noop("zonder wettig verblijf"),
}
STATUSES: Final = {
    "applicant": gettext_noop("verzoeker om internationale bescherming"),
    "applicant_family_reunification": gettext_noop("vraagt gezinshereniging aan"),
    "refugee": gettext_noop("erkend vluchteling"),
    "subsidiary_protection": gettext_noop("subsidiair beschermd"),
    "temporary_protection": gettext_noop("tijdelijk beschermd"),
    "family_reunification": gettext_noop("gezinshereniger"),
    "humanitarian": gettext_noop("humanitair statuut"),
    "stateless": gettext_noop("staatloos"),
    "irregular": gettext_noop("zonder wettig verblijf"),
    "belgian": gettext_noop("Belg"),
}
STAFF: Final = frozenset({Reader.WORKER, Reader.COORDINATOR})
# The phase says which papers somebody has: not for volunteers.
READS_PHASE: Final = STAFF | {Reader.FAMILY}


@dataclass(frozen=True, slots=True)
class Stay:
    """The papers of one member, for those who must watch over a date."""

    name: Text
    status: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Situation:
    municipality: Text | None
    arrival: str | None
    phase: str
    last_map: date | None
    stays: tuple[Stay, ...]

    def __bool__(self) -> bool:
        known = (self.municipality, self.arrival, self.phase, self.last_map, self.stays)
        return any(known)


def situation_of(family: Family, *, reader: Reader, translate: Translate) -> Situation:
    phase = _words(PHASES, family.phase, translate) if reader in READS_PHASE else ""
    stays = tuple(
        Stay(each.name, _words(STATUSES, each.status, translate), each.status_until)
        for each in family.members
        if each.status not in (None, "unknown")
    )
    return Situation(
        municipality=family.municipality,
        arrival=family.arrival,
        phase=phase,
        last_map=max((each.date for each in family.maps), default=None),
        stays=stays if reader in STAFF else (),
    )


def _words(known: dict[str, str], code: Code | None, translate: Translate) -> str:
    if code is None:
        return ""
    return translate(known[code]) if code in known else as_written(code)
