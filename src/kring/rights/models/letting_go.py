"""What a family said about its data, and what is on its way out: replies, copies, clocks."""

from typing import ClassVar

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, Id, IdField
from kring.base.sealing import SealedField, SealedRow, SealedWords
from kring.families.models import Family, FamilyRecord, RecordQuerySet
from kring.people.models import User


class Reply(FamilyRecord):
    """What the family says about one item: a word beside it, or a question to change it."""

    class Kind(models.TextChoices):
        WORD = "word", _("een woord erbij")
        CHANGE = "change", _("een vraag om te veranderen")

    class State(models.TextChoices):
        OPEN = "open", _("wacht op antwoord")
        ACCEPTED = "accepted", _("aangepast")
        DECLINED = "declined", _("niet aangepast")

    part: ClassVar[str] = ""

    item = IdField(db_index=True)
    kind = models.CharField(_("soort"), max_length=6, choices=Kind)
    words = SealedWords(_("woorden"), label="reply.words")
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.OPEN)
    answer = SealedWords(_("antwoord"), label="reply.answer", null=True)
    answered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    answered_on = models.DateField(_("beantwoord op"), null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("antwoord van het gezin")
        verbose_name_plural = _("antwoorden van het gezin")
        ordering = ["position", "made_on", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class OldValue(SealedRow):
    """What stood there before the family had it changed: 30 days, for who made a mistake."""

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    item = IdField(db_index=True)
    field = Code(_("veld"))  # the frozen label of what was changed, such as "actor.label"
    value = SealedField(label="old_value.value")
    reply = models.ForeignKey(Reply, models.SET_NULL, null=True, related_name="+")
    kept_until = models.DateField(_("bewaard tot"), db_index=True)

    class Meta:
        verbose_name = _("oude waarde")
        verbose_name_plural = _("oude waarden")

    def __str__(self) -> str:
        return f"{self.item} {self.field}"


class Closing(models.Model):
    """That Kring is no longer used for a family. Its clock runs from this day."""

    family = models.OneToOneField(Family, models.CASCADE, primary_key=True, related_name="+")
    closed_on = models.DateField(_("afgesloten op"))
    closed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    reminded_on = models.DateField(_("herinnerd op"), null=True)

    class Meta:
        verbose_name = _("afgesloten gezin")
        verbose_name_plural = _("afgesloten gezinnen")

    def __str__(self) -> str:
        return f"{self.family_id} {self.closed_on}"


class CopyWish(models.Model):
    """That a professional wants to give a family its data: somebody else looks first."""

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("gevraagd op"), default=now)
    asked_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    with_names = models.BooleanField(_("met namen van anderen"), default=False)
    agreed_at = models.DateTimeField(_("akkoord op"), null=True)
    agreed_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("vraag om een kopie")
        verbose_name_plural = _("vragen om een kopie")

    def __str__(self) -> str:
        return str(self.pk)


class RetentionRun(models.Model):
    """When the clocks were last read, so that a clock that jumps is noticed."""

    at = models.DateTimeField(_("op"))

    class Meta:
        verbose_name = _("ronde van de bewaartermijnen")
        verbose_name_plural = _("rondes van de bewaartermijnen")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
