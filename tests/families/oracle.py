"""The rule of access once more, written in plain Python by reading docs/besluiten/0012.

It knows nothing of the database and shares nothing with `families/models/rule.py`: a world is
plain values, and every question is answered by walking through it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

PARTS = ("story", "map", "plan")
HELPERS = ("volunteer", "worker", "coordinator")
PROFESSIONALS = ("worker", "coordinator")


@dataclass(frozen=True)
class Reader:
    key: Any
    house: Any = None
    system_role: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class SeatOf:
    who: Any
    family: Any
    role: str
    starts: datetime
    ends: datetime
    is_withdrawn: bool = False
    member: Any = None
    actor: Any = None
    tie: str = ""


@dataclass(frozen=True)
class GlassOf:
    who: Any
    family: Any
    starts: datetime
    ends: datetime
    is_stopped: bool = False


@dataclass(frozen=True)
class Yes:
    family: Any
    receiver: Any
    part: str
    given: date
    ends: date | None = None
    withdrawn: date | None = None


@dataclass(frozen=True)
class Veil:
    family: Any
    item: Any
    who: Any


@dataclass(frozen=True)
class Row:
    key: Any
    family: Any
    layer: int
    author: Any
    part: str = ""
    needs_consent: bool = True


@dataclass
class World:
    now: datetime
    today: date
    restricted: set[Any] = field(default_factory=set)
    seats: list[SeatOf] = field(default_factory=list)
    glasses: list[GlassOf] = field(default_factory=list)
    consents: list[Yes] = field(default_factory=list)
    veils: list[Veil] = field(default_factory=list)

    def live(self, reader, family):
        found = []
        for seat in self.seats:
            is_mine = seat.who == reader.key and seat.family == family
            if is_mine and not seat.is_withdrawn and seat.starts <= self.now < seat.ends:
                found.append(seat)
        return found

    def has_glass(self, reader, family):
        for glass in self.glasses:
            is_mine = glass.who == reader.key and glass.family == family
            if is_mine and not glass.is_stopped and glass.starts <= self.now < glass.ends:
                return True
        return False

    def sees_family(self, reader, family):
        if reader.system_role or not reader.is_active:
            return False
        if self.has_glass(reader, family):
            return True
        return family not in self.restricted and bool(self.live(reader, family))

    def names(self, reader, family):
        """What a consent of this family may call the reader."""
        tokens = {s.actor for s in self.live(reader, family) if s.role in HELPERS}
        return {reader.key, reader.house, *tokens} - {None}

    def agreed(self, reader, family, part):
        if part == "":
            return any(self.agreed(reader, family, each) for each in PARTS)
        names, yes = self.names(reader, family), False
        for said in self.consents:
            if said.family != family or said.part not in ("", part):
                continue
            if said.withdrawn is not None and said.receiver in names:
                return False
            is_on = said.withdrawn is None and said.given <= self.today
            if is_on and (said.ends is None or self.today <= said.ends):
                yes = yes or said.receiver is None or said.receiver in names
        return yes

    def is_hidden(self, reader, row):
        identities = {reader.key}
        for seat in self.seats:
            if seat.who == reader.key:
                identities |= {seat.member, seat.actor} - {None}
        for veil in self.veils:
            if veil.item != row.key:
                continue
            if veil.who in identities:
                return True
            if veil.who is None and "coordinator" not in [
                seat.role for seat in self.live(reader, veil.family)
            ]:
                return True
        return False

    def sees(self, reader, row):
        if not self.sees_family(reader, row.family) or self.is_hidden(reader, row):
            return False
        if self.has_glass(reader, row.family) and row.layer <= 2:
            return True
        if row.family in self.restricted:
            return False
        return any(self._by_seat(reader, seat, row) for seat in self.live(reader, row.family))

    def _by_seat(self, reader, seat, row):
        if seat.role == "family":
            return row.layer == 1
        agreed = not row.needs_consent or self.agreed(reader, row.family, row.part)
        if row.layer == 1:
            return agreed
        if row.layer == 2:
            return agreed and seat.role in PROFESSIONALS
        if row.author == reader.key:
            return True
        if row.layer == 3:
            return seat.role == "coordinator"
        return seat.role == "coordinator" and seat.tie == "secrecy"
