"""What one person must not see, whatever their role."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id, IdField
from kring.base.sealing import SealedRow, SealedText
from kring.families.models.family import Family
from kring.families.models.rule import Rule, hidden
from kring.people.models import User


class Hidden(SealedRow):
    """One item that one person must not see. It beats every role.

    Without `who` it is hidden from everybody but the coordinators: the file named somebody whom
    we do not know, and who may come later.
    """

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    item = IdField()
    who = IdField(null=True, db_index=True)  # a member or an actor of the family, or a user
    code = SealedText(label="hidden.code", null=True)  # as it stands in the file
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("verborgen voor")
        verbose_name_plural = _("verborgen voor")

    def __str__(self) -> str:
        return f"{self.item} for {self.who}"

    @classmethod
    def items_for(cls, user: User) -> "models.QuerySet[Hidden]":
        """What this person must not see, whatever their role."""
        return cls.objects.filter(Rule(hidden(), user, who="who", family="family_id"))
