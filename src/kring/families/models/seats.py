"""A seat in the circle of a family: who sits there, as what, from when, and until when."""

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id, IdField
from kring.base.sealing import SealedRow, SealedText
from kring.families.models.rule import reads_nothing
from kring.people.models import User


class Seat(SealedRow):
    """A seat in the circle: one person, one family, one role, from one moment to another.

    An ended seat may lose its person; what was done in it stays in the journal.
    """

    class Role(models.TextChoices):
        FAMILY = "family", _("gezinslid")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        WORKER = "worker", _("basiswerker")
        COORDINATOR = "coordinator", _("coördinator")

    class Tie(models.TextChoices):
        SECRECY = "secrecy", _("beroepsgeheim")
        DISCRETION = "discretion", _("discretieplicht")

    id = Id()
    family = models.ForeignKey("Family", models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="seats")
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    member = IdField(null=True)  # which member of the family this is, for role `family`
    actor = IdField(null=True)  # which actor on the map this is, for a helper
    purpose = SealedText(_("waarvoor"), label="seat.purpose")
    tie = models.CharField(_("zwijgplicht"), max_length=12, choices=Tie, blank=True)
    told_on = models.DateField(_("verteld op"), null=True)
    agreed_on = models.DateField(_("akkoord op"), null=True)
    agreed_how = SealedText(_("akkoord hoe"), label="seat.agreed_how", null=True)
    starts_at = models.DateTimeField(_("van"), default=now)
    ends_at = models.DateTimeField(_("tot"))  # compulsory: nobody sits in a circle for ever
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("plaats in de kring")
        verbose_name_plural = _("plaatsen in de kring")
        indexes = [models.Index(fields=["user", "family"])]
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.CheckConstraint(
                # Else nothing could be hidden from them: what is hidden names a member.
                name="family_seat_is_a_member",
                condition=~Q(role="family") | Q(member__isnull=False),
                violation_error_message=_("Kies welk gezinslid dit is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.family_id}"

    @classmethod
    def of(cls, user: User) -> "models.QuerySet[Seat]":
        """The seats that this person holds at this moment. Who reads nothing holds none."""
        return cls.objects.none() if reads_nothing(user) else cls.now().filter(user=user)

    @classmethod
    def now(cls) -> "models.QuerySet[Seat]":
        """All seats that somebody holds at this moment."""
        moment = now()
        return cls.objects.filter(starts_at__lte=moment, ends_at__gt=moment, withdrawn_at=None)
