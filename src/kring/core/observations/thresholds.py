"""From where on a rule speaks: every number of the observations, as settings."""

from dataclasses import dataclass
from typing import Final

from kring.core.codes import Fluency, Frequency


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Shares run from 0 to 1, terms are in days, ages in years. Bounds are included."""

    adult_age: int = 18

    # O05 everything through one person
    sole_themes: int = 3  # themes with a need that have this person alone
    cut_share: float = 0.5  # of the connected pairs that this person keeps together
    cut_actors: int = 6  # on a smaller map the share says nothing
    cut_pairs: int = 6

    # O06 mostly services
    balance_actors: int = 5
    formal_most: float = 0.75
    formal_many: float = 0.60
    near_ring: int = 1

    # O07 nobody to trust, O12 no contact of one's own
    trusted_ring: int = 2
    regular: Frequency = Frequency.MONTHLY
    own_contact_age: int = 6

    # O08 no bridge, O09 a loose actor
    side_actors: int = 2
    groups: int = 2
    group_size: int = 2
    loose_actors: int = 4

    # O10 a volunteer under pressure
    hours_factor: float = 1.25  # of the hours agreed; more than this
    load_themes: int = 5
    load_actions: int = 4
    load_families: int = 3
    load_reasons: int = 2  # so many at once weigh heavy

    # O11 language
    speaker_age: int = 12
    shared_fluency: Fluency = Fluency.CONVERSATIONAL

    # O13 strain, O14 many services
    stressful_share: float = 0.25
    theme_services: int = 3
    unlinked_share: float = 0.5  # more than this
    services: int = 4

    # O15 ends soon, or an old map
    until_days: int = 60
    card_days: int = 120
    stale_days: int = 180
    stale_share: float = 0.30

    # P2 the family gives
    gifts: int = 3


DEFAULT: Final = Thresholds()
