"""Mail addresses as we keep and compare them: one address, however somebody types it."""

import unicodedata
from typing import Any

from django.db import models


def one_way(address: str) -> str:
    """The one way to write this mail address: NFKC, case folded, without spaces around it.

    Folding and cutting can undo the normal form, so all is done until nothing changes.
    """
    folded = unicodedata.normalize("NFKC", address).casefold()
    written = unicodedata.normalize("NFKC", folded).strip()
    return written if written == address else one_way(written)


class MailAddressField(models.EmailField):  # type: ignore[type-arg]
    """Written and looked up in one way, also by `filter`, `update` and `bulk_create`."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return one_way(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value
