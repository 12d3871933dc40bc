"""Mails about an account: short, in the person's language, without a word about families."""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from smtplib import SMTPException
from typing import Final

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import override

from kring.people.models import User

log: Final = logging.getLogger("kring.mail")
# Beside the page, so that the time of an answer never tells whether a mail was sent.
_postman: Final = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")


def send_notice(user: User, sentence: str) -> None:
    """Tell somebody what happened to their account, and what to do when it was not them."""
    with override(user.language):
        post(
            user.email,
            _("Kring: een bericht over jouw account"),
            "\n\n".join([
                _(sentence),
                _("Was jij dat? Dan moet je niets doen."),
                _("Was jij dat niet? Verander je wachtwoord en vraag hulp aan je coördinator."),
            ]),
        )  # fmt: skip


def send_reset(user: User, link: str) -> None:
    """The link with which somebody chooses a new password."""
    with override(user.language):
        post(
            user.email,
            _("Kring: kies een nieuw wachtwoord"),
            "\n\n".join([
                _("Iemand vroeg een nieuw wachtwoord voor jouw account."),
                _("Was jij dat? Open dan deze link:"),
                link,
                _("De link werkt één uur. Je tweede stap om aan te melden blijft dezelfde."),
                _("Was jij dat niet? Dan moet je niets doen."),
            ]),
        )  # fmt: skip


def post(to: str, subject: str, text: str) -> "Future[None]":
    """Hand a mail to the postman; the page does not wait for it."""
    return _postman.submit(_send, EmailMessage(subject, text, to=[to]))


def finish() -> None:
    """Wait until everything handed over so far is gone. For tests and for the end of a run."""
    _postman.submit(lambda: None).result()


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, SMTPException) as trouble:
        # Without the address and the text: a log is no place for either.
        log.error("a mail could not be sent: %s", type(trouble).__name__)
