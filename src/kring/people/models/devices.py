"""A phone that a volunteer asked us to remember, behind a pin code or a finger."""

import uuid

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.people.models.accounts import User


class Device(models.Model):
    """A remembered device. It opens a small seat: own steps and help, never a family's page.

    The token stands in a cookie, and here only its SHA-256. The pin code is hashed together
    with that token, so that who steals this table cannot even try the million pin codes. Behind
    a finger or a face there is no pin code: then here stands the public half of a key.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    token_hash = models.BinaryField(unique=True)
    pin = models.CharField(max_length=200)
    finger = models.BinaryField(null=True)
    finger_count = models.PositiveBigIntegerField(default=0)  # what the key said it signed
    name = models.CharField(_("naam van het toestel"), max_length=40, blank=True)
    made_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    misses = models.PositiveSmallIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("toestel")
        verbose_name_plural = _("toestellen")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def remembered(cls) -> "models.QuerySet[Device]":
        """Devices that still open a small seat, of people who still work here."""
        return cls.objects.filter(
            forgotten_at=None, ends_at__gt=now(), user__is_active=True, user__system_role=""
        )
