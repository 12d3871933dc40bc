"""Model fields that every room uses: keys made by us, open codes, and loose references."""

import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Id(models.UUIDField):  # type: ignore[type-arg]
    """A primary key that exists before the row is saved, and tells nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("primary_key", True)
        kwargs.setdefault("default", uuid.uuid4)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class IdField(models.UUIDField):  # type: ignore[type-arg]
    """The id of a row in one of several tables, such as an actor or a member."""


class IdsField(models.JSONField):
    """Ids in an order; an empty list for nobody. Read as UUIDs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("encoder", DjangoJSONEncoder)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if value == "[]":  # nobody, as nearly always: pages read thousands
            return []
        ids = super().from_db_value(value, expression, connection)
        return None if ids is None else [uuid.UUID(each) for each in ids]


class Code(models.CharField):  # type: ignore[type-arg]
    """A short code out of the work, such as a theme or a ring; "" when nobody said.

    With `choices` (a StrEnum) it is closed; without, an unknown one is kept as written.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = kwargs.get("choices")
        if isinstance(choices, type):
            members: Any = choices
            kwargs["choices"] = [(each.value, each.value) for each in members]
        kwargs.setdefault("max_length", 64)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
