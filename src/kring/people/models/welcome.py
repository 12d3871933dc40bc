"""How an account without a family begins, and how somebody gets a role on the site."""

import uuid

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.people.models.accounts import Organisation, User


class Welcome(models.Model):
    """An invitation to the site itself, without a family. Only the token's SHA-256 is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.BinaryField(unique=True)
    mail = models.EmailField(_("mailadres"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisatie")
    )
    system_role = models.CharField(
        _("rol op de site"), max_length=14, choices=User.SystemRole, default="", blank=True
    )
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    misses = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("welkom")
        verbose_name_plural = _("welkomstberichten")
        ordering = ["-made_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def open_ones(cls) -> "models.QuerySet[Welcome]":
        """Those that can still be taken up."""
        return cls.objects.filter(accepted_at=None, cancelled_at=None, expires_at__gt=now())


class RoleRequest(models.Model):
    """A role on the site that one administrator asks and another confirms."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="role_requests")
    system_role = models.CharField(_("rol op de site"), max_length=14, choices=User.SystemRole)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=now)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_granted = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("vraag om een rol")
        verbose_name_plural = _("vragen om een rol")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_role_request_each",
                fields=["user"],
                condition=models.Q(decided_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def waiting(cls) -> "models.QuerySet[RoleRequest]":
        return cls.objects.filter(decided_at=None, user__is_active=True)
