"""Inviting somebody into a circle, accepting, and saying the code that opens the seat."""

import hmac
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import get_default_timezone, make_aware, now
from django.utils.translation import gettext as _

from kring.base.errors import KringError, NotAllowed, NotFoundHere
from kring.base.reader import errand
from kring.base.sealing import seal_of
from kring.families.models import Invitation, Seat
from kring.families.services import give_seat
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.mail_address import one_way
from kring.people.models import User
from kring.reception.queries import invitations_of, is_ready, leads
from kring.reception.services.new_accounts import make_account
from kring.reception.tokens import mark_of, new_code, new_token

TERM: Final = timedelta(hours=72)
MOST_MISSES: Final = 5
# For a professional who may come by mail. A family member gets a code apart from the others.
BY_MAIL: Final = (Seat.Role.VOLUNTEER, Seat.Role.WORKER, Seat.Role.COORDINATOR)


class InvitationRefused(KringError):
    """One text for too late, used, cancelled, another address and never there."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("Deze uitnodiging werkt niet. Vraag een nieuwe aan wie je uitnodigde.")
        )


class CodeRefused(KringError):
    """The code that was typed is not the code that was said."""

    status = 422


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody is invited to, and what the family said about it."""

    mail: str
    role: Seat.Role
    purpose: str
    tie: Seat.Tie
    ends_on: date  # the last day
    told_on: date | None = None
    agreed_on: date | None = None
    agreed_how: str | None = None
    actor: UUID | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """An invitation with the word for its link, which is nowhere after this."""

    invitation: Invitation
    word: str


def invite(family_id: UUID, *, terms: Terms, by: User) -> Sent:
    """Write an invitation down; its mail is written down with it, and sent after.

    Raises:
        NotFoundHere: this person has no seat in this circle.
        NotAllowed: only the coordinator of a circle invites by mail.
    """
    family = leads(family_id, by=by)
    if terms.role not in BY_MAIL:
        raise NotAllowed(_("Een gezinslid krijgt een eigen code, geen mail."))
    token = new_token()
    with transaction.atomic():
        invitation = Invitation.objects.create(
            family=family, token_hash=token.mark, mail=one_way(terms.mail), role=terms.role,
            purpose=terms.purpose, tie=terms.tie, told_on=terms.told_on,
            agreed_on=terms.agreed_on, agreed_how=terms.agreed_how, ends_on=terms.ends_on,
            actor=terms.actor, by=by, expires_at=now() + TERM,
        )  # fmt: skip
        _write(Entry.Verb.ADDED, invitation, by=by, detail=terms.role.value)
    return Sent(invitation, token.word)


def cancel(family_id: UUID, invitation_id: UUID, *, by: User) -> None:
    """Take an invitation back, whatever stage it is in.

    Raises:
        NotFoundHere: there is no such open invitation for this reader.
        NotAllowed: only the coordinator does this.
    """
    leads(family_id, by=by)
    with transaction.atomic():
        invitation = _open_one(family_id, invitation_id, by=by)
        _end(invitation, by=by, detail="cancelled")


def is_alive(word: str) -> bool:
    """Can this link still be taken up? It changes nothing: scanners of mail open links too."""
    with errand("invitation"):
        return _waiting(word).exists()


def accept(word: str, *, user: User) -> Invitation:
    """Take an invitation up, as somebody who signed in with its mail address. Once.

    Raises:
        InvitationRefused: late, used, cancelled, meant for another address, or never there; or
            this person runs the site or writes policy, and so never reads a family.
    """
    with errand("invitation"):
        return _accept(word, user=user, mail=user.email)


def accept_as_new(
    word: str, *, mail: str, name: str, password: str, language: str
) -> tuple[Invitation, User]:
    """Make the account and take the invitation up, both or neither.

    Raises:
        InvitationRefused: as `accept`. After five wrong addresses the link is for nobody.
        AlreadyKnown: there is an account with this address: sign in first.
    """
    with errand("invitation"):
        with transaction.atomic():
            found = _find(word, mail=mail)
        if found is None:
            raise InvitationRefused
        with transaction.atomic():
            user = make_account(
                mail=mail, name=name, password=password, language=language, organisation=None
            )
            return _accept(word, user=user, mail=user.email), user


