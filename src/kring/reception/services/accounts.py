"""Accounts without a family: welcomes, roles on the site by two people, organisations."""

import hmac
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from kring.base.errors import NotAllowed, NotFoundHere
from kring.families.services import close_glasses_of
from kring.journal.models import Entry
from kring.journal.services import record
from kring.people.events import notify
from kring.people.mail_address import one_way
from kring.people.models import Organisation, RoleRequest, User, Welcome
from kring.people.open_sessions import end_all
from kring.reception.queries import check_administrator
from kring.reception.services.invitations import MOST_MISSES, InvitationRefused
from kring.reception.services.leaving import end_seats
from kring.reception.services.new_accounts import AlreadyKnown, make_account
from kring.reception.tokens import mark_of, new_token

TERM: Final = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class Answers:
    """Who answers for the data of an organisation; "" for what nobody said."""

    controller_name: str = ""
    controller_address: str = ""
    controller_mail: str = ""
    officer_name: str = ""
    officer_mail: str = ""


@dataclass(frozen=True, slots=True)
class WelcomeSent:
    """A welcome with the word for its link, which is nowhere after this."""

    welcome: Welcome
    word: str


def welcome(
    *, mail: str, organisation: Organisation | None, system_role: str, by: User
) -> WelcomeSent:
    """Invite somebody to the site, without a family.

    Raises:
        NotFoundHere: this person is no administrator.
        AlreadyKnown: that address has an account.
    """
    check_administrator(by)
    if User.objects.filter(email=one_way(mail)).exists():
        raise AlreadyKnown(_("Er is al iemand met dit mailadres. Zoek in de lijst."))
    token = new_token()
    with transaction.atomic():
        made = Welcome.objects.create(
            token_hash=token.mark, mail=one_way(mail), organisation=organisation,
            system_role=system_role, by=by, expires_at=now() + TERM,
        )  # fmt: skip
        record(
            Entry.Verb.ADDED, by=by, part="welcome", item=made.pk, detail=system_role or "none"
        )
    return WelcomeSent(made, token.word)


def is_welcome(word: str) -> bool:
    """Can this link still be taken up? It changes nothing."""
    return Welcome.open_ones().filter(token_hash=mark_of(word)).exists()


def take_up_welcome(word: str, *, mail: str, name: str, password: str, language: str) -> User:
    """A new account, once. A role on the site waits for a second administrator.

    Raises:
        InvitationRefused: late, used, cancelled, another address, or never there.
    """
    user = None
    with transaction.atomic():
        found = Welcome.open_ones().filter(token_hash=mark_of(word)).select_for_update().first()
        if found and hmac.compare_digest(found.mail.encode(), one_way(mail).encode()):
            user = make_account(
                mail=mail, name=name, password=password, language=language,
                organisation=found.organisation,
            )  # fmt: skip
            found.accepted_at, found.accepted_by = now(), user
            found.save(update_fields=["accepted_at", "accepted_by"])
            record(Entry.Verb.CHANGED, by=user, part="welcome", item=found.pk, detail="taken")
            if found.system_role:
                _ask(user, found.system_role, by=found.by)
        elif found:
            _miss(found)
    if user is None:  # outside the transaction, so that the miss stays counted
        raise InvitationRefused
    return user


def ask_role(user: User, system_role: str, *, by: User) -> RoleRequest:
    """Ask that somebody gets (or with "" loses) a role on the site.

    Raises:
        NotFoundHere: this person is no administrator.
        NotAllowed: for oneself, for who has it already, or while a question waits.
    """
    check_administrator(by)
    if user.pk == by.pk:
        raise NotAllowed(_("Je vraagt geen rol voor jezelf. Vraag het aan een collega."))
    if not user.is_active or user.system_role == system_role:
        raise NotAllowed(_("Deze persoon heeft die rol al, of werkt hier niet meer."))
    if RoleRequest.waiting().filter(user=user).exists():
        raise NotAllowed(_("Voor deze persoon wacht al een vraag op een tweede beheerder."))
    with transaction.atomic():
        return _ask(user, system_role, by=by)


