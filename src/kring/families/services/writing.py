"""Who may change something in a family: asked by every service before it does."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Family, Seat
from kring.families.queries import glass_of
from kring.people.models import User

# Who decides about the family: itself, and its coordinator on its word.
DECIDES: Final = frozenset({Seat.Role.FAMILY, Seat.Role.COORDINATOR})
# Closing a family, or how long somebody stays, is no matter for one of its adults alone.
LEADS: Final = frozenset({Seat.Role.COORDINATOR})
# Who writes down what the family says: whoever of them sits at its table.
WRITES_DOWN: Final = DECIDES | {Seat.Role.WORKER}


def check_may_write(
    family_id: UUID,
    *,
    by: User | None,
    roles: Collection[Seat.Role] = tuple(Seat.Role),
    even_restricted: bool = False,
) -> frozenset[Seat.Role]:
    """The roles that somebody has in this circle now. None is the house itself: every role.

    Raises:
        NotFoundHere: there is no such family, or this person has no seat in it that opens it.
        NotAllowed: none of the `roles` is theirs, or they read this family under glass.
    """
    if by is None:
        return frozenset(Seat.Role)
    check_no_glass(family_id, by=by)
    found = Seat.of(by).filter(family=family_id)
    if not even_restricted:
        found = found.filter(family__is_restricted=False)
    held = frozenset(map(Seat.Role, found.values_list("role", flat=True)))
    if not held:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if held.isdisjoint(roles):
        raise NotAllowed(_("Dit kan alleen iemand met een andere rol in deze kring."))
    return held


def check_no_glass(family_id: UUID, *, by: User) -> None:
    """Raises NotAllowed: who reads a family in need only reads, and only on the screen."""
    if glass_of(by).filter(family=family_id).exists():
        raise NotAllowed(_("Je leest dit gezin uit nood. Veranderen of meenemen kan dan niet."))


def locked(family_id: UUID) -> Family:
    """The family's row; whoever else changes its circle waits until this transaction ends.

    Raises:
        NotFoundHere: there is no such family.
    """
    rows = Family.objects.for_system("one change of a circle at a time")
    try:
        return rows.select_for_update(of=("self",)).get(pk=family_id)
    except Family.DoesNotExist:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien.")) from None
