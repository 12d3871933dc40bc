"""Questions behind a small seat: where somebody was, and whom they can ask for help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from kring.base.keystore import open_keys
from kring.base.records import value_of
from kring.core.words import Text
from kring.families.circle import hidden_seats
from kring.families.models import Seat
from kring.families.queries import families_of
from kring.people.models import User

# Whom a helper asks first: who leads the circle, then who works with the family.
FIRST: Final = (Seat.Role.COORDINATOR, Seat.Role.WORKER)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to ask, with the role in which they can help."""

    name: str
    role: str
    mail: str


def families_to_visit(user: User) -> Mapping[UUID, str]:
    """The families that show this helper their plan, by id; names lie sealed."""
    held = Seat.of(user).exclude(role=Seat.Role.FAMILY).exclude(actor=None)
    rows: Any = families_of(user)
    rows = rows.filter(shows_plan=True, pk__in=held.values("family"))
    found = list(rows)
    open_keys(row.pk for row in found)
    names = {row.pk: str(value_of(row, "label", Text)) for row in found}
    return dict(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def contacts_of(user: User) -> Sequence[Contact]:
    """The professionals in the circles of this person, each once; nobody who is hidden."""
    mine = Seat.of(user).filter(family__is_restricted=False).values("family")
    seats = (
        Seat.now()
        .filter(family__in=mine, role__in=FIRST, user__is_active=True, user__system_role="")
        .exclude(user=user)
        .exclude(hidden_seats(user))
        .select_related("user")
    )
    found: dict[Any, Contact] = {}
    for seat in sorted(seats, key=lambda seat: (FIRST.index(seat.role), str(seat.user))):
        label = str(Seat.Role(seat.role).label)
        if seat.user:
            found.setdefault(seat.user.pk, Contact(str(seat.user), label, seat.user.email))
    return list(found.values())
