"""Everything that changes who sits around a family, and what they may see of it."""

from kring.families.services.changes import added, changed
from kring.families.services.consents import (
    give_consent,
    hide_everything,
    show_again,
    withdraw_consent,
)
from kring.families.services.glass import (
    break_glass,
    close_glass,
    close_glasses_of,
    name_protocol,
    review_glass,
    unname_protocol,
)
from kring.families.services.hiding import hide, lift_restriction, restrict, unhide
from kring.families.services.seats import TERM, extend_seat, give_seat, withdraw_seat
from kring.families.services.writing import check_may_write

__all__ = [
    "TERM",
    "added",
    "break_glass",
    "changed",
    "check_may_write",
    "close_glass",
    "close_glasses_of",
    "extend_seat",
    "give_consent",
    "give_seat",
    "hide",
    "hide_everything",
    "lift_restriction",
    "name_protocol",
    "restrict",
    "review_glass",
    "show_again",
    "unhide",
    "unname_protocol",
    "withdraw_consent",
    "withdraw_seat",
]
