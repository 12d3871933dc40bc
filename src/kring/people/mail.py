"""Mails about an account: short, in the person's language, without a word about families."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from kring.people import outbox
from kring.people.models import User, WaitingMail

Kind = WaitingMail.Kind


def send_notice(user: User | None, sentence: str) -> None:
    """Tell somebody what happened to their account, and what to do when it was not them.

    Without a user the same is done and nothing is sent, as in `send_reset`.
    """
    with override(user.language if user else None):
        post(
            Kind.NOTICE,
            user.email if user else outbox.NOBODY,
            _("Kring: een bericht over jouw account"),
            "\n\n".join([
                _(sentence),
                _("Was jij dat? Dan moet je niets doen."),
                _("Was jij dat niet? Verander je wachtwoord en vraag hulp aan je coördinator."),
            ]),
        )  # fmt: skip


def send_reset(user: User | None, link: str) -> None:
    """The link with which somebody chooses a new password.

    Without a user the same is done and nothing is sent: the time of the page then does not tell
    whether there is an account.
    """
    with override(user.language if user else None):
        post(
            Kind.RESET,
            user.email if user else outbox.NOBODY,
            _("Kring: kies een nieuw wachtwoord"),
            "\n\n".join([
                _("Iemand vroeg een nieuw wachtwoord voor jouw account."),
                _("Was jij dat? Open dan deze link:"),
                link,
                _("De link werkt één uur. Je tweede stap om aan te melden blijft dezelfde."),
                _("Was jij dat niet? Dan moet je niets doen."),
            ]),
        )  # fmt: skip


def post(kind: WaitingMail.Kind, to: str, subject: str, text: str) -> None:
    """Have a mail sent once the transaction it is written in stands; no page waits for it.

    `to`, `subject` and `text` lie sealed until the mail server took them.
    """
    outbox.put(kind, outbox.Message(to, subject, text))


def finish() -> None:
    """Send what waits, here and now. For tests and for the end of a run."""
    outbox.deliver()
