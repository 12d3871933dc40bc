"""What somebody will see of a family in each role, said before they sit there."""

from typing import Final

from django.utils.translation import gettext

from kring.core.words import gettext_noop
from kring.families.models import Seat

SHARED: Final = gettext_noop("Wat het gezin toont van zijn verhaal, zijn kaart en zijn plan.")
_SEES: Final = {
    Seat.Role.VOLUNTEER: (
        SHARED,
        gettext_noop("Geen nota's van beroepskrachten, en niet wie welke papieren heeft."),
    ),
    Seat.Role.WORKER: (
        SHARED,
        gettext_noop("Ook de nota's die beroepskrachten met elkaar delen."),
        gettext_noop("Niet de eigen nota's van anderen."),
    ),
    Seat.Role.COORDINATOR: (
        SHARED,
        gettext_noop("Ook de nota's die beroepskrachten met elkaar delen."),
        gettext_noop("Ook de eigen nota's van anderen, en wie er in de kring zit."),
    ),
}
_SAFETY: Final = gettext_noop("Ook de nota's over veiligheid, door het beroepsgeheim.")


def what_they_see(role: Seat.Role, *, tie: str = "") -> list[str]:
    """The layers of this role in words; safety only for a lead bound by secrecy."""
    sentences = [gettext(each) for each in _SEES[role]]
    if role == Seat.Role.COORDINATOR and tie == Seat.Tie.SECRECY:
        sentences.append(gettext(_SAFETY))
    return sentences
