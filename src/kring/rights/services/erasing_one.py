"""Wiping one person inside a family that stays: a member, or somebody on its map."""

from typing import Any, Final
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.fields import IdField, IdsField
from kring.base.sealing import SealedField
from kring.core.words import Text
from kring.families.models import Hidden, Member, Seat, Story, Strength
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Link, Relation
from kring.people.models import User
from kring.rights.journal_queries import record_kinds
from kring.rights.models import OldValue, Reply
from kring.rights.queries import sits_as
from kring.rights.services.erasing import forget_pages

PART: Final = "erase"
GONE: Final = Text({"nl": "(gewist)", "en": "(erased)", "fr": "(effacé)"})
# What is about one person alone, by the column that says about whom.
ABOUT_ONE: Final[dict[type[models.Model], str]] = {Story: "spoken_by", Strength: "member"}


def erase_person(family_id: UUID, person: UUID, *, by: User) -> None:
    """Wipe a member, or somebody on the map: words, ties, chapters, hiding, old values, lists.

    What others wrote of more people at once stays; nothing in it leads to this person any more.
    A seat keeps its role and days, and loses who sat there.

    Raises:
        NotFoundHere: there is nobody with this id for this reader.
        NotAllowed: only the coordinator does this, together with who asks it.
    """
    with transaction.atomic():
        row = _person(family_id, person, by=by)
        if not sits_as(family_id, (Seat.Role.COORDINATOR,), user=by):
            raise NotAllowed(_("Dit is voor de coördinator van de kring."))
        what = "member" if isinstance(row, Member) else "actor"
        _wipe_what_is_about(family_id, person)
        _drop_from_lists(family_id, person)
        Seat.objects.filter(family=family_id, actor=person).update(actor=None)
        Seat.objects.filter(family=family_id, member=person).update(user=None)
        if isinstance(row, Member):
            _empty(row)
        else:
            row.delete()
        record(
            Entry.Verb.ERASED, by=by, part=what, family=family_id, item=person, detail="person"
        )
    forget_pages()


def _person(family_id: UUID, person: UUID, *, by: User) -> Any:
    for model in (Member, Actor):
        rows: Any = model.objects
        row = rows.visible_to(by).filter(family=family_id, pk=person).first()
        if row is not None:
            return row
    raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))


def _wipe_what_is_about(family_id: UUID, person: UUID) -> None:
    gone = {person}
    ties: dict[Any, models.Q] = {
        Relation: models.Q(actor=person),
        Link: models.Q(a=person) | models.Q(b=person),
        **{model: models.Q(**{name: person}) for model, name in ABOUT_ONE.items()},
    }
    for model, about in ties.items():
        rows = model.objects.for_system("wipe one person").filter(about, family=family_id)
        gone |= set(rows.values_list("pk", flat=True))
        rows.delete()
    # Ties of this member alone; those of more members only lose this one.
    relations: Any = Relation.objects.for_system("wipe one person").filter(family=family_id)
    for tie in relations:
        if tie.members == [person]:
            gone.add(tie.pk)
            tie.delete()
    replies: Any = Reply.objects.for_system("wipe one person")
    replies.filter(item__in=gone).delete()
    OldValue.objects.filter(item__in=gone).delete()
    Hidden.objects.filter(family=family_id).filter(
        models.Q(item__in=gone) | models.Q(who=person)
    ).delete()


def _drop_from_lists(family_id: UUID, person: UUID) -> None:
    """No row of the family leads to this person any more, in a list or alone."""
    for model in record_kinds():
        lists = [each.attname for each in model._meta.concrete_fields if _holds_ids(each)]
        alone = [each.attname for each in model._meta.concrete_fields if _is_loose(each)]
        for name in alone:
            rows = model.objects.for_system("wipe one person").filter(family=family_id)
            rows.filter(**{name: person}).update(**{name: None})
        if not lists:
            continue
        for row in model.objects.for_system("wipe one person").filter(family=family_id):
            held = {name: getattr(row, name) for name in lists}
            changed = {
                name: [each for each in ids if each != person]
                for name, ids in held.items()
                if ids and person in ids
            }
            if changed:
                rows = model.objects.for_system("wipe one person").filter(pk=row.pk)
                rows.update(**changed)


def _holds_ids(field: Any) -> bool:
    return isinstance(field, IdsField)


def _is_loose(field: Any) -> bool:
    return isinstance(field, IdField) and field.null


def _empty(row: Any) -> None:
    """A member who stays as a place in the family, without a word about who it was."""
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField) and field.attname not in ("code", "extra"):
            setattr(row, field.attname, None if field.null else _nothing(field))
    row.extra = {}
    row.talk_to_directly = None
    row.version += 1
    row.save()


def _nothing(field: Any) -> Any:
    return {"name": GONE, "role": "other", "languages": {}}[field.attname]
