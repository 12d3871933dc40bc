"""The members of a family, its story in its own words, and its strengths."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.core.codes import Literacy, Location, MayRead
from kring.families.models.records import FamilyRecord, RecordQuerySet


class Member(FamilyRecord):
    code = SealedText(label="member.code")
    name = SealedWords(_("naam"), label="member.name")
    role = SealedText(_("rol"), label="member.role")
    birth_year = SealedField(_("geboortejaar"), label="member.birth_year", null=True)
    location = Code(_("waar"), choices=Location, default=Location.HERE)
    status = SealedText(_("verblijfsstatuut"), label="member.status", null=True)
    status_until = SealedText(_("geldig tot"), label="member.status_until", null=True)
    literacy = Code(_("lezen"), choices=Literacy, default=Literacy.UNKNOWN)
    languages = SealedField(_("talen"), label="member.languages")
    talk_to_directly = models.BooleanField(_("zelf aanspreken"), null=True)
    note = SealedWords(_("nota"), label="member.note", null=True)
    extra = SealedField(label="member.extra")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("gezinslid")
        verbose_name_plural = _("gezinsleden")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Story(FamilyRecord):
    """A chapter of what somebody says. The words are theirs, so the language is theirs too."""

    part = "story"

    code = SealedText(label="story.code")
    words = SealedWords(_("woorden"), label="story.words")
    chapter = SealedWords(_("hoofdstuk"), label="story.chapter", null=True)
    spoken_by = IdField(_("verteld door"), null=True)
    told_on = models.DateField(_("verteld op"), null=True)
    may_read = Code(_("wie mag dit lezen"), choices=MayRead, default=MayRead.CIRCLE)
    sound = SealedText(_("geluid"), label="story.sound", null=True)
    people = IdsField(_("mensen"))
    reviewed = SealedField(_("nagekeken vertalingen"), label="story.reviewed")
    note = SealedWords(_("nota"), label="story.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("verhaal")
        verbose_name_plural = _("verhalen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Strength(FamilyRecord):
    part = "story"

    text = SealedWords(_("kracht"), label="strength.text")
    member = IdField(null=True)
    theme = Code(_("thema"))
    note = SealedWords(_("nota"), label="strength.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("kracht")
        verbose_name_plural = _("krachten")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