def _accept(word: str, *, user: User, mail: str) -> Invitation:
    with transaction.atomic():
        invitation = None if user.system_role else _find(word, mail=mail)
        if invitation is not None:
            invitation.accepted_at, invitation.accepted_by = now(), user
            invitation.expires_at = now() + TERM
            invitation.code, invitation.misses = new_code(), 0
            invitation.save()
            _write(Entry.Verb.CHANGED, invitation, by=user, detail="accepted")
    if invitation is None:  # outside the transaction, so that the miss stays counted
        raise InvitationRefused
    return invitation


def _find(word: str, *, mail: str) -> Invitation | None:
    invitation = _waiting(word).select_for_update(of=("self",)).first()
    if invitation is None:
        return None
    if mail and hmac.compare_digest(invitation.mail.encode(), one_way(mail).encode()):
        return invitation
    _count_miss(invitation, by=None)
    return None


def confirm(family_id: UUID, invitation_id: UUID, *, code: str, by: User) -> Seat:
    """Whoever leads the circle types the code that they heard: from now on there is a seat.

    Raises:
        NotFoundHere: there is no such invitation that waits for its code.
        NotAllowed: only the coordinator does this; or there is no second factor yet.
        CodeRefused: another code. After five the invitation stops.
    """
    leads(family_id, by=by)
    refusal = ""
    with transaction.atomic():
        invitation = _open_one(family_id, invitation_id, by=by)
        if not invitation.waits_for_code:
            raise NotFoundHere(_("Deze uitnodiging is er niet meer."))
        if not is_ready(invitation):
            raise NotAllowed(
                _("Deze persoon heeft nog geen tweede stap. Probeer later opnieuw.")
            )
        said = "".join(code.split())
        if hmac.compare_digest(said.encode(), str(invitation.code).encode()):
            return _seat_from(invitation, by=by)
        refusal = _count_miss(invitation, by=by)
    raise CodeRefused(refusal)


def _seat_from(invitation: Invitation, *, by: User) -> Seat:
    user = invitation.accepted_by
    if user is None or not user.is_active:
        raise NotFoundHere(_("Deze uitnodiging is er niet meer."))
    invitation.confirmed_at, invitation.code = now(), None
    invitation.save()
    _write(Entry.Verb.CHANGED, invitation, by=by, detail="confirmed")
    return give_seat(
        family=invitation.family, user=user, role=Seat.Role(invitation.role),
        purpose=invitation.purpose, by=by, ends_at=end_of(invitation.ends_on),
        actor=invitation.actor, member=invitation.member, tie=invitation.tie,
        told_on=invitation.told_on, agreed_on=invitation.agreed_on,
        agreed_how=invitation.agreed_how,
    )  # fmt: skip


def end_of(day: date) -> datetime:
    """The moment at which this day is over in Belgium: a last day counts whole."""
    return make_aware(datetime.combine(day + timedelta(days=1), time()), get_default_timezone())


def _waiting(word: str) -> QuerySet[Invitation]:
    return Invitation.open_ones().filter(token_hash=mark_of(word), accepted_at=None)


def _open_one(family_id: UUID, invitation_id: UUID, *, by: User) -> Invitation:
    found = (
        invitations_of(family_id, by=by)
        .select_for_update(of=("self",))
        .filter(pk=invitation_id)
        .first()
    )
    if found is None:
        raise NotFoundHere(_("Deze uitnodiging is er niet meer."))
    return found


def _count_miss(invitation: Invitation, *, by: User | None) -> str:
    """One more wrong try, and what to say about it."""
    invitation.misses += 1
    invitation.save(update_fields=["misses"])
    if invitation.misses >= MOST_MISSES:
        _end(invitation, by=by, detail="too_many_misses")
        return _("Dit is vijf keer fout. De uitnodiging is gestopt. Nodig opnieuw uit.")
    _write(Entry.Verb.REFUSED, invitation, by=by, detail="code")
    return _("Deze code klopt niet. Vraag ze nog eens en schrijf de zes cijfers.")


def _end(invitation: Invitation, *, by: User | None, detail: str) -> None:
    invitation.cancelled_at, invitation.code = now(), None
    invitation.save()
    _write(Entry.Verb.CHANGED, invitation, by=by, detail=detail)


def _write(verb: Entry.Verb, invitation: Invitation, *, by: User | None, detail: str) -> None:
    record(
        verb, by=by, part="invitation", family=invitation.family_id, item=invitation.pk,
        detail=detail, seal=seal_of(invitation),
    )  # fmt: skip
