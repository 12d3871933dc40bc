"""Drawing together: who may, and doing what devices send."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.families.queries import OpenFamily, open_family
from kring.families.services import check_may_write
from kring.families.services.writing import WRITES_DOWN, locked
from kring.network.board import PART
from kring.network.sent import Answer
from kring.network.services.drawing import Drawing
from kring.people.models import User


def door_to_draw(family_id: UUID, *, by: User) -> OpenFamily:
    """The family, for who draws its map.

    Raises:
        NotFoundHere: see `open_family`.
        NotAllowed: a volunteer, somebody who reads in need, or the map is not shown to them.
    """
    door = open_family(family_id, by=by, part=PART)
    door.check_may_leave()
    check_may_write(family_id, by=by, roles=WRITES_DOWN)
    if PART not in door.parts:
        raise NotAllowed(_("Het gezin toont dit niet meer."))
    return door


@transaction.atomic
def draw(family_id: UUID, sent: Sequence[Any], *, by: User) -> list[Answer]:
    """Do what these operations say, in their order; each is answered. Twice is once.

    All of it, or nothing when something goes wrong that no operation is to blame for.

    Raises:
        NotFoundHere, NotAllowed: see `door_to_draw`.
        Crossed: a number belongs to something that this person does not see.
    """
    locked(family_id)
    door = door_to_draw(family_id, by=by)
    return Drawing(door, by, sent).answers()
