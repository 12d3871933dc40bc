"""The people who work here, and the organisations they work for."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("naam"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")

    def __str__(self) -> str:
        return self.get_full_name() or self.username
