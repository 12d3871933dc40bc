"""What every record of a family has in common, and the rule of who may see it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id
from kring.base.scoping import ScopedModel, ScopedQuerySet
from kring.base.sealing import SealedRow
from kring.families.models.family import Family
from kring.families.models.rule import Rule, reads_nothing, records
from kring.people.models import User


class Layer(models.IntegerChoices):
    """How far something is shared inside the circle."""

    SHARED = 1, _("het gezin en wie het uitnodigt")
    NETWORK = 2, _("de beroepskrachten in de kring")
    PROFESSIONAL = 3, _("eigen nota's van beroepskrachten")
    SAFETY = 4, _("veiligheid")


class RecordQuerySet(ScopedQuerySet["FamilyRecord"]):
    def visible_to(self, user: User) -> Self:
        """What this person may see: by seat, layer, consent and author, and nothing hidden.

        The rule itself is `rule.records`. What lies in the bin is left out.
        """
        seen = self.with_bin(user)
        return seen.filter(gone_at=None) if self.model.has_bin else seen

    def with_bin(self, user: User) -> Self:
        """The same with what was taken away and can still come back."""
        seen = self._scoped(f"user {user.pk}")
        if reads_nothing(user):
            return seen.none()
        asks = self.model.needs_consent  # a consent itself has a `part` of another kind
        text = records(part=self.model.part if asks else "", needs_consent=asks)
        columns = {"family": "family_id", "layer": "layer", "author": "author_id"}
        columns["item"] = self.model.hides_with
        return seen.filter(Rule(text, user, **columns))


class FamilyRecord(SealedRow, ScopedModel):
    """Anything that belongs to one family. `version` rises with every change.

    `part` is what the family opens or closes with it: story, map or plan; "" for what comes
    along with any of them. `needs_consent` is False for what brings its own agreement.
    `hides_with`: the column of what it is hidden together with. `has_bin`: see `gone_at`.
    """

    part: ClassVar[str] = ""
    needs_consent: ClassVar[bool] = True
    hides_with: ClassVar[str] = "pk"
    has_bin: ClassVar[bool] = False

    id = Id()
    family = models.ForeignKey(Family, models.CASCADE, related_name="+")
    layer = models.PositiveSmallIntegerField(_("laag"), choices=Layer, default=Layer.SHARED)
    author = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    made_on = models.DateField(auto_now_add=True)

    class Meta:
        abstract = True
