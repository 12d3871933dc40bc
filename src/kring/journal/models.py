"""The journal: who did what, when, and to which record. It holds no content and no names.

After two years its lines go: of what they told only numbers are left, in a bound volume.
"""

from typing import Any, Never

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class AppendOnly:
    """Rows are added one by one and never touched again."""

    def update(self, **kwargs: Any) -> Never:
        raise TypeError("the journal is append-only")

    def delete(self) -> Never:
        raise TypeError("the journal is append-only")


class EntryQuerySet(AppendOnly, models.QuerySet["Entry"]): ...


class VolumeQuerySet(AppendOnly, models.QuerySet["Volume"]): ...


class Lasting(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("the journal is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("the journal is append-only")


class Entry(Lasting):
    """One line. Ids instead of foreign keys: erasing a family leaves its lines standing.

    `mac` chains each line to the one before it, so that a change, a swap or a hole shows.
    """

    class Verb(models.TextChoices):
        VIEWED = "viewed", _("keek")
        ADDED = "added", _("voegde toe")
        CHANGED = "changed", _("veranderde")
        ERASED = "erased", _("wiste")
        EXPORTED = "exported", _("nam een kopie")
        PRINTED = "printed", _("drukte af")
        PUBLISHED = "published", _("maakte bekend")
        REFUSED = "refused", _("mocht niet")
        SIGNED_IN = "signed_in", _("meldde aan")
        SIGNED_OUT = "signed_out", _("meldde af")
        RESEALED = "resealed", _("verzegelde opnieuw")
        TAMPERED = "tampered", _("vond iets onleesbaars")

    at = models.DateTimeField(default=now, db_index=True, editable=False)
    verb = models.CharField(max_length=20, choices=Verb)
    actor_id = models.UUIDField(null=True)  # null: the system itself
    family_id = models.UUIDField(null=True, db_index=True)
    part = models.CharField(max_length=20)  # story, map, plan, meeting, signals, file, ...
    item_id = models.UUIDField(null=True)
    detail = models.CharField(max_length=80, blank=True)  # a code, never words
    # SHA-256 over the sealed bytes that the change left behind, see `base.sealing.seal_of`.
    seal = models.BinaryField(null=True)
    previous = models.BinaryField(unique=True)  # two lines cannot follow the same one
    mac = models.BinaryField()
    key_id = models.CharField(max_length=40)  # which key of the ring made `mac`

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journaalregel")
        verbose_name_plural = _("journaalregels")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_id} {self.verb} {self.part}"


class Volume(Lasting):
    """The oldest lines of the journal, bound: how often what happened, but not who did it.

    The database lets a line go only when a volume covers it. `mac` chains the volumes, and the
    first line that is left follows the newest of them by `head`.
    """

    until = models.DateField(_("tot en zonder"))  # the first day of a month
    last_line = models.BigIntegerField(_("laatste regel"), unique=True)
    head = models.BinaryField(_("merk van de laatste regel"))
    lines = models.PositiveIntegerField(_("aantal regels"))
    sums = models.JSONField(_("tellingen"))  # [month as "2026-11", verb, part, times], in order
    previous = models.BinaryField(_("merk van het vorige deel"), unique=True)
    mac = models.BinaryField(_("merk"))
    key_id = models.CharField(_("sleutel"), max_length=40)

    objects = VolumeQuerySet.as_manager()

    class Meta:
        verbose_name = _("afgesloten deel van het journaal")
        verbose_name_plural = _("afgesloten delen van het journaal")
        ordering = ["last_line"]

    def __str__(self) -> str:
        return f"{self.until:%Y-%m}"
