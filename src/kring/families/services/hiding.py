"""Hiding one item from one person, and closing a family for its whole circle."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.families.models import Family, FamilyRecord, Hidden, Seat
from kring.families.services.writing import LEADS, check_may_write, locked
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User

PART = "hidden"  # how the journal calls it; the line is about the item, so it hides with it


@transaction.atomic
def hide(family_id: UUID, *, item: UUID, who: UUID | None, by: User | None) -> Hidden:
    """Hide a record of the family from a member, an actor or an account. It beats every role.

    `who` None: from everybody but the coordinators. Whoever it is hidden from never learns.

    Raises:
        NotFoundHere: `by` has no seat in this circle, or may not see the item themselves.
        NotAllowed: it is not about `by` as a member of the family, not written by them, and
            they do not coordinate here.
    """
    _check_may_hide(family_id, item, by=by)
    found = Hidden.objects.filter(family=family_id, item=item, who=who).first()
    if found is not None:
        return found
    hidden = Hidden.objects.create(family_id=family_id, item=item, who=who, author=by)
    record(Entry.Verb.ADDED, by=by, part=PART, family=family_id, item=item)
    return hidden


@transaction.atomic
def unhide(family_id: UUID, *, item: UUID, who: UUID | None, by: User | None) -> None:
    """Show it again to whom it was hidden from.

    Raises:
        NotFoundHere, NotAllowed: see `hide`.
    """
    _check_may_hide(family_id, item, by=by)
    gone, _kinds = Hidden.objects.filter(family=family_id, item=item, who=who).delete()
    if gone:
        record(Entry.Verb.ERASED, by=by, part=PART, family=family_id, item=item)


@transaction.atomic
def restrict(family_id: UUID, *, by: User | None) -> Family:
    """Close a family for its whole circle while something is being looked into (GDPR, 18).

    Raises:
        NotFoundHere: `by` has no seat in this circle.
        NotAllowed: `by` does not coordinate this family. One adult alone must not be able to
            shut out the help of another.
    """
    return _set_restricted(family_id, to=True, by=by)


@transaction.atomic
def lift_restriction(family_id: UUID, *, by: User | None) -> Family:
    """Open it again.

    Raises:
        NotFoundHere, NotAllowed: see `restrict`.
    """
    return _set_restricted(family_id, to=False, by=by)


def _set_restricted(family_id: UUID, *, to: bool, by: User | None) -> Family:
    check_may_write(family_id, by=by, roles=LEADS, even_restricted=True)
    family = locked(family_id)
    family.is_restricted = to
    with errand("open or close a family"):  # once it is closed, its circle does not see it
        family.save(update_fields=["is_restricted"])
    detail = "restricted" if to else "restriction lifted"
    record(Entry.Verb.CHANGED, by=by, part="family", family=family_id, detail=detail)
    return family


def _check_may_hide(family_id: UUID, item: UUID, *, by: User | None) -> None:
    held = check_may_write(family_id, by=by)
    if by is None:
        return
    row = _record(family_id, item, by=by)
    if Seat.Role.COORDINATOR in held or row.author_id == by.pk:
        return
    own = Seat.of(by).filter(family=family_id, role=Seat.Role.FAMILY)
    if not any(member in _people_in(row) for member in own.values_list("member", flat=True)):
        raise NotAllowed(
            _("Je kan alleen verbergen wat over jezelf gaat of wat je zelf schreef.")
        )


def _record(family_id: UUID, item: UUID, *, by: User) -> FamilyRecord:
    for model in apps.get_app_config("kring").get_models():
        if issubclass(model, FamilyRecord):
            rows: Any = model.objects  # type: ignore[attr-defined]
            row = rows.visible_to(by).filter(family=family_id, pk=item).first()
            if row is not None:
                found: FamilyRecord = row
                return found
    raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


def _people_in(row: Any) -> set[UUID]:
    """The members whom a record is about: itself, who tells it, whose it is, who takes part."""
    one = (row.pk, *(getattr(row, name, None) for name in ("spoken_by", "member")))
    many = (getattr(row, name, None) or () for name in ("members", "people", "private_to"))
    return {each for each in (*one, *(each for some in many for each in some)) if each}
