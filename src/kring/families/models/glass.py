"""Breaking the glass: reading a family for four hours without a seat, with a reason."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id
from kring.base.sealing import SealedRow, SealedText
from kring.families.models.family import Family
from kring.people.models import Organisation, User

OPEN_FOR: Final = timedelta(hours=4)


class BreakGlass(SealedRow):
    """One time that somebody read a family out of need. Somebody else reviews it afterwards."""

    class Reason(models.TextChoices):
        DANGER = "danger", _("iemand is in gevaar")
        HEALTH = "health", _("iemand heeft dringend zorg nodig")
        CHILD = "child", _("een kind is niet veilig")
        LOST = "lost", _("het gezin is onbereikbaar of zonder dak")

    class Verdict(models.TextChoices):
        NEEDED = "needed", _("het was nodig")
        NOT_NEEDED = "not_needed", _("het was niet nodig")

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reden"), max_length=10, choices=Reason)
    words = SealedText(_("waarom"), label="break_glass.words")
    starts_at = models.DateTimeField(_("van"), default=now)
    ends_at = models.DateTimeField(_("tot"))  # four hours later at most
    ended_at = models.DateTimeField(_("vroeger gestopt op"), null=True)
    reviewed_at = models.DateTimeField(_("nagekeken op"), null=True)
    reviewed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(_("oordeel"), max_length=10, choices=Verdict, blank=True)

    class Meta:
        verbose_name = _("inzage uit nood")
        verbose_name_plural = _("inzages uit nood")
        ordering = ["-starts_at", "pk"]
        indexes = [models.Index(fields=["user", "family"])]
        constraints = [
            models.CheckConstraint(
                name="glass_ends_within_four_hours",
                condition=Q(ends_at__gt=models.F("starts_at"))
                & Q(ends_at__lte=models.F("starts_at") + OPEN_FOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.family_id}"


class Protocol(models.Model):
    """An organisation that the family agreed may break the glass, if the need is there."""

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    named_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(_("afgesproken op"), default=now)

    class Meta:
        verbose_name = _("noodafspraak")
        verbose_name_plural = _("noodafspraken")
        constraints = [
            models.UniqueConstraint(name="named_once", fields=["family", "organisation"]),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} @ {self.family_id}"
