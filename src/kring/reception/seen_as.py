"""What somebody will see in each role, in words, for whoever is about to invite them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kring.core.words import gettext_noop
from kring.families.models import Seat


@dataclass(frozen=True, slots=True)
class SeenAs:
    sees: tuple[str, ...]
    never: tuple[str, ...]


SHARED: Final = gettext_noop("het verhaal, de kaart en het plan, zover het gezin ja zei")
OWN: Final = gettext_noop("eigen nota's")
NETWORK: Final = gettext_noop("wat de beroepskrachten in de kring met elkaar delen")
SAFETY: Final = gettext_noop("nota's over veiligheid")
HIDDEN: Final = gettext_noop("wat voor deze persoon verborgen is")
OTHERS: Final = gettext_noop("andere gezinnen")
SEEN_AS: Final[Mapping[str, SeenAs]] = {
    Seat.Role.VOLUNTEER: SeenAs(
        sees=(SHARED, OWN),
        never=(
            gettext_noop("papieren, en nota's van beroepskrachten"),
            gettext_noop("wie er nog in de kring zit"),
            HIDDEN,
            OTHERS,
        ),
    ),
    Seat.Role.WORKER: SeenAs(
        sees=(SHARED, NETWORK, OWN, gettext_noop("wie er in de kring zit")),
        never=(gettext_noop("eigen nota's van anderen"), HIDDEN, OTHERS),
    ),
    Seat.Role.COORDINATOR: SeenAs(
        sees=(
            SHARED,
            NETWORK,
            gettext_noop("de nota's van alle beroepskrachten in deze kring"),
            gettext_noop("wie er in de kring zit; nodigt mensen uit en beëindigt plaatsen"),
        ),
        never=(HIDDEN, OTHERS),
    ),
}
