"""Mails that still have to go out: kept until the mail server took them."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id


class WaitingMail(models.Model):
    """One mail, written down together with what it tells of, and gone once it was taken.

    To whom and what it says lies sealed with the key ring: there may be a link in it.
    """

    class Kind(models.TextChoices):
        NOTICE = "notice", _("een bericht over een account")
        RESET = "reset", _("een link voor een nieuw wachtwoord")
        INVITATION = "invitation", _("een uitnodiging voor een kring")
        WELCOME = "welcome", _("een uitnodiging voor de site")
        GLASS = "glass", _("een bericht over inzage uit nood")
        REMINDER = "reminder", _("een herinnering om iets na te kijken")

    class Trouble(models.TextChoices):
        NO_SERVER = "no_server", _("de mailserver antwoordt niet")
        REFUSED = "refused", _("de mailserver wil deze mail niet")
        TOO_LATE = "too_late", _("het duurde te lang; de link werkt niet meer")
        UNREADABLE = "unreadable", _("de mail gaat niet meer open: de sleutel is weg")

    id = Id()
    kind = models.CharField(_("soort"), max_length=12, choices=Kind)
    sealed = models.TextField(_("de mail zelf"))
    made_at = models.DateTimeField(_("geschreven op"), default=now)
    try_at = models.DateTimeField(_("volgende poging"), default=now)
    useless_at = models.DateTimeField(_("heeft dan geen zin meer"))
    tries = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    trouble = models.CharField(_("wat er misging"), max_length=12, choices=Trouble, blank=True)
    given_up_at = models.DateTimeField(_("opgegeven op"), null=True)

    class Meta:
        verbose_name = _("mail die wacht")
        verbose_name_plural = _("mails die wachten")
        ordering = ["try_at", "pk"]
        indexes = [models.Index(fields=["given_up_at", "try_at"])]

    def __str__(self) -> str:
        return str(self.pk)
