"""What the family says beside an item, what we answer, and the old value, kept 30 days."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.base.sealing import SealedWords, seal_of
from kring.core.words import Text
from kring.families.models import FamilyRecord, Member, Seat, Story
from kring.journal.models import Entry
from kring.journal.services import record
from kring.network.models import Actor, Relation
from kring.people.models import User
from kring.plans.models import Action, Agreement, Goal, Meeting
from kring.rights.models import OldValue, Reply
from kring.rights.queries import sits_as
from kring.rights.reply_queries import WORDS_OF, replies_of

PART: Final = "reply"
KEPT_FOR: Final = timedelta(days=30)  # Kring's own term for undoing a mistake
PARTS: Final[dict[type[FamilyRecord], str]] = {
    Member: "member", Story: "story", Actor: "actor", Relation: "relation", Goal: "goal",
    Action: "action", Agreement: "plan", Meeting: "meeting",
}  # fmt: skip


@transaction.atomic
def reply_to(family_id: UUID, item: UUID, *, kind: Reply.Kind, words: Text, by: User) -> Reply:
    """Somebody of the family says something about one of the items that they read.

    Raises:
        NotFoundHere: there is no such item for this person.
        NotAllowed: it is not for the family to say, or nothing was said.
    """
    row = item_of(family_id, item, by=by)
    if not sits_as(family_id, (Seat.Role.FAMILY,), user=by):
        raise NotAllowed(_("Dit is voor het gezin. Schrijf samen met hen op wat niet klopt."))
    if not words:
        raise NotAllowed(_("Schrijf eerst wat je wil zeggen."))
    reply = Reply(
        family_id=family_id, item=row.pk, kind=kind, words=words, layer=row.layer, author=by,
        state=Reply.State.OPEN,
    )  # fmt: skip
    reply.save(force_insert=True)
    record(
        Entry.Verb.ADDED, by=by, part=PART, family=family_id, item=reply.pk, detail=kind,
        seal=seal_of(reply),
    )  # fmt: skip
    return reply


@transaction.atomic
def answer(
    family_id: UUID,
    reply_id: UUID,
    *,
    accepted: bool,
    words: Text | None,
    new_words: Text | None = None,
    by: User,
) -> Reply:
    """The coordinator answers; with `new_words` the item changes at once.

    Raises:
        NotFoundHere: there is no such reply for this person, or its item is gone.
        NotAllowed: no coordinator, it was answered before, or no without a reason.
    """
    reply = replies_of(family_id, by=by).filter(pk=reply_id).first()
    if reply is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if not sits_as(family_id, (Seat.Role.COORDINATOR,), user=by):
        raise NotAllowed(_("Dit is voor de coördinator van de kring."))
    if reply.state != Reply.State.OPEN:
        raise NotAllowed(_("Hierop is al geantwoord."))
    if not accepted and not words:
        raise NotAllowed(_("Schrijf waarom niet. Het gezin leest dit."))
    if accepted and new_words:
        change_words(item_of(family_id, reply.item, by=by), new_words, reply=reply, by=by)
    reply.state = Reply.State.ACCEPTED if accepted else Reply.State.DECLINED
    reply.answer, reply.answered_by, reply.answered_on = words or None, by, localdate()
    reply.version += 1
    reply.save()
    record(
        Entry.Verb.CHANGED, by=by, part=PART, family=family_id, item=reply.pk,
        detail=reply.state, seal=seal_of(reply),
    )  # fmt: skip
    return reply


def change_words(row: Any, words: Text, *, reply: Reply | None, by: User) -> None:
    """Put other words in an item; what stood there lies sealed for 30 days, then it is gone.

    Inside a transaction. Languages of which nothing was said stay as they were.
    """
    name = WORDS_OF[type(row)]
    was = getattr(row, name)
    keep_old(row, name, reply=reply)
    setattr(row, name, Text({**(was.words if was else {}), **words.words}))
    row.version += 1
    row.save()
    record(
        Entry.Verb.CHANGED, by=by, part=PARTS[type(row)], family=row.family_id, item=row.pk,
        detail=name, seal=seal_of(row),
    )  # fmt: skip


def keep_old(row: Any, name: str, *, reply: Reply | None = None) -> OldValue | None:
    """Keep what a sealed field holds, before a rectification writes over it."""
    was = getattr(row, name)
    if was is None:
        return None
    field: Any = row._meta.get_field(name)
    value = dict(was.words) if isinstance(field, SealedWords) else was
    old = OldValue(
        family_id=row.family_id, item=row.pk, field=field.label, value=value, reply=reply,
        kept_until=localdate() + KEPT_FOR,
    )  # fmt: skip
    old.save(force_insert=True)
    return old


def shred_old_values(*, before: Any) -> int:
    """Wipe the old values whose day has passed; how many there were."""
    return OldValue.objects.filter(kept_until__lt=before).delete()[0]


def item_of(family_id: UUID, item: UUID, *, by: User) -> Any:
    """The row that this person may speak about.

    Raises:
        NotFoundHere: there is none for this person.
    """
    for model in WORDS_OF:
        rows: Any = model.objects  # type: ignore[attr-defined]
        row = rows.visible_to(by).filter(family=family_id, pk=item).first()
        if row is not None:
            return row
    raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
