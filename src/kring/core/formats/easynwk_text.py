"""The text files of easyNWK 1.5 (`.nwk`), as the record that its successor would write.

Lines of fields between semicolons, in windows-1252:
`E;name;age;note` the person in the middle; `F;map;d.m.yyyy` a map;
`N;person;[+]name;m|w;role;note` somebody, with `+` when dead;
`P;map;person;x;y;tie` where somebody stands (0 to 1, y downwards, the middle at a half);
`L;map;person;person` two who know each other.
"""

from collections.abc import Iterator
from datetime import date
from math import atan2, degrees, hypot, isfinite
from typing import Any, Final

from kring.core.formats.easynwk_words import GENDERS, NO_GENDER, SHORT_ROLES
from kring.core.formats.faults import shown
from kring.core.formats.findings import Findings
from kring.core.formats.source import NOT_UTF8, refused, text_of
from kring.core.words import gettext_noop, sentence

FEWEST: Final = {"E": 2, "F": 3, "N": 3, "P": 6, "L": 4}  # fields of a line, its letter too
NUMBERS: Final = {"E": 0, "F": 1, "N": 1, "P": 5, "L": 3}  # how many of them are numbers

TOO_SHORT: Final = gettext_noop(
    "Een regel met {kind} heeft minstens {fewest} stukken, met puntkomma's ertussen."
)
NO_NUMBER: Final = gettext_noop('Hier hoort een getal, maar er staat "{found}".')
NO_DATE: Final = gettext_noop('Hier hoort een datum zoals 5.3.2018, maar er staat "{found}".')
TWICE: Final = gettext_noop("Nummer {number} staat hier voor de tweede keer.")
NOBODY: Final = gettext_noop("Nummer {number} staat nergens als persoon (een regel met N).")


def looks_like_text(data: bytes) -> bool:
    """Whether these are lines of easyNWK 1.5: one letter, then a semicolon."""
    first = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:2].decode("latin-1")
    return first[:1] in FEWEST and first[1:] == ";"


def record_of_text(data: bytes, *, name: str) -> dict[str, Any]:
    """`{versions, currentVersion}`; beside them `contacts` and `lines`, which are on no map.

    The last map of the file is the current one, as for its successor. Raises FileRefused.
    """
    reading = _Reading(Findings(name))
    for line, fields in _lines(data, name):
        reading.take(line, fields)
    return reading.record()


def _lines(data: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            data = data.decode("cp1252").encode()
        except UnicodeDecodeError:
            raise refused(name, sentence(NOT_UTF8)) from None
    lines = text_of(data, name=name).splitlines()
    return ((at, line.split(";")) for at, line in enumerate(lines, start=1) if line.strip())


class _Reading:
    """What the lines so far said; who is meant by a number is looked up when all are read."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.odd: list[str] = []
        self.ego: dict[str, Any] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self.maps: dict[int, dict[str, Any]] = {}
        self.meant: list[tuple[int, int]] = []  # a line and the number of a person

    def take(self, line: int, fields: list[str]) -> None:
        kind = fields[0].strip()
        if kind not in FEWEST:
            self.odd.append(";".join(fields))
        elif len(fields) < FEWEST[kind]:
            what = sentence(TOO_SHORT, kind=kind, fewest=FEWEST[kind])
            self.findings.add(what, line=line)
        elif kind == "E":
            self.ego = {
                "name": fields[1],
                "age": "".join(fields[2:3]),
                "note": ";".join(fields[3:]),
            }
        else:
            numbers = [self._number(text, line) for text in fields[1 : 1 + NUMBERS[kind]]]
            if all(number is not None for number in numbers):
                take = {"F": self._map, "N": self._person, "P": self._place, "L": self._tie}
                take[kind](line, fields, numbers)

    def record(self) -> dict[str, Any]:
        for line, person in self.meant:
            if person not in self.people:
                self.findings.add(sentence(NOBODY, number=person), line=line)
        self.findings.settle()
        if not self.maps:
            self._nwk(1)
        placed = {alter for each in self.maps.values() for alter in each["places"]}
        versions = [self._version(number, each) for number, each in self.maps.items()]
        contacts = [held for number, held in self.people.items() if number not in placed]
        return {
            "versions": versions,
            "currentVersion": versions[-1]["id"],
            **({"contacts": contacts} if contacts else {}),
            **({"lines": self.odd} if self.odd else {}),
        }

    def _version(self, number: int, held: dict[str, Any]) -> dict[str, Any]:
        alteri = [self.people[person] | place for person, place in held["places"].items()]
        nwk = {"ego": self.ego, "alteri": alteri, "connections": held["ties"]}
        return {"id": number, "title": "", "date": held["date"], "nwk": nwk}

    def _nwk(self, number: int) -> dict[str, Any]:
        return self.maps.setdefault(number, {"date": "", "places": {}, "ties": []})

    def _map(self, line: int, fields: list[str], numbers: list[Any]) -> None:
        try:
            day, month, year = map(int, fields[2].split("."))
            self._nwk(int(numbers[0]))["date"] = date(year, month, day).isoformat()
        except ValueError:
            self.findings.add(sentence(NO_DATE, found=shown(fields[2])), line=line)

    def _person(self, line: int, fields: list[str], numbers: list[Any]) -> None:
        number = int(numbers[0])
        if number in self.people:
            self.findings.add(sentence(TWICE, number=number), line=line)
        name, gender, role = [*fields[2:], "", ""][:3]
        self.people[number] = {
            "id": number,
            "name": name.removeprefix("+"),
            "role": SHORT_ROLES.get(role, role),
            "currentGender": GENDERS.get(gender, gender or NO_GENDER),
            "note": ";".join(fields[5:]),
            "deceased": name.startswith("+"),
        }

    def _place(self, line: int, fields: list[str], numbers: list[Any]) -> None:
        number, person, x, y, tie = numbers
        self.meant.append((line, int(person)))
        self._nwk(int(number))["places"][int(person)] = {
            "edgeType": int(tie),
            "angle": degrees(atan2(0.5 - y, x - 0.5)),
            "distance": hypot(x - 0.5, y - 0.5) * 200,
        }

    def _tie(self, line: int, fields: list[str], numbers: list[Any]) -> None:
        number, one, other = map(int, numbers)
        self.meant += [(line, one), (line, other)]
        self._nwk(number)["ties"].append({"id1": one, "id2": other})

    def _number(self, text: str, line: int) -> float | None:
        """A comma is a point in some countries; a number without end is none."""
        try:
            number = float(text.strip().replace(",", "."))
        except ValueError:
            number = float("nan")
        if isfinite(number):
            return number
        self.findings.add(sentence(NO_NUMBER, found=shown(text)), line=line)
        return None
