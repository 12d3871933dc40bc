"""What family and network agreed to do: plan, goals, steps, standing agreements, meetings."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.core.codes import ActionStatus, GoalStatus, PlanStatus
from kring.families.models import FamilyRecord, RecordQuerySet


class Plan(FamilyRecord):
    part = "plan"

    code = SealedText(label="plan.code")
    status = Code(_("status"), choices=PlanStatus, default=PlanStatus.DRAFT)
    started = models.DateField(_("begonnen op"), null=True)
    coordinator = IdField(_("aanspreekpunt"), null=True)
    next_review = models.DateField(_("terugkijken op"), null=True)
    map_id = IdField(_("kaart"), null=True)
    languages = SealedField(_("talen"), label="plan.languages")
    note = SealedWords(_("nota"), label="plan.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plannen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Goal(FamilyRecord):
    """What the family wants, in its own words."""

    part = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    code = SealedText(label="goal.code")
    words = SealedWords(_("woorden"), label="goal.words")
    theme = Code(_("thema"))
    for_members = IdsField(_("voor wie"))
    why_now = SealedWords(_("waarom nu"), label="goal.why_now", null=True)
    strengths_used = SealedField(_("krachten"), label="goal.strengths_used")
    score_start = SealedField(_("score bij het begin"), label="goal.score_start", null=True)
    score_now = SealedField(_("score nu"), label="goal.score_now", null=True)
    score_target = SealedField(_("score later"), label="goal.score_target", null=True)
    scored_by = IdsField(_("score door"))
    status = Code(_("status"), choices=GoalStatus, default=GoalStatus.ACTIVE)
    observation_ids = SealedField(_("van de kaart"), label="goal.observation_ids")
    evaluations = SealedField(_("terugblikken"), label="goal.evaluations")
    note = SealedWords(_("nota"), label="goal.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Action(FamilyRecord):
    """One concrete step, seen done by one person."""

    record_names: ClassVar = {"with_": "with_people"}
    part = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    code = SealedText(label="action.code")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, related_name="actions")
    what = SealedWords(_("wat"), label="action.what")
    responsible = IdField(_("wie"), null=True)
    with_people = IdsField(_("samen met"))
    start = models.DateField(_("van"), null=True)
    due = models.DateField(_("tegen"), null=True)
    done_on = models.DateField(_("gedaan op"), null=True)
    status = Code(_("status"), choices=ActionStatus, default=ActionStatus.PROPOSED)
    agreed_by_family = models.BooleanField(_("het gezin is akkoord"), null=True)
    agreed_on = models.DateField(_("akkoord op"), null=True)
    agreed_how = SealedText(_("akkoord hoe"), label="action.agreed_how", null=True)
    needs_interpreter = models.BooleanField(_("tolk nodig"), null=True)
    cost = SealedWords(_("kost"), label="action.cost", null=True)
    result = SealedWords(_("resultaat"), label="action.result", null=True)
    blocked_by = SealedWords(_("lukt niet door"), label="action.blocked_by", null=True)
    next_step = SealedWords(_("volgende stap"), label="action.next_step", null=True)
    private_to = IdsField(_("alleen voor"))
    note = SealedWords(_("nota"), label="action.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("stap")
        verbose_name_plural = _("stappen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Agreement(FamilyRecord):
    """A standing arrangement without a date."""

    part = "plan"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="agreements")
    code = SealedText(label="agreement.code", null=True)
    text = SealedWords(_("afspraak"), label="agreement.text")
    parties = IdsField(_("tussen"))
    valid_until = models.DateField(_("geldig tot"), null=True)
    agreed_on = models.DateField(_("afgesproken op"), null=True)
    how = SealedText(_("hoe"), label="agreement.how", null=True)
    by = IdsField(_("door"))
    note = SealedWords(_("nota"), label="agreement.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Meeting(FamilyRecord):
    part = "plan"

    code = SealedText(label="meeting.code")
    date = models.DateField(_("dag"))
    kind = SealedText(_("soort"), label="meeting.kind")
    chair = IdField(_("voorzitter"), null=True)
    place = SealedWords(_("plaats"), label="meeting.place", null=True)
    present = IdsField(_("aanwezig"))
    excused = IdsField(_("verontschuldigd"))
    interpreter = SealedField(_("tolk"), label="meeting.interpreter", null=True)
    agenda = models.JSONField(_("agenda"), default=list)
    decisions = IdsField(_("afgesproken stappen"))
    report_language = Code(_("taal van het verslag"))
    report_shared_with_family = models.BooleanField(_("verslag bij het gezin"), null=True)
    report_given_to_family_on = models.DateField(_("verslag gegeven op"), null=True)
    next_meeting = models.DateField(_("volgende keer"), null=True)
    how_was_it = SealedText(_("hoe was het"), label="meeting.how_was_it", null=True)
    note = SealedWords(_("nota"), label="meeting.note", null=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("overleg")
        verbose_name_plural = _("overleggen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
