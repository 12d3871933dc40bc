"""What the family said yes to: who may see which part, how that was said, until when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.families.models.records import FamilyRecord, RecordQuerySet


class Consent(FamilyRecord):
    """A yes of the family: to whom, for which part, how it was given, until when."""

    record_names: ClassVar = {"withdrawn": "withdrawn_on"}

    receiver = IdField(null=True)  # an actor or a user; null: the whole circle
    part = Code(_("deel"))  # story, map, plan; empty: all that is shared
    given_on = models.DateField(_("gegeven op"))
    language = Code(_("taal"))
    form = SealedText(_("vorm"), label="consent.form")
    interpreter = Code(_("tolk"))
    by = IdsField(_("door"))
    shared_with = IdsField(_("gedeeld met"))
    witness = SealedWords(_("getuige"), label="consent.witness", null=True)
    restrictions = SealedField(_("beperkingen"), label="consent.restrictions")
    review_on = models.DateField(_("herbekijken op"), null=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True)
    purpose = SealedText(_("waarvoor"), label="consent.purpose", null=True)
    ends_on = models.DateField(_("tot en met"), null=True)
    note = SealedWords(_("nota"), label="consent.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
