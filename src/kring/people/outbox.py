"""Mails on their way: written down with the change they tell of, sent after it, tried again.

A mail goes out at least once. Only a machine that stops in the second between the answer of the
mail server and our own note sends it again, with the same Message-ID.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from ssl import SSLError
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import now

from kring.base.envelope import SealError
from kring.people import postman, secrets
from kring.people.models import WaitingMail

log: Final = logging.getLogger("kring.mail")
Kind, Trouble = WaitingMail.Kind, WaitingMail.Trouble
NOBODY: Final = ""  # a mail to nobody is written down and thrown away
# Longer than the mail server may take: nobody else tries the same mail in that time.
CLAIMED: Final = timedelta(minutes=2)
PAUSES: Final = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720, 1440))
MOST_TRIES: Final = len(PAUSES) + 1
MOST_AT_ONCE: Final = 200
# After this the mail is of no use: its link no longer works, or the person saw it on a page.
USEFUL: Final = {
    Kind.NOTICE: timedelta(days=7),
    Kind.RESET: timedelta(hours=1),
    Kind.INVITATION: timedelta(hours=72),
    Kind.WELCOME: timedelta(hours=72),
    Kind.GLASS: timedelta(days=5),
    Kind.REMINDER: timedelta(days=7),
}


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as it goes out: plain text to one address."""

    to: str
    subject: str
    text: str


@dataclass(slots=True)
class Round:
    """What one round did."""

    sent: int = 0
    again: int = 0
    given_up: int = 0


def put(kind: WaitingMail.Kind, message: Message) -> None:
    """Write a mail down, in the transaction of what it tells of; the postman hears after it."""
    moment = now()
    WaitingMail.objects.create(
        kind=kind, sealed=secrets.seal(json.dumps(asdict(message)), purpose=secrets.MAIL),
        made_at=moment, try_at=moment, useless_at=moment + USEFUL[kind],
    )  # fmt: skip
    transaction.on_commit(postman.ring, robust=True)


def waiting() -> QuerySet[WaitingMail]:
    """Mails that still go out."""
    return WaitingMail.objects.filter(given_up_at=None)


def given_up() -> QuerySet[WaitingMail]:
    """Mails that never arrived; what stood in them is gone."""
    return WaitingMail.objects.exclude(given_up_at=None).order_by("-given_up_at")


def deliver() -> Round:
    """Try every mail whose turn it is, once. Safe in several processes at the same time.

    When the mail server itself does not answer, the others wait too: one pause, not hundreds.
    """
    done = Round()
    due = waiting().filter(try_at__lte=now()).values_list("pk", flat=True)
    for pk in list(due[:MOST_AT_ONCE]):
        mine = waiting().filter(pk=pk, try_at__lte=now())
        if not mine.update(try_at=now() + CLAIMED, tries=F("tries") + 1):
            continue  # another process took it
        if not _try(WaitingMail.objects.get(pk=pk), done):
            break
    return done


def _try(mail: WaitingMail, done: Round) -> bool:
    """Send one mail; False when the server is not there for any."""
    if mail.useless_at <= now():
        _give_up(mail, Trouble.TOO_LATE, done)
        return True
    try:
        message = Message(**json.loads(secrets.unseal(mail.sealed, purpose=secrets.MAIL)))
    except SealError:
        _give_up(mail, Trouble.UNREADABLE, done)
        return True
    try:
        if message.to != NOBODY:
            _send(mail, message)
    except SSLError as trouble:
        # A certificate that does not hold is a `ValueError` too, but of the server and not of
        # this mail: it goes out when the certificate is mended.
        _tell(trouble)
        _again(mail, Trouble.NO_SERVER, done)
        return False
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as refusal:
        # ValueError: the address or the subject cannot stand in a mail at all.
        _tell(refusal)
        if _is_final(refusal):
            _give_up(mail, Trouble.REFUSED, done)
        else:
            _again(mail, Trouble.REFUSED, done)
        return True
    except OSError as trouble:
        _tell(trouble)
        _again(mail, Trouble.NO_SERVER, done)
        return False
    mail.delete()
    done.sent += message.to != NOBODY
    return True


def _send(mail: WaitingMail, message: Message) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(">") or "kring"
    EmailMessage(
        message.subject, message.text, to=[message.to],
        headers={"Message-ID": f"<{mail.pk.hex}@{host}>"},
    ).send()  # fmt: skip


def _is_final(refusal: Exception) -> bool:
    """5xx means never, 4xx means later (RFC 5321, 4.2.1)."""
    match refusal:
        case SMTPRecipientsRefused():
            return all(code >= 500 for code, _said in refusal.recipients.values())
        case SMTPDataError():
            return refusal.smtp_code >= 500
    return True


def _again(mail: WaitingMail, trouble: WaitingMail.Trouble, done: Round) -> None:
    if mail.tries >= MOST_TRIES:
        _give_up(mail, trouble, done)
        return
    mail.try_at, mail.trouble = now() + PAUSES[mail.tries - 1], trouble
    mail.save(update_fields=["try_at", "trouble"])
    done.again += 1


def _give_up(mail: WaitingMail, trouble: WaitingMail.Trouble, done: Round) -> None:
    """It will not arrive: what stood in it goes, that it failed stays for the administrator."""
    mail.sealed, mail.trouble, mail.given_up_at = "", trouble, now()
    mail.save(update_fields=["sealed", "trouble", "given_up_at"])
    done.given_up += 1


def _tell(trouble: Exception) -> None:
    # Without the address and the text: a log is no place for either.
    log.error("a mail could not be sent: %s", type(trouble).__name__)
