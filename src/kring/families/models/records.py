"""What every record of a family has in common, and the rule of who may see it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kring.base.fields import Id
from kring.base.scoping import ScopedModel, ScopedQuerySet
from kring.base.sealing import SealedRow
from kring.families.models.family import Family
from kring.families.models.hidden import Hidden
from kring.families.models.seats import Seat
from kring.people.models import User


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
