"""A network as JSON, anybody's: sectors, rings, actors and ties that want a place."""

from collections.abc import Mapping
from typing import Any, Final

from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings, Path
from kring.core.formats.source import json_of, text_of
from kring.core.labels import HALVES
from kring.core.layout.scene import Ring, Scene, Sector, Spot
from kring.core.words import gettext_noop, sentence
from kring.site.speech import gettext as _

MOST_ACTORS: Final = 500
MOST_CELLS: Final = 64  # sectors, and rings: more is no map

NO_NETWORK: Final = gettext_noop(
    "Dit is geen netwerk: hier hoort een object met ego, sectors, rings, actors en ties."
)
NO_LIST: Final = gettext_noop("Hier hoort een lijst van objecten.")
NO_OBJECT: Final = gettext_noop("Hier hoort een object.")
NO_ID: Final = gettext_noop("Hier hoort een kenmerk: een woord of een getal.")
NO_WORDS: Final = gettext_noop("Hier hoort tekst.")
TWICE: Final = gettext_noop('Het kenmerk "{name}" staat er al.')
NOBODY: Final = gettext_noop('"{name}" is geen actor van dit netwerk.')
NO_PLACE: Final = gettext_noop('"{name}" staat niet in {there}.')
NO_SECTORS: Final = gettext_noop("Er is minstens één sector en één ring nodig.")
TOO_MANY: Final = gettext_noop("Dit zijn er te veel: hoogstens {most} mag.")

Record = Mapping[str, Any]


def network_of(data: bytes, name: str) -> Scene:
    """The scene that this network asks for; the first half of its sectors are people.

    Keys that a layout does not need are passed over. Actors, sectors and rings have ids of
    their own; a ring past the last is beyond the outer one.

    Raises:
        FileRefused: with everything that is wrong.
    """
    value = json_of(text_of(data, name=name), name=name)
    return _Reading(Findings(name)).scene(value)


class _Reading:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def scene(self, value: Any) -> Scene:
        if not isinstance(value, dict):
            self.findings.stop(sentence(NO_NETWORK))
        ego = value.get("ego")
        if not isinstance(ego, dict):
            self.findings.stop(sentence(NO_NETWORK), path=("ego",))
        sectors = self.records(value, "sectors", MOST_CELLS)
        rings = self.records(value, "rings", MOST_CELLS)
        if not sectors or not rings:
            self.findings.stop(sentence(NO_SECTORS))
        actors = self.records(value, "actors", MOST_ACTORS)
        ties = self.records(value, "ties", MOST_ACTORS**2)
        family = self.name(ego, "id", ("ego",))
        sector_at = self.numbers(sectors, "sectors")
        ring_at = self.numbers(rings, "rings")
        spots = [
            Spot(
                id=self.name(actor, "id", ("actors", at)),
                label=self.words(actor, ("actors", at)),
                sector=self.place(actor, "sector", sector_at, ("actors", at)),
                ring=self.place(actor, "ring", ring_at, ("actors", at), beyond=True),
            )
            for at, actor in enumerate(actors)
        ]
        self.once([family, *(spot.id for spot in spots)])
        known = {spot.id for spot in spots}
        pairs = [self.pair(tie, known, ("ties", at)) for at, tie in enumerate(ties)]
        self.findings.settle()
        half = (len(sectors) + 1) // 2
        return Scene(
            name=shown(value.get("id", "")),
            family=self.words(ego, ("ego",)),
            sectors=tuple(
                Sector(str(each["id"]), self.words(each, ("sectors", at)), people=at < half)
                for at, each in enumerate(sectors)
            ),
            rings=tuple(
                Ring(str(each["id"]), self.words(each, ("rings", at)))
                for at, each in enumerate(rings)
            ),
            spots=tuple(spots),
            ties=tuple(pairs),
            halves=(_(HALVES[0]), _(HALVES[1])),
            family_id=family,
        )

    def records(self, value: Record, key: str, most: int) -> list[Record]:
        found = value.get(key, [])
        if not isinstance(found, list):
            self.findings.stop(sentence(NO_LIST), path=(key,))
        if len(found) > most:
            self.findings.stop(sentence(TOO_MANY, most=most), path=(key,))
        for at, each in enumerate(found):
            if not isinstance(each, dict):
                self.findings.stop(sentence(NO_OBJECT), path=(key, at))
        return found

    def name(self, record: Record, key: str, path: Path) -> str:
        found = record.get(key)
        if isinstance(found, bool) or not isinstance(found, str | int) or found == "":
            self.findings.add(sentence(NO_ID), path=(*path, key))
        return str(found)

    def words(self, record: Record, path: Path) -> str:
        found = record.get("label", "")
        if not isinstance(found, str):
            self.findings.add(sentence(NO_WORDS), path=(*path, "label"))
        return str(found)

    def numbers(self, records: list[Record], key: str) -> dict[str, int]:
        names = [self.name(each, "id", (key, at)) for at, each in enumerate(records)]
        self.once(names, key)
        return {name: at for at, name in enumerate(names)}

    def place(
        self,
        actor: Record,
        key: str,
        there: Mapping[str, int],
        path: Path,
        *,
        beyond: bool = False,
    ) -> int:
        name = self.name(actor, key, path)
        if name in there:
            return there[name]
        if beyond and name.isdecimal() and len(there) <= int(name) < MOST_CELLS:
            return int(name)
        what = sentence(NO_PLACE, name=shown(name), there=f"{key}s")
        self.findings.add(what, path=(*path, key))
        return 0

    def pair(self, tie: Record, known: set[str], path: Path) -> tuple[str, str]:
        a, b = (self.name(tie, key, path) for key in ("source", "target"))
        for key, name in (("source", a), ("target", b)):
            if name not in known:
                self.findings.add(sentence(NOBODY, name=shown(name)), path=(*path, key))
        return a, b

    def once(self, names: list[str], key: str = "actors") -> None:
        seen: set[str] = set()
        for name in names:
            if name in seen:
                self.findings.add(sentence(TWICE, name=shown(name)), path=(key,))
            seen.add(name)
