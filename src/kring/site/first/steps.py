"""The steps of the first start, in their order, and what each keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from smtplib import SMTPException
from typing import Any, Final

from django import forms
from django.core.mail import EmailMessage
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kring.base.errors import KringError
from kring.people.models import User
from kring.site.first.choices import choices, choose
from kring.site.first.forms import (
    MAKE,
    BackupForm,
    MailForm,
    OfflineForm,
    OrganisationForm,
)
from kring.site.keeping.age import new_pair
from kring.site.services import name_organisation


class NotSent(KringError):
    """The mail server did not take the mail."""

    status = 422


@dataclass(frozen=True, slots=True)
class Step:
    """One page. `keep` saves what was typed and gives what is to be shown once, if anything."""

    address: str
    title: Any
    why: Any
    button: Any
    form: type[forms.Form]
    keep: Callable[[dict[str, Any], User], str]


def _keep_organisation(typed: dict[str, Any], by: User) -> str:
    name_organisation(typed["name"], by=by)
    return ""


def _keep_backup(typed: dict[str, Any], by: User) -> str:
    """The private half of a new pair is nowhere but on the page that shows it."""
    public, private = new_pair() if typed["how"] == MAKE else (typed["own"], "")
    choose(backup_key=public)
    return private


def _keep_offline(typed: dict[str, Any], by: User) -> str:
    choose(offline=typed["offline"])
    return ""


def _send_mail(typed: dict[str, Any], by: User) -> str:
    """Waits for the mail server, to tell whether it works.

    Raises:
        NotSent: it does not.
    """
    mail = EmailMessage(
        say("Kring: een proefmail"), say("De post van Kring werkt."), to=[by.email]
    )
    try:
        mail.send()
    except (OSError, SMTPException):
        raise NotSent(
            say("De mailserver antwoordt niet. Kijk KRING_MAIL na, of sla deze stap over.")
        ) from None
    return ""


STEPS: Final = (
    Step(
        "organisatie", _("Welke organisatie ben je?"),
        _("Deze naam zien gezinnen en collega's bij wie hier werkt."),
        _("Bewaar en ga verder"), OrganisationForm, _keep_organisation,
    ),
    Step(
        "reservekopie", _("Wie opent een reservekopie?"),
        _("Een reservekopie gaat op slot. Alleen wie de geheime helft heeft, kan ze openen."),
        _("Bewaar en ga verder"), BackupForm, _keep_backup,
    ),
    Step(
        "zonder-internet", _("Werken zonder internet"),
        _("Een toestel kan verloren gaan. Kies wat erop mag staan."),
        _("Bewaar en ga verder"), OfflineForm, _keep_offline,
    ),
    Step(
        "post", _("Werkt de post?"),
        _("Kring stuurt uitnodigingen per mail. We sturen jou er nu één."),
        _("Stuur de proefmail"), MailForm, _send_mail,
    ),
)  # fmt: skip
ADDRESSES: Final = tuple(step.address for step in STEPS)


def next_open(after: str = "") -> Step | None:
    """The first step after this one that was neither done nor skipped; None at the end."""
    passed = set(choices().get("steps", []))
    start = ADDRESSES.index(after) + 1 if after else 0
    return next((step for step in STEPS[start:] if step.address not in passed), None)


def passed(step: Step) -> None:
    """It was done or skipped: who comes back begins after it."""
    before = choices().get("steps", [])
    choose(steps=[*(each for each in before if each != step.address), step.address])
