"""The family itself: what it calls itself, and what it says about each area of life."""

from typing import Self, cast
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id
from kring.base.scoping import ScopedModel, ScopedQuerySet
from kring.base.sealing import SealedField, SealedRow, SealedText, SealedWords
from kring.families.models.rule import FAMILIES, Rule, reads_nothing
from kring.people.models import User


class FamilyQuerySet(ScopedQuerySet["Family"]):
    def visible_to(self, user: User) -> Self:
        """Families whose circle this person sits in now, or whose glass they broke.

        No role sees every family.
        """
        seen = self._scoped(f"user {user.pk}")
        if reads_nothing(user):
            return seen.none()
        return seen.filter(Rule(FAMILIES, user, family="pk"))


class Family(SealedRow, ScopedModel):
    id = Id()
    code = SealedText(label="family.code")  # its id in a family file
    label = SealedWords(_("roepnaam"), label="family.label")
    municipality = SealedWords(_("gemeente"), label="family.municipality", null=True)
    arrival = SealedText(_("aankomst"), label="family.arrival", null=True)
    phase = SealedText(_("fase"), label="family.phase", null=True)
    languages = SealedField(_("talen"), label="family.languages")
    # What it says about each area of life: few, always read whole, and too telling to lie open.
    themes = SealedField(_("thema's"), label="family.themes")
    own_themes = SealedField(_("eigen thema's"), label="family.own_themes")
    note = SealedWords(_("nota"), label="family.note", null=True)
    extra = SealedField(label="family.extra")
    is_example = models.BooleanField(_("voorbeeld"), default=False)
    is_restricted = models.BooleanField(_("beperkt"), default=False)
    made_on = models.DateField(_("gemaakt op"), auto_now_add=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = _("gezin")
        verbose_name_plural = _("gezinnen")
        ordering = ["made_on", "pk"]

    def __str__(self) -> str:
        return str(self.pk)

    def seal_family(self) -> UUID:
        return cast(UUID, self.pk)
