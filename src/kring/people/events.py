"""What happens around signing in, told to whoever listens: the journal, and the person."""

from typing import Final

from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.translation import gettext_noop

from kring.people import mail
from kring.people.models import User

# Arguments: user (or None, when nobody knows who it was), event, detail (a code, never words).
happened: Final = Signal()


class Event:
    """What can happen. Never with it: what somebody typed."""

    SIGNED_IN: Final = "signed_in"
    SIGNED_OUT: Final = "signed_out"
    REFUSED: Final = "refused"
    CHANGED: Final = "changed"


# What the person reads in a mail about their own account: nothing about any family.
NOTICES: Final = {
    "new_device": gettext_noop("Er is aangemeld met jouw account op een nieuw toestel."),
    "passkey_added": gettext_noop("Er is een passkey toegevoegd aan jouw account."),
    "passkey_removed": gettext_noop("Er is een passkey verwijderd van jouw account."),
    "app_added": gettext_noop("Er is een code-app toegevoegd aan jouw account."),
    "app_removed": gettext_noop("De code-app is verwijderd van jouw account."),
    "recovery_made": gettext_noop("Er zijn nieuwe noodcodes gemaakt voor jouw account."),
    "recovery_used": gettext_noop("Er is een noodcode gebruikt om aan te melden."),
    "wrong_tries": gettext_noop(
        "Iemand probeerde een paar keer aan te melden met jouw account. Het lukte niet."
    ),
    "signed_out_everywhere": gettext_noop("Een beheerder meldde jouw account overal af."),
    "password_changed": gettext_noop("Het wachtwoord van jouw account is veranderd."),
}


def tell(
    event: str, request: HttpRequest, *, user: User | None, detail: str = "", notice: str = ""
) -> None:
    """Have it written down, and send the person the notice, a key of `NOTICES`.

    What cannot be written down may not happen: a listener that fails refuses the page.
    """
    happened.send(sender=User, request=request, user=user, event=event, detail=detail)
    if notice and user is not None:
        notify(user, notice)


def notify(user: User, notice: str) -> None:
    """Mail the person what happened to their account, when we know where to."""
    if user.email:
        mail.send_notice(user, NOTICES[notice])


def warn(user: User | None) -> None:
    """Mail that somebody keeps trying to sign in. Of nobody the same is done and nothing sent:
    the time of the page does not tell whether there is an account.
    """
    is_there = user is not None and user.is_active and user.email
    mail.send_notice(user if is_there else None, NOTICES["wrong_tries"])
