"""What a family decides together: hiding everything, showing it again, wiping it for good."""

from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id, IdField
from kring.families.models import Family
from kring.people.models import User

TIME_TO_THINK: Final = timedelta(days=14)


class Decision(models.Model):
    """One question that takes every adult, or one adult alone with a worker."""

    class Kind(models.TextChoices):
        HIDE = "hide", _("alles verbergen")
        SHOW = "show", _("alles opnieuw tonen")
        ERASE = "erase", _("alles wissen")

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    kind = models.CharField(_("wat"), max_length=5, choices=Kind)
    asked_at = models.DateTimeField(_("gevraagd op"), default=now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    is_alone = models.BooleanField(_("alleen met de begeleider"), default=False)
    beside = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("akkoord op"), null=True)
    done_at = models.DateTimeField(_("gedaan op"), null=True)
    withdrawn_at = models.DateTimeField(_("teruggenomen op"), null=True)

    class Meta:
        verbose_name = _("beslissing van het gezin")
        verbose_name_plural = _("beslissingen van het gezin")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.family_id}"

    @property
    def final_at(self) -> datetime | None:
        """When it may be carried out. Only wiping leaves time to think again."""
        if self.agreed_at is None or self.kind != self.Kind.ERASE:
            return self.agreed_at
        return self.agreed_at + TIME_TO_THINK


class Voice(models.Model):
    """The yes of one adult."""

    id = Id()
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="voices")
    member = IdField()
    said_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    said_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("ja van een volwassene")
        verbose_name_plural = _("ja's van volwassenen")
        constraints = [
            models.UniqueConstraint(name="one_yes_each", fields=["decision", "member"]),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.decision_id}"
