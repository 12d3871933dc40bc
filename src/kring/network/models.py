"""The network around a family: actors, their ties, and the times that the map was made."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, IdField, IdsField
from kring.base.sealing import SealedField, SealedText, SealedWords
from kring.core.codes import (
    ActorStatus,
    Capacity,
    Direction,
    Formality,
    Frequency,
    Interpreter,
    Kind,
    LinkType,
    Quality,
    Secrecy,
    Sphere,
)
from kring.families.models import FamilyRecord, RecordQuerySet


class Drawn(FamilyRecord):
    """What can be taken from the map: it lies in a bin for 30 days, and is in no list then."""

    has_bin = True

    gone_at = models.DateTimeField(_("weggedaan op"), null=True)
    # It stands on a map that was frozen: there it stays, also when it is taken away.
    dated_at = models.DateTimeField(_("op een kaart met een datum"), null=True)

    class Meta:
        abstract = True


class Actor(Drawn):
    part = "map"

    code = SealedText(label="actor.code")
    label = SealedWords(_("naam"), label="actor.label")
    sphere = Code(_("sfeer"), choices=Sphere)
    role = SealedText(_("rol"), label="actor.role", null=True)
    kind = Code(_("soort"), choices=Kind, default=Kind.PERSON)
    organisation = SealedWords(_("organisatie"), label="actor.organisation", null=True)
    formality = Code(_("formeel"), choices=Formality)
    languages = SealedField(_("talen"), label="actor.languages")
    abroad = models.BooleanField(_("in het buitenland"), default=False)
    bridge = models.BooleanField(_("brugfiguur"), default=False)
    coordination = models.BooleanField(_("aanspreekpunt"), default=False)
    status = Code(_("status"), choices=ActorStatus, default=ActorStatus.ACTIVE)
    until = models.DateField(_("tot wanneer"), null=True)
    secrecy = Code(_("zwijgplicht"), choices=Secrecy)
    possible_themes = SealedField(_("kan helpen met"), label="actor.possible_themes")
    capacity = Code(_("draagkracht"), choices=Capacity)
    hours_agreed = models.FloatField(_("afgesproken uren"), null=True)
    hours_week = models.FloatField(_("uren per week"), null=True)
    other_families = models.PositiveIntegerField(_("andere gezinnen"), null=True)
    wants_support_on = SealedField(_("wil steun bij"), label="actor.wants_support_on")
    informed_on = models.DateField(_("op de hoogte sinds"), null=True)
    visible_to = IdsField(_("zichtbaar voor"))
    place = models.JSONField(_("plaats op de kaart"), null=True)
    note = SealedWords(_("nota"), label="actor.note", null=True)
    extra = SealedField(label="actor.extra")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actoren")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Relation(Drawn):
    """A tie between the family, or some of its members, and an actor."""

    part = "map"

    code = SealedText(label="relation.code", null=True)
    actor = models.ForeignKey(Actor, models.CASCADE, related_name="relations")
    members = IdsField(_("gezinsleden"), null=True)  # null: the whole family
    closeness = models.PositiveSmallIntegerField(_("nabijheid"), null=True)
    freq = Code(_("hoe vaak"), choices=Frequency)
    channel = SealedText(_("hoe"), label="relation.channel", null=True)
    quality = Code(_("kwaliteit"), choices=Quality)
    dir = Code(_("richting"), choices=Direction)
    support = models.JSONField(_("soorten steun"), default=list)
    themes = SealedField(_("thema's"), label="relation.themes")
    pressure = models.BooleanField(_("druk"), null=True)
    interpreter = Code(_("tolk"), choices=Interpreter)
    since = SealedText(_("sinds"), label="relation.since", null=True)
    family_view = SealedText(
        _("wat het gezin ervan vindt"), label="relation.family_view", null=True
    )
    told_by = SealedText(_("verteld door"), label="relation.told_by", null=True)
    confirmed = models.DateField(_("bevestigd op"), null=True)
    note = SealedWords(_("nota"), label="relation.note", null=True)
    extra = SealedField(label="relation.extra")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("banden")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Link(Drawn):
    """A tie between two actors."""

    part = "map"

    code = SealedText(label="link.code", null=True)
    a = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    b = models.ForeignKey(Actor, models.CASCADE, related_name="+")
    type = Code(_("soort"), choices=LinkType, default=LinkType.KNOWS)
    freq = Code(_("hoe vaak"), choices=Frequency)
    agreement = SealedWords(_("afspraak"), label="link.agreement", null=True)
    may_share = models.BooleanField(_("mogen delen"), null=True)
    note = SealedWords(_("nota"), label="link.note", null=True)
    extra = SealedField(label="link.extra")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("verbinding")
        verbose_name_plural = _("verbindingen")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class MapRecord(Drawn):
    """One time that the map was made together. `asked` null: every round was done."""

    part = "map"

    code = SealedText(label="map.code")
    date = models.DateField(_("datum"))
    title = SealedWords(_("titel"), label="map.title", null=True)
    made_with = IdsField(_("samen met"))
    language = Code(_("taal"))
    interpreter = Code(_("tolk"), choices=Interpreter)
    frozen = models.BooleanField(_("vastgezet"), default=False)
    frozen_at = models.DateTimeField(_("vastgezet op"), null=True)
    asked = models.JSONField(_("gevraagd"), null=True)
    note = SealedWords(_("nota"), label="map.note", null=True)
    extra = SealedField(label="map.extra")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("kaart")
        verbose_name_plural = _("kaarten")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class Operation(FamilyRecord):
    """One thing that was said about one field of the map, see `core/together/operations.py`.

    It is seen by whoever sees the record that it is about, so it has that record's layer. Which
    field it is tells too much to lie open: that of a tie may name a theme.
    """

    part = "map"
    hides_with = "record"

    number = models.UUIDField(_("nummer"))  # made on the device, once
    kind = Code(_("soort gegeven"))
    record = IdField(_("gegeven"))  # of a theme: the family itself
    said = SealedField(_("wat er gezegd werd"), label="operation.said")
    stands = models.BooleanField(_("staat er nog"), default=True)
    at = models.DateTimeField(_("wanneer"), default=now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_operation_per_number", fields=["family", "number"]
            )
        ]
        indexes = [models.Index(name="operations_of_a_record", fields=["family", "record"])]

    def __str__(self) -> str:
        return str(self.pk)
