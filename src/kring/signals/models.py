"""Signals and good practices: kept with the family that gave them; published without it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, Id
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.core.codes import SignalStatus
from kring.families.models import FamilyRecord, RecordQuerySet


class Signal(FamilyRecord):
    """A structural problem beyond one family. It names nobody."""

    needs_consent = False  # it names nobody, and asks its own yes

    code = SealedText(label="signal.code")
    title = SealedWords(_("titel"), label="signal.title")
    what_we_see = SealedWords(_("wat we zien"), label="signal.what_we_see")
    themes = models.JSONField(_("thema's"), default=list)
    level = models.JSONField(_("niveau"), default=list)
    target_group = SealedWords(_("voor wie"), label="signal.target_group", null=True)
    consequence = SealedWords(_("gevolg"), label="signal.consequence", null=True)
    cause = SealedText(_("oorzaak"), label="signal.cause", null=True)
    competent = SealedWords(_("wie kan dit veranderen"), label="signal.competent", null=True)
    cases = models.PositiveIntegerField(_("aantal gezinnen"), null=True)
    since = SealedText(_("sinds"), label="signal.since", null=True)
    what_we_did = SealedWords(_("wat we deden"), label="signal.what_we_did", null=True)
    what_would_help = SealedWords(
        _("wat zou helpen"), label="signal.what_would_help", null=True
    )
    status = Code(_("fase"), choices=SignalStatus, default=SignalStatus.DRAFT)
    family_agrees = models.BooleanField(_("het gezin is akkoord"), null=True)
    leader = SealedWords(_("trekker"), label="signal.leader", null=True)
    note = SealedWords(_("nota"), label="signal.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class GoodPractice(FamilyRecord):
    needs_consent = False  # it names nobody, and asks its own yes

    code = SealedText(label="practice.code")
    title = SealedWords(_("titel"), label="practice.title")
    themes = models.JSONField(_("thema's"), default=list)
    goal = SealedWords(_("doel"), label="practice.goal", null=True)
    target_group = SealedWords(_("voor wie"), label="practice.target_group", null=True)
    how = SealedWords(_("hoe"), label="practice.how", null=True)
    conditions = SealedField(_("voorwaarden"), label="practice.conditions")
    results = SealedWords(_("resultaat"), label="practice.results", null=True)
    lessons = SealedWords(_("lessen"), label="practice.lessons", null=True)
    organisation = SealedWords(_("organisatie"), label="practice.organisation", null=True)
    contact_role = SealedText(_("contact"), label="practice.contact_role", null=True)
    note = SealedWords(_("nota"), label="practice.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("goede praktijk")
        verbose_name_plural = _("goede praktijken")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Publication(models.Model):
    """What has left the house: words and themes, cut loose from every family.

    No family, no author, no day: a quarter. It stays when the family is erased.
    """

    class Kind(models.TextChoices):
        SIGNAL = "signal", _("signaal")
        PRACTICE = "practice", _("goede praktijk")

    id = Id()
    kind = models.CharField(_("soort"), max_length=8, choices=Kind)
    title = models.TextField(_("titel"))
    statement = models.TextField(_("tekst"))
    consequence = models.TextField(_("gevolg"), blank=True)
    themes = models.JSONField(_("thema's"), default=list)
    level = models.JSONField(_("niveau"), default=list)
    status = Code(_("fase"))
    quarter = models.CharField(_("kwartaal"), max_length=7)  # 2026-Q1

    class Meta:
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")
        ordering = ["kind", "-quarter", "title"]

    def __str__(self) -> str:
        return self.title
