"""Writing down what happened around a plan: for now, that a helper was there."""

from datetime import date
from typing import Any, Final
from uuid import UUID, uuid4

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed
from kring.core.plan import VISIT
from kring.core.words import Text
from kring.families.models import Seat
from kring.families.queries import families_of
from kring.families.services import added, check_may_write
from kring.people.models import User
from kring.plans.models import Meeting

FACES: Final = frozenset({"happy", "neutral", "sad"})
HELPERS: Final = (Seat.Role.VOLUNTEER, Seat.Role.WORKER, Seat.Role.COORDINATOR)


def note_visit(
    family_id: UUID, *, on: date, how: str, words: Text | None = None, by: User
) -> Meeting:
    """A helper was with the family: which day, how it went (a face), and a sentence about it.

    It lies with the meetings, in the layer that the family reads along in.

    Raises:
        NotFoundHere: this person has no seat in such a family.
        NotAllowed: no helper here, one who stands nowhere on the map, or one to whom the family
            does not show its plan (any more): they could not read back what they wrote.
        ValueError: a day that is still to come, or no such face.
    """
    check_may_write(family_id, by=by, roles=HELPERS)
    if on > localdate() or how not in FACES:
        raise ValueError("no visit")
    open_to: Any = families_of(by)
    family = open_to.filter(pk=family_id, shows_plan=True).first()
    if family is None:
        raise NotAllowed(_("Het gezin toont dit niet meer."))
    actor = Seat.of(by).filter(family=family_id).values_list("actor", flat=True).first()
    if actor is None:
        raise NotAllowed(
            _("Je staat nog niet op de kaart. Vraag je coördinator je erbij te zetten.")
        )
    visit = Meeting(
        family=family, code=f"visit-{uuid4().hex[:12]}", date=on, kind=VISIT, present=[actor],
        how_was_it=how, note=words or None, author=by,
    )  # fmt: skip
    return added(visit, by=by, part="meeting", detail=VISIT)
