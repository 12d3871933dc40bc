"""What the family said yes to: who may see which part, how that was said, until when."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.families.models.records import FamilyRecord, RecordQuerySet
from kring.families.models.rule import NO_HIDDEN_PEOPLE, Rule, reads_nothing
from kring.people.models import User


class ConsentQuerySet(RecordQuerySet):
    def visible_to(self, user: User) -> Self:
        """As of every record, without those to or by somebody hidden from this person."""
        seen = super().visible_to(user)
        if reads_nothing(user):
            return seen
        return seen.filter(Rule(NO_HIDDEN_PEOPLE, user, item="pk"))


class Consent(FamilyRecord):
    """One switch: a yes of the family to somebody for a part, or that yes taken back."""

    record_names: ClassVar = {"withdrawn": "withdrawn_on"}
    needs_consent = False

    receiver = IdField(null=True)  # an actor, a user or an organisation; null: the whole circle
    part = Code(_("deel"))  # story, map, plan; empty: all that is shared
    given_on = models.DateField(_("gegeven op"))
    language = Code(_("taal"))
    form = SealedText(_("vorm"), label="consent.form")
    interpreter = Code(_("tolk"))
    by = IdsField(_("door"))
    witness = SealedWords(_("getuige"), label="consent.witness", null=True)
    review_on = models.DateField(_("herbekijken op"), null=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True)
    # Taken back with all others at once, to be given back so.
    with_all = models.BooleanField(_("met alles ingetrokken"), default=False)
    purpose = SealedText(_("waarvoor"), label="consent.purpose", null=True)
    ends_on = models.DateField(_("tot en met"), null=True)
    # What the family said when it was asked to tell it back.
    answer = SealedText(_("in eigen woorden"), label="consent.answer", null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class ConsentTalk(FamilyRecord):
    """The conversation about consent as a family file tells it. It opens nothing by itself.

    Each of `shared_with` got a `Consent` out of it when the family came in.
    """

    record_names: ClassVar = {"withdrawn": "withdrawn_on"}
    needs_consent = False

    given_on = models.DateField(_("gegeven op"))
    language = Code(_("taal"))
    form = SealedText(_("vorm"), label="consent_talk.form")
    interpreter = Code(_("tolk"))
    by = IdsField(_("door"))
    shared_with = IdsField(_("gedeeld met"))
    witness = SealedWords(_("getuige"), label="consent_talk.witness", null=True)
    restrictions = SealedField(_("beperkingen"), label="consent_talk.restrictions")
    review_on = models.DateField(_("herbekijken op"), null=True)
    withdrawn_on = models.DateField(_("ingetrokken op"), null=True)
    note = SealedWords(_("nota"), label="consent_talk.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("gesprek over toestemming")
        verbose_name_plural = _("gesprekken over toestemming")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
