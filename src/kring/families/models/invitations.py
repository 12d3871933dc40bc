"""An invitation to the circle of a family, from the first mail to the code that was said."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id, IdField
from kring.base.sealing import SealedRow, SealedText
from kring.families.models.family import Family
from kring.families.models.seats import Seat
from kring.people.models import User


class Invitation(SealedRow):
    """One person, one family, one role. It becomes a seat in two moves by two people.

    The person accepts by the link in the mail and gets a code on the screen; whoever invited
    hears that code and types it. Of the token in the link only the SHA-256 is kept.
    """

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="invitations")
    token_hash = models.BinaryField(unique=True)
    mail = SealedText(_("mailadres"), label="invitation.mail")
    role = models.CharField(_("rol"), max_length=12, choices=Seat.Role)
    purpose = SealedText(_("waarvoor"), label="invitation.purpose")
    tie = models.CharField(_("zwijgplicht"), max_length=12, choices=Seat.Tie)
    told_on = models.DateField(_("verteld op"), null=True)
    agreed_on = models.DateField(_("akkoord op"), null=True)
    agreed_how = SealedText(_("akkoord hoe"), label="invitation.agreed_how", null=True)
    ends_on = models.DateField(_("tot en met"))  # the last day of the seat, in Belgium
    actor = IdField(null=True)
    member = IdField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()  # to accept; after that, to say the code
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    code = SealedText(_("code"), label="invitation.code", null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        ordering = ["-made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def waits_for_code(self) -> bool:
        return self.accepted_at is not None

    @classmethod
    def open_ones(cls) -> "models.QuerySet[Invitation]":
        """Those that can still become a seat."""
        return cls.objects.filter(confirmed_at=None, cancelled_at=None, expires_at__gt=now())
