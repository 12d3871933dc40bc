"""Columns of sealed values: they may be fetched, and asked whether they are there. No more.

The order of sealed bytes means nothing, and a question that compares them would look as if it
meant something. What Django builds around a column asks that column something first, and there
it is refused; fetching asks nothing.
"""

from typing import Any

from django.core.exceptions import FieldError
from django.db.models.expressions import Col


def refuse(label: str) -> FieldError:
    return FieldError(f"{label} is sealed: it cannot be searched or sorted on")


class SealedCol(Col):
    """A column of sealed values in a list of columns."""

    target: Any

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Whatever sorts, resolves."""
        raise refuse(self.target.label)

    def get_refs(self) -> Any:
        """An aggregate over everything looks for what it leans on."""
        raise refuse(self.target.label)

    @property
    def contains_aggregate(self) -> Any:
        """An annotation, a comparison and an aggregate look whether there is one inside."""
        raise refuse(self.target.label)
