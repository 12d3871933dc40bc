"""The sixteen pictures of a family's code, and the words that a screen reader says for them."""

from collections.abc import Mapping
from typing import Final

from kring.core.words import gettext_noop

LENGTH: Final = 4  # 16^4 = 65 536 codes, beside a link that nobody can guess
# The name of the icon, and its word. Things that everybody has seen, and that look different.
PICTURES: Final[Mapping[str, str]] = {
    "house": gettext_noop("huis"),
    "sun": gettext_noop("zon"),
    "moon": gettext_noop("maan"),
    "star": gettext_noop("ster"),
    "bus": gettext_noop("bus"),
    "backpack": gettext_noop("rugzak"),
    "volleyball": gettext_noop("bal"),
    "key-round": gettext_noop("sleutel"),
    "book-open": gettext_noop("boek"),
    "lightbulb": gettext_noop("lamp"),
    "bridge": gettext_noop("brug"),
    "baby": gettext_noop("baby"),
    "clock": gettext_noop("klok"),
    "pencil": gettext_noop("potlood"),
    "globe": gettext_noop("wereldbol"),
    "refrigerator": gettext_noop("koelkast"),
}
