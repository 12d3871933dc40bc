"""An invitation that is in order, for the tests that need one."""

from datetime import timedelta

from django.utils.timezone import localdate

from kring.families.models import Seat
from kring.reception.services.invitations import Terms

ELS = "els@voorbeeld.be"


def terms(**more):
    given = {
        "mail": ELS, "role": Seat.Role.VOLUNTEER, "purpose": "buddy voor Nederlands",
        "tie": Seat.Tie.DISCRETION, "ends_on": localdate() + timedelta(days=100),
        "told_on": localdate(), "agreed_on": localdate(), "agreed_how": "mondeling",
    }  # fmt: skip
    return Terms(**(given | more))
