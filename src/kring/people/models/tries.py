"""Wrong tries to come in, as marks that nobody can turn back into a name."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class WrongTry(models.Model):
    """One wrong try: a mark of the account or of the visitor's address, and when."""

    mark = models.CharField(max_length=64)  # a keyed hash: see people/throttle.py
    at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("foute poging")
        verbose_name_plural = _("foute pogingen")
        indexes = [models.Index(fields=["mark", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.mark[:8]}"
