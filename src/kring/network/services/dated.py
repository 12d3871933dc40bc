"""Dated maps: what stands is kept as the map of a day, and never edited again."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotFoundHere
from kring.families.services import changed
from kring.families.services.writing import locked
from kring.network.board import MODELS
from kring.network.models import MapRecord
from kring.network.services.together import door_to_draw
from kring.people.models import User


@transaction.atomic
def freeze(family_id: UUID, map_id: UUID, *, by: User) -> MapRecord:
    """ "Dit klopt": this visit becomes the map of its day. Twice is once.

    Everything that stands on it now stays readable there, also when it is taken away later.

    Raises:
        NotFoundHere, NotAllowed: see `door_to_draw`; or there is no such map for this person.
    """
    locked(family_id)
    door = door_to_draw(family_id, by=by)
    rows: Any = MapRecord.objects.visible_to(by).filter(family=door.pk, pk=map_id)
    row: MapRecord | None = rows.first()
    if row is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if row.frozen:
        return row
    row.frozen, row.frozen_at = True, now()
    changed(row, by=by, fields=["frozen", "frozen_at"], is_drawn=True)
    for model in MODELS.values():
        model.objects.visible_to(by).filter(family=door.pk, dated_at=None).update(
            dated_at=row.frozen_at
        )
    return row
