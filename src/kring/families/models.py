"""The family, the seats in its circle, what it agreed to, and its story in its own words."""

from typing import ClassVar, Self, cast
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Code, Id, IdField, IdsField
from kring.base.scoping import ScopedModel, ScopedQuerySet
from kring.base.sealing import SealedField, SealedRow, SealedText, SealedWords
from kring.core.codes import Literacy, Location, MayRead
from kring.people.models import User


class Seat(SealedRow):
    """A seat in the circle: one person, one family, one role, from one moment to another.

    An ended seat may lose its person; what was done in it stays in the journal.
    """

    class Role(models.TextChoices):
        FAMILY = "family", _("gezinslid")
        VOLUNTEER = "volunteer", _("vrijwilliger")
        WORKER = "worker", _("basiswerker")
        COORDINATOR = "coordinator", _("coördinator")

    class Tie(models.TextChoices):
        SECRECY = "secrecy", _("beroepsgeheim")
        DISCRETION = "discretion", _("discretieplicht")

    id = Id()
    family = models.ForeignKey("Family", models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.SET_NULL, null=True, related_name="seats")
    role = models.CharField(_("rol"), max_length=12, choices=Role)
    member = IdField(null=True)  # which member of the family this is, for role `family`
    actor = IdField(null=True)  # which actor on the map this is, for a helper
    purpose = SealedText(_("waarvoor"), label="seat.purpose")
    tie = models.CharField(_("zwijgplicht"), max_length=12, choices=Tie, blank=True)
    told_on = models.DateField(_("verteld op"), null=True)
    agreed_on = models.DateField(_("akkoord op"), null=True)
    agreed_how = SealedText(_("akkoord hoe"), label="seat.agreed_how", null=True)
    starts_at = models.DateTimeField(_("van"), default=now)
    ends_at = models.DateTimeField(_("tot"))  # compulsory: nobody sits in a circle for ever
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    ended_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("plaats in de kring")
        verbose_name_plural = _("plaatsen in de kring")
        indexes = [models.Index(fields=["user", "family"])]
        constraints = [
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("De einddatum ligt voor de begindatum."),
            ),
            models.CheckConstraint(
                # Else nothing could be hidden from them: what is hidden names a member.
                name="family_seat_is_a_member",
                condition=~Q(role="family") | Q(member__isnull=False),
                violation_error_message=_("Kies welk gezinslid dit is."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.family_id}"

    @classmethod
    def of(cls, user: User) -> "models.QuerySet[Seat]":
        """The seats that this person holds at this moment. A system role holds none."""
        return cls.objects.none() if user.system_role else cls.now().filter(user=user)

    @classmethod
    def now(cls) -> "models.QuerySet[Seat]":
        """All seats that somebody holds at this moment."""
        moment = now()
        return cls.objects.filter(starts_at__lte=moment, ends_at__gt=moment, withdrawn_at=None)


class FamilyQuerySet(ScopedQuerySet["Family"]):
    def visible_to(self, user: User) -> Self:
        """Families whose circle this person sits in now. No role sees every family."""
        seats = Seat.of(user)
        return self._scoped(f"user {user.pk}").filter(
            pk__in=seats.values("family"), is_restricted=False
        )


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
        seats = Seat.of(user)
        leads = seats.filter(role=Seat.Role.COORDINATOR)
        unknown = Q(who=None) & ~Q(family__in=leads.values("family"))
        named = (
            Q(who=user.pk)
            | Q(who__in=seats.filter(member__isnull=False).values("member"))
            | Q(who__in=seats.filter(actor__isnull=False).values("actor"))
        )
        return cls.objects.filter(named | unknown)


class Layer(models.IntegerChoices):
    """How far something is shared inside the circle."""

    SHARED = 1, _("het gezin en wie het uitnodigt")
    NETWORK = 2, _("de beroepskrachten in de kring")
    PROFESSIONAL = 3, _("eigen nota's van beroepskrachten")
    SAFETY = 4, _("veiligheid")


class RecordQuerySet(ScopedQuerySet["FamilyRecord"]):
    def visible_to(self, user: User) -> Self:
        """What this person may see: by seat and layer, their own notes, nothing hidden."""
        seats = Seat.of(user)
        staff = seats.filter(role__in=[Seat.Role.WORKER, Seat.Role.COORDINATOR])
        leads = seats.filter(role=Seat.Role.COORDINATOR)
        own = Q(author=user, family__in=seats.values("family"))
        rule = (
            Q(layer=Layer.SHARED, family__in=seats.values("family"))
            | Q(layer=Layer.NETWORK, family__in=staff.values("family"))
            | Q(layer=Layer.PROFESSIONAL, family__in=leads.values("family"))
            | own
        )
        return (
            self._scoped(f"user {user.pk}")
            .filter(rule, family__is_restricted=False)
            .exclude(pk__in=Hidden.items_for(user).values("item"))
        )


class FamilyRecord(SealedRow, ScopedModel):
    """Anything that belongs to one family. `version` rises with every change."""

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    layer = models.PositiveSmallIntegerField(_("laag"), choices=Layer, default=Layer.SHARED)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    made_on = models.DateField(auto_now_add=True)

    class Meta:
        abstract = True


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
