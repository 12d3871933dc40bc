"""Who may bring a new family into Kring."""

from kring.families.models import Seat
from kring.people.models import User

PROFESSIONAL = frozenset({Seat.Role.WORKER, Seat.Role.COORDINATOR})


def may_bring_in(user: User) -> bool:
    """A new family comes from a professional: who is one in some circle, or begins with nobody.

    Never from who runs the site or writes policy: they read no family. One question.
    """
    if user.system_role:
        return False
    roles = set(Seat.of(user).values_list("role", flat=True).distinct())
    return not roles or not roles.isdisjoint(PROFESSIONAL)
