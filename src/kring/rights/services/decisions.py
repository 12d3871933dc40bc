"""What takes every adult of the family, or one adult alone with a worker."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.models import Hidden, Member, Seat
from kring.families.services import hide_everything, show_again
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.models import User
from kring.rights.models import Decision, Voice
from kring.rights.queries import (
    PROFESSIONALS,
    Adult,
    adults_known,
    adults_of,
    decisions_seen,
    member_of,
    needed_for,
    sits_as,
)

PART: Final = "decision"


@transaction.atomic
def ask(
    family_id: UUID,
    *,
    kind: Decision.Kind,
    by: User,
    alone: bool = False,
    member: UUID | None = None,
) -> Decision:
    """Somebody asks for it, and so says yes; it happens when enough voices stand behind it.

    `alone`: one adult with the worker, where no other member of the family sees it. It is asked
    on the adult's own sign-in and then confirmed by the worker on theirs; for an adult without
    a sign-in the worker does both and names the `member`.

    Raises:
        NotFoundHere: who asks has no seat here.
        NotAllowed: see `_voice_of`.
    """
    adult = _voice_of(family_id, by=by, member=member)
    open_one = None if alone else _open(family_id, kind, by=by)
    if open_one is not None:
        return _say(open_one, adult, by=by)
    decision = Decision.objects.create(
        family_id=family_id, kind=kind, asked_by=by, is_alone=alone,
        beside=by if alone and not adult.signs_in else None,
    )  # fmt: skip
    record(Entry.Verb.ADDED, by=by, part=PART, family=family_id, item=decision.pk, detail=kind)
    if alone:
        _keep_from_the_others(decision, adult, by=by)
    return _say(decision, adult, by=by)


@transaction.atomic
def say_yes(decision_id: UUID, *, by: User, member: UUID | None = None) -> Decision:
    """One more adult says yes; `member` when the worker says it for one without a sign-in.

    Raises:
        NotFoundHere: there is no such question for this person.
        NotAllowed: see `_voice_of`.
    """
    decision = _asked(decision_id, by=by)
    return _say(decision, _voice_of(decision.family_id, by=by, member=member), by=by)


@transaction.atomic
def confirm(decision_id: UUID, *, by: User) -> Decision:
    """The worker says: I sat with this one adult, and nobody else was there.

    Raises:
        NotFoundHere: there is no such question for this person.
        NotAllowed: who confirms is no worker in this circle, or the question is for all adults.
    """
    decision = _asked(decision_id, by=by)
    if not sits_as(decision.family_id, PROFESSIONALS, user=by) or not decision.is_alone:
        raise NotAllowed(_("Dit kan alleen de begeleider die erbij zat."))
    decision.beside = by
    record(
        Entry.Verb.CHANGED, by=by, part=PART, family=decision.family_id, item=decision.pk,
        detail="beside",
    )  # fmt: skip
    return _settle(decision, by=by)


@transaction.atomic
def take_back(decision_id: UUID, *, by: User) -> Decision:
    """Somebody thought again: one adult is enough to stop it, until it is done.

    Raises:
        NotFoundHere: there is no such question for this person, or it is done.
    """
    decision = _asked(decision_id, by=by)
    decision.withdrawn_at = now()
    decision.save()
    record(
        Entry.Verb.CHANGED, by=by, part=PART, family=decision.family_id, item=decision.pk,
        detail="withdrawn",
    )  # fmt: skip
    return decision


def _asked(decision_id: UUID, *, by: User) -> Decision:
    """The open question with this id, if this person may know of it."""
    seats = Seat.of(by).exclude(role=Seat.Role.VOLUNTEER)
    decision = (
        Decision.objects.select_related("family")
        .filter(pk=decision_id, done_at=None, withdrawn_at=None)
        .filter(family__in=seats.values("family"))
        .exclude(pk__in=Hidden.items_for(by).values("item"))
        .first()
    )
    if decision is None:
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    return decision


def _open(family_id: UUID, kind: Decision.Kind, *, by: User) -> Decision | None:
    seen = decisions_seen(family_id, by=by)
    return seen.filter(kind=kind, is_alone=False, done_at=None).first()


def _voice_of(family_id: UUID, *, by: User, member: UUID | None) -> Adult:
    """Whose yes this is: the reader's own, or that of somebody without a sign-in.

    Raises:
        NotFoundHere: this person has no seat here.
        NotAllowed: a child, a volunteer, or a worker for somebody who signs in themselves.
    """
    own = member_of(family_id, user=by)
    adults = {adult.member: adult for adult in adults_known(family_id, by=by)}
    if own is not None:
        if own not in adults:
            raise NotAllowed(_("Dit beslissen de volwassenen van het gezin."))
        return adults[own]
    if not sits_as(family_id, tuple(Seat.Role), user=by):
        raise NotFoundHere(_("Deze pagina bestaat niet, of je mag ze niet zien."))
    if not sits_as(family_id, PROFESSIONALS, user=by):
        raise NotAllowed(_("Dit beslist het gezin zelf."))
    adult = adults.get(member) if member else None
    if adult is None:
        raise NotAllowed(_("Kies eerst welke volwassene dit vraagt."))
    if adult.signs_in:
        raise NotAllowed(
            _("Deze volwassene heeft een eigen code. Laat hem of haar zelf ja zeggen.")
        )
    return adult


def _say(decision: Decision, adult: Adult, *, by: User) -> Decision:
    _voice, is_new = Voice.objects.get_or_create(
        decision=decision, member=adult.member, defaults={"said_by": by}
    )
    if is_new:
        record(
            Entry.Verb.ADDED, by=by, part=PART, family=decision.family_id, item=decision.pk,
            detail="yes",
        )  # fmt: skip
    return _settle(decision, by=by)


def _settle(decision: Decision, *, by: User) -> Decision:
    """Do it, or let the time to think begin, once enough voices stand behind it."""
    voices = set(decision.voices.values_list("member", flat=True))
    enough = (
        decision.beside is not None
        if decision.is_alone
        else needed_for(decision, adults_of(decision.family_id)) <= voices
    )
    if enough and decision.agreed_at is None:
        decision.agreed_at = now()
        if decision.kind == Decision.Kind.HIDE:
            hide_everything(decision.family_id, by=by)
        elif decision.kind == Decision.Kind.SHOW:
            show_again(decision.family_id, by=by)
        if decision.kind != Decision.Kind.ERASE:
            decision.done_at = decision.agreed_at
    decision.save()
    return decision


def _keep_from_the_others(decision: Decision, adult: Adult, *, by: User) -> None:
    """What one adult decides alone with the worker, no other member of the family may know."""
    others = Member.objects.for_system("who must not know").filter(family=decision.family_id)
    Hidden.objects.bulk_create(
        Hidden(family_id=decision.family_id, item=decision.pk, who=other, author=by)
        for other in others.exclude(pk=adult.member).values_list("pk", flat=True)
    )
