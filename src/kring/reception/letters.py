"""The mails that invite: plain text, without the name of a family and without a purpose."""

from django.utils.translation import gettext as _

from kring.people import mail
from kring.people.models import WaitingMail

Kind = WaitingMail.Kind


def send_invitation(to: str, link: str) -> None:
    """Somebody is invited to a circle. Which one, they read once they are in."""
    _send(
        Kind.INVITATION,
        to,
        link,
        _("Je bent uitgenodigd in een kring. Open deze link en maak je account:"),
    )


def send_welcome(to: str, link: str) -> None:
    """Somebody gets an account on the site."""
    _send(Kind.WELCOME, to, link, _("Je krijgt een account in Kring. Open deze link:"))


def _send(kind: WaitingMail.Kind, to: str, link: str, opening: str) -> None:
    mail.post(
        kind,
        to,
        _("Een uitnodiging van Kring"),
        "\n\n".join([
            opening,
            link,
            _("De link werkt drie dagen en één keer. Geef hem aan niemand door."),
            _("Verwachtte je dit niet? Dan moet je niets doen."),
        ]),
    )  # fmt: skip
