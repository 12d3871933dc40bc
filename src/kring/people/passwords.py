"""Passwords that are long but easy to guess all the same."""

import re
from collections.abc import Set
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kring.people.models import Organisation

LEAST: Final = 5
# What anybody who knows this site tries first, beside the name of the organisation.
OURS: Final = frozenset({"kring"})
LETTERS: Final = re.compile(r"[^\W\d_]+")
SHORTEST: Final = 4  # letters; "het" and "van" of a name are in any sentence
LEFT: Final = 12  # signs beside those words, as many as a whole password has at least


class DifferentSigns:
    """Refuses `aaaaaaaaaaaa` and `121212121212`: long, and guessed first."""

    def validate(self, password: str, user: object = None) -> None:
        """Raises `ValidationError` for fewer than five different signs."""
        if len(set(password.casefold())) < LEAST:
            raise ValidationError(self.get_help_text(), code="few_signs")

    def get_help_text(self) -> str:
        return _("Gebruik meer verschillende tekens.")


class NoWordOfThisPlace:
    """Refuses a password that leans on "kring" or on the name of an organisation of this site.

    All of them: who makes an account has none yet, and their names stand on the privacy page.

    Such a word may stand in a long sentence: what is left without it must be long enough alone.
    """

    def validate(self, password: str, user: object = None) -> None:
        """Raises `ValidationError` when too little is left without these words."""
        folded = password.casefold()
        left = folded
        for word in sorted(_words_of_this_place(), key=len, reverse=True):
            left = left.replace(word, "")
        if left != folded and len(left) < LEFT:
            raise ValidationError(self.get_help_text(), code="word_of_this_place")

    def get_help_text(self) -> str:
        return _(
            "Laat het woord Kring en de naam van een organisatie weg, "
            "of maak er een langere zin van."
        )


def _words_of_this_place() -> Set[str]:
    names = Organisation.objects.values_list("name", flat=True)
    words = {word for name in names for word in LETTERS.findall(name.casefold())}
    return OURS | {word for word in words if len(word) >= SHORTEST}
