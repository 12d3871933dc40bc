"""Which roles somebody holds in circles at this moment: signing in asks more of some."""

from kring.families.models import Seat
from kring.people.models import User


def roles_held(user: User) -> set[str]:
    """The roles of the live seats of this person, in whatever family."""
    return set(Seat.of(user).values_list("role", flat=True).distinct().order_by())
