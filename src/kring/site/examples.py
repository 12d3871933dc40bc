"""Example values for the addresses of the site, out of one family."""

from typing import Any

from kring.families.models import Family


def values_of(family: Family) -> dict[str, Any]:
    """What addresses ask, by the name they ask it with, from this family and its circle."""
    return {"family_id": family.pk}
