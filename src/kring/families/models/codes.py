"""The code of four pictures with which one member of a family signs in."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id
from kring.families.models.seats import Seat
from kring.people.models import User


class PictureCode(models.Model):
    """A link that one adult has, and four pictures that only they know.

    Of the link's token only the SHA-256 is kept; the pictures are hashed together with the
    token. So nobody else in the family, no worker and no thief of this table can come in.
    """

    id = Id()
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="codes")
    token_hash = models.BinaryField(unique=True)
    pictures = models.CharField(max_length=200, blank=True)  # "" until the first time
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    choose_before = models.DateTimeField()
    chosen_at = models.DateTimeField(null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    waits_until = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("code met tekeningen")
        verbose_name_plural = _("codes met tekeningen")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def live(cls) -> "models.QuerySet[PictureCode]":
        """Codes that still let somebody in: not stopped, on a seat that is held now."""
        moment = now()
        in_time = models.Q(chosen_at__isnull=False) | models.Q(choose_before__gt=moment)
        return cls.objects.filter(
            in_time, stopped_at=None, seat__in=Seat.now(), seat__user__is_active=True
        )
