"""The people who work here, and the organisations they work for."""

import uuid
from typing import Final

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.people.mail_address import MailAddressField

OF_A_FAMILY: Final = "gezin-"  # begins the name of a member's account: who it is, lies sealed


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=120, unique=True)
    # Whether its people may read a family out of need, where the family agreed to that.
    break_glass_allowed = models.BooleanField(_("inzage uit nood mag"), default=False)
    # Who answers for the data (GDPR, articles 13 and 37). Families and visitors read this.
    controller_name = models.CharField(_("verantwoordelijke"), max_length=120, blank=True)
    controller_address = models.CharField(
        _("adres van de verantwoordelijke"), max_length=200, blank=True
    )
    controller_mail = MailAddressField(_("mail van de verantwoordelijke"), blank=True)
    officer_name = models.CharField(
        _("functionaris voor gegevensbescherming"), max_length=120, blank=True
    )
    officer_mail = MailAddressField(_("mail van de functionaris"), blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def answering(cls) -> "models.QuerySet[Organisation]":
        """Those that said who answers for their data; the others stand on no open page."""
        nothing = dict.fromkeys(
            (
                "controller_name",
                "controller_address",
                "controller_mail",
                "officer_name",
                "officer_mail",
            ),
            "",
        )
        return cls.objects.exclude(**nothing)

    @property
    def controller(self) -> str:
        """Who answers for the data: the name in law where it is another one."""
        return self.controller_name or self.name

    @property
    def mail_in_need(self) -> str:
        """Where to tell that somebody read a family in need; "" when nobody said."""
        return str(self.officer_mail or self.controller_mail)


class User(AbstractUser):
    """Somebody who signs in. What they may see of a family is a seat in its circle, not a job.

    A system role and a seat exclude each other: who runs the site, or writes policy, reads no
    family, even with a seat.
    """

    class SystemRole(models.TextChoices):
        NONE = "", _("geen")
        ADMINISTRATOR = "administrator", _("beheerder")
        ANALYST = "analyst", _("beleidsmedewerker")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = MailAddressField(_("mailadres"), blank=True)
    system_role = models.CharField(
        _("rol op de site"),
        max_length=14,
        choices=SystemRole,
        default=SystemRole.NONE,
        blank=True,
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="users"
    )
    language = models.CharField(_("taal"), max_length=12, default="nl")
    left_at = models.DateTimeField(_("vertrokken op"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        constraints = [
            models.UniqueConstraint(
                name="one_account_per_mail_address", fields=["email"],
                condition=~models.Q(email=""),
                violation_error_message=_("Er is al iemand met dit mailadres."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        if self.left_at and not self.first_name:
            return str(_("een vroegere medewerker"))
        if self.username.startswith(OF_A_FAMILY):
            return str(_("Gezinslid"))
        return self.get_full_name() or self.username
