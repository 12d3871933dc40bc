"""Files of a family: papers, such as a photo of the map on paper, and recordings of a voice."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.attachments_sealed import SealedPiece, opened_pieces
from kring.base.fields import Code
from kring.base.sealing import SealedText
from kring.families.models.family import Family
from kring.families.models.records import FamilyRecord, RecordQuerySet


class Attachment(FamilyRecord):
    """What is known of a file; its content lies in pieces. `size` in bytes, as it is kept."""

    name: Any
    key: Any
    kind = Code(_("soort bestand"))
    size = models.PositiveIntegerField(_("grootte"))
    pieces = models.PositiveIntegerField(_("aantal stukken"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)

    def open_pieces(self) -> Iterator[bytes]:
        pieces = Piece.objects.filter(file=self.pk, family=self.family_id).order_by("number")
        sealed = pieces.values_list("sealed", flat=True)
        return opened_pieces(map(bytes, sealed), key=self.key, file=self.pk, count=self.pieces)


class Paper(Attachment):
    """A photo of a paper map, a letter, a note: it comes along with the map."""

    part: ClassVar[str] = "map"

    name = SealedText(_("naam"), label="paper.name")
    key = SealedText(_("bestandssleutel"), label="paper.key")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("blad")
        verbose_name_plural = _("bladen")
        ordering = ["made_on", "pk"]


class Recording(Attachment):
    """Somebody's own voice: it comes along with the story."""

    part: ClassVar[str] = "story"

    name = SealedText(_("naam"), label="recording.name")
    key = SealedText(_("bestandssleutel"), label="recording.key")

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("opname")
        verbose_name_plural = _("opnames")
        ordering = ["made_on", "pk"]


class Piece(models.Model):
    """A sealed piece of a file's content. It goes with its family, and with its file."""

    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    file = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField()
    sealed = SealedPiece()

    class Meta:
        verbose_name = _("stuk van een bestand")
        verbose_name_plural = _("stukken van bestanden")
        constraints = [
            models.UniqueConstraint(name="one_piece_per_number", fields=["file", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"
