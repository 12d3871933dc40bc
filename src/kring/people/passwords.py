"""Passwords that are long but easy to guess all the same."""

from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LEAST: Final = 5


class DifferentSigns:
    """Refuses `aaaaaaaaaaaa` and `121212121212`: long, and guessed first."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises `ValidationError` for fewer than five different signs."""
        if len(set(password.casefold())) < LEAST:
            raise ValidationError(self.get_help_text(), code="few_signs")

    def get_help_text(self) -> str:
        return _("Gebruik meer verschillende tekens.")
