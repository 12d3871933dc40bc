"""The door of every page in this room: for who has a seat in the circle, and no volunteer."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.families.models import Seat
from kring.families.services.writing import WRITES_DOWN
from kring.overview.queries import SeenFamily, read_family
from kring.overview.shell import HEAD
from kring.people.models import User
from kring.rights.queries import sits_as


def open_for(
    family_id: UUID,
    *,
    by: User,
    part: str,
    roles: Collection[Seat.Role] = WRITES_DOWN,
    parts: Collection[str] = HEAD,
) -> SeenFamily:
    """The family, for a page on who sees what of it; `part` is what the journal calls it.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: a volunteer, or somebody who only reads it out of need, or not the lead.
    """
    seen = read_family(family_id, by=by, part=part, parts=parts)
    if seen.door.read_only or not sits_as(family_id, roles, user=by):
        raise NotAllowed(
            _("Dit is voor het gezin en zijn begeleiders.")
            if len(roles) > 1
            else _("Dit is voor de coördinator van de kring.")
        )
    return seen


def as_uuid(text: str) -> UUID | None:
    """An id out of an address; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
