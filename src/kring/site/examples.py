"""Example values for the addresses of the site, out of one family."""

from typing import Any, Final
from uuid import UUID

from kring.families.models import Family, Seat

NOBODY: Final = UUID(int=0)


def values_of(family: Family) -> dict[str, Any]:
    """What addresses ask, by the name they ask it with, from this family and its circle."""
    seat = Seat.now().filter(family=family).order_by("starts_at", "pk").first()
    return {"family_id": family.pk, "seat_id": seat.pk if seat else NOBODY}
