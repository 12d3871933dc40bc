"""The world of the demo: its people, its families, and who sits in which circle."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any, Final

from kring.core.codes import Id
from kring.core.family import Family, FamilyFile
from kring.core.formats.family_file import read
from kring.exchange.services import SPOKEN, bring_in
from kring.families.models import Family as FamilyRow
from kring.families.models import Member, Seat
from kring.families.services import give_consent, give_seat
from kring.network.models import Actor
from kring.people.models import Organisation, User
from kring.signals.services import HANDED_OVER, publish_practice, publish_signal

TODAY: Final = date(2026, 3, 1)  # the day on which the example families live
FIRST: Final = Id("GEZ-A")
LATER: Final = datetime(2099, 1, 1, tzinfo=UTC)  # an example does not grow old


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody the demo can be looked at as. `address` is the word in `/demo/als/…/`."""

    address: str
    username: str
    name: str
    seat: Seat.Role | None
    system_role: str = ""
    language: str = "nl"


PLAYERS: Final = (
    Player("basiswerker", "els", "Els", Seat.Role.WORKER),
    Player("vrijwilliger", "lieve", "Lieve", Seat.Role.VOLUNTEER),
    Player("gezin", "rasha", "Rasha", Seat.Role.FAMILY, language="ar"),
    Player("coordinator", "nadia", "Nadia", Seat.Role.COORDINATOR),
    Player("beleid", "paul", "Paul", None, User.SystemRole.ANALYST),
    Player("beheerder", "bea", "Bea", None, User.SystemRole.ADMINISTRATOR),
)
# Who else sits in the circle of the first family: their token on its map, or who they are.
OWN_PLACE: Final = {"lieve": Id("oma"), "rasha": Id("A-m")}
EVERYWHERE: Final = frozenset({"els", "nadia"})


def make_world() -> None:
    """Fill an empty site with the people and families of the demo."""
    organisation = Organisation.objects.create(name="Gastvrij Lindervelde (verzonnen)")
    people = {player: _account(player, organisation) for player in PLAYERS}
    for file in family_files():
        for family in file.families:
            row = bring_in(family, themes=file.themes, by=None, is_example=True)
            _agree(row)
            _seat(people, family, row)
            _publish(family)


def family_files() -> Iterator[FamilyFile]:
    """The family files in the package, in the order of their names; the first family first."""
    folder = files("kring") / "demo_data"
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.endswith(".yaml"):
            yield read(entry.read_bytes(), entry.name)


def _account(player: Player, organisation: Organisation) -> User:
    return User.objects.create(
        username=player.username,
        first_name=player.name,
        system_role=player.system_role,
        language=player.language,
        organisation=organisation,
    )


def _agree(row: FamilyRow) -> None:
    """The example families show their whole circle everything."""
    give_consent(
        row.pk, by=None, receiver=None, part="", form=SPOKEN, language="nl",
        review_on=LATER.date(), purpose="voorbeeld",
    )  # fmt: skip


def _seat(people: dict[Player, User], family: Family, row: FamilyRow) -> None:
    rows = {each.code: each.pk for each in _named_rows(row)}
    for player, user in people.items():
        if player.seat is None:
            continue
        place = OWN_PLACE.get(player.username) if family.id == FIRST else None
        if player.username not in EVERYWHERE and place is None:
            continue
        is_member = player.seat is Seat.Role.FAMILY
        give_seat(
            family=row, user=user, role=player.seat, purpose="voorbeeld", by=None,
            ends_at=LATER,
            member=rows[place] if place and is_member else None,
            actor=rows[place] if place and not is_member else None,
        )  # fmt: skip


def _named_rows(row: FamilyRow) -> Iterator[Any]:
    yield from Member.objects.for_system("demo: give seats").filter(family=row)
    yield from Actor.objects.for_system("demo: give seats").filter(family=row)


def _publish(family: Family) -> None:
    for signal in family.signals:
        if signal.status in HANDED_OVER and signal.family_agrees:
            publish_signal(signal, on=TODAY, by=None)
    for practice in family.good_practices:
        publish_practice(practice, on=TODAY, by=None)
