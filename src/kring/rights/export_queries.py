"""What goes along in the copy of a family: layer 1, and of others no more than is asked."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext

from kring.core.codes import Kind
from kring.core.family import Actor, Family, FamilyFile
from kring.core.loose_ends import known_ids, without_loose_ends
from kring.core.roles import role_label
from kring.core.sharing import STAFF, Reader, as_seen_by
from kring.core.words import Text
from kring.exchange.queries import family_file
from kring.families.models import Hidden, Layer, Member, Seat
from kring.overview.queries import SeenFamily
from kring.people.models import User
from kring.rights.journal_queries import record_kinds
from kring.rights.models import CopyWish
from kring.rights.reply_queries import replies_of

AGREED_FOR: Final = timedelta(days=7)  # how long a second person's yes is good for


@dataclass(frozen=True, slots=True)
class Review:
    """What a copy holds of others, for who looks before it goes out."""

    people: tuple[Text, ...]  # on the map, who are no family
    notes: int  # of professionals: they stay
    kept_apart: int  # hidden from one of the family: stays out of a copy that all may read


def copy_for(family_id: UUID, *, by: User, with_names: bool) -> FamilyFile:
    """The copy for the family. What is hidden from one of its members is not in it, unless that
    one of them takes it along who may see it.

    Raises:
        NotFoundHere: see `open_family`.
        NotWhole: something of the family does not open.
    """
    return family_file(
        family_id, by=by, less=lambda seen: for_family(seen, by=by, with_names=with_names)
    )


def for_family(seen: SeenFamily, *, by: User, with_names: bool) -> SeenFamily:
    """The family as it may be put in its own hands."""
    family = seen.family
    if seen.door.reader in STAFF:
        out = {str(each) for each in (*_notes(seen.door.pk), *_kept_apart(seen.door.pk))}
        family = as_seen_by(_without(family, out), role=Reader.FAMILY)
    if not with_names:
        family = replace(family, actors=tuple(_by_role(each) for each in family.actors))
    return replace(
        seen,
        door=replace(seen.door, reader=Reader.FAMILY),
        family=replace(family, extra=_with_replies(family, seen.door.pk, by=by)),
    )


def review_of(seen: SeenFamily) -> Review:
    """For the list that somebody ticks before a copy goes out."""
    ids = {str(each.id) for each in seen.family.actors}
    return Review(
        people=tuple(each.label for each in seen.family.actors if _is_somebody(each)),
        notes=len(_notes(seen.door.pk)),
        kept_apart=len([each for each in _kept_apart(seen.door.pk) if str(each) in ids]),
    )


def wish_of(family_id: UUID) -> CopyWish | None:
    """The copy that waits for a second look, or had it less than seven days ago."""
    since = now() - AGREED_FOR
    wish = (
        CopyWish.objects.filter(family=family_id, asked_at__gt=since)
        .order_by("asked_at")
        .last()
    )
    return wish if wish and (wish.agreed_at is None or wish.agreed_at > since) else None


def _notes(family_id: UUID) -> set[UUID]:
    """The records that are not shared with the family, of every kind."""
    kinds: list[Any] = [
        model.objects.for_system("what stays out of a copy")
        .filter(family=family_id, layer__gt=Layer.SHARED)
        .order_by()
        .values_list("pk", flat=True)
        for model in record_kinds()
    ]
    return set(kinds[0].union(*kinds[1:], all=True))


def _kept_apart(family_id: UUID) -> set[UUID]:
    """What is hidden from one of the family, or from nobody knows whom."""
    members = Member.objects.for_system("what stays out of a copy").filter(family=family_id)
    who = set(members.values_list("pk", flat=True))
    seats = Seat.objects.filter(family=family_id, role=Seat.Role.FAMILY, user__isnull=False)
    who |= {user for user in seats.values_list("user", flat=True) if user}
    hidden = Hidden.objects.filter(family=family_id)
    return {each.item for each in hidden if each.who is None or each.who in who}


def _without(family: Family, out: set[str]) -> Family:
    """Without these records, and without what leads to them."""

    def kept(records: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(each for each in records if str(each.id) not in out)

    plan = family.plan if family.plan and str(family.plan.id) not in out else None
    return without_loose_ends(
        replace(
            family,
            members=kept(family.members), stories=kept(family.stories),
            actors=kept(family.actors), relations=kept(family.relations),
            links=kept(family.links), maps=kept(family.maps), meetings=kept(family.meetings),
            signals=kept(family.signals), good_practices=kept(family.good_practices),
            plan=plan and replace(
                plan, goals=kept(plan.goals), actions=kept(plan.actions),
                agreements=kept(plan.agreements),
            ),
        )
    )  # fmt: skip


def _is_somebody(actor: Actor) -> bool:
    return actor.kind is Kind.PERSON


def _by_role(actor: Actor) -> Actor:
    """Somebody on the map without a name: what they are to the family is enough."""
    if not _is_somebody(actor):
        return actor
    role = role_label(actor.role, gettext) or gettext("iemand op de kaart")
    return replace(actor, label=Text.dutch(role), organisation=None, note=None, extra={})


def _with_replies(family: Family, family_id: UUID, *, by: User) -> dict[str, Any]:
    """What the family said about its data goes along beside it: other programs keep it.

    Only what is said about something that goes along.
    """
    replies = replies_of(family_id, by=by).filter(layer=Layer.SHARED)
    there = known_ids(family)
    said = [
        {
            "item": str(each.item), "kind": each.kind, "state": each.state,
            "words": dict(each.words.words),
            **({"answer": dict(each.answer.words)} if each.answer else {}),
        }
        for each in replies
        if str(each.item) in there
    ]  # fmt: skip
    return {**family.extra, "replies": said} if said else dict(family.extra)