def decide_role(request_id: UUID, *, granted: bool, by: User) -> RoleRequest:
    """The second administrator says yes or no. A yes ends the seats and sessions they had.

    While there is one administrator alone, that one may make a second: otherwise a site would
    never have two. The journal then says "alone".

    Raises:
        NotFoundHere: this person is no administrator, or nothing waits.
        NotAllowed: the one who asked, or whom it is about; or the last administrator would go.
        LeavesFamiliesAlone: they are the only coordinator of a family.
    """
    check_administrator(by)
    with transaction.atomic():
        # All administrators, locked: two at once must not take each other's role away.
        administrators = list(
            User.objects.select_for_update()
            .filter(system_role=User.SystemRole.ADMINISTRATOR, is_active=True)
            .order_by("pk")
        )
        asked = (
            RoleRequest.waiting().select_for_update(of=("self",)).filter(pk=request_id).first()
        )
        if asked is None:
            raise NotFoundHere(_("Deze vraag is er niet meer."))
        first = len(administrators) == 1 and asked.system_role == User.SystemRole.ADMINISTRATOR
        if by.pk == asked.user_id or (granted and by.pk == asked.asked_by_id and not first):
            raise NotAllowed(_("Een tweede beheerder moet dit bevestigen. Vraag een collega."))
        asked.decided_by, asked.decided_at, asked.is_granted = by, now(), granted
        asked.save()
        if granted:
            _give(asked.user, asked.system_role, administrators, by=by)
        record(
            Entry.Verb.CHANGED, by=by, part="role", item=asked.user_id,
            detail=_outcome(asked, alone=granted and by.pk == asked.asked_by_id),
        )  # fmt: skip
        return asked


def end_sessions(user: User, *, by: User, but: str | None = None) -> int:
    """Sign somebody out everywhere, except in the session with this key; how many ended.

    Their account, seats and devices stay. They get a mail that it was done.

    Raises:
        NotFoundHere: this person is no administrator.
    """
    check_administrator(by)
    with transaction.atomic():
        ended = end_all(user, but=but)
        record(Entry.Verb.CHANGED, by=by, part="account", item=user.pk, detail="signed_out")
        notify(user, "signed_out_everywhere")
    return ended


def save_organisation(
    *,
    name: str,
    break_glass_allowed: bool,
    by: User,
    organisation: Organisation | None = None,
    answers: Answers | None = None,
) -> Organisation:
    """A new organisation, or another name, rule or contact for one.

    Where its people may no longer read in need, who reads in need now is stopped at once.

    Raises:
        NotFoundHere: this person is no administrator.
    """  # fmt: skip
    check_administrator(by)
    verb = Entry.Verb.CHANGED if organisation else Entry.Verb.ADDED
    saved = organisation or Organisation()
    saved.name, saved.break_glass_allowed = name, break_glass_allowed
    if answers is not None:
        for field, said in asdict(answers).items():
            setattr(saved, field, said)
    with transaction.atomic():
        saved.save()
        detail = "break_glass" if break_glass_allowed else ""
        record(verb, by=by, part="organisation", item=saved.pk, detail=detail)
        if not break_glass_allowed:
            close_glasses_of(saved, by=by)
    return saved


def _give(user: User, system_role: str, administrators: list[User], *, by: User) -> None:
    if user.system_role == User.SystemRole.ADMINISTRATOR and len(administrators) < 2:
        raise NotAllowed(_("Dit is de laatste beheerder. Maak eerst iemand anders beheerder."))
    if system_role:
        end_seats(user, by=by, successors={})
    user.system_role = system_role
    user.save(update_fields=["system_role"])
    end_all(user)


def _ask(user: User, system_role: str, *, by: User | None) -> RoleRequest:
    asked = RoleRequest.objects.create(user=user, system_role=system_role, asked_by=by)
    detail = f"asked {system_role or 'none'}"
    record(Entry.Verb.ADDED, by=by, part="role", item=user.pk, detail=detail)
    return asked


def _outcome(asked: RoleRequest, *, alone: bool) -> str:
    word = "refused" if not asked.is_granted else "alone" if alone else "granted"
    return f"{word} {asked.system_role or 'none'}"


def _miss(found: Welcome) -> None:
    found.misses += 1
    if found.misses >= MOST_MISSES:
        found.cancelled_at = now()
    found.save(update_fields=["misses", "cancelled_at"])
    record(Entry.Verb.REFUSED, by=None, part="welcome", item=found.pk, detail="address")
